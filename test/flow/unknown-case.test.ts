import assert from 'node:assert/strict';
import { decide } from '../../lib/flow/decide.js';
import { evolve } from '../../lib/flow/evolve.js';
import { noApprover } from '../../lib/flow/steps/nobody-to-seat.js';
import { user } from './support/approvals.js';
import { codeOf, Journey } from './support/journey.js';
import { People } from './support/people.js';
import { begin } from './support/timed-journey.js';

/** What the compiler takes for impossible, and somebody has written into the database or asked for in JavaScript. */
const UNKNOWN = 'unheard_of' as never;

describe('What the flow has no case for', () => {
  const people = new People().add('ann', 'bob', 'req');
  const odd = { ...user('ann'), approvalType: UNKNOWN };

  const refusals: Readonly<Record<string, () => unknown>> = {
    'a command': () =>
      decide(
        { state: {} as never, command: { kind: UNKNOWN } as never, settings: {} as never },
        new Date(0),
      ).next(),
    'an event': () => evolve({} as never, { kind: UNKNOWN } as never),
    'a type of approval, when it opens': () => Journey.begun([[odd]], { people }),
    'a type of approval, when nobody can be seated': () =>
      noApprover({ position: {} as never, approval: odd as never, seats: 0, needed: 1 }),
    'a scope of delegation': () => {
      const journey = Journey.begun([[user('ann', { delegateScope: UNKNOWN })]], { people });
      journey.delegate('ann', 'bob');
    },
    'an outcome that is forced': () => begin({}).force(UNKNOWN),
  };
  for (const [what, ask] of Object.entries(refusals)) {
    it(`is refused, not passed over: ${what}`, () => {
      assert.equal(codeOf(ask), 'INTERNAL_ERROR');
    });
  }
});
