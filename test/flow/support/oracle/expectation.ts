import type { ErrorCode } from '../../../../lib/errors.js';
import type { StepState } from '../../../../lib/flow/types.js';
import type { AttachmentStatus, StepStatus } from '../../../../lib/types.js';
import type { Course, Seats } from './course.js';

/** A seat that comes to somebody else because its step is due. */
export interface Passage {
  readonly seatNo: number;
  readonly userId: string;
  /** What becomes of the holder before. */
  readonly status: 'escalated' | 'delegated';
}

/** What a look at the clock of a step should come to. */
export interface Alarm {
  /** Or else it is reminded of. */
  readonly isDue: boolean;
  /** In order. */
  readonly passages: readonly Passage[];
  /** Whether it stays, and says why. */
  readonly isBlocked: boolean;
}

/** What a command should come to. */
export interface Expectation {
  readonly refusal: ErrorCode | null;
  /** The step that it was about, and how that should stand then. */
  readonly step: { readonly stepNumber: number; readonly status: StepStatus } | null;
  /** Who should come to sit on that step. */
  readonly seats: Seats | null;
  /** What should open next, where anything moves on. */
  readonly course: Course | null;
  /** The attachment's status; `null` where it stays. */
  readonly status: AttachmentStatus | null;
  /** A reminder and nothing else. */
  readonly isReminder: boolean;
  /** Where it is the clock that did it. */
  readonly alarm: Alarm | null;
}

/** Nothing changes. */
export const UNMOVED: Expectation = {
  refusal: null,
  step: null,
  seats: null,
  course: null,
  status: null,
  isReminder: false,
  alarm: null,
};

export function refused(refusal: ErrorCode): Expectation {
  return { ...UNMOVED, refusal };
}

/** The step stays open; somebody may come to sit on it. */
export function stays({ stepNumber }: StepState, seats: Seats | null = null): Expectation {
  return { ...UNMOVED, step: { stepNumber, status: 'current' }, seats };
}

/** The step ends, and the attachment takes its course. */
export function ends(step: StepState, status: StepStatus, course: Course): Expectation {
  const { refusal, position } = course;
  if (refusal !== null) return refused(refusal);
  return {
    ...UNMOVED,
    step: { stepNumber: step.stepNumber, status },
    course,
    status: position === null ? 'completed' : 'in_progress',
  };
}
