import type { Sequelize } from 'sequelize';
import type { Statement } from './driver.js';

/** What we use of a Sequelize beyond its types. */
interface LoggingSequelize {
  readonly options: {
    readonly logging?: unknown;
    readonly benchmark?: boolean;
    readonly logQueryParameters?: boolean;
  };
  log(message: string, ...details: unknown[]): void;
}

/** Reports statements of ours as Sequelize reports its own: through the host's `logging`, with or without `benchmark`. */
export class StatementLog {
  readonly #sequelize: LoggingSequelize;

  constructor(sequelize: Sequelize) {
    this.#sequelize = sequelize as unknown as LoggingSequelize;
  }

  /** Reports that a statement begins. @returns what is called when it has ended */
  begin(connectionId: string | undefined, { text, values }: Statement): () => void {
    const { logging, benchmark = false, logQueryParameters = false } = this.#sequelize.options;
    if (logging === false || logging === undefined) return nothing;
    const parameters = logQueryParameters
      ? `; ${values.map((value) => JSON.stringify(value)).join(', ')}`
      : '';
    const what = `(${connectionId ?? 'default'}): ${text}${parameters}`;
    if (!benchmark) {
      this.#sequelize.log(`Executing ${what}`, { logging });
      return nothing;
    }
    const startedAt = Date.now();
    return () => this.#sequelize.log(`Executed ${what}`, Date.now() - startedAt, { logging });
  }
}

function nothing(): void {
  // Only `benchmark` reports the end.
}
