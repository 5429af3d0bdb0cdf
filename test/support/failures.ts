/** What of a suite's own hooks Mocha tells only its runner, which a parallel run keeps in another process. */
interface SuiteWithHooks extends Mocha.Suite {
  getHooks(kind: string): readonly Mocha.Hook[];
}

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];

/** Whether a test or a hook of this suite, or of one inside it, has failed so far. */
export function hasFailed(suite: Mocha.Suite): boolean {
  const hooks = HOOKS.flatMap((kind) => (suite as SuiteWithHooks).getHooks(kind));
  return [...suite.tests, ...hooks].some((runnable) => runnable.isFailed()) || suite.suites.some(hasFailed);
}
