/** A process of its own that runs the job on the database that its argument names. */
import { createCrowdedHost } from '../../races/support/crowded-host.js';
import { connectTo } from '../../support/connect.js';
import type { Answer, Order } from './job-process.js';
import { MEMBERS } from './members.js';

function answer(message: Answer): void {
  process.send?.(message);
}

const url = process.argv[2];
if (url === undefined) throw new Error('Name the database.');
const { engine, directory } = await createCrowdedHost(await connectTo(url), { size: MEMBERS });
const findRoleMembers = directory.findRoleMembers.bind(directory);

/** Stops the whole process where it stands, as a machine that is suspended would. */
function standStill(): void {
  answer({ hanging: true });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

async function run({ now, batchSize, hangAt }: Order): Promise<Answer> {
  let asked = 0;
  directory.findRoleMembers = (...question) => {
    asked += 1;
    if (asked === hangAt) standStill();
    return findRoleMembers(...question);
  };
  try {
    return { counts: await engine.reassignRoundRobin({ now: new Date(now), batchSize }) };
  } catch (error) {
    return { error: String(error) };
  }
}

process.on('message', (order: Order) => {
  void run(order).then(answer);
});
answer({ ready: true });
