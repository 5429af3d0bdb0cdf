import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Express } from 'express';
import type * as sequelizeModule from 'sequelize';
import type * as productModule from '../../lib/index.js';
import { definePurchaseRequest } from './models.js';
import { directory, membersOf, nameOf, REQUESTER, STAGES } from './people.js';
import { POOL_SIZE } from './pool.js';
import { userOf } from './sign-in.js';

/** What the product does for the comparison besides answering. */
export interface Product {
  /** Makes so many objects with a started workflow, and gives their ids. */
  attach(count: number): Promise<readonly number[]>;
  /** What is wrong in the histories of all attachments, as text; `null` where nothing is. */
  verify(): Promise<string | null>;
}

const BY_SYSTEM = { actor: null } as const;
const KEY = 'purchase-request';
/** How many objects one transaction makes. */
const BATCH = 200;

/**
 * Mounts a build of the product as its README says, on a new database that it prepares itself.
 *
 * @param folder - An installed release, or a checkout with `dist`: it is loaded with the Sequelize that it finds itself.
 */
export async function mountProduct(app: Express, url: string, folder: string): Promise<Product> {
  const require = createRequire(join(folder, 'package.json'));
  const { Sequelize, DataTypes, Op } = require('sequelize') as typeof sequelizeModule;
  const { name } = require('./package.json') as { name: string };
  const entry = pathToFileURL(require.resolve(name)).href;
  const { createWorkflowEngine, workflowObjectRouter } = (await import(entry)) as typeof productModule;

  const sequelize = new Sequelize(url, { logging: false, pool: { max: POOL_SIZE, acquire: 60_000 } });
  const PurchaseRequest = definePurchaseRequest(sequelize, DataTypes);
  const logger = { info: () => undefined, warn: console.warn, error: console.error };
  const engine = createWorkflowEngine({ sequelize, directory, logger });
  engine.registerModel(PurchaseRequest, {
    requesterField: 'requesterId',
    statusField: 'workflowStatus',
    stageField: 'workflowStage',
    workflow: KEY,
    autoStart: true,
  });
  await PurchaseRequest.sync();
  await engine.migrate();
  await publish(engine);
  await createUsers(sequelize);
  app.use('/api/purchase-requests', workflowObjectRouter(engine, PurchaseRequest, { getUser: userOf }));

  return {
    attach: async (count) => {
      const last = Number((await PurchaseRequest.max('id')) ?? 0);
      for (let made = 0; made < count; made += BATCH) {
        const size = Math.min(BATCH, count - made);
        const rows = Array.from({ length: size }, () => ({ title: 'A desk', requesterId: REQUESTER }));
        await engine.transaction((transaction) => PurchaseRequest.bulkCreate(rows, { transaction }));
      }
      const objects = await PurchaseRequest.findAll({ where: { id: { [Op.gt]: last } }, attributes: ['id'] });
      return objects.map(({ id }) => id);
    },
    verify: async () => {
      const { broken } = await engine.verifyHistory();
      return broken === null ? null : JSON.stringify(broken);
    },
  };
}

/** A workflow of {@link STAGES} stages; each asks anyone of the three members of a role. */
async function publish({ definitions }: productModule.WorkflowEngine): Promise<void> {
  const pipelines = [{ names: { en: 'Review' }, numberOfStages: STAGES }];
  const workflow = { key: KEY, names: { en: 'Purchase Request' }, pipelines };
  const { definition } = await definitions.createWorkflow(workflow, BY_SYSTEM);
  for (const [index, { id }] of (definition.pipelines[0]?.stages ?? []).entries()) {
    const approvals = [{ approvalType: 'role', userRole: index + 1 }] as const;
    await definitions.updateStage(id, { approvals: [...approvals] }, BY_SYSTEM);
  }
}

async function createUsers(sequelize: sequelizeModule.Sequelize): Promise<void> {
  const roles = Array.from({ length: STAGES }, (_, index) => index + 1);
  const rows = [REQUESTER, ...roles.flatMap(membersOf)].map((id) => ({ id, name: nameOf(id) }));
  await sequelize.query('CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(255) NOT NULL)');
  await sequelize.getQueryInterface().bulkInsert('users', rows);
}
