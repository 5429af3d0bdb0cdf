import type { Transaction } from 'sequelize';
import type { Actor } from '../../types.js';

/** Who sets a delegation up, and in which transaction. */
export interface DelegationCall {
  /** `null` for the system. */
  readonly actor: Actor | null;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  /** The host's transaction to join. */
  readonly transaction?: Transaction | undefined;
}
