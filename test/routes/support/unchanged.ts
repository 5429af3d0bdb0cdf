import assert from 'node:assert/strict';
import { TABLES } from '../../support/host.js';
import { snapshotTables } from '../../support/tables.js';
import type { Answer } from './api.js';
import type { Site } from './site.js';

/** What a refusal says: `409 KEY_TAKEN`, and the paths that its `errors` name, in any order. */
export type Refusal = readonly [outcome: string, ...paths: string[]];

/** Makes a request that is refused as expected, and leaves every table bit for bit as it was. */
export async function refuses(
  { host }: Site,
  [outcome, ...paths]: Refusal,
  request: () => Promise<Answer>,
): Promise<Answer> {
  const before = await snapshotTables(host.sequelize, TABLES);
  const answer = await request();
  const { status, body, text } = answer;
  const named = ((body as Partial<typeof body>).errors ?? []).map(({ path }) => path);
  const told = [`${status} ${body.code}`, ...named.toSorted()];
  assert.deepEqual(told, [outcome, ...paths.toSorted()], text);
  assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  return answer;
}
