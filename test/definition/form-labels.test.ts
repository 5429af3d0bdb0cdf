import assert from 'node:assert/strict';
import { localizeSchema } from '../../lib/definition/form-labels.js';
import { checkFormSchema, compileForm } from '../../lib/definition/form-schema.js';
import { form } from './example-definition.js';

const AMOUNT = { title: 'Amount', 'x-labels': { ar: 'المبلغ', 'pt-BR': 'Valor' }, type: 'number' };

const SCHEMA = {
  type: 'object',
  properties: {
    priority: {
      'x-labels': { en: 'Priority', ar: 'الأولوية' },
      'x-descriptions': { en: 'How soon', ar: 'متى' },
      enum: ['low', 'high', 3],
      'x-enum-labels': { low: { en: 'Low', ar: 'منخفضة' }, 3: { en: 'Three' } },
    },
    amount: AMOUNT,
  },
  items: { anyOf: [AMOUNT, true] },
  default: { 'x-labels': { en: 'data, not a label' } },
};

describe('the labels of a form', () => {
  it('are those of the reader, wherever they stand', () => {
    assert.deepEqual(checkFormSchema(SCHEMA), []);
    const shown = localizeSchema(SCHEMA, ['ar-EG', 'en']);
    assert.deepEqual(shown, {
      ...SCHEMA,
      properties: {
        priority: {
          ...SCHEMA.properties.priority,
          title: 'الأولوية',
          description: 'متى',
          enumNames: ['منخفضة', 'high', 'Three'],
        },
        amount: { ...AMOUNT, title: 'المبلغ' },
      },
      items: { anyOf: [{ ...AMOUNT, title: 'المبلغ' }, true] },
    });
    assert.deepEqual(Object.keys(shown), Object.keys(SCHEMA));
  });

  it('leave the title to readers whose language they do not have', () => {
    const { title } = localizeSchema(AMOUNT, ['fr']);
    assert.equal(title, 'Amount');
    assert.equal(localizeSchema(AMOUNT, ['pt']).title, 'Valor');
  });

  it('go before names of values that stand there already, which are the English', () => {
    const { enumNames } = localizeSchema(
      { enum: ['low', 'high'], enumNames: ['Low', 'High'], 'x-enum-labels': { low: { ar: 'منخفضة' } } },
      ['ar'],
    );
    assert.deepEqual(enumNames, ['منخفضة', 'High']);
  });

  it('leave what is no schema as it is', () => {
    const odd = { 'no keyword': 1, properties: null, items: 'x' };
    assert.deepEqual(localizeSchema(odd, ['ar']), odd);
  });

  it('are refused, by their places, where they are no texts by language', () => {
    const schema = {
      'x-labels': 'Form',
      'x-descriptions': { EN: 'wrong spelling' },
      properties: { a: { 'x-enum-labels': { low: 'Low' } }, b: { 'x-enum-labels': [] } },
    };
    assert.deepEqual(
      checkFormSchema(schema)
        .map(({ path }) => path)
        .sort(),
      [
        'schema.properties.a.x-enum-labels.low',
        'schema.properties.b.x-enum-labels',
        'schema.x-descriptions',
        'schema.x-labels',
      ],
    );
  });
});

describe('annotations of a form', () => {
  const ANNOTATED = {
    'x-cost': 1e9,
    'ui:order': ['b', 'a'],
    properties: {
      b: {
        type: 'string',
        propertyOrder: 1,
        example: { any: 'thing' },
        'ui:widget': 'textarea',
        default: 'x',
      },
      a: { enum: ['l'], enumNames: ['Low'], 'x-widget': { minLength: 3 }, examples: ['l'], $comment: 'note' },
      'x-c': { type: 'string' },
      example: { type: 'string' },
    },
  };

  it('are taken, and judge nothing', () => {
    for (const $schema of [
      'https://json-schema.org/draft/2020-12/schema',
      'http://json-schema.org/draft-07/schema#',
    ]) {
      assert.deepEqual(checkFormSchema({ $schema, ...ANNOTATED }), []);
      const compiled = compileForm(form(1, { $schema, ...ANNOTATED }));
      assert.deepEqual(compiled.validate({ a: 'l', b: '' }), []);
      assert.deepEqual(compiled.validate({ 'x-c': 1, example: 1 }), [
        { path: 'form_data.example', message: 'must be text' },
        { path: 'form_data.x-c', message: 'must be text' },
      ]);
    }
  });
});
