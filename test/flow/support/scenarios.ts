import fc from 'fast-check';
import type { HierarchyStrategy } from '../../../lib/definition/types.js';
import { People } from './people.js';
import type { NewApproval } from './plans.js';
import { anyone, consensus, planOf, roundRobin, self, user, WITH_FORM } from './plans.js';
import { World } from './world.js';

/** The users of every scenario; `ghost` exists nowhere. */
export const USERS = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'] as const;
export const ROLES = ['r0', 'r1', 'r2', 'r3'] as const;

const userId = fc.constantFrom(...USERS);

const settings = fc
  .record({
    hasForm: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
    allowSelfApproval: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
  })
  .map(({ hasForm, allowSelfApproval }) => ({ allowSelfApproval, ...(hasForm ? WITH_FORM : {}) }));

const approval: fc.Arbitrary<NewApproval> = fc
  .record({
    type: fc.constantFrom('self', 'user', 'anyone', 'consensus', 'consensus', 'round_robin', 'round_robin'),
    settings,
    userId,
    role: fc.constantFrom(...ROLES),
    hours: fc.constantFrom(undefined, 1, 4, 24),
  })
  .map(({ type, hours, role, ...one }) => {
    switch (type) {
      case 'self':
        return self(one.settings);
      case 'user':
        return user(one.userId, one.settings);
      case 'anyone':
        return anyone(role, one.settings);
      case 'consensus':
        return consensus(role, one.settings);
      default:
        return roundRobin(role, {
          ...one.settings,
          ...(hours === undefined ? {} : { reassignAfterHours: hours }),
        });
    }
  });

const plan = fc
  .record({
    positions: fc.array(fc.array(approval, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
      size: 'max',
    }),
    hierarchy: fc.constantFrom<HierarchyStrategy>(1, 1, 1, 1, 1, 1, 2, 2, 2, 3),
  })
  .map(({ positions, hierarchy }) => planOf(positions, hierarchy));

const members = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(userId, { minLength: 3, maxLength: 5, size: 'max' }) },
  { weight: 1, arbitrary: fc.uniqueArray(userId, { maxLength: 6, size: 'max' }) },
);

const staff = fc.record({
  roles: fc.tuple(members, members, members, members),
  inactive: fc.uniqueArray(userId, { maxLength: 1 }),
  managers: fc.array(fc.option(userId), { minLength: USERS.length, maxLength: USERS.length }),
});

type Staff = typeof staff extends fc.Arbitrary<infer Value> ? Value : never;

function employ({ roles, inactive, managers }: Staff): People {
  const people = new People().add(...USERS);
  for (const [index, ids] of roles.entries()) people.role(`r${index}`, ...ids);
  for (const id of inactive) people.setActive(id, false);
  for (const [index, manager] of managers.entries()) people.setManager(`u${index}`, manager);
  return people;
}

/** Where a run begins. */
export interface Scenario {
  /** A fresh world, the same each time. */
  readonly create: () => World;
}

export const scenario: fc.Arbitrary<Scenario> = fc
  .record({ plan, staff, maxSeats: fc.constantFrom(4, 500, 500, 500) })
  .map(({ plan: compiled, staff: employed, maxSeats }) => ({
    create: () => new World(compiled, employ(employed), { maxSeats }),
    // What a failure shows.
    [fc.toStringMethod]: () =>
      JSON.stringify({ approvals: compiled.positions.map(({ approvals }) => approvals), employed, maxSeats }),
  }));
