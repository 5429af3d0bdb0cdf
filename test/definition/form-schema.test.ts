import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkFormSchema } from '../../lib/definition/form-schema.js';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

function pathsOf(schema: unknown): readonly string[] {
  return checkFormSchema(schema).map(({ path }) => path);
}

function messagesOf(schema: unknown): string {
  return checkFormSchema(schema)
    .map(({ message }) => message)
    .join('\n');
}

describe('a form schema is accepted', () => {
  it('in draft 2020-12, by default and by name', () => {
    const schema = {
      type: 'object',
      properties: { list: { type: 'array', prefixItems: [{ type: 'string' }] } },
    };
    assert.deepEqual(checkFormSchema(schema), []);
    assert.deepEqual(
      checkFormSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }),
      [],
    );
  });

  it('in draft-07, by name', () => {
    const schema = { properties: { list: { items: [{ type: 'string' }], additionalItems: false } } };
    assert.deepEqual(checkFormSchema({ $schema: DRAFT_07, ...schema }), []);
    assert.deepEqual(pathsOf(schema), ['schema.properties.list.additionalItems']);
  });

  it('with every keyword that forms know', () => {
    const schema = {
      $comment: 'all of it',
      title: 'Form',
      description: 'A form',
      default: {},
      examples: [{ $ref: 'http://data.example/not-a-reference' }],
      type: 'object',
      $defs: { money: { type: 'number', minimum: 0, exclusiveMaximum: 1e9, multipleOf: 0.01 } },
      properties: {
        code: { type: 'string', pattern: '^[A-Z]{2}-\\d+$', minLength: 4, maxLength: 10, readOnly: true },
        amount: { $ref: '#/$defs/money', deprecated: false },
        rows: {
          type: 'array',
          contains: { type: 'integer' },
          minContains: 1,
          maxContains: 3,
          uniqueItems: true,
        },
        pair: {
          type: 'array',
          prefixItems: [true, { const: { $id: 'data' } }],
          items: false,
          unevaluatedItems: false,
        },
        kind: { enum: ['a', { enum: 1 }], not: { const: 'b' } },
        mail: { type: ['string', 'null'], format: 'email' },
        self: { $ref: '#' },
      },
      patternProperties: { '^x-': true },
      propertyNames: { maxLength: 30 },
      dependentRequired: { code: ['amount'] },
      dependentSchemas: { amount: { minProperties: 2 } },
      required: ['code'],
      allOf: [{ if: { required: ['mail'] }, then: { maxProperties: 9 }, else: { anyOf: [true, false] } }],
      unevaluatedProperties: false,
    };
    assert.deepEqual(checkFormSchema(schema), []);
  });

  it('without a type at the top, because form data is always an object', () => {
    assert.deepEqual(checkFormSchema({ required: ['a'] }), []);
  });

  it('with references to any place of its own, however its keys are spelled', () => {
    const $defs = {
      'a b/c~d%#é"': { type: 'string' },
      constructor: { type: 'number' },
    };
    const properties = {
      first: { $ref: '#/$defs/a b~1c~0d%25%23é"' },
      second: { $ref: '#/$defs/a%20b~1c~0d%25%23%C3%A9%22' },
      third: { $ref: '#/%24defs/constructor' },
      fourth: { $ref: '#/properties/first' },
    };
    assert.deepEqual(checkFormSchema({ $defs, properties }), []);
  });

  it('with a name that also matches a pattern', () => {
    assert.deepEqual(checkFormSchema({ properties: { xa: true }, patternProperties: { '^x': true } }), []);
  });
});

describe('a form schema is refused', () => {
  it('when it is not an object', () => {
    for (const schema of [true, null, [], 'object', 1, undefined, () => 1]) {
      assert.deepEqual(pathsOf(schema), ['schema']);
    }
  });

  it('when it describes something other than an object', () => {
    assert.deepEqual(checkFormSchema({ type: 'string' }), [
      { path: 'schema.type', message: 'must be object' },
    ]);
    assert.deepEqual(pathsOf({ type: ['object', 'null'] }), ['schema.type']);
  });

  it('when it takes more than 32 KiB', () => {
    const withTitle = (length: number) => ({ title: 'é'.repeat(length) });
    assert.deepEqual(checkFormSchema(withTitle(16_000)), []);
    assert.deepEqual(checkFormSchema(withTitle(16_400)), [
      { path: 'schema', message: 'must be at most 32768 bytes of JSON' },
    ]);
  });

  it('when it is in another draft', () => {
    for (const $schema of ['http://json-schema.org/draft-04/schema#', 'https://example.com', 7, null]) {
      assert.deepEqual(pathsOf({ $schema }), ['schema.$schema']);
    }
  });

  it('with unknown keywords, each by its place', () => {
    const schema = {
      properties: { a: { minLenght: 1 }, b: { items: { nullable: true } } },
      widget: 'wide',
    };
    assert.deepEqual([...pathsOf(schema)].sort(), [
      'schema.properties.a.minLenght',
      'schema.properties.b.items.nullable',
      'schema.widget',
    ]);
  });

  it('with keywords that move references or run code', () => {
    for (const keyword of [
      '$id',
      'id',
      '$anchor',
      '$dynamicRef',
      '$dynamicAnchor',
      '$recursiveRef',
      '$async',
      '$data',
    ]) {
      assert.deepEqual(pathsOf({ [keyword]: '#a' }), [`schema.${keyword}`]);
    }
    assert.deepEqual(pathsOf({ properties: { a: { $schema: DRAFT_07 } } }), ['schema.properties.a.$schema']);
    assert.notDeepEqual(pathsOf({ properties: { a: { minimum: { $data: '1/b' } } } }), []);
  });

  it('with a key that would change a prototype, anywhere', () => {
    const parse = (text: string): unknown => JSON.parse(text);
    assert.deepEqual(pathsOf(parse('{ "__proto__": {} }')), ['schema.__proto__']);
    assert.deepEqual(pathsOf(parse('{ "properties": { "__proto__": {} } }')), [
      'schema.properties.__proto__',
    ]);
    assert.deepEqual(pathsOf(parse('{ "enum": [{ "__proto__": 1 }] }')), ['schema.enum.0.__proto__']);
  });

  it('with functions and other things that are not JSON', () => {
    assert.deepEqual(pathsOf({ default: () => 1 }), ['schema.default']);
  });

  it('with references that leave it or lead nowhere', () => {
    const references = [
      'http://example.com/schema.json',
      'other.json#/a',
      '#name',
      '#/$defs/missing',
      '#/enum/0',
      '#/%',
      '',
      5,
    ];
    for (const $ref of references) {
      const errors = checkFormSchema({ enum: [{ type: 'object' }], properties: { a: { $ref } } });
      assert.deepEqual(errors, [
        {
          path: 'schema.properties.a.$ref',
          message: 'must point at a schema within this form, such as #/$defs/name',
        },
      ]);
    }
  });

  it('with references that go in a circle without descending into the data', () => {
    assert.deepEqual(checkFormSchema({ $ref: '#' }), [
      { path: 'schema', message: 'refers to itself without end' },
    ]);
    const $defs = { a: { anyOf: [true, { $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } };
    assert.match(messagesOf({ $defs }), /^refers to itself without end$/);
  });

  it('with references that repeat too much of it', () => {
    const nest = (depth: number): object =>
      depth === 0 ? { title: 'x'.repeat(5000) } : { properties: { p: nest(depth - 1) } };
    const pointers = Array.from({ length: 20 }, (_, depth) => `#/$defs/deep${'/properties/p'.repeat(depth)}`);
    const properties = Object.fromEntries(pointers.map(($ref, index) => [`r${index}`, { $ref }]));
    assert.match(messagesOf({ $defs: { deep: nest(20) }, properties }), /^refers to too much/);
  });

  it('with a long chain of references', () => {
    const links = Array.from({ length: 101 }, (_, link) => [`l${link}`, { $ref: `#/$defs/l${link + 1}` }]);
    const $defs: unknown = { ...Object.fromEntries(links), l101: {} };
    assert.match(messagesOf({ $defs }), /^refers to too much/);
  });

  it('with a format that forms do not know', () => {
    assert.match(messagesOf({ properties: { a: { format: 'regex' } } }), /^must be one of: date, time, /);
    assert.deepEqual(pathsOf({ properties: { a: { format: 5 } } }), ['schema.properties.a.format']);
  });

  it('with patterns that cannot be matched in linear time', () => {
    const properties = {
      a: { pattern: '(?=a)' },
      b: { pattern: '(a)\\1' },
      c: { pattern: '((a{100}){100}){100}' },
    };
    const schema = { properties, patternProperties: { '(?<!a)b': true } };
    assert.deepEqual([...pathsOf(schema)].sort(), [
      'schema.patternProperties.(?<!a)b',
      'schema.properties.a.pattern',
      'schema.properties.b.pattern',
      'schema.properties.c.pattern',
    ]);
    assert.match(
      messagesOf(schema),
      /is not a pattern that can be matched safely \(invalid escape sequence: `\\1`\)/,
    );
  });

  it('with patterns that are too long, too large, or too many', () => {
    assert.match(
      messagesOf({ patternProperties: { ['a'.repeat(1001)]: true } }),
      /^must be at most 1000 characters long$/,
    );
    assert.match(messagesOf({ properties: { a: { pattern: '(a?b?){1000}' } } }), /^repeats too much/);
    const properties = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`p${index}`, { pattern: '^.{0,1000}$' }]),
    );
    assert.match(messagesOf({ properties }), /^is one large pattern too many$/);
  });

  it('with more subschemas than a form can need', () => {
    const properties = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p${index}`, {}]));
    assert.deepEqual(checkFormSchema({ properties }), [
      { path: 'schema', message: 'must not have more than 1000 subschemas' },
    ]);
  });

  it('when it nests too deeply', () => {
    const deep: unknown = JSON.parse(`${'{"not":'.repeat(100)}{}${'}'.repeat(100)}`);
    assert.match(messagesOf(deep), /^is nested too deeply$/);
  });

  it('when a keyword has a value that it cannot have', () => {
    const properties = {
      a: { minLength: -1 },
      b: { type: 'strng' },
      c: { pattern: 5 },
      d: 5,
      e: { allOf: {} },
    };
    const schema = { properties, required: 'a', patternProperties: 5 };
    assert.deepEqual([...new Set(pathsOf(schema))].sort(), [
      'schema.patternProperties',
      'schema.properties.a.minLength',
      'schema.properties.b.type',
      'schema.properties.c.pattern',
      'schema.properties.d',
      'schema.properties.e.allOf',
      'schema.required',
    ]);
  });

  it('when a keyword has no effect where it stands', () => {
    assert.deepEqual(checkFormSchema({ properties: { a: { then: false } } }), [
      { path: 'schema', message: 'cannot be used: "then" without "if" is ignored' },
    ]);
    assert.match(messagesOf({ if: { type: 'object' } }), /^cannot be used: "if" without "then" and "else"/);
  });

  it('with at most a hundred errors', () => {
    const schema = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x${index}`, 1]));
    assert.equal(checkFormSchema(schema).length, 100);
  });

  it('or accepted, but nothing is thrown, whatever JSON it is', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'enum',
      '$ref',
      'pattern',
      'required',
      'allOf',
      'if',
    );
    const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.constantFrom('object', 'string', '#', '#/properties/a', '^a+$', '('),
        fc.array(tie('schema'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(keyword, fc.constantFrom('a', 'b')), tie('schema'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(schema, (value) => {
        assert(Array.isArray(checkFormSchema(value)));
      }),
    );
  });
});
