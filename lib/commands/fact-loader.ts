import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { ConditionScope } from '../definition/condition.js';
import type { Plan } from '../definition/types.js';
import type { AskedPeople } from '../directory/asked-people.js';
import type { FlowUser } from '../flow/types.js';
import type { RotationKey } from '../store/rotations.js';
import type { CommandContext } from './context.js';

type Attributes = Readonly<Record<string, unknown>>;

/** What is asked about. */
export interface Subject {
  readonly attachment: AttachmentRow;
  readonly plan: Plan;
  /** When the command happens. */
  readonly now: Date;
  /** The object's attributes, where they were read as it was locked; `null` where it is known to be gone. */
  readonly object?: Attributes | null | undefined;
}

/** What the commands of one transaction share. */
export interface Surroundings {
  readonly transaction: Transaction;
  people(company: string): AskedPeople;
  seatedOrder(key: RotationKey): Promise<readonly string[]>;
}

/** What one command may ask about its attachment. Nothing is read twice, however often it is asked for. */
export class FactLoader {
  readonly subject: Subject;
  readonly transaction: Transaction;
  readonly people: AskedPeople;
  readonly surroundings: Surroundings;
  readonly #context: CommandContext;
  #attributes: Promise<Attributes | null> | undefined;
  #scope: Promise<ConditionScope> | undefined;

  constructor(context: CommandContext, subject: Subject, surroundings: Surroundings) {
    this.#context = context;
    this.subject = subject;
    this.surroundings = surroundings;
    this.people = surroundings.people(subject.attachment.company);
    this.transaction = surroundings.transaction;
    if (subject.object !== undefined) this.#attributes = Promise.resolve(subject.object);
  }

  /** The attributes of the object as this transaction sees them; none, where it no longer exists. */
  async attributes(): Promise<Attributes> {
    const { attachment } = this.subject;
    this.#attributes ??= this.#context.objects.readAttributes(attachment, this.transaction);
    return (await this.#attributes) ?? {};
  }

  /** Takes down what was written to the object, so that nobody need read it again. */
  noteWritten(values: Attributes): void {
    this.#attributes = this.#attributes?.then((attributes) => attributes && { ...attributes, ...values });
  }

  /** Reads the object anew when it is next asked for: an action may have changed it. */
  forgetObject(): void {
    this.#attributes = undefined;
    this.#scope = undefined;
  }

  /** What conditions see. */
  async scope(): Promise<ConditionScope> {
    this.#scope ??= this.#readScope();
    return this.#scope;
  }

  async #readScope(): Promise<ConditionScope> {
    const { objects, userIds } = this.#context;
    const { id, model, round, startedBy, createdAt } = this.subject.attachment;
    return {
      object: await this.attributes(),
      requester: await this.#readRequester(),
      attachment: {
        id,
        model,
        object_id: objects.idFromText(this.subject.attachment),
        round,
        started_by: userIds.fromText(startedBy),
        created_at: createdAt,
      },
      metadata: this.#trustedMetadata(),
    };
  }

  async #readRequester(): Promise<ConditionScope['requester']> {
    const { requesterId } = this.subject.attachment;
    const [requester] = requesterId === null ? [] : await this.people.users([requesterId]);
    return describeRequester(this.#context, requester);
  }

  /** A requester must not write their own way around an approval: only what the host vouches for counts. */
  #trustedMetadata(): Attributes {
    const trusted = new Set(this.#context.objects.trustedMetadata(this.subject.attachment.model));
    const metadata = Object.entries(JSON.parse(this.subject.attachment.metadata) as Attributes);
    return Object.fromEntries(metadata.filter(([key]) => trusted.has(key)));
  }
}

/** A requester, as conditions see them. */
export function describeRequester(
  { userIds }: Pick<CommandContext, 'userIds'>,
  requester: FlowUser | undefined,
): ConditionScope['requester'] {
  if (requester === undefined) return null;
  const { id, name, departmentId } = requester;
  return { id: userIds.fromText(id), name, department_id: departmentId };
}
