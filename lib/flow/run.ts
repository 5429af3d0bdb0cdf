import type {
  ActionConfig,
  ActionEvent,
  ActionsByEvent,
  ApprovalConfig,
  CompiledForm,
  Position,
} from '../definition/types.js';
import { evolve } from './evolve.js';
import type { Cause, FlowEvent, RecordedEvent } from './events.js';
import { approvalOf, positionOf } from './positions/plan.js';
import { findStrategy } from './strategies/index.js';
import type { Strategy, StrategyTable } from './strategies/strategy.js';
import { SYSTEM_ACTOR } from './types.js';
import type { BusinessCalendar } from './deadlines/working-time.js';
import type { FlowState, PriorStep, StepState } from './types.js';

/** Limits that the engine was configured with. */
export interface FlowSettings {
  /** The most members that one step may seat. */
  readonly maxSeats: number;
  readonly strategies: StrategyTable;
  /** What runs for an event that a version has nothing for. */
  readonly builtInActions: ActionsByEvent;
  /** Whether somebody wants to know what happens, also where no action is bound to it. */
  readonly isObserved: boolean;
  /** The working time of the attachment's company; `null` where its clock never stops. */
  readonly calendar: BusinessCalendar | null;
}

type HistoryDetails = Pick<RecordedEvent, 'event' | 'actor'> & Partial<Omit<RecordedEvent, 'kind'>>;

/** One command on its way: the state so far, and the events that led to it. */
export class Run {
  readonly events: FlowEvent[] = [];
  readonly now: Date;
  readonly settings: FlowSettings;
  /** What was answered about steps that are not at hand; `null` until it was asked for. */
  priorSteps: readonly PriorStep[] | null = null;
  #state: FlowState;
  #cause: Cause = { actor: SYSTEM_ACTOR, onBehalfOf: null, reason: null };

  constructor(state: FlowState, settings: FlowSettings, now: Date) {
    this.#state = state;
    this.settings = settings;
    this.now = now;
  }

  /** Who does what is happening, for whom, and why. */
  get cause(): Cause {
    return this.#cause;
  }

  /** Says who does what happens from now on. */
  causedBy({ actor, onBehalfOf = null, reason }: Omit<Cause, 'onBehalfOf'> & Partial<Cause>): void {
    this.#cause = { actor, onBehalfOf, reason };
  }

  get state(): FlowState {
    return this.#state;
  }

  /** Lets an event happen: every difference between two states is one. */
  emit(event: FlowEvent): void {
    this.events.push(event);
    this.#state = evolve(this.#state, event);
  }

  /** Writes what happened into history. */
  record(details: HistoryDetails): void {
    this.emit({
      kind: 'history',
      onBehalfOf: null,
      stepNumber: null,
      assignment: null,
      comment: null,
      data: {},
      ...details,
    });
  }

  /** The position of the plan with this index. */
  position(index: number): Position {
    return positionOf(this.#state.plan, index);
  }

  /** The steps of the current position and round, as they are by now. */
  stepsHere(): readonly StepState[] {
    const { position, round } = this.#state.attachment;
    return this.#state.steps.filter((step) => step.position === position && step.round === round);
  }

  /** A step as it is by now. */
  step(stepNumber: number): StepState {
    const step = this.#state.steps.find((candidate) => candidate.stepNumber === stepNumber);
    if (step === undefined) throw new RangeError(`There is no step ${stepNumber}.`);
    return step;
  }

  /** What is bound to an event at a position, inherited; `null` for no position. */
  actions(event: ActionEvent, index: number | null): readonly ActionConfig[] {
    const { actions } = index === null ? this.#state.plan : this.position(index);
    return actions.get(event) ?? this.settings.builtInActions.get(event) ?? [];
  }

  /** A strategy by its name. @throws WorkflowError `INVALID_CONFIGURATION` */
  strategy(name: string): Strategy {
    return findStrategy(this.settings.strategies, name);
  }

  /** The approval that a step was opened for. */
  approval(step: Pick<StepState, 'position' | 'approvalId'>): ApprovalConfig {
    return approvalOf(this.#state.plan, step);
  }

  /** A form that an approval of the plan requires. */
  form(id: number): CompiledForm {
    const form = this.#state.plan.forms.get(id);
    if (form === undefined) throw new RangeError(`The plan has no form ${id}.`);
    return form;
  }
}
