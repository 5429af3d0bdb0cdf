/**
 * Terminology shared by the whole package, and the ports through which it sees its host.
 *
 * - **workflow**: a definition that people edit; pipelines hold stages, stages hold approvals.
 * - **version**: a frozen snapshot of a workflow. Attachments only ever point at versions.
 * - **attachment**: one version running for one object of the host.
 * - **step**: one approval, opened for one attachment in one round.
 * - **seat**: one voice on a step. **assignment**: one holder of a seat.
 */
import type { Transaction } from 'sequelize';
import type { ModelKey } from './register.js';

/** The id of a user, in the host's own type. Stored as text with a binary collation. */
export type UserId = string | number;

/** The id of a role, in the host's own type. */
export type RoleId = string | number;

/** The primary key of an object of the host, in the host's own type. */
export type ObjectId = string | number;

/** Who acts. In HTTP it always comes from the host's authentication, never from a body. */
export interface Actor {
  readonly id: UserId;
  /** The company whose rows this actor may touch. @defaultValue `''`, the one company of a host that has none */
  readonly company?: string | null | undefined;
}

/** A user as the directory of the host knows it. */
export interface DirectoryUser {
  readonly id: UserId;
  /** What people call this user; a snapshot is kept with each decision. */
  readonly name: string;
  /** An inactive user is never seated and cannot be delegated to. */
  readonly active: boolean;
  /** Whether the user is on leave right now. @defaultValue `false` */
  readonly absent?: boolean;
  /** Where to write to the user; needed for e-mail. */
  readonly email?: string | null;
  /** Where the user's working day is, as an IANA name: `Europe/Athens`. */
  readonly timeZone?: string;
  /** The language in which to write to the user, as a BCP 47 tag: `ar-EG`. */
  readonly locale?: string;
  /** The department the user belongs to, in the host's own type; `null` where there is none. */
  readonly departmentId?: string | number | null;
}

/** What every question to the host carries, because it is asked under our locks. */
export interface LookupContext {
  /** The company within which the question is asked. */
  readonly company: string;
  /** The running transaction. A query that leaves it out takes a second connection and can deadlock. */
  readonly transaction: Transaction;
  /** Aborted when the time for the answer is up; see `hostTimeoutMs`. The engine gives it with every question. */
  readonly signal?: AbortSignal;
}

/** The users, roles and managers of the host, seen through one small interface. */
export interface Directory {
  /** The type of a user's id, so that reading gives back what the host wrote. */
  readonly userIdType: 'integer' | 'text';
  /** The users with these ids, in any order; unknown ids are left out. */
  findUsers(ids: readonly UserId[], context: LookupContext): Promise<readonly DirectoryUser[]>;
  /** Everyone who has this role; an unknown role has nobody. */
  findRoleMembers(role: RoleId, context: LookupContext): Promise<readonly DirectoryUser[]>;
  /** The manager of a user, or `null` where there is none. */
  findManager(user: UserId, context: LookupContext): Promise<DirectoryUser | null>;
  /** The head of a department, or `null` where there is none. A directory without departments leaves it out. */
  findDepartmentHead?(department: string, context: LookupContext): Promise<DirectoryUser | null>;
  /** The head of the team that a user is in, or `null` where there is none. A directory without teams leaves it out. */
  findTeamHead?(user: UserId, context: LookupContext): Promise<DirectoryUser | null>;
}

/** An object of the host: by its name, or as a caller spells it. */
export interface ObjectReference<Key extends ModelKey = ModelKey> {
  /** The key under which the model was registered. */
  readonly model: Key;
  /** The object's primary key, as text. Its name is the exact text of the key that its row holds. */
  readonly objectId: string;
}

/** Objects of one model, by their names. */
export interface ObjectReferences extends Pick<ObjectReference, 'model'> {
  readonly objectIds: readonly string[];
}

/** What the workflow writes back to the host's own row. */
export interface ObjectFields {
  readonly status: AttachmentStatus;
  /** The name of the current stage; `null` once completed. */
  readonly stage: string | null;
}

/** What the engine must know of an object. */
export interface ObjectFacts {
  /** Whose request it is; `undefined` where the model has no field for it. */
  readonly requesterId?: UserId | null;
  /** Which company it belongs to; `undefined` where the model has no field for it. */
  readonly company?: string;
  /** All of its attributes, where they were wanted. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** An object whose row is locked. */
export interface LockedObject extends ObjectFacts {
  /** Its name, however the caller has spelled it. */
  readonly objectId: string;
}

/** A row of the host's, as a statement names it. */
export interface HostRow {
  /** Quoted, with its schema. */
  readonly table: string;
  /** The column of its key, quoted. */
  readonly field: string;
  readonly value: string | number;
}

/** The objects of the host: the only way the engine reads or writes them. */
export interface ObjectPort {
  /** An object's row, for statements that lock it; `null` where only its model may read it. It costs no statement. */
  rowOf(reference: ObjectReference): HostRow | null;
  /** Whether the model writes its status back, so that its row must be locked before the attachment's. */
  writesFields(model: string): boolean;
  /** The object's key in the type of its model; an integer above 2^53 stays text. */
  idFromText(reference: ObjectReference): ObjectId;
  /**
   * An object by its name, which many a database takes in several spellings: as the caller spells it where there is no
   * such row, and `null` where the text cannot be a key. Where keys are integers it costs no statement.
   */
  resolve(reference: ObjectReference, transaction: Transaction | null): Promise<ObjectReference | null>;
  /** An object's attributes as data: numbers for decimals, no getters, nothing virtual; `null` where there is none. */
  readAttributes(
    reference: ObjectReference,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>> | null>;
  /** The keys of an attachment's metadata that conditions may rely on. */
  trustedMetadata(model: string): readonly string[];
  /**
   * Locks an object's row: the first lock of every command that will read or write it. Gives what must be known of the
   * object; `null` where it does not exist.
   *
   * @param isWhole - Whether all attributes are wanted, as {@link readAttributes} reads them
   */
  lock(reference: ObjectReference, transaction: Transaction, isWhole: boolean): Promise<LockedObject | null>;
  /** Locks the rows of objects and reads them whole, by the names that are asked for; those that there are. */
  lockAll(references: ObjectReferences, transaction: Transaction): Promise<ReadonlyMap<string, LockedObject>>;
  /** Locks the rows of objects as far as there are any, also of what was softly deleted. */
  lockRows(references: ObjectReferences, transaction: Transaction): Promise<void>;
  /**
   * Sets attributes that the model was registered to let actions set.
   *
   * @throws WorkflowError `FORBIDDEN` naming one that it was not
   */
  setAttributes(
    reference: ObjectReference,
    values: Readonly<Record<string, unknown>>,
    transaction: Transaction,
  ): Promise<void>;
  /** Writes the status and stage fields that the model was registered with, and gives what they are now. */
  writeFields(
    references: ObjectReferences,
    fields: ObjectFields,
    transaction: Transaction,
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** The time. Injected, so that a test can move it. */
export interface Clock {
  now(): Date;
}

/** Where the engine reports what an operator should know. Compatible with `console`, pino and winston. */
export interface Logger {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

/** The states of an attachment. */
export const ATTACHMENT_STATUSES = [
  'not_started',
  'in_progress',
  'awaiting_resubmission',
  'completed',
  'rejected',
  'cancelled',
] as const;
export type AttachmentStatus = (typeof ATTACHMENT_STATUSES)[number];

/** The states of a step. */
export const STEP_STATUSES = [
  'pending',
  'current',
  'approved',
  'rejected',
  'needs_resubmission',
  'skipped',
  'cancelled',
] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What became of one holder of a seat. */
export const ASSIGNMENT_STATUSES = [
  'current',
  'approved',
  'rejected',
  'needs_resubmission',
  'delegated',
  'escalated',
  'reassigned',
  'superseded',
  'cancelled',
] as const;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

/** What became of the delivery of an action: waiting, done, or given up on until somebody retries it. */
export const ACTION_RUN_STATUSES = ['pending', 'delivered', 'dead'] as const;
export type ActionRunStatus = (typeof ACTION_RUN_STATUSES)[number];

/** What a history entry records. */
export const HISTORY_EVENTS = [
  'attached',
  'started',
  'skipped',
  'condition_failed',
  'step_opened',
  'checked_in',
  'approved',
  'rejected',
  'needs_resubmission',
  'delegated',
  'escalated',
  'reassigned',
  'replaced',
  'seat_removed',
  'reminded',
  'deadline_passed',
  'forced',
  'resubmitted',
  'moved',
  'recalled',
  'action_failed',
  'renamed',
  'blocked',
  'unblocked',
  'completed',
  'cancelled',
] as const;
export type HistoryEvent = (typeof HISTORY_EVENTS)[number];
