import type { ApprovalSettings } from '../../../lib/definition/types.js';
import type { BusinessCalendar } from '../../../lib/flow/deadlines/working-time.js';
import { user } from './approvals.js';
import { Journey } from './journey.js';
import { People } from './people.js';
import type { Outcome } from './world.js';

/** A journey and what its clock does to it. */
export class TimedJourney extends Journey {
  /** Lets hours pass, and looks at an open step, as the job does. */
  wait(hours: number, stepNumber = 1): readonly string[] {
    this.world.pass(hours);
    const stepId = this.step(stepNumber).id ?? 0;
    return this.perform({ kind: 'timed_out', stepId }).events.flatMap((event) =>
      event.kind === 'history' ? [event.event] : [],
    );
  }

  force(outcome: 'approved' | 'rejected' | 'skipped', reason = 'nobody is here', stepNumber = 1): Outcome {
    const stepId = this.step(stepNumber).id ?? 0;
    return this.perform({ kind: 'forced', actor: { id: 'admin', name: 'ADMIN' }, reason, stepId, outcome });
  }

  /** Hours from now until a step is due, and until its next alarm. */
  hoursLeft(stepNumber = 1): readonly (number | null)[] {
    const { dueAt, alarmAt } = this.step(stepNumber);
    return [dueAt, alarmAt].map((time) =>
      time === null ? null : (time.getTime() - this.world.now.getTime()) / 3_600_000,
    );
  }
}

/** An attachment whose first step is Ann's. */
export function begin(
  settings: Parameters<typeof user>[1],
  more: { readonly calendar?: BusinessCalendar | null; readonly next?: readonly ApprovalSettings[] } = {},
): TimedJourney {
  return beginWith([[user('ann', settings)], ...(more.next === undefined ? [] : [more.next])], more);
}

/** An attachment that is about to be decided; Ann, Bob, Cid and Dan are each the manager of the one before. */
export function beginWith(
  positions: readonly (readonly ApprovalSettings[])[],
  { calendar = null }: { readonly calendar?: BusinessCalendar | null } = {},
): TimedJourney {
  const people = new People()
    .line('ann', 'bob', 'cid', 'dan')
    .add('req')
    .role('team', 'ann', 'bob')
    .role('nobody');
  const journey = new TimedJourney(positions, { people, calendar });
  journey.attach();
  return journey;
}
