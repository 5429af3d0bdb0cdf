import assert from 'node:assert/strict';
import type { FlowCommand } from '../../../lib/flow/commands/command.js';
import type { Turn } from './intents.js';
import { closesOthers, expectedOf } from './oracle/command.js';
import type { Expectation } from './oracle/expectation.js';
import { seatsFor } from './oracle/seats.js';
import { checkAlarm, Reminders } from './deadline-rules.js';
import { checkOutcome } from './outcome-rules.js';
import { checkRows } from './row-rules.js';
import { Seating } from './seating-rules.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { Outcome, World } from './world.js';

/** Judges every command by rules that share no code with the flow. */
export class Referee {
  readonly #world: World;
  readonly #seating: Seating;
  readonly #reminders = new Reminders();

  constructor(world: World) {
    this.#world = world;
    this.#seating = new Seating(world);
  }

  /**
   * Lets a command be carried out.
   *
   * @throws AssertionError where a rule is broken
   */
  perform({ attachment, command }: Turn): Outcome {
    const world = this.#world;
    const expected = expectedOf(world, attachment, command);
    const othersClose = checkInCloses(world, attachment, command);
    const outcome = world.perform(attachment, command);
    assert.equal(outcome.refusal?.code ?? null, expected.refusal, 'how the command should be refused');
    checkRows(attachment);
    checkOutcome(world, attachment, outcome);
    checkExpected(attachment, outcome, expected);
    checkCheckIn(outcome, othersClose);
    checkAlarm(attachment, outcome, expected);
    this.#reminders.check(attachment, outcome);
    if (outcome.refusal === null) this.#seating.check(outcome, expected);
    return outcome;
  }
}

/** The step, the attachment and what opened stand as they should. */
function checkExpected(attachment: StoredAttachment, outcome: Outcome, expected: Expectation): void {
  const { refusal, events, before } = outcome;
  if (refusal !== null) return;
  const { step, status, course, isReminder } = expected;
  if (step !== null) {
    const acted = attachment.steps.find(({ stepNumber }) => stepNumber === step.stepNumber);
    assert.equal(acted?.status, step.status, 'how the step stands');
  }
  assert.equal(attachment.row.status, status ?? before.attachment.status, 'how the attachment stands');
  const recorded = events.flatMap((event) => (event.kind === 'history' ? [event.event] : []));
  assert.equal(recorded.includes('reminded'), isReminder, 'whether somebody is reminded');
  if (course === null) return;
  assert.equal(attachment.row.position, course.position, 'where it stands');
  const skipped = events.flatMap((event) =>
    event.kind === 'step_closed' && event.status === 'skipped' ? [event.stepNumber] : [],
  );
  const passedOver = attachment.steps.filter(
    ({ stepNumber }) => skipped.includes(stepNumber) && stepNumber !== step?.stepNumber,
  );
  assert.deepEqual(
    passedOver.map(({ approvalId }) => approvalId),
    course.skipped,
    'what is passed over',
  );
}

/** Whether an approval that checks in closes the other seats. */
function checkInCloses(world: World, attachment: StoredAttachment, command: FlowCommand): boolean {
  if (command.kind !== 'approved') return false;
  const [seat] = seatsFor(world, attachment, command);
  return seat !== undefined && closesOthers(world, attachment, seat);
}

function checkCheckIn({ events, before, after }: Outcome, othersClose: boolean): void {
  const checkedIn = events.find((event) => event.kind === 'checked_in');
  if (checkedIn === undefined) return;
  const { stepNumber } = checkedIn.assignment;
  const openSeats = ({ steps }: Outcome['before']): number =>
    steps
      .filter((step) => step.stepNumber === stepNumber)
      .flatMap(({ assignments }) => assignments)
      .filter(({ status }) => status === 'current').length;
  assert.equal(openSeats(after), othersClose ? 1 : openSeats(before), 'who may still decide');
}
