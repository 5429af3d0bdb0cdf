import assert from 'node:assert/strict';
import type { Model, Sequelize } from 'sequelize';
import { connectTo } from '../support/connect.js';
import { selectedDialects } from '../support/dialects.js';
import { ADMIN, as, byRole, createApp, publishStages } from '../support/host.js';
import { RestartableServer } from '../support/restartable-server.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { readStored } from './support/stored-rows.js';

const DECIDERS = 16;
const OBJECTS = 40;

/** What somebody was answered who approved, and for which seat. */
interface Answered {
  readonly attachmentId: number;
  readonly actorId: number;
  readonly status: number;
  readonly code: unknown;
}

for (const dialect of selectedDialects()) {
  if (dialect === 'sqlite') continue;

  describe(`A ${dialect} server that stops under ${DECIDERS} deciders`, () => {
    let server: RestartableServer | null;
    let sequelize: Sequelize;
    let host: CrowdedHost;
    let attachments: readonly number[];

    before(async function () {
      this.timeout(120_000);
      server = await RestartableServer.create(dialect);
      if (server === null) this.skip();
      const administration = await connectTo(server.url);
      await administration.query('CREATE DATABASE decisions');
      await administration.close();
      sequelize = await connectTo(new URL('/decisions', server.url).href, {
        pool: { max: 12, acquire: 5000 },
      });
      host = await createCrowdedHost(sequelize, { size: DECIDERS });
      await publishStages(host.engine, [[byRole(CROWD_ROLE, { roleSelectionStrategy: 'consensus' })]]);
      const attach = async (_object: unknown, index: number): Promise<number> => {
        const object: Model = await host.Invoice.create({ id: index + 1 });
        const actor = { id: 1 };
        return (await host.engine.attach({ object, workflow: 'purchase-request', actor })).id;
      };
      attachments = await Promise.all(Array.from({ length: OBJECTS }, attach));
    });

    after(async () => {
      await sequelize.close();
      await server?.remove();
    });

    for (const how of ['orderly', 'at once'] as const) {
      it(`${how} lets every request end with its right name, and what was answered is stored`, async function () {
        this.timeout(120_000);
        assert(server !== null);
        const app = createApp(host);
        const answers: Answered[] = [];
        const half = how === 'orderly' ? attachments.slice(0, OBJECTS / 2) : attachments.slice(OBJECTS / 2);
        let signal: () => void = () => undefined;
        const isUnderway = new Promise<void>((resolve) => {
          signal = resolve;
        });
        const decide = async (actorId: number): Promise<void> => {
          for (const attachmentId of half) {
            const request = as(app, actorId).post(`/api/workflow/attachments/${attachmentId}/action`);
            const answer = await request.send({ action: 'approved' });
            const { status } = answer;
            const body: unknown = answer.body;
            answers.push({ attachmentId, actorId, status, code: (body as { code?: unknown }).code });
            if (answers.length === DECIDERS) signal();
          }
        };
        const deciding = Promise.all(host.crowd.map(decide));
        await isUnderway;
        await server.stop(how);
        assert.equal((await as(app, ADMIN).get('/api/workflow/health')).status, 503);
        await deciding;
        const names = new Set(
          answers
            .filter(({ status }) => status !== 200)
            .map(({ status, code }) => `${status} ${String(code)}`),
        );
        assert(names.delete('503 TRY_AGAIN'), [...names].join());
        names.delete('503 OUTCOME_UNKNOWN');
        assert.deepEqual([...names], []);
        await server.start();
        await checkStored(answers);
        const again = await as(app, ADMIN).get('/api/workflow/health');
        assert.equal(again.status, 200);
      });
    }

    /** Who was answered 200 has decided, and who was told to try again has not. */
    async function checkStored(answers: readonly Answered[]): Promise<void> {
      await checkConsistency(sequelize);
      const { assignments } = await readStored(sequelize);
      for (const { attachmentId, actorId, status, code } of answers) {
        const seat = assignments.find(
          (row) => row.attachmentId === attachmentId && row.userId === String(actorId),
        );
        const isDecided = seat?.status === 'approved';
        if (status === 200) assert(isDecided, `the answer of attachment ${attachmentId} is lost`);
        if (code === 'TRY_AGAIN') assert(!isDecided, `attachment ${attachmentId} was decided all the same`);
      }
    }
  });
}
