import { Sequelize } from 'sequelize';
import type { WorkflowEngine } from '../lib/workflow-engine.js';
import { createWorkflowEngine } from '../lib/engine.js';
import { WorkflowError } from '../lib/errors.js';
import { openEmbeddedDatabase } from '../lib/host/embedded-database.js';
import { consoleLogger } from '../lib/logger.js';
import type { Directory, DirectoryUser, UserId } from '../lib/types.js';

const EMBEDDED_FILE = 'workflow.sqlite';

/**
 * The engine of a router that was given none.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` in production without `WORKFLOW_DATABASE_URL`
 */
export async function createDefaultEngine(environment = process.env): Promise<WorkflowEngine> {
  const { WORKFLOW_DATABASE_URL: url, NODE_ENV: mode } = environment;
  if (url === undefined && mode === 'production') {
    const message =
      'workflowRouter() has no engine. Pass one, call engine.install(app), or set WORKFLOW_DATABASE_URL.';
    consoleLogger.error(message);
    throw new WorkflowError('INVALID_CONFIGURATION', message);
  }
  const sequelize =
    url === undefined ? await openEmbeddedDatabase(EMBEDDED_FILE) : new Sequelize(url, { logging: false });
  const engine = createWorkflowEngine({ sequelize, directory: openDirectory });
  await engine.migrate();
  const place =
    url === undefined ? `the embedded file ${EMBEDDED_FILE}` : 'the database of WORKFLOW_DATABASE_URL';
  consoleLogger.info(`workflowRouter() was given no engine and made one on ${place}.`);
  return engine;
}

/** Knows no roles and no managers, and takes every id for an active user: all that can be said without a host. */
const openDirectory: Directory = {
  userIdType: 'text',
  findUsers: (ids) => Promise.resolve(ids.map(userWithId)),
  findRoleMembers: () => Promise.resolve([]),
  findManager: () => Promise.resolve(null),
};

function userWithId(id: UserId): DirectoryUser {
  return { id, name: String(id), active: true };
}
