import assert from 'node:assert/strict';
import { STRATEGIES, strategyOf } from '../../lib/flow/strategies/index.js';
import type { StrategyName } from '../../lib/flow/strategies/strategy.js';
import { anyone, consensus, planOf, roundRobin, self, user } from './support/plans.js';

/** `approveAt/rejectAt` of one, two and five seats. */
function thresholds(name: StrategyName): readonly string[] {
  const strategy = STRATEGIES[name];
  return [1, 2, 5].map((seats) => `${strategy.approveAt(seats)}/${strategy.rejectAt(seats)}`);
}

describe('A strategy', () => {
  it('is called what it is listed as', () => {
    for (const [name, strategy] of Object.entries(STRATEGIES)) assert.equal(strategy.name, name);
  });

  it('anyone: seats all, the first decision counts', () => {
    assert.equal(STRATEGIES.anyone.seating, 'all');
    assert.deepEqual(thresholds('anyone'), ['1/1', '1/1', '1/1']);
  });

  it('consensus: seats all, all must approve and one may reject', () => {
    assert.equal(STRATEGIES.consensus.seating, 'all');
    assert.deepEqual(thresholds('consensus'), ['1/1', '2/1', '5/1']);
  });

  it('round_robin: seats one in turn', () => {
    assert.equal(STRATEGIES.round_robin.seating, 'rotation');
    assert.deepEqual(thresholds('round_robin'), ['1/1', '1/1', '1/1']);
  });

  it('single: is that of a named user and of the requester', () => {
    assert.equal(STRATEGIES.single.seating, 'all');
    assert.deepEqual(thresholds('single'), ['1/1', '1/1', '1/1']);
    const [here] = planOf([[user('ann'), self(), anyone('r'), consensus('r'), roundRobin('r')]]).positions;
    assert.deepEqual(here?.approvals.map(strategyOf), [
      'single',
      'single',
      'anyone',
      'consensus',
      'round_robin',
    ]);
  });
});
