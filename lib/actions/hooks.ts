import type { Transaction } from 'sequelize';
import { WorkflowError } from '../errors.js';
import type { HostCalls } from '../time-limits/host-calls.js';
import type { AttachmentFacts, PersonFacts } from './facts.js';

/** What can be done to an attachment, called as the engine's methods are; `reassign` and `timeOut` are what its jobs do. */
export const OPERATIONS = [
  'attach',
  'start',
  'approve',
  'reject',
  'requestResubmission',
  'resubmit',
  'delegate',
  'escalate',
  'recall',
  'cancel',
  'replace',
  'force',
  'reassign',
  'timeOut',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a hook is told. */
export interface HookContext {
  readonly operation: Operation;
  /** How the attachment stands: before the operation, or after it. */
  readonly attachment: AttachmentFacts;
  /** Who does it; `null` where the system does. */
  readonly user: PersonFacts | null;
  readonly reason: string | null;
  /**
   * What forms were filled in with, up to where the attachment stands, and by the operation itself: before it, what it
   * brings is not judged yet.
   */
  readonly form: Readonly<Record<string, unknown>>;
  /** The transaction of the operation: every query of the hook must take it. */
  readonly transaction: Transaction;
  /** Aborted when the time of the hook is up; see `hostTimeoutMs`. */
  readonly signal: AbortSignal;
}

/** Code of the host's that runs inside the transaction of an operation. */
export interface Hook {
  /** Unique for its operation and its side; removes it again, and names it in the log. */
  readonly id: string;
  /** A throw refuses the operation, and nothing has changed then: throw a `WorkflowError` to say why. */
  readonly run: (context: HookContext) => Promise<void> | void;
}

type Side = 'before' | 'after';

/** The hooks of one engine. They run in the order in which they were added. */
export class Hooks {
  readonly #hooks = new Map<string, Hook[]>();
  readonly #calls: HostCalls;

  /** @internal Only the engine makes one. */
  constructor(calls: HostCalls) {
    this.#calls = calls;
  }

  /**
   * Adds a hook that runs before an operation, under its locks; a throw vetoes it.
   *
   * @returns what removes it again
   * @throws WorkflowError `INVALID_CONFIGURATION` for an operation that there is not, or an id that is taken
   */
  before(operation: Operation, hook: Hook): () => void {
    return this.#add('before', operation, hook);
  }

  /** Adds a hook that runs after an operation, in its transaction; a throw rolls it back. See {@link before}. */
  after(operation: Operation, hook: Hook): () => void {
    return this.#add('after', operation, hook);
  }

  /** @internal Whether any hook would run. */
  has(side: Side, operation: Operation): boolean {
    return (this.#hooks.get(keyOf(side, operation))?.length ?? 0) > 0;
  }

  /** @internal Runs the hooks of one side, one after another. */
  async run(side: Side, context: Omit<HookContext, 'signal'>): Promise<void> {
    const { operation } = context;
    for (const { id, run } of [...(this.#hooks.get(keyOf(side, operation)) ?? [])]) {
      const call = { who: `Hook ${id}`, when: `${side} ${operation}`, details: { id, operation } };
      await this.#calls.run(call, (signal) => run({ ...context, signal }));
    }
  }

  #add(side: Side, operation: Operation, hook: Hook): () => void {
    const key = keyOf(side, operation);
    const hooks = this.#hooks.get(key) ?? [];
    if (!OPERATIONS.includes(operation)) {
      throw invalid(`there is no operation "${operation}"; there are ${OPERATIONS.join(', ')}`);
    }
    const run: unknown = hook.run;
    if (typeof run !== 'function')
      throw invalid(`${side} ${operation} takes { id, run }, and run must be a function`);
    if (hooks.some(({ id }) => id === hook.id)) {
      throw invalid(`there is a hook "${hook.id}" ${side} ${operation} already. Remove it first`);
    }
    this.#hooks.set(key, [...hooks, hook]);
    return () => {
      const others = (this.#hooks.get(key) ?? []).filter((other) => other !== hook);
      this.#hooks.set(key, others);
    };
  }
}

function keyOf(side: Side, operation: Operation): string {
  return `${side} ${operation}`;
}

function invalid(problem: string): WorkflowError {
  return new WorkflowError('INVALID_CONFIGURATION', `Hooks: ${problem}.`, {
    errors: [{ path: 'hooks', message: problem }],
  });
}
