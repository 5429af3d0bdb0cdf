import { findDelegation, listDelegations } from '../store/delegations.js';
import type { Page, PageRequest } from '../store/page.js';
import { mapPage } from '../store/page.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import type { UserId } from '../types.js';
import { delegationChange, newDelegation } from '../contract/delegations.js';
import { codeInput, readInCode } from '../contract/in-code.js';
import type { CommandContext } from '../commands/context.js';
import { companyOfCall } from '../commands/definitions/call.js';
import type { DelegationCall } from '../commands/delegations/call.js';
import type { NewDelegation } from '../commands/delegations/create-delegation.js';
import { createDelegation } from '../commands/delegations/create-delegation.js';
import type { DelegationView } from '../commands/delegations/delegation-view.js';
import { viewDelegation } from '../commands/delegations/delegation-view.js';
import { delegationNotFound } from '../commands/delegations/find-delegation.js';
import { revokeDelegation } from '../commands/delegations/revoke-delegation.js';
import type { DelegationChange } from '../commands/delegations/update-delegation.js';
import { updateDelegation } from '../commands/delegations/update-delegation.js';

/** Which delegations are listed: all of the company's, where neither side is named. */
export interface DelegationListing {
  /** Those that this user gave, being out of office. */
  readonly givenBy?: UserId | undefined;
  /** Those that this user received, deciding for others. With `givenBy`: those of either kind. */
  readonly receivedBy?: UserId | undefined;
  /** @defaultValue `false` */
  readonly includeRevoked?: boolean | undefined;
}

const NEW = codeInput<NewDelegation>()(newDelegation.members);
const CHANGE = codeInput<DelegationChange>()(delegationChange.members);
const LISTING: KnownKeys<DelegationListing> = { givenBy: true, receivedBy: true, includeRevoked: true };

/**
 * Out of office: who decides for whom, and for how long. A delegation covers what is open while it lasts; it writes
 * nothing to any seat, so that everything falls back by itself when it ends.
 */
export class Delegations {
  readonly #context: CommandContext;

  /** @internal Only the engine makes one. */
  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** Makes a delegation. @throws WorkflowError `USER_NOT_FOUND`, `DELEGATION_TO_SELF`, `DELEGATION_CYCLE`, `INVALID_REQUEST`, … */
  async create(input: NewDelegation, call: DelegationCall): Promise<DelegationView> {
    const checked = readInCode(NEW, input, { caller: 'delegations.create' });
    return createDelegation(this.#context, call, checked);
  }

  /** Changes a delegation. @throws WorkflowError `DELEGATION_NOT_FOUND`, `DELEGATION_REVOKED`, `DELEGATION_CYCLE`, … */
  async update(id: number, change: DelegationChange, call: DelegationCall): Promise<DelegationView> {
    const checked = readInCode(CHANGE, change, { caller: 'delegations.update' });
    return updateDelegation(this.#context, call, { id, change: checked });
  }

  /** Ends a delegation at once, and keeps it. @throws WorkflowError `DELEGATION_NOT_FOUND`, `DELEGATION_REVOKED` */
  async revoke(id: number, call: DelegationCall): Promise<DelegationView> {
    return revokeDelegation(this.#context, call, id);
  }

  /** A delegation, revoked or not. @throws WorkflowError `DELEGATION_NOT_FOUND` */
  async get(id: number, call: DelegationCall): Promise<DelegationView> {
    const { database, transactions, userIds, clock } = this.#context;
    const transaction = transactions.joined(call.transaction);
    const row = await findDelegation(database, { id, company: companyOfCall(call) }, transaction);
    if (row === null) throw delegationNotFound();
    return viewDelegation(userIds, row, clock.now());
  }

  /** A page of delegations, newest first. */
  async list(
    listing: DelegationListing,
    page: PageRequest,
    call: DelegationCall,
  ): Promise<Page<DelegationView>> {
    requireKnown(listing, LISTING, { caller: 'delegations.list' });
    const { givenBy, receivedBy, includeRevoked = false } = listing;
    const { database, transactions, userIds, clock } = this.#context;
    const filter = {
      company: companyOfCall(call),
      givenBy: givenBy === undefined ? undefined : userIds.toText(givenBy),
      receivedBy: receivedBy === undefined ? undefined : userIds.toText(receivedBy),
      includeRevoked,
    };
    const rows = await listDelegations(database, filter, page, transactions.joined(call.transaction));
    return mapPage(rows, (row) => viewDelegation(userIds, row, clock.now()));
  }
}
