import type { Transaction } from 'sequelize';
import type { KnownKeys } from '../../known-options.js';
import { refused, requireKnown } from '../../known-options.js';
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

const CALL: KnownKeys<DefinitionCall> = { actor: true, company: true, transaction: true };

/**
 * The company whose definitions a call may touch.
 *
 * @throws WorkflowError `INVALID_REQUEST`, naming what is not known, and `actor` where nobody is named
 */
export function companyOfCall(call: DefinitionCall): string {
  const asked = { caller: 'The call' };
  requireKnown(call, CALL, asked);
  const { actor, company }: { actor: unknown; company?: string | undefined } = call;
  if (actor !== null && typeof actor !== 'object') {
    throw refused(asked, 'actor', 'must be who calls, such as { id: 1 }, or null for the system');
  }
  return companyOf(call.actor, company);
}
