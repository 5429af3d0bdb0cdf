import assert from 'node:assert/strict';
import type { FlowCommand } from '../../../lib/flow/command.js';
import type { AssignmentState, StepState } from '../../../lib/flow/types.js';
import { approvalOf, eligibleFor, successorsOf } from './oracle.js';
import { newSeats } from './outcome-rules.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { Outcome, World } from './world.js';

/** What a reassignment comes to. */
type Reassignment = 'nothing' | 'moved' | 'reminded';

/** Who should be seated, by the design: it keeps its own log of who was seated in rotation. */
export class Seating {
  readonly #world: World;
  /** By approval id: everyone ever seated in rotation, in order of time. */
  readonly #log = new Map<number, string[]>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whoever a command seated is whom it should have seated. Call it after every command. */
  check(attachment: StoredAttachment, outcome: Outcome, expected: Reassignment | null): void {
    if (expected !== null) assert.equal(reassignmentOf(outcome), expected);
    for (const { step, assignments } of newSeats(outcome)) {
      const approval = approvalOf(attachment.plan, step);
      const seated = assignments.map(({ userId }) => userId);
      const { action } = outcome.command;
      for (const held of assignments) assert.equal(held.onBehalfOf, ownerOf(step, held, action));
      if (action === 'delegated' || action === 'escalated') {
        assert.deepEqual(seated, [this.#chosen(outcome)]);
      } else if (step.strategy === 'round_robin') {
        assert.deepEqual(seated, [
          this.#takeTurn(approval.id, this.#candidates(attachment, outcome, approval)),
        ]);
      } else {
        assert.deepEqual(seated, eligibleFor(this.#world, approval, attachment.row));
      }
    }
  }

  #chosen({ command, before }: Outcome): string | null {
    if (command.action === 'delegated') return command.userId;
    assert.ok(command.action === 'escalated' && before.attachment.status === 'in_progress');
    return this.#world.people.managerOf(command.actorId);
  }

  #candidates(
    attachment: StoredAttachment,
    { command, before }: Outcome,
    approval: ReturnType<typeof approvalOf>,
  ): readonly string[] {
    if (command.action !== 'reassigned') return eligibleFor(this.#world, approval, attachment.row);
    const { assignmentId } = command;
    const held = before.steps
      .flatMap((step) => step.assignments.map((assignment) => ({ step, assignment })))
      .find(({ assignment }) => assignment.id === assignmentId);
    assert.ok(held !== undefined);
    return successorsOf(this.#world, attachment, held);
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

/** For whom a new holder decides: the last one who held the seat in their own name; `null` where that is they. */
function ownerOf(
  { assignments }: StepState,
  { seatNo, turn }: Pick<AssignmentState, 'seatNo' | 'turn'>,
  action: FlowCommand['action'],
): string | null {
  if (action !== 'delegated' && action !== 'escalated') return null;
  const earlier = assignments.filter((held) => held.seatNo === seatNo && held.turn < turn);
  return earlier.findLast(({ onBehalfOf }) => onBehalfOf === null)?.userId ?? null;
}

function reassignmentOf({ changes }: Outcome): Reassignment {
  const events = changes.flatMap((change) => (change.kind === 'history' ? [change.event] : []));
  if (events.includes('reassigned')) return 'moved';
  return events.includes('reminded') ? 'reminded' : 'nothing';
}

/** What a reassignment should do; `null` for another command. */
export function expectedReassignment(
  world: World,
  attachment: StoredAttachment,
  command: Outcome['command'],
): Reassignment | null {
  if (command.action !== 'reassigned') return null;
  const held = attachment.steps
    .flatMap((step) => step.assignments.map((assignment) => ({ step, assignment })))
    .find(({ assignment }) => assignment.id === command.assignmentId);
  if (held?.assignment.status !== 'current' || held.step.strategy !== 'round_robin') return 'nothing';
  const { userId, onBehalfOf, reassignAt } = held.assignment;
  const { people } = world;
  const role = String(held.assignment.rotationRole);
  const isMember = people.isActive(userId) && people.membersOf(role).includes(userId);
  const isOverdue = reassignAt !== null && reassignAt.getTime() <= world.now.getTime();
  if (!isOverdue && (isMember || onBehalfOf !== null)) return 'nothing';
  if (successorsOf(world, attachment, held).length > 0) return 'moved';
  return isOverdue ? 'reminded' : 'nothing';
}
