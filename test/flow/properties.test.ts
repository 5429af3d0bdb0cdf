import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MINIMUM_COUNTS } from './support/minimum-counts.js';
import type { Intent } from './support/intents.js';
import { intent, takeIntent } from './support/intents.js';
import { Referee } from './support/referee.js';
import { scenario } from './support/scenarios.js';
import { Tally } from './support/tally.js';
import type { World } from './support/world.js';
import { runs, seed } from '../support/lane.js';

/**
 * Runs of some 190 commands, more than 100,000 together. To look further:
 * `TEST_RUNS=5000 TEST_SEED=$RANDOM npx mocha test/flow/properties.test.ts`
 */
const RUNS = runs(580);
const SEED = seed(20_260_302);

/** Lets people do what they intend, and judges every command. */
function play(world: World, intents: readonly Intent[], tally: Tally): void {
  const referee = new Referee(world);
  const journal: string[] = [];
  for (const intended of intents) {
    const turn = takeIntent(world, intended);
    journal.push(`${world.now.toISOString()} ${JSON.stringify(turn?.command ?? intended.kind)}`);
    if (turn === null) continue;
    try {
      tally.addOutcome(referee.perform(turn));
    } catch (cause) {
      throw new Error(`A rule was broken by the last of these commands:\n${journal.join('\n')}`, { cause });
    }
    if (turn.attachment.history.length === 0) world.discard(turn.attachment);
  }
  tally.addWorld(world);
}

describe('The flow, whatever people do', () => {
  it('keeps every rule after every command, and gets everywhere', function () {
    this.timeout(RUNS * 1000);
    const tally = new Tally();
    const property = fc.property(
      scenario,
      fc.array(intent, { maxLength: 400, size: 'max' }),
      ({ create }, intents) => {
        play(create(), intents, tally);
      },
    );
    fc.assert(property, { numRuns: RUNS, seed: SEED, unbiased: true, endOnFailure: process.env.DEV === '1' });
    const commands = tally.of('commands');
    assert.ok(commands >= RUNS * 160, `only ${commands} commands in ${RUNS} runs with seed ${SEED}`);
    // A few runs get to a few places only.
    const missed = commands < 50_000 ? [] : tally.below(MINIMUM_COUNTS, commands / 100_000);
    assert.deepEqual(missed, [], `seed ${SEED} no longer gets everywhere:\n${String(tally)}`);
  });
});
