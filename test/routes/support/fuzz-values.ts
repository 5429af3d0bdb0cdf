import fc from 'fast-check';

/** What nobody who means well would send, wherever a value is asked for. */
export const HOSTILE: readonly unknown[] = [
  ...[null, '', 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), true, false, [], {}, [null], [[]], { a: { b: [] } }],
  ...[
    'a\0b',
    '\ud800',
    'x'.repeat(256),
    'x'.repeat(10_001),
    'x'.repeat(70_000),
    '😀'.repeat(9_000),
    '\u202e',
  ],
  ...['01', '1e0', '+1', ' 1 ', '0x1', '1.0', '9007199254740993', '-0', 'NaN', 'Infinity', 'null', 'true'],
  ...["'; DROP TABLE workflow_steps; --", '%', '_', '\\', '"', '`', '${1}', '{{a}}', '../..', 'constructor'],
  ...[
    'toString',
    '__proto__',
    'İ',
    'ß',
    'é',
    '٣',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    'a'.repeat(191),
  ],
  ...[
    parse('{"__proto__":{"a":1}}'),
    parse('{"constructor":{"prototype":{"a":1}}}'),
    nested(70),
    nested(1_000),
  ],
  ...[
    Array(2_000).fill(1),
    Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, 1])),
  ],
];

/** Lists in lists. */
function nested(levels: number): unknown {
  return parse('['.repeat(levels) + ']'.repeat(levels));
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

/** Ids as they may stand in a path. */
export const MALFORMED_IDS: readonly string[] = [
  ...[
    '0',
    '-1',
    '01',
    '+1',
    '1e0',
    '1.0',
    '1.5',
    '%201',
    '1%20',
    '0x1',
    'x',
    '1%00',
    '%E0%A4%A',
    '%F0%9F%98%80',
  ],
  ...[
    '9007199254740991',
    '9007199254740993',
    '9'.repeat(30),
    'a'.repeat(300),
    '%2e%2e',
    '%2F',
    "'",
    '1;2',
    '%D9%A3',
  ],
  ...['550e8400-e29b-41d4-a716-446655440000', 'null', '1n', '*', '1,2'],
];

/** Headers as clients, browsers and people send them. */
export const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    ...[
      'application/json',
      'application/json; charset=utf-8',
      'application/json; charset=latin1',
      'text/plain',
    ],
    ...[
      'application/x-www-form-urlencoded',
      'application/vnd.api+json',
      'nonsense',
      'application/json; charset="',
    ],
  ],
  'content-encoding': ['gzip', 'br', 'identity', 'zip'],
  'idempotency-key': ['one', 'two', 'x'.repeat(191), 'x'.repeat(192), ' ', 'é', "'"],
  'accept-language': ['ar', 'en;q=0.1, ar-EG', '*', ';;;', 'x'.repeat(500), 'de;q=9'],
  origin: ['null', 'https://evil.example', 'nonsense', ''],
  'sec-fetch-site': ['cross-site', 'same-origin', 'none', 'same-site', ''],
  'x-company': ['other', 'A '],
};

/** Mostly nothing, or one thing of a list. */
export function rarely<Value>(values: readonly Value[]): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { weight: 24, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}
