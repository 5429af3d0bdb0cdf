/** What a command of a job came to: whether there was anything to do, and what was done. */
import type { CommandKind } from './command.js';

/** What became of a seat: `stayed` because there is nobody else. */
export type ReassignOutcome = 'moved' | 'removed' | 'stayed' | 'not_due';

/** What became of a step; `overdue` where nothing but its deadline has passed, `not_due` where nothing has. */
export type TimeOutOutcome =
  'reminded' | 'escalated' | 'delegated' | 'approved' | 'rejected' | 'blocked' | 'overdue' | 'not_due';

interface Outcomes {
  reassigned: ReassignOutcome;
  timed_out: TimeOutOutcome;
}

/** What a command of a kind comes to. Of one that somebody gives, the state after it says enough. */
export type OutcomeOf<Kind extends CommandKind> = Kind extends keyof Outcomes ? Outcomes[Kind] : unknown;
