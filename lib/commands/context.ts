import type { Announcements } from '../actions/announcements.js';
import type { Dispatcher } from '../actions/dispatcher.js';
import type { EngineEvents } from '../actions/events.js';
import type { HandlerRegistry } from '../actions/handler-registry.js';
import type { Hooks } from '../actions/hooks.js';
import type { ResolveSecret } from '../actions/secrets.js';
import type { FlowSettings } from '../flow/run.js';
import type { CalendarOf } from '../calendars.js';
import type { People } from '../directory/people.js';
import type { UserIds } from '../directory/user-ids.js';
import type { Attachments } from '../store/attachments.js';
import type { Database } from '../store/database.js';
import type { DefinitionStore } from '../store/definition-store.js';
import type { History } from '../store/history.js';
import type { LockedAttachments } from '../store/locked-attachments.js';
import type { Outbox } from '../store/outbox.js';
import type { Rotations } from '../store/rotations.js';
import type { StateWriter } from '../store/state-writer.js';
import type { Versions } from '../store/versions.js';
import type { HostCalls } from '../time-limits/host-calls.js';
import type { Transactions } from '../transactions.js';
import type { Clock, Logger, ObjectPort } from '../types.js';

/** Everything a command works with; put together once by the engine. */
export interface CommandContext {
  readonly database: Database;
  readonly transactions: Transactions;
  readonly attachments: Attachments;
  readonly locked: LockedAttachments;
  readonly definitions: DefinitionStore;
  readonly versions: Versions;
  readonly rotations: Rotations;
  readonly history: History;
  readonly writer: StateWriter;
  readonly handlers: HandlerRegistry;
  readonly hooks: Hooks;
  readonly events: EngineEvents;
  readonly announcements: Announcements;
  readonly secrets: ResolveSecret | undefined;
  readonly outbox: Outbox;
  readonly dispatcher: Dispatcher;
  readonly people: People;
  readonly calls: HostCalls;
  /** How long a request over HTTP may take before it is answered, in ms. */
  readonly requestTimeoutMs: number;
  readonly userIds: UserIds;
  readonly objects: ObjectPort;
  readonly settings: Omit<FlowSettings, 'calendar'>;
  /** The working time of a company; `null` where its clock never stops. */
  readonly calendarOf: CalendarOf;
  readonly autoPublish: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}
