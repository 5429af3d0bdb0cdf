import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileForm } from '../../lib/definition/form-schema.js';
import { form } from './example-definition.js';

const PLACES = 12;

/** A decimal of at most 15 digits, which a number of JavaScript carries exactly as it is written. */
interface Written {
  readonly text: string;
  /** The same in units of the last of {@link PLACES}. */
  readonly units: bigint;
}

const written = (digits: fc.Arbitrary<number>): fc.Arbitrary<Written> =>
  fc.tuple(digits, fc.integer({ min: 0, max: 6 })).map(([whole, places]) => {
    const padded = String(Math.abs(whole)).padStart(places + 1, '0');
    const point = padded.length - places;
    const text = places === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
    const units = BigInt(whole) * 10n ** BigInt(PLACES - places);
    return { text: `${whole < 0 ? '-' : ''}${text}`, units };
  });

const amount = written(fc.integer({ min: -999_999_999, max: 999_999_999 }));
const divisor = written(fc.integer({ min: 1, max: 99_999 }));

/** Whether each keyword is satisfied, in whole units. */
const ORACLES = {
  multipleOf: (value, limit) => value % limit === 0n,
  minimum: (value, limit) => value >= limit,
  maximum: (value, limit) => value <= limit,
  exclusiveMinimum: (value, limit) => value > limit,
  exclusiveMaximum: (value, limit) => value < limit,
} as const satisfies Readonly<Record<string, (value: bigint, limit: bigint) => boolean>>;

function takes(schema: object, value: unknown): boolean {
  return compileForm(form(1, { properties: { value: schema } })).validate({ value }).length === 0;
}

/** Some that are the limit, or a multiple of it, among those that are not. */
function pairs(limits: fc.Arbitrary<Written>): fc.Arbitrary<readonly [Written, Written]> {
  return limits.chain((limit) => {
    const multiple = fc.integer({ min: -999, max: 999 }).map((times): Written => {
      const units = limit.units * BigInt(times);
      const digits = String(units < 0n ? -units : units).padStart(PLACES + 1, '0');
      const fraction = digits.slice(-PLACES).replace(/0+$/, '');
      const text = `${digits.slice(0, -PLACES)}${fraction === '' ? '' : `.${fraction}`}`;
      return { text: `${units < 0n ? '-' : ''}${text}`, units };
    });
    return fc.tuple(fc.oneof(amount, multiple), fc.constant(limit));
  });
}

describe('numbers in form data', () => {
  it('are multiples as they are written: cents are cents', () => {
    for (const value of [19.99, 0.07, 0.29, 143.48, 19.5, 1.1, 4.35, 1_000_000.01, -0.07, 0, -0]) {
      assert(takes({ type: 'number', multipleOf: 0.01 }, value), String(value));
    }
    for (const value of [0.001, 19.999, 1e-7]) {
      assert(!takes({ type: 'number', multipleOf: 0.01 }, value), String(value));
    }
    assert(takes({ multipleOf: 1e-7 }, 3e-7));
    assert(takes({ multipleOf: 0.01 }, 1e21));
    assert(takes({ multipleOf: 1e300 }, 3e300));
    assert(!takes({ multipleOf: 1e300 }, 5e-324));
  });

  for (const [keyword, oracle] of Object.entries(ORACLES)) {
    const limits = keyword === 'multipleOf' ? divisor : fc.oneof(amount, divisor);
    const schema = (limit: Written) => ({ [keyword]: Number(limit.text) });

    it(`satisfy ${keyword} exactly where their decimals do`, () => {
      fc.assert(
        fc.property(pairs(limits), ([value, limit]) => {
          assert.equal(takes(schema(limit), Number(value.text)), oracle(value.units, limit.units));
        }),
      );
    });

    it(`satisfy ${keyword} as decimal text as they do as numbers`, () => {
      fc.assert(
        fc.property(pairs(limits), ([value, limit]) => {
          const judged = { ...schema(limit), type: ['number', 'string'], format: 'decimal' };
          assert.equal(takes(judged, value.text), oracle(value.units, limit.units));
        }),
      );
    });
  }
});

describe('decimal text in form data', () => {
  const decimal = { type: ['number', 'string'], format: 'decimal' };

  it('is taken beside numbers where the schema says so, and nowhere else', () => {
    for (const value of ['50000.00', 50_000, '0', '-0.50', '12345678901234567890.123456789']) {
      assert(takes(decimal, value), String(value));
    }
    assert(!takes({ type: 'number' }, '50000.00'));
    assert(!takes({ type: 'string', format: 'decimal' }, 50_000));
  });

  it('is a number as JSON writes it, without an exponent and of at most 100 characters', () => {
    for (const value of [
      '',
      ' 1',
      '1 ',
      '+1',
      '1.',
      '.5',
      '01',
      '1e3',
      '1,5',
      '0x1',
      '١',
      'NaN',
      '9'.repeat(101),
    ]) {
      assert(!takes(decimal, value), value);
    }
    assert(takes(decimal, '9'.repeat(100)));
  });

  it('is beyond what numbers can tell apart', () => {
    const schema = { ...decimal, maximum: 9007199254740992, multipleOf: 0.01 };
    assert(takes(schema, '9007199254740992.00'));
    assert(!takes(schema, '9007199254740992.01'));
    assert(!takes(schema, '9007199254740991.001'));
  });

  it('is judged as a number only where its own schema says that it is one', () => {
    assert(takes({ type: 'string', minimum: 10 }, '5'));
    assert(takes({ type: 'string', multipleOf: 5 }, '3.7'));
  });
});
