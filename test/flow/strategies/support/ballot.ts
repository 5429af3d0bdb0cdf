import assert from 'node:assert/strict';
import type { ApprovalSettings } from '../../../../lib/definition/types.js';
import { WorkflowError } from '../../../../lib/errors.js';
import type { FlowCommand } from '../../../../lib/flow/commands/command.js';
import { decide } from '../../../../lib/flow/decide.js';
import type { FlowSettings } from '../../../../lib/flow/run.js';
import type { AssignmentState, Answer, FlowState, Query, StepState } from '../../../../lib/flow/types.js';
import type { People } from '../../support/people.js';
import { follow } from '../../support/drive.js';
import { planOf } from '../../support/plans.js';
import { UNSTARTED } from '../../support/new-rows.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');

/** What surrounds a ballot. */
export interface BallotOptions {
  readonly people: People;
  readonly settings: FlowSettings;
  /** Where chance falls: the same number each time, as far as there are so many. */
  readonly chance: number;
}

/** One step and its votes, as the flow sees it: in memory, so that there can be many. */
export class Ballot {
  readonly #options: BallotOptions;
  #state: FlowState;
  #rotation: readonly string[] = [];

  constructor(approval: ApprovalSettings, options: BallotOptions) {
    this.#options = options;
    const plan = planOf([[approval]], { allowEmptyCompletion: true });
    this.#state = { plan, attachment: { ...UNSTARTED, requesterId: 'req' }, steps: [] };
  }

  get step(): StepState {
    const [step] = this.#state.steps;
    assert.ok(step !== undefined, 'nothing was opened');
    return step;
  }

  get status(): string {
    return this.#state.attachment.status;
  }

  /** The open seats, in order. */
  get open(): readonly AssignmentState[] {
    const open = this.step.assignments.filter(({ status }) => status === 'current');
    return open.sort((one, other) => one.seatNo - other.seatNo);
  }

  /** Carries out a command; says how it was refused, or `null`. */
  perform(command: FlowCommand): string | null {
    const { settings } = this.#options;
    const answer = (queries: readonly Query[]): readonly Answer[] =>
      queries.map((query) => this.#answer(query));
    try {
      const { state, events } = follow(decide({ state: this.#state, command, settings }, NOW), answer);
      const rotated = events.findLast((event) => event.kind === 'rotated');
      this.#rotation = rotated?.seatedOrder ?? this.#rotation;
      this.#state = { ...state, steps: state.steps.map(withIds) };
      return null;
    } catch (error) {
      if (error instanceof WorkflowError) return error.code;
      throw error;
    }
  }

  #answer(query: Query): Answer {
    switch (query.kind) {
      case 'rotation':
        return { kind: 'rotation', seatedOrder: this.#rotation };
      case 'random':
        return { kind: 'random', index: this.#options.chance % query.below };
      case 'prior_steps':
      case 'condition':
      case 'inline_actions':
      case 'assigned_user':
        throw new RangeError(`A ballot knows nothing of ${query.kind}.`);
      default:
        return this.#options.people.answer(query);
    }
  }
}

/** The id of a seat's holder. */
export function idOf({ seatNo, turn }: Pick<AssignmentState, 'seatNo' | 'turn'>): number {
  return seatNo * 1000 + turn;
}

function withIds(step: StepState): StepState {
  return {
    ...step,
    id: step.stepNumber,
    assignments: step.assignments.map((held) => ({ ...held, id: idOf(held) })),
  };
}
