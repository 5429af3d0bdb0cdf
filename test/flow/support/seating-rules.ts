import assert from 'node:assert/strict';
import type { NewAssignment } from '../../../lib/flow/events.js';
import type { CommandKind, FlowCommand } from '../../../lib/flow/commands/command.js';
import type { StepState } from '../../../lib/flow/types.js';
import type { Seats } from './oracle/course.js';
import { presentOf } from './oracle/eligible.js';
import type { Expectation, Passage } from './oracle/expectation.js';
import { newSeats } from './outcome-rules.js';
import type { Outcome, World } from './world.js';

/** Who should be seated, by the design: it keeps its own log of who was seated in rotation. */
export class Seating {
  readonly #world: World;
  /** By approval id: everyone ever seated in rotation, in order of time. */
  readonly #log = new Map<number, string[]>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whoever a command seated is whom it should have seated. Call it after every command. */
  check(outcome: Outcome, { step, seats, course, alarm }: Expectation): void {
    const seated = newSeats(outcome);
    const openings = course?.opened ?? [];
    const passages = alarm?.passages ?? [];
    const expected = openings.length + passages.length + (seats === null ? 0 : 1);
    assert.equal(seated.length, expected, 'how many steps get new seats');
    for (const passage of passages) checkPassage(seated.shift(), passage);
    if (seats !== null) {
      const first = seated.shift();
      assert.equal(first?.step.stepNumber, step?.stepNumber);
      this.#compare(first, seats, outcome.command);
    }
    for (const [index, opened] of openings.entries()) {
      const here = seated[index];
      assert.equal(here?.step.approvalId, opened.approval.id, 'which approval opens');
      assert.equal(here.step.strategy, opened.strategy);
      this.#compare(here, opened, outcome.command);
    }
  }

  #compare(
    seated: { readonly step: StepState; readonly assignments: readonly NewAssignment[] } | undefined,
    seats: Seats,
    { kind }: FlowCommand,
  ): void {
    assert.ok(seated !== undefined);
    const { step, assignments } = seated;
    const ids = assignments.map(({ userId }) => userId);
    for (const held of assignments) assert.equal(held.onBehalfOf, ownerOf(step, held, kind));
    if (seats.filling === 'chance') {
      assert.equal(ids.length, 1);
      assert.ok(presentOf(this.#world, seats.candidates).includes(String(ids[0])));
      return;
    }
    assert.deepEqual(ids, this.#pick(step.approvalId, seats));
  }

  #pick(approvalId: number, { candidates, filling }: Seats): readonly (string | undefined)[] {
    switch (filling) {
      case 'turn':
        return [this.#takeTurn(approvalId, presentOf(this.#world, candidates))];
      case 'first':
        return candidates.slice(0, 1);
      case 'first_present':
        return presentOf(this.#world, candidates).slice(0, 1);
      default:
        return candidates;
    }
  }

  /** The candidate whose last turn was longest ago, the lowest id among those who never had one. */
  #takeTurn(approvalId: number, candidates: readonly string[]): string | undefined {
    const log = this.#log.get(approvalId) ?? [];
    const oldest = Math.min(...candidates.map((id) => log.lastIndexOf(id)));
    const next = candidates.find((id) => log.lastIndexOf(id) === oldest);
    this.#log.set(approvalId, [...log, ...(next === undefined ? [] : [next])]);
    return next;
  }
}

/** A seat that its step's deadline passes on stays the seat it was: it rotates on where it did, for whom it did. */
function checkPassage(
  seated: { readonly step: StepState; readonly assignments: readonly NewAssignment[] } | undefined,
  { seatNo, userId, status }: Passage,
): void {
  assert.ok(seated !== undefined);
  const { step, assignments } = seated;
  const [held] = assignments;
  assert.ok(held !== undefined && assignments.length === 1);
  const before = step.assignments.find((one) => one.seatNo === seatNo && one.turn === held.turn - 1);
  assert.deepEqual([held.seatNo, held.userId, before?.status], [seatNo, userId, status]);
  assert.equal(held.onBehalfOf, ownerOf(step, held, 'timed_out'));
  assert.equal(held.rotationRole, before?.rotationRole);
}

/** For whom a new holder decides: the last one who held the seat in their own name; `null` where that is they. */
function ownerOf(
  { assignments }: StepState,
  { seatNo, turn }: NewAssignment,
  kind: CommandKind,
): string | null {
  if (!['delegated', 'escalated', 'timed_out'].includes(kind)) return null;
  const earlier = assignments.filter((held) => held.seatNo === seatNo && held.turn < turn);
  return earlier.findLast(({ onBehalfOf }) => onBehalfOf === null)?.userId ?? null;
}
