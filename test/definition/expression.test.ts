import assert from 'node:assert/strict';
import { describeError } from '../../lib/definition/condition-errors.js';
import { ExpressionLanguage } from '../../lib/definition/expression.js';

const language = new ExpressionLanguage({
  variables: ['object', 'requester', 'event', 'people'],
  accepts: (type) => type === 'string' || type.startsWith('list'),
  advice: 'write a text',
});

const SCOPE = {
  object: { email: 'a@example.com', amount: 5, many: Array.from({ length: 3000 }, (_, index) => index) },
  requester: null,
  event: 'after_approve',
  people: [{ id: 1 }, { id: 2 }],
  hidden: 'secret',
};

function evaluate(expression: string, scope: Readonly<Record<string, unknown>> = SCOPE): unknown {
  return language.compile(expression)(scope);
}

function problemOf(expression: string): string {
  try {
    language.compile(expression);
  } catch (error) {
    return describeError(error);
  }
  return 'none';
}

describe('an expression', () => {
  it('gives a value over variables of its own', () => {
    assert.equal(evaluate('object.email'), 'a@example.com');
    assert.equal(evaluate("event + '!'"), 'after_approve!');
    assert.equal(evaluate("requester == null ? 'nobody' : requester.name"), 'nobody');
    assert.deepEqual(evaluate('people.map(one, one.id)'), [1, 2]);
    assert.equal(evaluate('object.amount'), 5);
  });

  it('is refused for what can be known without data', () => {
    assert.equal(problemOf('hidden'), 'there is no variable hidden');
    assert.equal(problemOf('attachment.id'), 'there is no variable attachment');
    assert.equal(problemOf("event == 'x'"), 'it gives bool');
    assert.equal(problemOf(`'${'x'.repeat(2000)}'`), 'it is longer than 2000 characters');
    assert.equal(problemOf('event.repeat(5)'), 'there is no function repeat');
    assert.equal(problemOf("1 + 'x'"), 'cannot work out int + string');
    assert.notEqual(problemOf('('), 'none');
    assert.equal(problemOf('object.email'), 'none');
  });

  it('is compiled once', () => {
    assert.equal(language.compile('object.email'), language.compile('object.email'));
  });

  it('fails, rather than give something else, over data that it cannot read', () => {
    assert.throws(() => evaluate('object.none'), /No such key: none/);
    assert.throws(() => evaluate('object.email', {}), /object/);
    assert.throws(() => evaluate('object.many.map(a, object.many.map(b, a + b))'), /too much work/);
    class Money {
      readonly amount = 5;
    }
    assert.throws(() => evaluate('object.price.amount', { object: { price: new Money() } }));
  });
});
