import { defineModels } from '../models/index.js';
import type { CommandContext } from './commands/context.js';
import { People } from './directory/people.js';
import { UserIds } from './directory/user-ids.js';
import type { ResolvedOptions } from './options.js';
import { ChangeWriter } from './store/apply-changes.js';
import { Attachments } from './store/attachments.js';
import { DefinitionStore } from './store/definition-store.js';
import { History } from './store/history.js';
import { Rotations } from './store/rotations.js';
import { Versions } from './store/versions.js';
import { Transactions } from './transactions.js';
import type { ObjectPort } from './types.js';

/** Puts together what the commands of one engine work with. */
export function createContext(options: ResolvedOptions, objects: ObjectPort): CommandContext {
  const { sequelize, directory, tablePrefix, schema, clock, logger, slowLookupMs, maxSeats, autoPublish } =
    options;
  const models = defineModels(sequelize, { tablePrefix, ...(schema === undefined ? {} : { schema }) });
  const database = { sequelize, models };
  const userIds = new UserIds(directory.userIdType);
  const rotations = new Rotations(database, clock);
  const history = new History(database, options.audit?.key);
  return {
    database,
    transactions: new Transactions({ sequelize, ambientTransaction: options.ambientTransaction }),
    attachments: new Attachments(database),
    definitions: new DefinitionStore(database, clock),
    versions: new Versions(database),
    rotations,
    writer: new ChangeWriter({ database, history, rotations }),
    people: new People({ directory, userIds, logger, slowLookupMs }),
    userIds,
    objects,
    settings: { maxSeats },
    autoPublish,
    clock,
    logger,
  };
}
