import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { ConditionScope } from '../definition/condition.js';
import type { Plan } from '../definition/types.js';
import type { AskedPeople } from '../directory/asked-people.js';
import { isObject } from '../definition/form-outline.js';
import type { Stand } from '../flow/rules/standing.js';
import { formAt, type FilledForm } from '../flow/steps/filled-form.js';
import type { AttachmentState, FlowUser } from '../flow/types.js';
import { readFilledForms } from '../store/filled-forms.js';
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
  /** What the command fills a form in with; not judged yet. */
  readonly formData?: unknown;
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
  #scope: Promise<Omit<ConditionScope, 'form'>> | undefined;
  #stored: Promise<readonly FilledForm[]> | undefined;

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

  /** What a condition sees; what forms hold only where it names it. */
  async scope(expression: string, at: Stand): Promise<ConditionScope> {
    this.#scope ??= this.#readScope();
    return { ...(await this.#scope), form: /\bform\b/.test(expression) ? await this.form(at) : {} };
  }

  /** What forms are filled in with, as it stands there, with what the command brings. */
  async form(at: Stand): Promise<Attributes> {
    const { attachment, plan } = this.subject;
    const isFilledIn = plan.positions
      .slice(0, at.position + 1)
      .some(({ approvals }) => approvals.some(({ requiredForm }) => requiredForm !== undefined));
    if (!isFilledIn || attachment.stepCount === 0) return {};
    this.#stored ??= readFilledForms(this.#context.database, attachment.id, this.transaction);
    return formAt([...(await this.#stored), ...this.#given()], at);
  }

  #given(): readonly FilledForm[] {
    const { attachment, formData } = this.subject;
    const { position, round } = attachment;
    return position !== null && isObject(formData) ? [{ position, round, data: formData }] : [];
  }

  async #readScope(): Promise<Omit<ConditionScope, 'form'>> {
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

/** Where an attachment stands; behind the last position once it has completed. */
export function standOf({ position, round }: Pick<AttachmentState, 'position' | 'round'>): Stand {
  return { position: position ?? Infinity, round };
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
