import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resultOfFailure } from '../../lib/actions/attempt-result.js';
import type { Backoff } from '../../lib/actions/backoff.js';
import { DEFAULT_BACKOFF, delayAfter } from '../../lib/actions/backoff.js';
import { GiveUp, RetryLater } from '../../lib/index.js';
import { runs } from '../support/lane.js';

const HOUR = 3_600_000;
const NOW = new Date('2026-01-05T09:00:00.000Z');

const attempt = fc.integer({ min: 1, max: 5000 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const backoff: fc.Arbitrary<Backoff> = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 5000 }),
  firstDelayMs: fc.integer({ min: 1, max: HOUR }),
  maxDelayMs: fc.integer({ min: 1, max: 24 * HOUR }),
});

function waitAfter(error: unknown, attempts = 1): number {
  const failure = { error, message: 'busy' };
  const result = resultOfFailure(failure, {
    attempt: attempts,
    now: NOW,
    backoff: DEFAULT_BACKOFF,
    chance: 0,
  });
  assert.equal(result.status, 'pending');
  return result.dueAt.getTime() - NOW.getTime();
}

function errorOf(message: string): string {
  const circumstances = { attempt: 1, now: NOW, backoff: DEFAULT_BACKOFF, chance: 0 };
  return resultOfFailure({ error: new Error(message), message }, circumstances).error;
}

describe('The wait after a failed attempt', () => {
  it('doubles each time up to the longest, and is spread over the upper half of that', () => {
    fc.assert(
      fc.property(attempt, backoff, chance, (number, options, where) => {
        const { firstDelayMs, maxDelayMs } = options;
        let whole = firstDelayMs;
        for (let again = 1; again < number && whole < maxDelayMs; again += 1) whole += whole;
        whole = Math.min(whole, maxDelayMs);
        const delay = delayAfter(number, options, where);
        assert.ok(Math.round(whole / 2) <= delay && delay <= whole, `${delay} of ${whole}`);
        assert.ok(delay >= delayAfter(number, options, 0));
      }),
      { numRuns: runs(2000) },
    );
    assert.deepEqual(
      [1, 2, 3, 10, 11, 5000].map((number) => delayAfter(number, DEFAULT_BACKOFF, 0)),
      [2500, 5000, 10_000, 1_280_000, 1_800_000, 1_800_000],
    );
  });

  it('takes about two hours in all before a run is dead', () => {
    const waits = Array.from({ length: DEFAULT_BACKOFF.maxAttempts - 1 }, (_wait, index) =>
      delayAfter(index + 1, DEFAULT_BACKOFF, 0.5),
    );
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / HOUR;
    assert.ok(hours > 1.5 && hours < 2.5, `${hours} hours`);
  });

  it('is as long as the handler asks for, where that is longer, and never longer than a day', () => {
    assert.equal(waitAfter(new RetryLater('busy', { afterMs: HOUR })), HOUR);
    assert.equal(waitAfter(new RetryLater('busy', { afterMs: 1 })), 2500);
    assert.equal(waitAfter(new RetryLater('busy', { afterMs: 300 * HOUR })), 24 * HOUR);
    assert.equal(waitAfter(new RetryLater('busy', { afterMs: Infinity })), 24 * HOUR);
  });

  it('is the usual one where the handler asks for what is no time', () => {
    for (const afterMs of [NaN, -1, -Infinity]) {
      assert.equal(waitAfter(new RetryLater('busy', { afterMs })), 2500);
    }
  });

  it('ends with the last attempt, or with a handler that gives up', () => {
    fc.assert(
      fc.property(attempt, backoff, chance, (number, options, where) => {
        const circumstances = { attempt: number, now: NOW, backoff: options, chance: where };
        const failure = { error: new RetryLater('busy', { afterMs: HOUR }), message: 'busy' };
        const { status } = resultOfFailure(failure, circumstances);
        assert.equal(status, number < options.maxAttempts ? 'pending' : 'dead');
        const givenUp = resultOfFailure({ error: new GiveUp('gone'), message: 'gone' }, circumstances);
        assert.deepEqual(givenUp, { status: 'dead', error: 'gone' });
      }),
    );
  });

  it('goes with what was said, cut to what every database can store', () => {
    assert.equal(errorOf('503\u0000\u001f Busy\n\ud800!'), '503  Busy !');
    const long = errorOf(`x${'😀'.repeat(2000)}`);
    assert.equal(long, `x${'😀'.repeat(999)} `);
  });
});
