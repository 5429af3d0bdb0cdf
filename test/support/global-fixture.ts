import { selectedDialects } from './dialects.js';
import { needServer, reportAbsentServers, startServers, stopServers } from './servers.js';

/** How long after the last test the process may still be busy, in milliseconds. */
const GRACE_PERIOD = 10_000;

/** Starts what the tests need, and tells them by environment variables. */
export async function mochaGlobalSetup(this: Mocha.Runner): Promise<void> {
  // The test files of a parallel run are loaded by its workers, which come too late to ask for a server.
  if (isParallel(this)) for (const dialect of selectedDialects()) needServer(dialect);
  await startServers();
  reportAbsentServers();
}

/** Stops what was started. A failed test's database survives, with the data folder that holds it. */
export async function mochaGlobalTeardown(this: Mocha.Runner): Promise<void> {
  await stopServers({ keepData: this.failures > 0 });
  reportAbsentServers();
  setTimeout(failAsHanging, GRACE_PERIOD).unref();
}

function isParallel(runner: Mocha.Runner): boolean {
  return (runner as Mocha.Runner & { isParallelMode(): boolean }).isParallelMode();
}

function failAsHanging(): void {
  const resources = process.getActiveResourcesInfo().join(', ');
  console.error(`The tests have ended and left something running: ${resources}`);
  // Mocha has an exit code of its own to set: this listener comes after it.
  process.once('exit', () => (process.exitCode = 1));
  process.exit(1);
}
