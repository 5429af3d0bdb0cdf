import type { TestDatabase } from '../../support/databases.js';
import type { Host } from '../../support/host.js';
import { createHost, TABLES } from '../../support/host.js';
import type { Mounts, Site } from '../support/site.js';
import { openSite } from '../support/site.js';
import { describeApprovals } from './approvals.js';
import { describeDefinitions } from './definitions.js';
import { describeForms } from './forms.js';
import { describeHealth } from './health.js';
import { describeLanguages } from './languages.js';
import { describeLists } from './lists.js';
import { describeObjects } from './objects.js';
import { describePublishing } from './publishing.js';
import { describeRunning } from './running.js';
import { describeShapes } from './shapes.js';

/** Declares everything that the routes promise, for a host whose routes are mounted in some way. */
export function describeContract(database: TestDatabase, mount: (host: Host) => Mounts): void {
  let opened: Site | undefined;

  before('open the site', async () => {
    const host = await createHost(database.sequelize);
    opened = openSite(host, mount(host));
  });

  afterEach('empty the tables', () => database.emptyTables(TABLES));

  const site = (): Site => {
    if (opened === undefined) throw new Error('The site is open inside hooks and tests only.');
    return opened;
  };
  describeDefinitions(site);
  describePublishing(site);
  describeLanguages(site);
  describeForms(site);
  describeRunning(site);
  describeApprovals(site);
  describeObjects(site);
  describeLists(site);
  describeShapes(site);
  describeHealth(site);
}
