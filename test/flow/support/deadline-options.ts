import fc from 'fast-check';
import type { LastResort, TimeoutAction } from '../../../lib/definition/types.js';
import type { Common } from './approvals.js';

type Undecided = 'waits' | TimeoutAction;

const REMINDERS = [[], [], [1], [4, 1], [0.5, 12, 1], [3, 48, 24, 1]] as const;

const drawn = fc.record({
  dueHours: fc.constantFrom(undefined, undefined, undefined, 2, 6, 24, 72),
  reminders: fc.constantFrom<(typeof REMINDERS)[number][]>(...REMINDERS),
  undecided: fc.constantFrom<Undecided[]>(
    'waits',
    'escalate',
    'escalate',
    'escalate',
    'delegate',
    'delegate',
    'approve',
    'reject',
  ),
  maxEscalationLevel: fc.constantFrom(1, 2, 3, 3),
  lastResort: fc.constantFrom<(LastResort | undefined)[]>(undefined, undefined, 'approve', 'reject'),
  isLateRefused: fc.constantFrom(true, false, false, false, false, false),
});

/** What an approval may say of its deadline, as the options allow it; `ghost` is nobody. */
export function deadlineOptions(userIds: readonly string[]): fc.Arbitrary<Common> {
  return fc
    .tuple(drawn, fc.constantFrom(...userIds, ...userIds, 'ghost'))
    .map(([{ dueHours, reminders, undecided, ...one }, timeoutUser]) => {
      if (dueHours === undefined) return {};
      const reminderHoursBefore = reminders.filter((hours) => hours < dueHours);
      return {
        dueHours,
        ...(reminderHoursBefore.length > 0 && { reminderHoursBefore }),
        ...(undecided !== 'waits' && actionOptions(undecided, { ...one, timeoutUser })),
      };
    });
}

function actionOptions(
  timeoutAction: TimeoutAction,
  more: Required<Pick<Common, 'timeoutUser' | 'maxEscalationLevel'>> & {
    readonly lastResort: LastResort | undefined;
    readonly isLateRefused: boolean;
  },
): Common {
  const { timeoutUser, maxEscalationLevel, isLateRefused } = more;
  const common = { timeoutAction, lateDecision: isLateRefused ? 'refuse' : 'allow' } as const;
  if (timeoutAction === 'approve' || timeoutAction === 'reject') return common;
  // Whoever refuses late decisions says what becomes of it at last.
  const lastResort = more.lastResort ?? (isLateRefused ? 'approve' : undefined);
  return {
    ...common,
    ...(timeoutAction === 'delegate' ? { timeoutUser } : { maxEscalationLevel }),
    ...(lastResort !== undefined && { lastResort }),
  };
}
