/** What the flow can be asked to do. */
import type { FlowActor } from './types.js';

/** How an open step ends that its seats have not decided. */
export const OVERRULINGS = ['approved', 'rejected', 'skipped'] as const;
export type Overruling = (typeof OVERRULINGS)[number];

/** Which of the actor's seats is meant, where the caller says so. */
export interface SeatChoice {
  readonly stepId?: number | undefined;
  readonly assignmentId?: number | undefined;
}

interface SeatedCommand {
  /** Who decides. */
  readonly actorId: string;
  readonly seat: SeatChoice;
  readonly reason: string | null;
  /** `undefined` where none was given. */
  readonly formData: unknown;
}

interface ActorCommand {
  readonly actor: FlowActor;
  readonly reason: string | null;
}

/** What someone wants to happen. `action` is the word that history will show. */
export type FlowCommand =
  | { readonly action: 'attached'; readonly actor: FlowActor; readonly autoStart: boolean }
  | { readonly action: 'started'; readonly actor: FlowActor }
  | ({ readonly action: 'approved' | 'rejected' } & SeatedCommand)
  | ({ readonly action: 'needs_resubmission'; readonly stageId: number | null } & SeatedCommand)
  | ({ readonly action: 'delegated'; readonly userId: string } & SeatedCommand)
  | ({ readonly action: 'escalated' } & SeatedCommand)
  | ({ readonly action: 'recalled' } & ActorCommand)
  | ({ readonly action: 'resubmitted' } & ActorCommand)
  | ({ readonly action: 'cancelled' } & ActorCommand)
  | ({ readonly action: 'replaced'; readonly assignmentId: number; readonly userId: string } & ActorCommand)
  | ({ readonly action: 'forced'; readonly stepId: number; readonly outcome: Overruling } & ActorCommand)
  | { readonly action: 'reassigned'; readonly assignmentId: number }
  | { readonly action: 'timed_out'; readonly stepId: number };

/** The commands of someone who decides for a seat of theirs. */
export type SeatCommand = Extract<FlowCommand, SeatedCommand>;

/** The command of an action. */
export type CommandOf<Action extends FlowCommand['action']> = Extract<FlowCommand, { action: Action }>;
