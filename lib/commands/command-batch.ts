import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Plan } from '../definition/types.js';
import { AskedPeople } from '../directory/asked-people.js';
import type { CommandKind, CommandOf } from '../flow/commands/command.js';
import type { OutcomeOf } from '../flow/commands/outcome.js';
import type { FlowEvent } from '../flow/events.js';
import type { FlowState } from '../flow/types.js';
import { groupBy } from '../group-by.js';
import { flowStateOf } from '../store/flow-state.js';
import type { LockedAttachment } from '../store/locked-attachments.js';
import type { RotationKey } from '../store/rotations.js';
import type { Transition } from '../store/state-writer.js';
import { requireUnblocked } from './blocked.js';
import type { CommandContext } from './context.js';
import { decideByFlow } from './decide-by-flow.js';
import { FactLoader } from './fact-loader.js';
import type { Performed } from './queue-actions.js';
import { queueActions } from './queue-actions.js';
import { runHooks } from './run-hooks.js';
import { currentStageName } from './summary.js';

/** A command, and what it was given of an attachment that this transaction has locked, or has just inserted. */
export interface Performance<Kind extends CommandKind = CommandKind> {
  readonly locked: LockedAttachment;
  readonly command: CommandOf<Kind>;
  /** When it happens. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  /** The attributes of its object, where they were read; `null` where it is known to be gone. */
  readonly object?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What a command has done. */
export interface CommandOutcome<Kind extends CommandKind = CommandKind> {
  readonly attachment: AttachmentRow;
  readonly plan: Plan;
  readonly outcome: OutcomeOf<Kind>;
  /** How it stands now, in which every row has its id. */
  readonly state: FlowState;
  /** What was read as it was locked. */
  readonly locked: LockedAttachment;
}

/** The outcome of each of some commands, or of what they were given for. */
export type OutcomesOf<Given extends readonly unknown[]> = {
  readonly [Index in keyof Given]: Given[Index] extends Performance<infer Kind>
    ? CommandOutcome<Kind>
    : never;
};

/** A command on which the flow has decided. */
interface Decided extends Pick<Performance, 'locked' | 'command'> {
  readonly loader: FactLoader;
  readonly transition: Transition;
  readonly outcome: OutcomeOf<CommandKind>;
}

/** The same, when it is written. */
interface Stored extends Omit<Decided, 'outcome'> {
  readonly outcome: CommandOutcome;
}

/**
 * Commands that are carried out together in a transaction, each on another attachment, as if one after another: the flow
 * decides on each, then everything is written. What one has moved on, the next one finds so; nobody is asked twice.
 *
 * Where code of the host's runs in between, a batch must be of one: others would not be written yet. See
 * {@link mayShareBatch}.
 */
export class CommandBatch {
  readonly transaction: Transaction;
  readonly #context: CommandContext;
  readonly #people = new Map<string, AskedPeople>();
  readonly #rotations = new Map<string, readonly string[]>();

  constructor(context: CommandContext, transaction: Transaction) {
    this.#context = context;
    this.transaction = transaction;
  }

  /** The people of a company: what one command has asked, all know. */
  people(company: string): AskedPeople {
    const { transaction } = this;
    const people =
      this.#people.get(company) ?? new AskedPeople(this.#context.people, { company, transaction });
    this.#people.set(company, people);
    return people;
  }

  /** Who was seated by an approval, least recently first, also by what is not written yet. */
  async seatedOrder(key: RotationKey): Promise<readonly string[]> {
    const moved = this.#rotations.get(nameOf(key));
    return moved ?? this.#context.rotations.lock(key, this.transaction);
  }

  /** Carries out commands, in order. @throws what the first throws that is refused: the transaction is to be given up then */
  async perform<const Given extends readonly Performance[]>(given: Given): Promise<OutcomesOf<Given>> {
    const { writer } = this.#context;
    const decided: Decided[] = [];
    for (const performance of given) decided.push(await this.#decide(performance));
    const written = await writer.writeAll(
      decided.map(({ transition }) => transition),
      this.transaction,
    );
    const stored = decided.flatMap((one, index): Stored[] => {
      const row = written[index];
      if (row === undefined) return [];
      const { loader, locked, outcome } = one;
      const { plan } = loader.subject;
      return [{ ...one, outcome: { ...row, plan, locked, outcome } }];
    });
    await this.#writeObjects(stored);
    await queueActions(this.#context, stored.map(toPerformed), this.transaction);
    for (const { command, outcome, loader } of stored) {
      await runHooks(this.#context, { side: 'after', command, state: outcome.attachment }, loader);
    }
    return stored.map(({ outcome }) => outcome) as OutcomesOf<Given>;
  }

  async #decide({ locked, object, command, now }: Performance): Promise<Decided> {
    const context = this.#context;
    const { attachment } = locked;
    requireUnblocked(attachment, command);
    const plan = await context.versions.plan(attachment.versionId, this.transaction);
    const formData = 'formData' in command ? command.formData : undefined;
    const subject = { attachment, plan, now: now ?? context.clock.now(), object, formData };
    const loader = new FactLoader(context, subject, this);
    await runHooks(context, { side: 'before', command, state: attachment }, loader);
    const before = flowStateOf(locked, plan);
    const decided = await decideByFlow(context, { command, state: before }, loader);
    const { events, outcome, state: after } = decided;
    this.#noteRotations(attachment, events);
    const transition = { attachment, before, after, events, now: subject.now };
    return { locked, command, loader, transition, outcome };
  }

  #noteRotations({ company, workflowId }: AttachmentRow, events: readonly FlowEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'rotated') continue;
      const { approvalId, seatedOrder } = event;
      this.#rotations.set(nameOf({ company, workflowId, approvalId }), seatedOrder);
    }
  }

  /** Tells the host's rows where their workflows stand, if that has changed: those together that are told the same. */
  async #writeObjects(stored: readonly Stored[]): Promise<void> {
    const { objects } = this.#context;
    const told = stored.filter(
      ({ outcome, transition }) =>
        objects.writesFields(outcome.attachment.model) && hasMoved(transition.attachment, outcome.attachment),
    );
    const fields = told.map((one) => {
      const { attachment, plan } = one.outcome;
      return { one, status: attachment.status, stage: currentStageName(plan, attachment) };
    });
    const alike = groupBy(fields, ({ one, status, stage }) =>
      JSON.stringify([one.outcome.attachment.model, status, stage]),
    );
    for (const some of alike.values()) {
      const [{ one, status, stage }] = some;
      const { model } = one.outcome.attachment;
      const objectIds = some.map((each) => each.one.outcome.attachment.objectId);
      const values = await objects.writeFields({ model, objectIds }, { status, stage }, this.transaction);
      for (const each of some) each.one.loader.noteWritten(values);
    }
  }
}

/** Whether a row must be told: it shows another status or stage, or none as yet. */
function hasMoved(before: AttachmentRow, after: AttachmentRow): boolean {
  return before.status !== after.status || before.position !== after.position || before.historyCount === 0;
}

function toPerformed({ outcome, transition, loader }: Stored): Performed {
  return { events: transition.events, written: outcome.attachment, loader };
}

function nameOf({ company, workflowId, approvalId }: RotationKey): string {
  return JSON.stringify([company, workflowId, approvalId]);
}
