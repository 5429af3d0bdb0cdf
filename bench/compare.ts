/**
 * How fast an approval is, against the same rows written by hand: see README.md.
 *
 *     npm run bench -- [--quick] [--against <folder of an installed release, or of a checkout with dist>]
 */
import { parseArgs } from 'node:util';
import { connectTo } from '../test/support/connect.js';
import { mariadbRecipe } from '../test/support/mariadb.js';
import { startServer } from '../test/support/server-process.js';
import type { Contender } from './contender.js';
import { countStatements, startContenders } from './contender.js';
import { report } from './report.js';
import type { Effort, Measured } from './rounds.js';
import { measure } from './rounds.js';
import { checkSameRows } from './same-rows.js';

/** By how many approvals run at a time. An odd number of rounds has a median. */
const EFFORTS: ReadonlyMap<number, Effort> = new Map([
  [1, { rounds: 11, warmUp: 200, approvals: 400 }],
  [32, { rounds: 11, warmUp: 1000, approvals: 1500 }],
]);
const QUICK: ReadonlyMap<number, Effort> = new Map([
  [1, { rounds: 3, warmUp: 30, approvals: 60 }],
  [32, { rounds: 3, warmUp: 200, approvals: 200 }],
]);

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, against: { type: 'string' } },
});
const recipe = await mariadbRecipe({ isDurable: true });
if (recipe === null) throw new Error('The bench needs MariaDB: install the Debian package mariadb-server.');
const server = await startServer(recipe);
const admin = await connectTo(server.url);
let contenders: readonly Contender[] = [];
try {
  contenders = await startContenders(admin, options.against);
  await checkSameRows(contenders);
  const statements = new Map<string, number>();
  for (const one of contenders) statements.set(one.name, await countStatements(one));
  const results = new Map<number, readonly Measured[]>();
  for (const [width, effort] of options.quick ? QUICK : EFFORTS) {
    results.set(width, await measure(contenders, width, effort));
  }
  for (const { name, product } of contenders) {
    const broken = await product.verify();
    if (broken !== null) throw new Error(`A history does not verify after ${name}: ${broken}`);
  }
  console.log(`${contenders.length} hosts wrote the same rows, and all histories verify.`);
  report(results, statements);
} finally {
  await Promise.all(contenders.map(({ host }) => host.stop()));
  await Promise.all([admin, ...contenders.map(({ sequelize }) => sequelize)].map((one) => one.close()));
  await server.stop({ keepData: false });
}
