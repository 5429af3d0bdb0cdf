import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalText, contentHash } from '../../lib/definition/fingerprint.js';
import { thrownBy } from './thrown.js';

/** A JSON value with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}

const wellFormed = fc
  .jsonValue({ stringUnit: 'grapheme' })
  .filter((value) => !JSON.stringify(value).includes('"__proto__":'));

describe('canonical text', () => {
  it('sorts keys by their UTF-16 units and writes numbers as JavaScript does', () => {
    const value = { b: [1e21, 0.1, -0, true, null], a: 'é\u000a', '\u{1f600}': 1, '\ufb33': 2 };
    assert.equal(canonicalText(value), '{"a":"é\\n","b":[1e+21,0.1,0,true,null],"😀":1,"\ufb33":2}');
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(wellFormed, (value) => {
        assert.equal(canonicalText(reversed(value)), canonicalText(value));
      }),
    );
  });

  it('reads back as the value it was written from', () => {
    fc.assert(
      fc.property(wellFormed, (value) => {
        assert.deepEqual(JSON.parse(canonicalText(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out members that are undefined', () => {
    assert.equal(canonicalText({ a: undefined, b: 1 }), '{"b":1}');
  });

  it('writes a date as its ISO text', () => {
    assert.equal(canonicalText({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}');
  });

  it('writes an object without a prototype and one of a class alike', () => {
    class Point {
      x = 1;
    }
    assert.equal(canonicalText(new Point()), '{"x":1}');
    assert.equal(canonicalText(Object.assign(Object.create(null) as object, { x: 1 })), '{"x":1}');
  });

  it('refuses what JSON cannot carry, saying where it is', () => {
    // A hole in a list, which `JSON.stringify` would fill.
    const sparse: unknown[] = [];
    sparse[1] = 1;
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    for (const [value, path, message] of [
      [undefined, '', 'is required'],
      [{ list: [undefined] }, 'list.0', 'is required'],
      [sparse, '0', 'is required'],
      [{ toJSON: () => undefined }, '', 'is required'],
      [{ a: { b: 1n } }, 'a.b', 'must be a JSON value'],
      [{ a: () => 1 }, 'a', 'must be a JSON value'],
      [[Symbol('s')], '0', 'must be a JSON value'],
      [{ a: new Map([[1, 2]]) }, 'a', 'must be a JSON value'],
      [{ a: NaN }, 'a', 'must be a finite number'],
      [{ a: [-Infinity] }, 'a.0', 'must be a finite number'],
      [{ a: 'x\ud800y' }, 'a', 'must be valid Unicode text'],
      [{ a: { '\udfff': 1 } }, 'a', 'must have keys of valid Unicode text'],
      [JSON.parse('{ "a": { "__proto__": 1 } }'), 'a.__proto__', 'is not allowed'],
      [circle, Array.from({ length: 200 }, () => 'self').join('.'), 'is nested too deeply'],
    ] as const) {
      const error = thrownBy(() => canonicalText(value));
      assert.equal(error.code, 'INVALID_REQUEST');
      assert.deepEqual(error.errors, [{ path, message }]);
    }
  });

  it('does not overflow on deep nesting', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    assert.throws(() => canonicalText(deep), { code: 'INVALID_REQUEST' });
  });

  it('calls the value by the name it is given', () => {
    const error = thrownBy(() => canonicalText({ note: '\ud800' }, 'metadata'));
    assert.equal(error.message, 'metadata.note must be valid Unicode text.');
    assert.equal(thrownBy(() => canonicalText(NaN)).message, 'The value must be a finite number.');
  });
});

/** What was sealed once must give the same bytes for ever: a change here breaks every hash that is stored. */
const GOLDEN: readonly (readonly [what: string, value: unknown, text: string, hash: string])[] = [
  [
    'numbers',
    [
      -0,
      0,
      1e21,
      1e20,
      1e-6,
      1e-7,
      5e-324,
      1.7976931348623157e308,
      2 ** 53,
      0.1 + 0.2,
      333333333.3333333,
      4.5,
    ],
    '[0,0,1e+21,100000000000000000000,0.000001,1e-7,5e-324,1.7976931348623157e+308,9007199254740992,' +
      '0.30000000000000004,333333333.3333333,4.5]',
    '64a5a34ce2f88523dd3ef849350f5c3b3408d30a331883477f556206d736d5e0',
  ],
  [
    'keys beyond the first plane, as RFC 8785 sorts them',
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 },
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    '0d922ac8e15a6d17d5d50fab064983e86009ebae7b5998cbfc4ed172e6ff74a9',
  ],
  [
    'keys that a language, a locale or a list of numbers would sort otherwise',
    { 10: 'a', 9: 'b', A: 1, a: 2, '': 3, 'a\u0301': 4, '\u00e9': 5 },
    '{"":3,"10":"a","9":"b","A":1,"a":2,"a\u0301":4,"\u00e9":5}',
    'e296a279fd4a67f87f77f3f8a930294b7d19edb9713c5110a33409814fc6c4f8',
  ],
  [
    'text with what must be escaped, and what must not',
    '\u0000\u0008\t\n\u000b\f\r"\\/\u001f\u007f\u2028\u2029\u{1f600}\u00e9',
    '"\\u0000\\b\\t\\n\\u000b\\f\\r\\"\\\\/\\u001f\u007f\u2028\u2029\u{1f600}\u00e9"',
    'f8c73e49f96ed3821b29310e56d0ce24375796965de343dcaadc6bc572ac6571',
  ],
  [
    'objects and lists in one another',
    { a: { c: [{ z: 1, y: [] }, {}], b: null }, d: true, e: undefined, f: new Date(0) },
    '{"a":{"b":null,"c":[{"y":[],"z":1},{}]},"d":true,"f":"1970-01-01T00:00:00.000Z"}',
    '28af4a556cdea60c37c36e8290dc9dc92acba3c8b5b9f9cfdc081b94ef3d47a0',
  ],
];

describe('a content hash', () => {
  for (const [what, value, text, hash] of GOLDEN) {
    it(`stays what it was for ${what}`, () => {
      assert.equal(canonicalText(value), text);
      assert.equal(contentHash(value), hash);
    });
  }

  it('is the SHA-256 of the canonical text', () => {
    assert.equal(contentHash({}), '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });

  it('differs where the content differs', () => {
    assert.notEqual(contentHash({ a: 1 }), contentHash({ a: '1' }));
    assert.equal(contentHash({ a: 1, b: 2 }), contentHash({ b: 2, a: 1, c: undefined }));
  });
});
