import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FlowCommand } from '../../../lib/flow/commands/command.js';
import { questionAbout } from '../../../lib/flow/assignments/substituted-seats.js';
import type { OpenSeat } from '../../../lib/flow/assignments/open-seats.js';
import { openSeats } from '../../../lib/flow/assignments/open-seats.js';
import { mayResubmit, takesDecisions } from '../../../lib/flow/rules/attachment.js';
import { mayDecide, mayDecideOwn } from '../../../lib/flow/rules/may-decide.js';
import { Run } from '../../../lib/flow/run.js';
import type { Flow } from '../../../lib/flow/types.js';
import { runs, seed } from '../../support/lane.js';
import type { Intent } from '../support/intents.js';
import { intent, takeIntent } from '../support/intents.js';
import { scenario, USERS } from '../support/scenarios.js';
import type { StoredAttachment } from '../support/stored-attachment.js';
import type { World } from '../support/world.js';

/** To look further: `TEST_RUNS=1000 TEST_SEED=$RANDOM npx mocha test/flow/rules` */
const RUNS = runs(100);
const SEED = seed(20_261_129);

/** What says that a decision is not, or no longer, somebody's to make. */
const NOT_THEIRS = ['NOT_SEATED', 'DEADLINE_PASSED', 'ATTACHMENT_CLOSED', 'ATTACHMENT_NOT_STARTED'];

/** What says that a request is not somebody's to resubmit, or does not wait for that. */
const NOT_TO_RESUBMIT = [
  'NOT_AWAITING_RESUBMISSION',
  'NOT_REQUESTER',
  'ATTACHMENT_CLOSED',
  'ATTACHMENT_NOT_STARTED',
];

/** How often somebody could decide, for themselves and for others, and how often not. */
interface Counts {
  own: number;
  others: number;
  not: number;
  resubmit: number;
}

/** What the rule says of somebody and a seat. */
function* asked(run: Run, seat: OpenSeat, userId: string): Flow<boolean> {
  return yield* mayDecide(yield* questionAbout(run, seat, userId), userId);
}

/** Whether the flow lets somebody decide: it refuses nothing, or something else. */
function isLet(
  world: World,
  attachment: StoredAttachment,
  { command, unless }: { readonly command: FlowCommand; readonly unless: readonly string[] },
): boolean {
  const { refusal } = world.attempt(attachment, command);
  return refusal === null || !unless.includes(refusal.code);
}

function compare(world: World, attachment: StoredAttachment, counts: Counts): void {
  const state = attachment.load();
  for (const userId of USERS) {
    let mayOwn = false;
    for (const seat of openSeats(state)) {
      const { userId: holderId, id: assignmentId } = seat.assignment;
      assert.ok(assignmentId !== null);
      const isOwn = holderId === userId;
      const isNamed = isOwn || world.people.absentHoldersOf(userId).includes(holderId);
      const may =
        takesDecisions(state.attachment) &&
        isNamed &&
        world.follow(attachment, asked(new Run(state, world.settings, world.now), seat, userId));
      const decision = { actorId: userId, seat: { assignmentId }, reason: null, formData: undefined };
      const command = { kind: 'approved', ...decision } as const;
      const actual = isLet(world, attachment, { command, unless: NOT_THEIRS });
      assert.equal(may, actual, `${userId} and the seat of ${holderId}`);
      mayOwn ||= isOwn && may;
      counts[may ? (isOwn ? 'own' : 'others') : 'not'] += 1;
    }
    assert.equal(mayDecideOwn(state, userId, world.now), mayOwn, `${userId} by themselves`);
    const actor = { id: userId, name: null };
    const command = { kind: 'resubmitted', actor, reason: null } as const;
    const isResubmitted = isLet(world, attachment, { command, unless: NOT_TO_RESUBMIT });
    assert.equal(mayResubmit(userId, state.attachment), isResubmitted, `${userId} resubmits`);
    counts.resubmit += isResubmitted ? 1 : 0;
  }
}

describe('Whether somebody may decide for a seat, or resubmit', () => {
  it('is what the flow says when they do', function () {
    this.timeout(RUNS * 1000);
    const counts: Counts = { own: 0, others: 0, not: 0, resubmit: 0 };
    const play = (world: World, intents: readonly Intent[]): void => {
      for (const [index, intended] of intents.entries()) {
        const turn = takeIntent(world, intended);
        if (turn === null) continue;
        world.perform(turn.attachment, turn.command);
        if (turn.attachment.history.length === 0) world.discard(turn.attachment);
        else if (index % 2 === 0) compare(world, turn.attachment, counts);
      }
    };
    fc.assert(
      fc.property(scenario, fc.array(intent, { maxLength: 200, size: 'max' }), ({ create }, intents) =>
        play(create(), intents),
      ),
      { numRuns: RUNS, seed: SEED },
    );
    assert.ok(Math.min(...Object.values<number>({ ...counts })) >= RUNS / 20, JSON.stringify(counts));
  });
});
