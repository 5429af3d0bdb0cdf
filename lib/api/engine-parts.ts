import type { CommandContext } from '../commands/context.js';
import type { ModelRegistry } from '../host/model-registry.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Scheduler } from '../jobs/scheduler.js';
import type { Migrator } from '../migrate.js';

/** What an engine is put together from. */
export interface EngineParts {
  readonly context: CommandContext;
  readonly registry: ModelRegistry;
  readonly migrator: Migrator;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly tablePrefix: string;
}
