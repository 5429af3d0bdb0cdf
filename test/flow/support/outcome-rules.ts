import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Decided } from '../../../lib/flow/decide.js';
import { evolve } from '../../../lib/flow/evolve.js';
import { progressOf } from '../../../lib/flow/positions/progress.js';
import type { NewAssignment } from '../../../lib/flow/events.js';
import type { CommandOf, FlowCommand } from '../../../lib/flow/commands/command.js';
import type { StepState } from '../../../lib/flow/types.js';
import { decideWith } from './drive.js';
import type { StoredAttachment } from './stored-attachment.js';
import { inSeatOrder } from './stored-attachment.js';
import type { Outcome, World } from './world.js';

/** How history begins to tell of what a job did. */
const WHAT_JOBS_DO: Readonly<Record<'reassigned' | 'timed_out', readonly string[]>> = {
  reassigned: ['reassigned', 'reminded', 'seat_removed'],
  timed_out: ['reminded', 'deadline_passed'],
};

/** Whether nobody gave this command: it may find that there is nothing to do. */
function isOfJob(command: FlowCommand): command is CommandOf<'reassigned' | 'timed_out'> {
  return command.kind in WHAT_JOBS_DO;
}

/** What must hold of the way from one state to the next. */
export function checkOutcome(world: World, attachment: StoredAttachment, outcome: Outcome): void {
  checkRepeated(world, outcome);
  checkRefused(outcome);
  checkReplayed(attachment, outcome);
  checkClosed(outcome);
  checkProgress(outcome);
  checkHistory(outcome);
  checkQueries(outcome);
  checkSaid(outcome);
  checkSeated(world, outcome);
}

/** The same input, answers and time give the same events. */
function checkRepeated({ settings }: World, { command, before, answers, now, ...outcome }: Outcome): void {
  const again = (): Decided => decideWith(answers, { state: before, command, settings }, new Date(now));
  if (outcome.refusal === null) {
    assert.ok(isDeepStrictEqual(again().events, outcome.events), 'the same changes');
    return;
  }
  const { code, message, details } = outcome.refusal;
  assert.throws(again, { name: 'WorkflowError', code, message, details });
}

/** Whatever is refused changes nothing. (The state that goes in is frozen, so that nothing can write to it either.) */
function checkRefused({ refusal, before, events, after }: Outcome): void {
  if (refusal === null) return;
  assert.deepEqual(events, []);
  assert.equal(after, before);
}

/** The changes are the whole difference between the two states, and all that the store needs. */
function checkReplayed(attachment: StoredAttachment, { before, events, after }: Outcome): void {
  if (events.length === 0) return;
  assert.ok(isDeepStrictEqual(events.reduce(evolve, before), after), 'replayed events give the state');
  const { position, round } = attachment.row;
  const here = after.steps.filter((step) => step.position === position && step.round === round);
  assert.deepEqual(attachment.row, after.attachment);
  assert.ok(isDeepStrictEqual(attachment.load().steps.map(withoutIds), here.map(withoutIds)), 'stored steps');
}

function withoutIds({ assignments, ...step }: StepState): unknown {
  const held = inSeatOrder(assignments).map((assignment) => ({ ...assignment, id: null }));
  return { ...step, id: null, assignments: held };
}

/** A finished attachment never moves. */
function checkClosed({ before, refusal, events, command }: Outcome): void {
  if (!['completed', 'rejected', 'cancelled'].includes(before.attachment.status)) return;
  assert.deepEqual(events, []);
  if (!isOfJob(command)) assert.equal(refusal?.code, 'ATTACHMENT_CLOSED');
}

/** Within a round an attachment only goes ahead. */
function checkProgress({ before, after }: Outcome): void {
  const { length } = after.plan.positions;
  const rounds = after.attachment.round - before.attachment.round;
  assert.ok(rounds === 0 || rounds === 1);
  if (rounds === 0) {
    const [from, to] = [progressOf(before.attachment, length), progressOf(after.attachment, length)];
    assert.ok(to >= from, `progress fell from ${from} to ${to}`);
  }
}

/** Whatever changed something is in history, under its own name and its actor's. */
function checkHistory({ command, events, refusal }: Outcome): void {
  const entries = events.filter((event) => event.kind === 'history');
  if (events.length === 0) {
    assert.ok(refusal !== null || isOfJob(command), 'only a job may do nothing');
    return;
  }
  if (isOfJob(command)) {
    assert.ok(entries.some(({ event }) => WHAT_JOBS_DO[command.kind].includes(event)));
    assert.ok(entries.every(({ actor }) => actor.id === null));
    return;
  }
  const actorId = 'actorId' in command ? command.actorId : command.actor.id;
  const isCheckIn = entries.some(({ event }) => event === 'checked_in');
  const own = entries.filter(({ event }) => event === (isCheckIn ? 'checked_in' : command.kind));
  assert.deepEqual(
    own.map(({ actor }) => actor.id),
    [actorId],
  );
}

/** The rotation's row is locked last, but for what runs because of who was picked; what is past is asked once. */
function checkQueries({ asked, answers }: Outcome): void {
  const queries = asked.flat();
  assert.equal(queries.length, answers.length);
  const index = queries.findIndex(({ kind }) => kind === 'rotation');
  const later = index === -1 ? [] : queries.slice(index);
  assert.ok(
    later.every(({ kind }) => kind === 'rotation' || kind === 'random' || kind === 'inline_actions'),
    'nothing is looked up after the rotation',
  );
  assert.ok(queries.filter(({ kind }) => kind === 'prior_steps').length <= 1);
}

/** What a job is told is what happened. */
function checkSaid({ command, refusal, events, outcome }: Outcome): void {
  if (refusal !== null) return;
  assert.equal(outcome, isOfJob(command) ? whatHappened(command, events) : undefined);
}

function whatHappened({ kind }: CommandOf<'reassigned' | 'timed_out'>, events: Outcome['events']): string {
  const kinds = new Set(events.map(({ kind }) => kind));
  const recorded = new Set<string>(
    events.flatMap((event) => (event.kind === 'history' ? [event.event] : [])),
  );
  if (events.length === 0) return 'not_due';
  if (kind === 'reassigned') {
    if (recorded.has('seat_removed')) return 'removed';
    return kinds.has('seats_assigned') ? 'moved' : 'stayed';
  }
  if (events.some((event) => event.kind === 'deadline_changed' && event.blockedReason !== null)) {
    return 'blocked';
  }
  const told = ['reminded', 'escalated', 'delegated', 'approved', 'rejected'] as const;
  return told.find((word) => recorded.has(word)) ?? 'overdue';
}

/** Nobody is seated who is inactive, and nobody twice at once in one seat. */
function checkSeated({ people }: World, { events }: Outcome): void {
  for (const event of events) {
    if (event.kind !== 'seats_assigned') continue;
    for (const { userId } of event.assignments) assert.ok(people.isActive(userId), `${userId} is inactive`);
  }
}

/** The assignments that a command created, each with its step as it was afterwards. */
export function newSeats({ events, after }: Outcome): {
  readonly step: StepState;
  readonly assignments: readonly NewAssignment[];
}[] {
  return events.flatMap((event) => {
    if (event.kind !== 'seats_assigned') return [];
    const step = after.steps.find(({ stepNumber }) => stepNumber === event.stepNumber);
    assert.ok(step !== undefined);
    return [{ step, assignments: event.assignments }];
  });
}
