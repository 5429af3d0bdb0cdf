import type { Transaction } from 'sequelize';
import type { CrowdedHost } from '../../races/support/crowded-host.js';
import { CROWD_ROLE } from '../../races/support/crowded-host.js';
import type { PurchaseRequest } from '../../support/host.js';
import { byRole, publishStages } from '../../support/host.js';

/** Whose requests these are. */
export const REQUESTER = { id: 1 };
/** Who decides at the first stage. */
export const REVIEWER = { id: 2 };

/** One thing that may happen to an object that stands at its first stage, or at none. */
export interface Operation {
  readonly name: string;
  /** How far the object is before it happens. */
  readonly from: 'created' | 'attached' | 'started';
  readonly run: (host: CrowdedHost, object: PurchaseRequest, transaction?: Transaction) => Promise<unknown>;
}

/** Everything that a caller may do to an object's workflow. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'attaching',
    from: 'created',
    run: ({ engine }, object, transaction) =>
      engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER, transaction }),
  },
  {
    name: 'starting',
    from: 'attached',
    run: ({ engine }, object, transaction) => engine.start({ object, actor: REQUESTER, transaction }),
  },
  {
    name: 'approving',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.approve({ object, actor: REVIEWER, transaction }),
  },
  {
    name: 'rejecting',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.reject({ object, actor: REVIEWER, reason: 'No.', transaction }),
  },
  {
    name: 'sending back',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.requestResubmission({ object, actor: REVIEWER, reason: 'Why?', transaction }),
  },
  {
    name: 'delegating',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.delegate({ object, actor: REVIEWER, userId: 4, transaction }),
  },
  {
    name: 'escalating',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.escalate({ object, actor: REVIEWER, transaction }),
  },
  {
    name: 'cancelling',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.cancel({ object, actor: REQUESTER, transaction }),
  },
];

/** Publishes a workflow whose first stage is the reviewer's, and whose second is everyone's. */
export async function publish({ engine }: CrowdedHost, strategy = 'anyone'): Promise<void> {
  await publishStages(engine, [
    [{ approvalType: 'user', approvalUser: REVIEWER.id }],
    [byRole(CROWD_ROLE, { roleSelectionStrategy: strategy })],
  ]);
}

/** An object that has come that far. */
export async function prepare(
  { engine, PurchaseRequest }: CrowdedHost,
  from: Operation['from'],
): Promise<PurchaseRequest> {
  const object = await PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
  if (from !== 'created') {
    const autoStart = from === 'started';
    await engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER, autoStart });
  }
  return object;
}
