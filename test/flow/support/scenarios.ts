import fc from 'fast-check';
import type {
  ApprovalSettings,
  HierarchyStrategy,
  NoApproverPolicy,
  StepApprovalType,
} from '../../../lib/definition/types.js';
import type { FlowSettings } from '../../../lib/flow/run.js';
import type { Common, RoleOptions } from './approvals.js';
import { deadlineOptions } from './deadline-options.js';
import { assigned, departmentHead, managers, role, self, teamHead, user } from './approvals.js';
import { People } from './people.js';
import type { PlanOptions } from './plans.js';
import { FORM, planOf } from './plans.js';
import { settingsOf, World } from './world.js';

/** The users of every scenario; `ghost` exists nowhere. */
export const USERS = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'] as const;
export const ROLES = ['r0', 'r1', 'r2', 'r3'] as const;
export const DEPARTMENTS = ['d0', 'd1'] as const;
export const CONDITIONS = ['c0', 'c1', 'c2'] as const;
export const FIELDS = ['f0', 'f1'] as const;

const userId = fc.constantFrom(...USERS);
const roleName = fc.constantFrom(...ROLES);
const condition = fc.constantFrom(...CONDITIONS);

/** One value mostly, and once in so many times another. */
function mostly<Usual, Other>(usual: Usual, times: number, other: fc.Arbitrary<Other>) {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

const noApprover = fc.oneof<fc.Arbitrary<NoApproverPolicy>[]>(
  fc.constant('skip'),
  userId.map((id) => ({ user: id })),
  roleName.map((id) => ({ role: id })),
);

const settings: fc.Arbitrary<Common> = fc
  .record({
    form: mostly(undefined, 6, fc.constant(FORM.id)),
    type: mostly<StepApprovalType, StepApprovalType>('approve', 8, fc.constant('check_in_verify')),
    allowSelfApproval: mostly(false, 4, fc.constant(true)),
    group: mostly(undefined, 2, fc.constantFrom('g0', 'g1')),
    condition: mostly(undefined, 6, condition),
    onNoApprover: mostly<NoApproverPolicy, NoApproverPolicy>('fail', 2, noApprover),
    onInactiveApprover: fc.constantFrom('reassign', 'reassign', 'skip', 'fail'),
    allowDelegation: mostly(true, 8, fc.constant(false)),
    delegateScope: fc.constantFrom('company', 'company', 'company', 'role', 'department'),
    deadline: deadlineOptions(USERS),
  })
  .map(({ form, type, group, condition: text, deadline, ...others }) => ({
    ...others,
    ...deadline,
    stepApprovalType: type,
    ...(form !== undefined && { requiredForm: form }),
    ...(group !== undefined && { parallelGroup: group }),
    ...(text !== undefined && { condition: text }),
  }));

const options = fc.record({
  quorumCount: fc.integer({ min: 1, max: 4 }),
  percentageRequired: fc.constantFrom(0.01, 25, 33.33, 50, 66.67, 100),
  hierarchyLevels: fc.integer({ min: 1, max: 4 }),
  rejectAt: fc.constantFrom(undefined, undefined, 1, 2, 3, 9),
  reassignAfterHours: fc.constantFrom(undefined, 1, 4, 24),
});

type Options = typeof options extends fc.Arbitrary<infer Value> ? Value : never;

const STRATEGIES = [
  'anyone',
  'consensus',
  'consensus',
  'round_robin',
  'round_robin',
  'random',
  'quorum',
  'majority',
  'percentage',
] as const;

const MANAGERS = ['supervisor', 'hierarchy_up', 'hierarchy_chain', 'hierarchy_chain'] as const;

function shared(strategy: string, { rejectAt, reassignAfterHours, ...one }: Options): RoleOptions {
  switch (strategy) {
    case 'round_robin':
      return reassignAfterHours === undefined ? {} : { reassignAfterHours };
    case 'quorum':
      return { quorumCount: one.quorumCount, ...(rejectAt !== undefined && { rejectAt }) };
    case 'percentage':
      return { percentageRequired: one.percentageRequired, ...(rejectAt !== undefined && { rejectAt }) };
    case 'anyone':
    case 'majority':
      return rejectAt === undefined ? {} : { rejectAt };
    default:
      return {};
  }
}

const approval: fc.Arbitrary<ApprovalSettings> = fc.oneof(
  { weight: 1, arbitrary: settings.map(self) },
  { weight: 1, arbitrary: fc.tuple(userId, settings).map(([id, common]) => user(id, common)) },
  { weight: 1, arbitrary: settings.map(teamHead) },
  { weight: 1, arbitrary: settings.map(departmentHead) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...FIELDS), settings).map(([field, one]) => assigned(field, one)),
  },
  {
    weight: 16,
    arbitrary: fc
      .tuple(fc.constantFrom(...STRATEGIES), roleName, settings, options)
      .map(([strategy, name, common, one]) => role(strategy, name, { ...common, ...shared(strategy, one) })),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...MANAGERS), fc.integer({ min: 1, max: 4 }), settings)
      .map(([strategy, levels, common]) => managers(strategy, levels, common)),
  },
);

const place = fc.record({
  condition: mostly(null, 5, condition),
  resubmission: mostly(null, 4, fc.constantFrom('immediate' as const, 'requester' as const)),
});

const planOptions: fc.Arbitrary<PlanOptions> = fc.record({
  hierarchy: fc.constantFrom<HierarchyStrategy[]>(1, 1, 1, 1, 1, 1, 2, 2, 2, 3),
  stages: fc.array(place, { minLength: 6, maxLength: 6 }),
  pipelines: fc.array(
    fc
      .tuple(place, fc.constantFrom(null, ...DEPARTMENTS))
      .map(([one, departmentId]) => ({ ...one, departmentId })),
    { minLength: 6, maxLength: 6 },
  ),
  resubmission: mostly('immediate' as const, 4, fc.constant('requester' as const)),
  allowEmptyCompletion: fc.boolean(),
  recall: fc.constantFrom('undecided' as const, 'always' as const),
  repeatedApprover: fc.constantFrom(...(['allow', 'allow', 'skip', 'skip', 'exclude'] as const)),
});

const plan = fc.record({
  positions: fc.array(fc.array(approval, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 6,
    size: 'max',
  }),
  planOptions,
});

const members = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(userId, { minLength: 3, maxLength: 6, size: 'max' }) },
  { weight: 1, arbitrary: fc.uniqueArray(userId, { maxLength: 6, size: 'max' }) },
);

const someone = fc.array(fc.option(userId, { freq: 6 }), {
  minLength: USERS.length,
  maxLength: USERS.length,
});

const staff = fc.record({
  roles: fc.tuple(members, members, members, members),
  inactive: fc.uniqueArray(userId, { maxLength: 1 }),
  absent: fc.uniqueArray(userId, { maxLength: 2 }),
  managers: someone,
  teamHeads: someone,
  departments: fc.array(fc.constantFrom(null, ...DEPARTMENTS, ...DEPARTMENTS), {
    minLength: USERS.length,
    maxLength: USERS.length,
  }),
  heads: fc.tuple(userId, userId),
  assigned: fc.tuple(fc.option(userId), fc.option(userId)),
});

type Staff = typeof staff extends fc.Arbitrary<infer Value> ? Value : never;

function employ({ roles, inactive, absent, heads, ...staffed }: Staff): People {
  const people = new People().add(...USERS);
  for (const [index, ids] of roles.entries()) people.role(`r${index}`, ...ids);
  for (const id of inactive) people.setActive(id, false);
  for (const id of absent) people.setAbsent(id, true);
  for (const [index, id] of USERS.entries()) {
    people.setManager(id, staffed.managers[index] ?? null);
    people.setTeamHead(id, staffed.teamHeads[index] ?? null);
    people.setDepartment(id, staffed.departments[index] ?? null);
  }
  for (const [index, head] of heads.entries()) people.setDepartmentHead(`d${index}`, head);
  return people;
}

/** What a scenario does not say of itself. */
export interface Dressing {
  /** Adds to what the plan says of itself. */
  readonly plan?: (options: PlanOptions) => PlanOptions;
  readonly settings?: Partial<FlowSettings>;
}

/** Where a run begins. */
export interface Scenario {
  /** A fresh world, the same each time. */
  readonly create: (dressing?: Dressing) => World;
}

export const scenario: fc.Arbitrary<Scenario> = fc
  .record({ plan, staff, maxSeats: fc.constantFrom(4, 500, 500, 500) })
  .map(({ plan: { positions, planOptions: how }, staff: employed, maxSeats }) => ({
    create: ({ plan: dress = (given) => given, settings: more = {} }: Dressing = {}) => {
      const compiled = planOf(positions, dress(how));
      const world = new World(compiled, employ(employed), { ...settingsOf(maxSeats), ...more });
      for (const [index, id] of employed.assigned.entries())
        if (id !== null) world.object.assign(`f${index}`, id);
      return world;
    },
    // What a failure shows.
    [fc.toStringMethod]: () => JSON.stringify({ positions, how, employed, maxSeats }),
  }));
