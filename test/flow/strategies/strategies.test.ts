import assert from 'node:assert/strict';
import {
  findStrategy,
  selectableStrategies,
  strategyNameOf,
  strategyTable,
} from '../../../lib/flow/strategies/index.js';
import type { CountingOptions, HostStrategy } from '../../../lib/flow/strategies/strategy.js';
import {
  anyone,
  assigned,
  departmentHead,
  managers,
  quorum,
  self,
  teamHead,
  user,
} from '../support/approvals.js';
import { codeOf, refusalOf } from '../support/journey.js';
import { planOf } from '../support/plans.js';

const TABLE = strategyTable();

/** `approveAt/rejectAt` of one, two and five seats. */
function thresholds(name: string, options: CountingOptions = {}): readonly string[] {
  const strategy = findStrategy(TABLE, name);
  return [1, 2, 5].map(
    (seats) => `${strategy.approveAt(seats, options)}/${strategy.rejectAt(seats, options)}`,
  );
}

describe('A strategy', () => {
  it('is called what it is listed as', () => {
    for (const [name, strategy] of TABLE) assert.equal(strategy.name, name);
  });

  it('of a host is refused where it counts rejections in what is no number', () => {
    for (const rejections of [NaN, 1.5, '2', null, undefined] as number[]) {
      const odd = { name: 'odd', seating: 'all', approveAt: () => 1, rejectAt: () => rejections } as const;
      const strategy = findStrategy(strategyTable([odd]), 'odd');
      assert.equal(
        codeOf(() => strategy.rejectAt(3, {})),
        'INVALID_CONFIGURATION',
      );
    }
  });

  it('seats all, the one whose turn it is, one by chance, or one after another', () => {
    const seatings = Object.fromEntries(
      [...TABLE].map(([name, { source, seating }]) => [name, `${source} ${seating}`]),
    );
    assert.deepEqual(seatings, {
      single: 'members all',
      anyone: 'members all',
      consensus: 'members all',
      round_robin: 'members rotation',
      random: 'members random',
      supervisor: 'managers all',
      quorum: 'members all',
      majority: 'members all',
      percentage: 'members all',
      hierarchy_up: 'managers all',
      hierarchy_chain: 'managers chain',
    });
  });

  it('closes by one decision for one seat, and for anyone', () => {
    for (const name of ['single', 'anyone', 'round_robin', 'random', 'supervisor']) {
      assert.deepEqual(thresholds(name), ['1/1', '1/1', '1/1'], name);
    }
    assert.deepEqual(thresholds('anyone', { rejectAt: 3 }), ['1/3', '1/3', '1/3']);
  });

  it('closes by all approvals and one rejection for a consensus, and for managers', () => {
    for (const name of ['consensus', 'hierarchy_up', 'hierarchy_chain']) {
      assert.deepEqual(thresholds(name), ['1/1', '2/1', '5/1'], name);
    }
  });

  it('closes by more than half for a majority', () => {
    assert.deepEqual(thresholds('majority'), ['1/1', '2/2', '3/5']);
    assert.deepEqual(thresholds('majority', { rejectAt: 1 }), ['1/1', '2/1', '3/1']);
  });

  it('closes by a fixed number for a quorum; by one, where none is given', () => {
    assert.deepEqual(thresholds('quorum', { quorumCount: 3 }), ['3/1', '3/2', '3/5']);
    assert.deepEqual(thresholds('quorum', { quorumCount: 3, rejectAt: 2 }), ['3/2', '3/2', '3/2']);
    assert.deepEqual(thresholds('quorum'), ['1/1', '1/2', '1/5']);
  });

  it('closes by a percentage, rounded up, and by all where none is given', () => {
    assert.deepEqual(thresholds('percentage', { percentageRequired: 50 }), ['1/1', '1/2', '3/5']);
    assert.deepEqual(thresholds('percentage'), ['1/1', '2/2', '5/5']);
    assert.deepEqual(thresholds('percentage', { percentageRequired: 0.01, rejectAt: 2 }), [
      '1/2',
      '1/2',
      '1/2',
    ]);
  });

  it('rounds a percentage up without being led astray by binary fractions', () => {
    const percentage = findStrategy(TABLE, 'percentage');
    for (const [percentageRequired, seats, approvals] of [
      [14, 50, 7],
      [8.8, 375, 33],
      [33.33, 3, 1],
      [33.334, 3, 2],
      [66.67, 3, 3],
      [0.001, 4, 1],
      [100, 7, 7],
    ] as const) {
      assert.equal(
        percentage.approveAt(seats, { percentageRequired }),
        approvals,
        `${percentageRequired} % of ${seats}`,
      );
    }
  });

  it('may be chosen by an approval, unless it is that of one person', () => {
    assert.deepEqual(
      selectableStrategies(TABLE),
      [...TABLE.keys()].filter((name) => name !== 'single'),
    );
  });

  it('is that of the approval where a role is asked, and single where one person is', () => {
    const approvals = [user('ann'), self(), teamHead(), departmentHead(), assigned('buyer')];
    const shared = [anyone('r'), quorum(2, 'r'), managers('supervisor')];
    const [here] = planOf([[...approvals, ...shared]]).positions;
    assert.deepEqual(here?.approvals.map(strategyNameOf), [
      ...approvals.map(() => 'single'),
      'anyone',
      'quorum',
      'supervisor',
    ]);
  });
});

const COUNTED = { seating: 'all', approveAt: () => 2, rejectAt: () => 1 } as const;

describe('A strategy of the host', () => {
  class TwoOfThem implements HostStrategy {
    readonly name = 'two_of_them';
    readonly seating = 'all';
    readonly #count = 2;

    approveAt(): number {
      return this.#count;
    }

    rejectAt(): number {
      return 1;
    }
  }

  it('is listed beside those of the package, and may be an object of a class', () => {
    const strategy = findStrategy(strategyTable([new TwoOfThem()]), 'two_of_them');
    assert.equal(strategy.source, 'members');
    assert.deepEqual([strategy.approveAt(5, {}), strategy.rejectAt(5, {})], [2, 1]);
  });

  it('may not take a name that there is, nor one that is none', () => {
    const named = (name: string): HostStrategy => ({ ...COUNTED, name });
    const { code, errors } = refusalOf(() => strategyTable([named('veto'), named('quorum')]));
    assert.equal(code, 'INVALID_CONFIGURATION');
    assert.equal(errors[0]?.path, 'strategies.1.name');
    for (const name of ['', 'Veto', '2nd', 'a'.repeat(33)]) {
      assert.equal(
        codeOf(() => strategyTable([named(name)])),
        'INVALID_CONFIGURATION',
        name,
      );
    }
  });

  it('is missed by name where the host no longer registers it', () => {
    const { code, message } = refusalOf(() => findStrategy(TABLE, 'veto'));
    assert.equal(code, 'INVALID_CONFIGURATION');
    assert.match(message, /There is no strategy "veto" any more/);
  });
});
