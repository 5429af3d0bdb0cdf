/** What the flow can be asked to do. */
import type { FlowActor } from '../types.js';

/** How an open step ends that its seats have not decided. */
export const FORCED_OUTCOMES = ['approved', 'rejected', 'skipped'] as const;
export type ForcedOutcome = (typeof FORCED_OUTCOMES)[number];

/** Which of the actor's seats is meant, where the caller says so. */
export interface SeatChoice {
  readonly stepId?: number | undefined;
  readonly assignmentId?: number | undefined;
}

interface SeatDetails {
  /** Who decides. */
  readonly actorId: string;
  readonly seat: SeatChoice;
  readonly reason: string | null;
  /** `undefined` where none was given. */
  readonly formData: unknown;
}

interface ActorDetails {
  readonly actor: FlowActor;
  readonly reason: string | null;
}

/** What each command carries, by the word that history shows. */
interface CommandDetails {
  attached: { readonly actor: FlowActor; readonly autoStart: boolean };
  started: { readonly actor: FlowActor };
  approved: SeatDetails;
  rejected: SeatDetails;
  needs_resubmission: SeatDetails & { readonly stageId: number | null };
  delegated: SeatDetails & { readonly userId: string };
  escalated: SeatDetails;
  recalled: ActorDetails;
  resubmitted: ActorDetails;
  cancelled: ActorDetails;
  replaced: ActorDetails & { readonly assignmentId: number; readonly userId: string };
  forced: ActorDetails & { readonly stepId: number; readonly outcome: ForcedOutcome };
  reassigned: { readonly assignmentId: number };
  timed_out: { readonly stepId: number };
}

export type CommandKind = keyof CommandDetails;

type CommandAmong<Kind extends CommandKind> = {
  [One in Kind]: { readonly kind: One } & CommandDetails[One];
}[Kind];

/** What someone wants to happen. */
export type FlowCommand = CommandAmong<CommandKind>;

/** The command of a kind. To the compiler it is both: the one that belongs to its kind, and any of them. */
export type CommandOf<Kind extends CommandKind> = CommandAmong<Kind> & FlowCommand;

/** The commands of someone who decides for a seat of theirs. */
export type SeatCommand = Extract<FlowCommand, SeatDetails>;
