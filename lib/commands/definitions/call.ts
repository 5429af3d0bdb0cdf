import type { Transaction } from 'sequelize';
import type { Actor } from '../../types.js';
import { companyOf } from '../actor.js';

/** Who edits definitions, and in which transaction. */
export interface DefinitionCall {
  /** `null` for the system, as when a host seeds its workflows. */
  readonly actor: Actor | null;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  /** The host's transaction to join. */
  readonly transaction?: Transaction | undefined;
}

/** The company whose definitions a call may touch. */
export function companyOfCall({ actor, company }: DefinitionCall): string {
  return companyOf(actor, company);
}
