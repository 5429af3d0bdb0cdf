import { describeEachDialect } from '../support/databases.js';
import { createApp } from '../support/host.js';
import { describeContract } from './contract/index.js';

describeEachDialect('The routes', (database) => {
  describeContract(database, (host) => ({
    app: createApp(host),
    router: '/api/workflow',
    objects: '/api/purchase-requests',
  }));
});
