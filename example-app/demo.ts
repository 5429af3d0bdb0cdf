/**
 * `npm run demo`: one purchase request from asking to approved, by HTTP. It starts the application on a temporary
 * database, unless `DEMO_URL` names a running one, and fails where anything is not as expected.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Narrator, UnexpectedAnswer } from './demo/narrator.js';
import { numberOf } from './demo/read-answer.js';
import { ASKING, deciding, looking } from './demo/story.js';
import { startApp } from './start.js';

async function tellStory(url: string): Promise<void> {
  console.log(`The way of a purchase request, at ${url}`);
  const narrator = new Narrator(url);
  const [withoutSigningIn, withoutAmount, asking] = ASKING;
  await narrator.tell(withoutSigningIn);
  await narrator.tell(withoutAmount);
  const id = numberOf(await narrator.tell(asking), 'id');
  const status = await narrator.tell(looking(id));
  const attachmentId = numberOf(status, 'attachment_id');
  const firstStageId = numberOf(status, 'current_stage_id');
  for (const step of deciding({ id, attachmentId, firstStageId })) await narrator.tell(step);
  console.log('\nEverything went as expected.');
}

/** Runs the story against an application of its own, of which nothing is left afterwards. */
async function tellOnTemporaryApp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'workflow-demo-'));
  try {
    const app = await startApp({ databaseUrl: `sqlite:${join(folder, 'demo.sqlite')}`, port: 0 });
    await tellStory(app.url).finally(() => app.stop());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { DEMO_URL } = process.env;
try {
  await (DEMO_URL === undefined ? tellOnTemporaryApp() : tellStory(DEMO_URL));
} catch (error) {
  console.error(error instanceof UnexpectedAnswer ? `\n    ${error.message}` : error);
  process.exitCode = 1;
}
