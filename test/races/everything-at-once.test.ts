import assert from 'node:assert/strict';
import type { AttachmentSummary, TargetInput } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { readStored } from './support/stored-rows.js';

const OBJECTS = 100;
const DELEGATE = 4;

/** What became of the seat, by who won it. */
const STATUS_OF_WINNER = {
  approve: 'approved',
  reject: 'rejected',
  delegate: 'delegated',
  reassign: 'reassigned',
  cancel: 'cancelled',
} as const;
type Contender = keyof typeof STATUS_OF_WINNER;

describeEachDialect('Approving, rejecting, delegating, cancelling and reassigning at once', (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 3 });
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 4 })],
    ]);
  });

  it(`has one winner of the seat, ${OBJECTS} times`, async function () {
    this.timeout(120_000);
    const wins = new Map<Contender, number>();
    for (let id = 1; id <= OBJECTS; id += 1) {
      const winner = await contend(host, id);
      wins.set(winner, (wins.get(winner) ?? 0) + 1);
    }
    assert.equal(await checkConsistency(database.sequelize), OBJECTS);
    assert(wins.size > 1, 'not always the same one wins');
  });
});

/** Lets all of them at one seat, each time another one first; gives who won it. */
async function contend(host: CrowdedHost, id: number): Promise<Contender> {
  const { engine, clock, PurchaseRequest, Invoice } = host;
  const object =
    id % 2 === 0
      ? await PurchaseRequest.create({ id, title: 'Laptops', requesterId: 1 })
      : await Invoice.create({ id });
  const { id: attachmentId } = await engine.attach({
    object,
    workflow: 'purchase-request',
    actor: { id: 1 },
  });
  const [seat] = await seatsOf(host, attachmentId);
  assert(seat);
  clock.advance({ hours: 4 });
  const target: TargetInput = id % 3 === 0 ? { object } : { attachmentId };
  const request = { ...target, assignmentId: seat.id, actor: { id: Number(seat.userId) } };
  const moved = new Set<boolean>();
  const contenders: Record<Contender, () => Promise<unknown>> = {
    approve: () => engine.approve(request),
    reject: () => engine.reject({ ...request, reason: 'No.' }),
    delegate: () => engine.delegate({ ...request, userId: DELEGATE }),
    cancel: () => engine.cancel({ ...target, actor: { id: ADMIN } }),
    reassign: async () => moved.add((await engine.jobs.reassignRoundRobin()).moved === 1),
  };
  const outcomes = await raceFrom(contenders, id);
  const winners = Object.keys(contenders).filter((name): name is Contender =>
    name === 'reassign' ? moved.has(true) : outcomes.get(name as Contender) === 'won',
  );
  return assertOneWon({ winners, seats: await seatsOf(host, attachmentId) });
}

async function seatsOf({ sequelize }: CrowdedHost, attachmentId: number) {
  const { assignments } = await readStored(sequelize);
  return assignments.filter((assignment) => assignment.attachmentId === attachmentId);
}

async function raceFrom(
  contenders: Readonly<Record<Contender, () => Promise<unknown>>>,
  first: number,
): Promise<ReadonlyMap<Contender, string>> {
  const entries = Object.entries(contenders) as [Contender, () => Promise<AttachmentSummary>][];
  const shift = first % entries.length;
  const inOrder = [...entries.slice(shift), ...entries.slice(0, shift)];
  const outcomes = await Promise.all(
    inOrder.map(async ([name, act]): Promise<[Contender, string]> => {
      try {
        await act();
        return [name, 'won'];
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw error;
        assert.equal(error.status, 409, `${name}: ${error.code} ${error.message}`);
        return [name, error.code];
      }
    }),
  );
  return new Map(outcomes);
}

/** A seat that was passed on is still open, so that the attachment may be cancelled afterwards. */
function assertOneWon({
  winners,
  seats,
}: {
  readonly winners: readonly Contender[];
  readonly seats: Awaited<ReturnType<typeof seatsOf>>;
}): Contender {
  const ofSeat = winners.filter((name) => name !== 'cancel');
  assert(ofSeat.length <= 1, `several have won: ${winners.join(', ')}`);
  const [winner = 'cancel'] = ofSeat;
  const isPassedOn = winner === 'delegate' || winner === 'reassign';
  assert.equal(winners.includes('cancel'), winner === 'cancel' || isPassedOn, `${winner} won`);
  const statuses = seats.map(({ status }) => status);
  assert.deepEqual(statuses, [STATUS_OF_WINNER[winner], ...(isPassedOn ? ['cancelled'] : [])]);
  return winner;
}
