const failed = new WeakSet<Mocha.Suite>();

/** Notes every suite in which something fails, a hook included: Mocha itself only marks tests. */
export function recordFailures(runner: Mocha.Runner): void {
  runner.on('fail', (test: Mocha.Runnable) => {
    for (let suite = test.parent; suite !== undefined; suite = suite.parent) failed.add(suite);
  });
}

/** Whether a test or a hook of this suite, or of one inside it, has failed so far. */
export function hasFailed(suite: Mocha.Suite): boolean {
  return failed.has(suite);
}
