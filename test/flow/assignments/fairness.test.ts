import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundRobin } from '../support/approvals.js';
import { Journey } from '../support/journey.js';
import { newSeats } from '../support/outcome-rules.js';
import { People } from '../support/people.js';
import { planOf } from '../support/plans.js';
import { USERS } from '../support/scenarios.js';
import type { Outcome } from '../support/world.js';
import { World } from '../support/world.js';
import { runs } from '../../support/lane.js';

/** Counts how often each of them had something. */
class Counts {
  readonly #counts: Map<string, number>;

  constructor(ids: readonly string[]) {
    this.#counts = new Map(ids.map((id) => [id, 0]));
  }

  add(id: string): void {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
  }

  assertEven(): void {
    const counts = [...this.#counts.values()];
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `uneven: ${counts.join()}`);
  }
}

function attachAnother(world: World): Outcome {
  const actor = { id: null, name: null };
  return world.perform(world.add(null), { kind: 'attached', actor, autoStart: true });
}

/** Someone approves the oldest attachment that is still open. */
function approveOldest(world: World): Outcome | null {
  const oldest = world.attachments.find(({ closedAt }) => closedAt === null);
  const held = oldest?.steps
    .flatMap(({ assignments }) => assignments)
    .find(({ status }) => status === 'current');
  if (oldest === undefined || held === undefined) return null;
  const common = { actorId: held.userId, seat: {}, reason: null, formData: undefined };
  return world.perform(oldest, { ...common, kind: 'approved' });
}

describe('A rotation over a stable role', () => {
  const board = fc.integer({ min: 1, max: 6 }).map((size) => USERS.slice(0, size));

  it('seats everyone equally often, give or take one', () => {
    const events = fc.array(fc.constantFrom(attachAnother, approveOldest), { maxLength: 80, size: 'max' });
    const property = fc.property(board, events, (members, happenings) => {
      const people = new People().role('board', ...members);
      const world = new World(planOf([[roundRobin('board')], [roundRobin('board')]]), people);
      const counts = [new Counts(members), new Counts(members)];
      for (const letHappen of happenings) {
        const outcome = letHappen(world);
        for (const { step, assignments } of outcome === null ? [] : newSeats(outcome)) {
          for (const { userId } of assignments) counts[step.position]?.add(userId);
          counts[step.position]?.assertEven();
        }
      }
    });
    fc.assert(property, { numRuns: runs(200) });
  });

  it('takes an undecided seat to everyone once before it comes to anyone twice, whatever others are seated', () => {
    const meanwhile = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 20, size: 'max' });
    const property = fc.property(board, meanwhile, (members, openings) => {
      const people = new People().role('board', ...members);
      const journey = Journey.begun([[roundRobin('board', { reassignAfterHours: 1 })]], { people });
      const visits = new Counts(members);
      for (const count of members.length === 1 ? [] : openings) {
        visits.add(journey.openSeat().userId);
        visits.assertEven();
        for (let opened = 0; opened < count; opened += 1) attachAnother(journey.world);
        journey.world.pass(1);
        journey.reassign();
      }
    });
    fc.assert(property, { numRuns: runs(200) });
  });
});
