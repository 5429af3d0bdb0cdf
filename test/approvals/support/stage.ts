import type { ApprovalInput, AttachmentSummary, StepView } from '../../../lib/index.js';
import type { Host, PurchaseRequest } from '../../support/host.js';
import { publishStages } from '../../support/host.js';

/** What a test of approvals says and asks, in one place. */
export class Stage {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Publishes a workflow of these stages, and attaches a new object of user 1 to it. */
  async attach(
    stages: readonly (readonly ApprovalInput[])[],
    object: Partial<Pick<PurchaseRequest, 'amount' | 'ownerId' | 'requesterId'>> & {
      readonly key?: string;
    } = {},
  ): Promise<AttachmentSummary> {
    const { key = 'purchase-request', ...values } = object;
    await publishStages(this.#host.engine, stages, key);
    return this.attachAnother(values, key);
  }

  /** Attaches one more to a workflow that is there. */
  async attachAnother(
    values: Partial<Pick<PurchaseRequest, 'amount' | 'ownerId' | 'requesterId'>> = {},
    workflow = 'purchase-request',
  ): Promise<AttachmentSummary> {
    const object = await this.#host.PurchaseRequest.create({ title: 'Pens', requesterId: 1, ...values });
    return this.#host.engine.attach({ object, workflow, actor: { id: 1 } });
  }

  /** Every step so far. */
  async steps({ id }: Pick<AttachmentSummary, 'id'>): Promise<readonly StepView[]> {
    const { reader } = this.#host.engine;
    const status = await reader.status(await reader.find({ attachmentId: id }, { id: 1 }), { id: 1 });
    return status.steps;
  }

  /** The status of every step so far. */
  async stepStatuses(attachment: Pick<AttachmentSummary, 'id'>): Promise<readonly string[]> {
    return (await this.steps(attachment)).map(({ status }) => status);
  }

  /** Who holds an open seat, step by step. */
  async seated(attachment: Pick<AttachmentSummary, 'id'>): Promise<readonly unknown[]> {
    const steps = await this.steps(attachment);
    return steps.flatMap(({ assignments }) =>
      assignments.filter(({ status }) => status === 'current').map(({ userId }) => userId),
    );
  }

  /** What history says, from the first entry: the event, who did it, and its data. */
  async history({ id }: Pick<AttachmentSummary, 'id'>): Promise<readonly Told[]> {
    const { reader } = this.#host.engine;
    const row = await reader.find({ attachmentId: id }, { id: 1 });
    const { items } = await reader.history(row, { limit: 1000, after: null });
    return items.map(({ event, actorId, onBehalfOf, data }) => ({ event, actorId, onBehalfOf, data }));
  }

  /** The events of history, from the first. */
  async events(attachment: Pick<AttachmentSummary, 'id'>): Promise<readonly string[]> {
    return (await this.history(attachment)).map(({ event }) => event);
  }
}

/** An entry of history, as far as tests ask for it. */
export interface Told {
  readonly event: string;
  readonly actorId: unknown;
  readonly onBehalfOf: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of a call: what it gave, or the code of its refusal. */
export async function outcomeOf(call: Promise<AttachmentSummary>): Promise<string> {
  try {
    return (await call).status;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
