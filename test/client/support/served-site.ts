import type { Server } from 'node:http';
import express from 'express';
import { workflowRouter } from '../../../lib/index.js';
import { openSite } from '../../routes/support/site.js';
import type { Site } from '../../routes/support/site.js';
import type { TestDatabase } from '../../support/databases.js';
import { authorize, createHost, getUser, TABLES } from '../../support/host.js';

/** A site that listens, for clients that speak HTTP. */
export interface ServedSite {
  readonly site: Site;
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  readonly app: express.Express;
}

/** A site that listens while the tests of a group run; its tables are emptied after each. */
export function onServedSite(database: TestDatabase): () => ServedSite {
  let served: ServedSite | undefined;
  let server: Server | undefined;
  before(async () => {
    const host = await createHost(database.sequelize);
    const app = express();
    app.use('/api/workflow', workflowRouter({ engine: host.engine, getUser, authorize }));
    const listening = await new Promise<Server>((resolve) => {
      const started = app.listen(0, '127.0.0.1', () => {
        resolve(started);
      });
    });
    server = listening;
    const { port } = listening.address() as { port: number };
    const site = openSite(host, { app, router: '/api/workflow', objects: '/none' });
    served = { site, app, url: `http://127.0.0.1:${port}` };
  });
  afterEach(() => database.emptyTables(TABLES));
  after(() => {
    server?.close();
  });
  return () => {
    if (served === undefined) throw new Error('The site is served only while tests run.');
    return served;
  };
}
