import Mocha from 'mocha';

const { EVENT_RUN_END, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/**
 * Mocha's own report, then the counts: `N passed, N failed` (`, N skipped` where there are any), alone
 * on the very last line. It is written as the process ends, after the last thing any fixture prints.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let ended = false;
    let skipped = 0;
    runner.on(EVENT_TEST_PENDING, () => skipped++);
    runner.once(EVENT_RUN_END, () => (ended = true));
    process.once('exit', (exitCode) => {
      const { passes, failures } = this.stats;
      // A run that broke off, or that was ended for hanging, has failed, whatever its tests say.
      const brokeOff = !ended || exitCode !== 0 ? 1 : 0;
      const counts = [`${passes} passed`, `${Math.max(failures, brokeOff)} failed`];
      if (skipped > 0) counts.push(`${skipped} skipped`);
      console.log(counts.join(', '));
    });
  }
}
