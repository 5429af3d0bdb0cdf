import assert from 'node:assert/strict';
import { Dice } from '../support/dice.js';
import { Tally } from '../support/tally.js';
import { settingsOf } from '../support/world.js';
import { createCase, STRATEGIES } from './support/cases.js';
import { minimumsOf } from './support/minimum-votes.js';
import { Play } from './support/play.js';
import { runs, seed } from '../../support/lane.js';

/** Cases of each strategy. To look further: `TEST_RUNS=100000 TEST_SEED=$RANDOM npx mocha test/flow/strategies`. */
const CASES = runs(10_000);
const SEED = seed(20_260_302);

describe('The votes of a step, whoever votes, passes on or leaves', () => {
  const settings = settingsOf();
  for (const [place, strategy] of STRATEGIES.entries()) {
    it(`by ${strategy} close it at the moment at which they are enough, or can no longer be`, function () {
      this.timeout(CASES * 20);
      const tally = new Tally();
      for (let number = 0; number < CASES; number += 1) {
        const dice = new Dice(SEED + place * 1_000_003 + number * 17);
        const one = createCase(strategy, dice);
        const play = new Play(one, dice, { settings, tally });
        try {
          play.run();
        } catch (cause) {
          const { approval } = one;
          throw new Error(`Case ${number}: ${JSON.stringify(approval)}\n${play.journal.join('\n')}`, {
            cause,
          });
        }
      }
      // A few cases get to a few places only.
      const missed = CASES < 5000 ? [] : tally.below(minimumsOf(strategy), CASES / 10_000);
      assert.deepEqual(missed, [], `seed ${SEED} no longer gets everywhere:\n${String(tally)}`);
    });
  }
});
