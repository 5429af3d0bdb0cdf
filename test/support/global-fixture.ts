import { recordFailures } from './failures.js';
import { keptDatabases } from './kept-databases.js';
import { reportAbsentServers, startServers, stopServers } from './servers.js';

/** How long after the last test the process may still be busy, in milliseconds. */
const GRACE_PERIOD = 10_000;

/** Starts what the test files that were loaded need, and tells them by environment variables. */
export async function mochaGlobalSetup(this: Mocha.Runner): Promise<void> {
  recordFailures(this);
  await startServers();
  reportAbsentServers();
}

/** Stops what was started. A failed test's database survives, with the data folder that holds it. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopServers(new Set(keptDatabases.values()));
  reportAbsentServers();
  setTimeout(failAsHanging, GRACE_PERIOD).unref();
}

function failAsHanging(): void {
  const resources = process.getActiveResourcesInfo().join(', ');
  console.error(`The tests have ended and left something running: ${resources}`);
  // Mocha has an exit code of its own to set: this listener comes after it.
  process.once('exit', () => (process.exitCode = 1));
  process.exit(1);
}
