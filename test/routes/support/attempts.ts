import type { TestDatabase } from '../../support/databases.js';
import { createApp, createHost } from '../../support/host.js';
import type { Answer } from './api.js';
import type { Scene } from './scene.js';
import { setScene } from './scene.js';
import type { Site } from './site.js';
import { openSite } from './site.js';
import type { Refusal } from './unchanged.js';
import { refuses } from './unchanged.js';

/** A request that is refused: what it is about, what makes it so, and what it is answered. */
export type Attempt<Fault> = readonly [title: string, fault: Fault, ...refusal: Refusal];

/** A user of the host who is not active any more. */
export const FORMER_USER = 10;

/** A site with a scene on it; both are there inside hooks and tests only. */
export interface Stage {
  readonly site: () => Site;
  readonly scene: () => Scene;
}

/** Declares that the scene is set before the tests. They may share it: a refusal changes nothing. */
export function onStage(database: TestDatabase): Stage {
  let set: { readonly site: Site; readonly scene: Scene } | undefined;

  before('set the scene', async () => {
    const host = await createHost(database.sequelize);
    host.directory.addUsers('former');
    host.directory.setActive(FORMER_USER, false);
    const app = createApp(host);
    const site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
    set = { site, scene: await setScene(site) };
  });

  const find = (): NonNullable<typeof set> => {
    if (set === undefined) throw new Error('The scene is set inside hooks and tests only.');
    return set;
  };
  return { site: () => find().site, scene: () => find().scene };
}

/** Declares a test for each attempt: it is refused as it should be, and changes nothing. */
export function tryAll<Fault>(
  { site }: Stage,
  attempts: readonly Attempt<Fault>[],
  send: (fault: Fault) => Promise<Answer>,
): void {
  for (const [title, fault, ...refusal] of attempts) {
    it(`${title}: ${refusal.join(' ')}`, async () => {
      await refuses(site(), refusal, () => send(fault));
    });
  }
}
