import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileForm } from '../../lib/definition/form-schema.js';
import type { FieldError } from '../../lib/errors.js';
import { form } from './example-definition.js';

function errorsOf(schema: Record<string, unknown>, data: unknown): readonly FieldError[] {
  return compileForm(form(1, schema)).validate(data);
}

/** What is said about one property, `value`, under its own schema. */
function messageOf(schema: unknown, value: unknown): string | undefined {
  const [error] = errorsOf({ properties: { value: schema } }, { value });
  return error?.message;
}

const TOO_COMPLEX = [{ path: 'form_data', message: 'is too large or too complex for this form' }];

describe('form data', () => {
  it('that satisfies the schema has no errors', () => {
    const schema = {
      type: 'object',
      required: ['budget_code', 'amount'],
      properties: {
        budget_code: { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' },
        amount: { type: 'number', minimum: 0 },
        rows: { type: 'array', uniqueItems: true },
        unordered: { uniqueItems: false },
        note: { type: ['string', 'null'] },
      },
      additionalProperties: false,
    };
    const data = {
      budget_code: 'IT-2026',
      amount: 12.5,
      rows: [1, '1', { a: 1 }],
      unordered: [1, 1],
      note: null,
    };
    const compiled = compileForm(form(1, schema));
    assert.deepEqual(compiled.validate(data), []);
    assert.deepEqual(compiled.validate(data), []);
    assert.deepEqual(compiled.validate({ budget_code: 'IT-2026', amount: '12.5' }), [
      { path: 'form_data.amount', message: 'must be a number' },
    ]);
  });

  it('keeps what the form is, and leaves its schema alone', () => {
    const schema = { properties: { a: { $ref: '#' } } };
    const compiled = compileForm(form(7, schema));
    compiled.validate({});
    assert.deepEqual(
      { ...compiled, validate: null },
      { ...form(7, { properties: { a: { $ref: '#' } } }), validate: null },
    );
  });

  it('is judged in draft-07 where the schema says so', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema',
      properties: { pair: { items: [{ type: 'string' }], additionalItems: false } },
      dependencies: { a: ['b'], c: { required: ['d'] } },
    };
    assert.deepEqual(errorsOf(schema, { pair: ['x', 1], a: 1, c: 1 }), [
      { path: 'form_data.b', message: 'is required where a is given' },
      { path: 'form_data.d', message: 'is required' },
      { path: 'form_data.pair', message: 'must hold at most 1 entries' },
    ]);
  });

  describe('that is wrong is told so at its path', () => {
    it('when a field is missing or must not be there', () => {
      const item = { properties: { qty: true }, required: ['qty', 'unit'], additionalProperties: false };
      const errors = errorsOf(
        { properties: { items: { items: item } } },
        { items: [{ qty: 1, unit: 'kg' }, { x: 1 }] },
      );
      assert.deepEqual(errors.map(({ path, message }) => `${path} ${message}`).sort(), [
        'form_data.items.0.unit is not allowed',
        'form_data.items.1.qty is required',
        'form_data.items.1.unit is required',
        'form_data.items.1.x is not allowed',
      ]);
    });

    it('when a field that the schema leaves open must not be there', () => {
      const schema = { allOf: [{ properties: { a: true } }], unevaluatedProperties: false };
      assert.deepEqual(errorsOf(schema, { a: 1, b: 1 }), [
        { path: 'form_data.b', message: 'is not allowed' },
      ]);
      assert.deepEqual(errorsOf({ properties: { a: false } }, { a: 1 }), [
        { path: 'form_data.a', message: 'is not allowed' },
      ]);
    });

    it('when a field depends on another', () => {
      assert.deepEqual(errorsOf({ dependentRequired: { a: ['b'] } }, { a: 1 }), [
        { path: 'form_data.b', message: 'is required where a is given' },
      ]);
    });

    it('when the name of a field is wrong', () => {
      const errors = errorsOf({ propertyNames: { maxLength: 3 } }, { long_name: 1 });
      assert.deepEqual(errors, [
        { path: 'form_data.long_name', message: 'must be at most 3 characters long' },
        { path: 'form_data.long_name', message: 'is not an allowed name' },
      ]);
    });

    it('with slashes and tildes in its keys as they are', () => {
      assert.deepEqual(errorsOf({ properties: { 'a/b~c': { type: 'null' } } }, { 'a/b~c': 1 }), [
        { path: 'form_data.a/b~c', message: 'must be null' },
      ]);
    });

    it('in words for a person', () => {
      assert.equal(messageOf({ type: 'string' }, 1), 'must be text');
      assert.equal(messageOf({ type: 'number' }, '1'), 'must be a number');
      assert.equal(messageOf({ type: 'integer' }, 1.5), 'must be a whole number');
      assert.equal(messageOf({ type: 'boolean' }, 1), 'must be true or false');
      assert.equal(messageOf({ type: 'array' }, 1), 'must be a list');
      assert.equal(messageOf({ type: ['object', 'null'] }, 1), 'must be an object or null');
      assert.equal(messageOf({ enum: ['a', 1] }, 'b'), 'must be one of: "a", 1');
      assert.equal(messageOf({ const: { a: 1 } }, 'b'), 'must be {"a":1}');
      assert.equal(messageOf({ minimum: 2 }, 1), 'must be at least 2');
      assert.equal(messageOf({ maximum: 2 }, 3), 'must be at most 2');
      assert.equal(messageOf({ exclusiveMinimum: 2 }, 2), 'must be greater than 2');
      assert.equal(messageOf({ exclusiveMaximum: 2 }, 2), 'must be less than 2');
      assert.equal(messageOf({ multipleOf: 2 }, 3), 'must be a multiple of 2');
      assert.equal(messageOf({ minLength: 2 }, 'a'), 'must be at least 2 characters long');
      assert.equal(messageOf({ maxLength: 2 }, 'abc'), 'must be at most 2 characters long');
      assert.equal(messageOf({ pattern: '^a$' }, 'b'), 'must match the pattern ^a$');
      assert.equal(messageOf({ format: 'email' }, 'b'), 'must be a valid email');
      assert.equal(messageOf({ minItems: 1 }, []), 'must hold at least 1 entries');
      assert.equal(messageOf({ maxItems: 1 }, [1, 2]), 'must hold at most 1 entries');
      assert.equal(messageOf({ prefixItems: [true], items: false }, [1, 2]), 'must hold at most 1 entries');
      assert.equal(
        messageOf({ prefixItems: [true], unevaluatedItems: false }, [1, 2]),
        'must hold at most 1 entries',
      );
      assert.equal(
        messageOf({ uniqueItems: true }, [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ]),
        'must not repeat an entry',
      );
      assert.equal(messageOf({ contains: true }, []), 'does not hold the entries it must');
      assert.equal(messageOf({ minProperties: 1 }, {}), 'must have at least 1 fields');
      assert.equal(messageOf({ maxProperties: 0 }, { a: 1 }), 'must have at most 0 fields');
      assert.equal(messageOf({ anyOf: [false] }, 1), 'is not allowed');
      assert.equal(
        messageOf({ oneOf: [true, true] }, 1),
        'must match exactly one of the allowed alternatives',
      );
      assert.equal(messageOf({ not: true }, 1), 'is not allowed to have this value');
    });

    it('once for each thing that is wrong, and also for the alternatives and conditions that failed for it', () => {
      const schema = {
        properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
        if: { required: ['a'] },
        then: { required: ['b'] },
      };
      assert.deepEqual(errorsOf(schema, { a: 1 }), [
        { path: 'form_data.b', message: 'is required' },
        { path: 'form_data', message: 'does not meet a condition' },
        { path: 'form_data.a', message: 'must be text' },
        { path: 'form_data.a', message: 'must be null' },
        { path: 'form_data.a', message: 'matches none of the allowed alternatives' },
      ]);
    });

    it('but not with more than a hundred errors, nor with endless ones', () => {
      const rows = Array.from({ length: 500 }, () => 1);
      assert.equal(errorsOf({ properties: { rows: { items: { type: 'string' } } } }, { rows }).length, 100);
      const [error] = errorsOf({ additionalProperties: false }, { ['x'.repeat(10_000)]: 1 });
      assert.equal(error?.path.length, 501);
    });
  });

  it('must be an object', () => {
    for (const data of [null, [], 'text', 1, true]) {
      assert.deepEqual(errorsOf({}, data), [{ path: 'form_data', message: 'must be an object' }]);
    }
    assert.deepEqual(errorsOf({}, undefined), [{ path: 'form_data', message: 'is required' }]);
  });

  it('must be what JSON can carry', () => {
    assert.deepEqual(errorsOf({}, { a: [1n] }), [{ path: 'form_data.a.0', message: 'must be a JSON value' }]);
    assert.deepEqual(errorsOf({}, { a: '\ud800' }), [
      { path: 'form_data.a', message: 'must be valid Unicode text' },
    ]);
  });

  it('is judged as it will be stored', () => {
    const schema = {
      properties: { at: { type: 'string', format: 'date-time' } },
      additionalProperties: false,
    };
    assert.deepEqual(errorsOf(schema, { at: new Date(0), left_out: undefined }), []);
  });

  it('cannot reach a prototype', () => {
    const data: unknown = JSON.parse('{ "a": { "__proto__": { "admin": true } } }');
    assert.deepEqual(errorsOf({}, data), [{ path: 'form_data.a.__proto__', message: 'is not allowed' }]);
    const schema = { required: ['constructor'], properties: { toString: { type: 'string' } } };
    assert.deepEqual(errorsOf(schema, {}), [{ path: 'form_data.constructor', message: 'is required' }]);
  });

  it('matches patterns as Unicode characters, in any script', () => {
    assert.equal(messageOf({ pattern: '^.$' }, '😀'), undefined);
    assert.equal(messageOf({ pattern: '^[\\u0600-\\u06FF ]+$' }, 'المرحلة الأولى'), undefined);
    assert.equal(messageOf({ pattern: '^\\p{Lu}\\d\\/x$' }, 'É1/x'), undefined);
  });

  it('is matched against each of several patterns', () => {
    const schema = {
      properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } },
      patternProperties: { '^.$': true },
    };
    assert.deepEqual(errorsOf(schema, { a: 'a', b: 'b' }), []);
    assert.deepEqual(errorsOf(schema, { a: 'b', b: 'b' }), [
      { path: 'form_data.a', message: 'must match the pattern ^a$' },
    ]);
  });

  it('follows references as deep as it goes', () => {
    const $defs = { node: { properties: { next: { $ref: '#/$defs/node' }, value: { type: 'integer' } } } };
    const nest = (depth: number): object => (depth === 0 ? { value: 'x' } : { next: nest(depth - 1) });
    const errors = errorsOf({ $defs, $ref: '#/$defs/node' }, nest(60));
    assert.deepEqual(errors, [
      { path: `form_data${'.next'.repeat(60)}.value`, message: 'must be a whole number' },
    ]);
  });

  it('finds the meaning of a reference whatever its spelling', () => {
    const $defs = { 'a b/c~d%#é': { type: 'string' } };
    const schema = { $defs, properties: { v: { $ref: '#/$defs/a b~1c~0d%25%23é' } } };
    assert.deepEqual(errorsOf(schema, { v: 1 }), [{ path: 'form_data.v', message: 'must be text' }]);
  });

  it('never makes the judgement throw, whatever JSON it is', () => {
    const compiled = compileForm(
      form(1, {
        $defs: {
          any: { anyOf: [{ type: 'string', pattern: '(a|b)+$' }, { items: { $ref: '#/$defs/any' } }] },
        },
        additionalProperties: { $ref: '#/$defs/any' },
        propertyNames: { maxLength: 5 },
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (data) => {
        assert(Array.isArray(compiled.validate(data)));
      }),
    );
  });
});

describe('form data cannot stall the process', () => {
  it('by nesting deeply', () => {
    const data: unknown = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    const [error] = errorsOf({}, data);
    assert.equal(error?.message, 'is nested too deeply');
  });

  it('with a pattern that would backtrack', () => {
    const schema = { properties: { a: { pattern: '^(a+)+$' } } };
    assert.deepEqual(errorsOf(schema, { a: `${'a'.repeat(10_000)}!` }), [
      { path: 'form_data.a', message: 'must match the pattern ^(a+)+$' },
    ]);
    assert.deepEqual(errorsOf(schema, { a: `${'a'.repeat(10_000_000)}!` }), TOO_COMPLEX);
  });

  it('through references that multiply', () => {
    const levels = Array.from({ length: 60 }, (_, level): [string, unknown] => {
      const next = { $ref: `#/$defs/l${level + 1}` };
      return [`l${level}`, { allOf: [next, next] }];
    });
    const $defs: Record<string, unknown> = { ...Object.fromEntries(levels), l60: {} };
    assert.deepEqual(errorsOf({ $defs, $ref: '#/$defs/l0' }, {}), TOO_COMPLEX);
  });

  it('through references that multiply with each level of the data', () => {
    const next = { properties: { next: { $ref: '#/$defs/node' } } };
    const $defs = { node: { allOf: [next, { ...next, title: 'again' }] } };
    const nest = (depth: number): object => (depth === 0 ? {} : { next: nest(depth - 1) });
    assert.deepEqual(errorsOf({ $defs, $ref: '#/$defs/node' }, nest(60)), TOO_COMPLEX);
  });

  it('with a long list whose entries must all differ', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ index }));
    const schema = { properties: { rows: { uniqueItems: true } } };
    assert.deepEqual(errorsOf(schema, { rows }), []);
    const heavy = {
      properties: { rows: { allOf: Array.from({ length: 300 }, () => ({ uniqueItems: true })) } },
    };
    assert.deepEqual(errorsOf(heavy, { rows }), TOO_COMPLEX);
  });

  it('and the form works on after it was tried', () => {
    const compiled = compileForm(form(1, { properties: { a: { pattern: '^a*$' } } }));
    assert.deepEqual(compiled.validate({ a: 'a'.repeat(10_000_000) }), TOO_COMPLEX);
    assert.deepEqual(compiled.validate({ a: 'aaa' }), []);
  });
});

describe('a form whose schema is not fit', () => {
  it('says what is wrong with it when it is used', () => {
    assert.throws(() => errorsOf({ $ref: 'http://example.com/' }, {}), {
      name: 'WorkflowError',
      code: 'FORM_SCHEMA_INVALID',
      message:
        'The schema of form 1 cannot be used: ' +
        'schema.$ref must point at a schema within this form, such as #/$defs/name.',
    });
  });
});
