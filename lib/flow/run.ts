import type {
  ActionConfig,
  ActionEvent,
  ActionsByEvent,
  ApprovalConfig,
  CompiledForm,
  Position,
} from '../definition/types.js';
import { evolve } from './evolve.js';
import type { Cause, Change, HistoryChange } from './events.js';
import { approvalOf, positionOf } from './positions/plan.js';
import { findStrategy } from './strategies/index.js';
import type { Strategy, StrategyTable } from './strategies/strategy.js';
import { SYSTEM_ACTOR } from './types.js';
import type { BusinessCalendar } from './deadlines/working-time.js';
import type { FlowState, PastStep, StepState } from './types.js';

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

type HistoryDetails = Pick<HistoryChange, 'event' | 'actor'> & Partial<Omit<HistoryChange, 'kind'>>;

/** One command on its way: the state so far, and the changes that led to it. */
export class Run {
  readonly changes: Change[] = [];
  readonly now: Date;
  readonly settings: FlowSettings;
  /** What was told about steps that are not at hand; `null` until it was asked for. */
  pastSteps: readonly PastStep[] | null = null;
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

  /** Makes a change: every difference between two states is recorded. */
  change(change: Change): void {
    this.changes.push(change);
    this.#state = evolve(this.#state, change);
  }

  /** Writes what happened into history. */
  record(details: HistoryDetails): void {
    this.change({
      kind: 'history',
      onBehalfOf: null,
      stepNumber: null,
      assignment: null,
      comment: null,
      data: {},
      ...details,
    });
  }

  /** The place of the plan with this index. */
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

  /** What is bound to an event at a place, inherited; `null` for no place. */
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
