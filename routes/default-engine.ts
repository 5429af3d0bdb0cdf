import { Sequelize } from 'sequelize';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import { createWorkflowEngine } from '../lib/engine.js';
import { messageOf, WorkflowError } from '../lib/errors.js';
import { openEmbeddedDatabase } from '../lib/host/embedded-database.js';
import { consoleLogger } from '../lib/logger.js';
import type { Directory, DirectoryUser, UserId } from '../lib/types.js';

const EMBEDDED_FILE = 'workflow.sqlite';

/**
 * The engine of a router that was given none. It says on which database it is, or why it cannot be made.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` in production without `WORKFLOW_DATABASE_URL`
 */
export async function createDefaultEngine(environment = process.env): Promise<WorkflowEngine> {
  const { WORKFLOW_DATABASE_URL: url = '', NODE_ENV: mode } = environment;
  try {
    const engine = await createEngineOn(url, mode);
    const place = url === '' ? `the embedded file ${EMBEDDED_FILE}` : 'the database of WORKFLOW_DATABASE_URL';
    consoleLogger.info(`workflowRouter() was given no engine and made one on ${place}.`);
    return engine;
  } catch (error) {
    consoleLogger.error(`workflowRouter() was given no engine and could not make one: ${messageOf(error)}`);
    throw error;
  }
}

async function createEngineOn(url: string, mode: string | undefined): Promise<WorkflowEngine> {
  if (url === '' && mode === 'production') {
    throw new WorkflowError(
      'INVALID_CONFIGURATION',
      'In production, pass an engine, call engine.install(app), or set WORKFLOW_DATABASE_URL.',
    );
  }
  const sequelize = await open(url);
  try {
    const engine = createWorkflowEngine({ sequelize, directory: openDirectory });
    await engine.migrate();
    return engine;
  } catch (error) {
    await sequelize.close();
    throw error;
  }
}

async function open(url: string): Promise<Sequelize> {
  if (url === '') return openEmbeddedDatabase(EMBEDDED_FILE);
  const [, file] = /^sqlite:(?:\/\/)?(.+)$/.exec(url) ?? [];
  return file === undefined ? new Sequelize(url, { logging: false }) : openEmbeddedDatabase(file);
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
