import type { Plan } from '../../../lib/definition/types.js';
import { WorkflowError } from '../../../lib/errors.js';
import { decide } from '../../../lib/flow/decide.js';
import type { FlowSettings } from '../../../lib/flow/run.js';
import { inheritActions } from '../../../lib/definition/inherit-actions.js';
import { strategyTable } from '../../../lib/flow/strategies/index.js';
import type { HostStrategy } from '../../../lib/flow/strategies/strategy.js';
import type { FlowEvent } from '../../../lib/flow/events.js';
import type { FlowCommand } from '../../../lib/flow/commands/command.js';
import type { Answer, Flow, FlowState, Query } from '../../../lib/flow/types.js';
import { Dice } from './dice.js';
import { follow } from './drive.js';
import type { People } from './people.js';
import { RequestedObject } from './requested-object.js';
import { IdSequence, StoredAttachment } from './stored-attachment.js';

/** What became of one command. */
export interface Outcome {
  readonly command: FlowCommand;
  readonly now: Date;
  readonly before: FlowState;
  /** What the flow asked, in order: what it asked together, in one list. */
  readonly asked: readonly (readonly Query[])[];
  /** What it was told, one after another. */
  readonly answers: readonly Answer[];
  /** Why it was refused; `null` where it was not. */
  readonly refusal: WorkflowError | null;
  /** Empty where it was refused. */
  readonly events: readonly FlowEvent[];
  /** What it came to, in a word, where the flow says one. */
  readonly outcome: unknown;
  /** The state that the flow came to; the one before where it was refused. */
  readonly after: FlowState;
}

/** The settings of an engine: the most seats of a step, and the host's own strategies. */
export function settingsOf(maxSeats = 500, strategies: readonly HostStrategy[] = []): FlowSettings {
  const builtInActions = inheritActions([]);
  const table = strategyTable(strategies);
  return { maxSeats, strategies: table, builtInActions, isObserved: false, calendar: null };
}

/** One plan, its people and its attachments: does what a command does, without a database. */
export class World {
  readonly plan: Plan;
  readonly people: People;
  readonly settings: FlowSettings;
  readonly attachments: StoredAttachment[] = [];
  /** By approval id: who was seated before, least recently first. */
  readonly rotations = new Map<number, readonly string[]>();
  readonly object = new RequestedObject();
  /** What inline actions do, to the object mostly. */
  runInline: (query: Extract<Query, { kind: 'inline_actions' }>) => void = () => undefined;
  readonly #ids = new IdSequence();
  readonly #dice = new Dice(1);
  now = new Date('2026-03-02T08:00:00.000Z');

  constructor(plan: Plan, people: People, settings: FlowSettings = settingsOf()) {
    this.plan = plan;
    this.people = people;
    this.settings = settings;
  }

  /** Adds an attachment that nothing has happened to yet. */
  add(requesterId: string | null): StoredAttachment {
    const attachment = new StoredAttachment(this.plan, requesterId, this.#ids);
    this.attachments.push(attachment);
    return attachment;
  }

  /** Takes an attachment away again, as a transaction does that is rolled back. */
  discard(attachment: StoredAttachment): void {
    this.attachments.splice(this.attachments.indexOf(attachment), 1);
  }

  /** Moves the clock on. */
  pass(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * 3_600_000);
  }

  /** Carries out a command: answers what the flow asks until it has decided, then writes the changes. */
  perform(attachment: StoredAttachment, command: FlowCommand): Outcome {
    const outcome = this.attempt(attachment, command);
    this.#write(attachment, outcome.events);
    return outcome;
  }

  /** Finds out what would become of a command, and writes nothing. */
  attempt(attachment: StoredAttachment, command: FlowCommand): Outcome {
    const before = attachment.load();
    const { now, settings } = this;
    const asked: (readonly Query[])[] = [];
    const answers: Answer[] = [];
    const common = { command, now, before, asked, answers };
    const answer = (queries: readonly Query[]): readonly Answer[] => {
      asked.push(queries);
      const given = this.#answerAll(attachment, queries);
      answers.push(...given);
      return given;
    };
    try {
      const decided = follow(decide({ state: before, command, settings }, now), answer);
      const { events, outcome, state } = decided;
      return { ...common, refusal: null, events: events, outcome, after: state };
    } catch (error) {
      if (!(error instanceof WorkflowError)) throw error;
      return { ...common, refusal: error, events: [], outcome: undefined, after: before };
    }
  }

  /** Follows a piece of the flow to its end. */
  follow<Result>(attachment: StoredAttachment, flow: Flow<Result>): Result {
    return follow(flow, (queries) => this.#answerAll(attachment, queries));
  }

  #answerAll(attachment: StoredAttachment, queries: readonly Query[]): readonly Answer[] {
    return queries.map((query) => this.#answer(attachment, query));
  }

  #answer(attachment: StoredAttachment, query: Query): Answer {
    switch (query.kind) {
      case 'rotation':
        return { kind: 'rotation', seatedOrder: this.rotations.get(query.approvalId) ?? [] };
      case 'random':
        return { kind: 'random', index: this.#dice.below(query.below) };
      case 'condition':
        return this.object.evaluate(query.expression);
      case 'assigned_user':
        return { kind: 'assigned_user', user: this.people.find(this.object.assigned(query.field)) };
      case 'inline_actions':
        this.runInline(query);
        return { kind: query.kind, failures: [] };
      case 'prior_steps':
        return { kind: 'prior_steps', steps: attachment.priorSteps() };
      default:
        return this.people.answer(query);
    }
  }

  #write(attachment: StoredAttachment, events: readonly FlowEvent[]): void {
    attachment.apply(events, this.now);
    for (const event of events) {
      if (event.kind === 'rotated') this.rotations.set(event.approvalId, event.seatedOrder);
    }
  }
}
