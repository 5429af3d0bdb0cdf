import assert from 'node:assert/strict';
import fc from 'fast-check';
import { storedApprovalKeys } from '../../lib/definition/approval-keys.js';
import { parseApprovals, readStoredApproval } from '../../lib/definition/approval-schema.js';
import { conditionText } from '../../lib/definition/condition-text.js';
import {
  compileCondition,
  findConditionProblem,
  type ConditionScope,
} from '../../lib/definition/condition.js';
import { JOI_OPTIONS } from '../../lib/definition/joi-errors.js';
import { thrownBy } from './thrown.js';
import { runs } from '../support/lane.js';

type Attributes = Readonly<Record<string, unknown>>;

function scopeOf(object: Attributes = {}, others: Partial<ConditionScope> = {}): ConditionScope {
  return {
    object,
    requester: { id: 3, name: 'Rania', department_id: '7' },
    attachment: { id: 1, model: 'PurchaseRequest', object_id: 12, round: 2, started_by: 3 },
    metadata: {},
    form: {},
    ...others,
  };
}

/** What an expression comes to, which anybody could have saved. */
function evaluate(expression: string, object?: Attributes, others?: Partial<ConditionScope>): boolean {
  assert.equal(findConditionProblem(expression), null, expression);
  const { holds, error } = compileCondition(expression).evaluate(scopeOf(object, others));
  assert.equal(error, null, expression);
  return holds;
}

function assertAll(expected: boolean, object: Attributes, expressions: readonly string[]): void {
  for (const expression of expressions) assert.equal(evaluate(expression, object), expected, expression);
}

/** Why an expression cannot be evaluated, in which case somebody must approve. */
function errorOf(expression: string, object?: Attributes, others?: Partial<ConditionScope>): string {
  const { holds, error } = compileCondition(expression).evaluate(scopeOf(object, others));
  assert.equal(holds, true, expression);
  assert(error !== null, `no error: ${expression}`);
  return error;
}

function problemOf(expression: string): string {
  const problem = findConditionProblem(expression);
  assert(problem !== null, `no problem: ${expression}`);
  assert.match(problem, /^must be a CEL expression: .+ \(.+\)$/s);
  assert.equal(compileCondition(expression).evaluate(scopeOf()).holds, true);
  return problem;
}

describe('a condition', () => {
  it('sees the object, its requester, its attachment and trusted metadata', () => {
    assert(evaluate('object.amount >= 50000', { amount: 50000 }));
    assert(evaluate("requester.department_id == '7' && requester.id == 3 && requester.name == 'Rania'"));
    assert(evaluate("attachment.round == 2 && attachment.model == 'PurchaseRequest'"));
    assert(evaluate("metadata.priority == 'high'", {}, { metadata: { priority: 'high' } }));
    assert(!evaluate("metadata.priority == 'high'", {}, { metadata: { priority: 'low' } }));
  });

  it('can ask whether there is a requester at all', () => {
    const nobody = { requester: null };
    assert(evaluate('requester == null', {}, nobody));
    assert(!evaluate('requester == null'));
    assert(!evaluate("requester != null && requester.department_id == '7'", {}, nobody));
    assert(!evaluate('has(requester.id)', {}, nobody));
    assert.equal(errorOf('requester.id == 3', {}, nobody), 'there is no id');
  });

  it('gives the same result each time, from the cache or not', () => {
    for (const round of [1, 2, 3]) {
      assert.equal(evaluate('object.round == 2', { round }), round === 2);
    }
  });

  it('may be true or false by an attribute alone', () => {
    assert(evaluate('object.urgent', { urgent: true }));
    assert(evaluate('!object.urgent', { urgent: false }));
    assert(evaluate('object.urgent == true', { urgent: true }));
  });
});

describe('a number in a condition', () => {
  it('compares with whole and other literals, whole itself or not', () => {
    assertAll(true, { amount: 100, rate: 99.6, zero: 0 }, [
      ...['object.amount > 99.5', 'object.amount == 100', 'object.amount == 100.0', '100 == object.amount'],
      ...['object.rate > 99', 'object.rate < 100', 'object.rate != 99', 'object.rate == 99.6'],
      ...['object.amount > object.rate', 'object.amount >= -1', 'object.zero == 0', 'object.zero > -0.5'],
    ]);
    assertAll(false, { amount: 100 }, [
      'object.amount < 100',
      'object.amount != 100',
      'object.amount > 100.5',
    ]);
  });

  it('is reckoned with in the usual way', () => {
    assertAll(true, { amount: 50000, count: 3, rate: 0.5 }, [
      ...['object.amount * 1.2 > 100', 'object.amount * 2 == 100000', '2 * object.amount == 100000'],
      ...['object.count + 1 > 3', 'object.count + 1 == 4', '1 + object.count == 4', '10 - object.count == 7'],
      ...['object.count - 1 == 2', 'object.count % 2 == 1', '7 % object.count == 1', '-object.count == -3'],
      ...['object.count / 2 == 1.5', '6 / object.count == 2', 'object.amount % object.count == 2'],
      ...['object.count + object.rate == 3.5', 'int(object.count / 2) == 1', 'double(object.count) == 3'],
      ...["string(object.count) == '3'", 'object.rate * 2 == 1', '1 + 0.5 == object.count * 0.5'],
    ]);
  });

  it('is one of a list of numbers, whole or not', () => {
    assertAll(true, { count: 3, list: [1, 2.5, 3] }, [
      ...['object.count in [1, 2, 3]', 'object.count in [1, 2.5, 3]', 'object.count in object.list'],
      ...['3 in object.list', '2.5 in object.list', 'object.list == [1, 2.5, 3]', '!(4 in object.list)'],
      'object.list[object.count - 1] == 3',
    ]);
  });

  it('may be a big integer, exactly', () => {
    const object = { big: 9_007_199_254_740_993n, small: 5n, double: 2 ** 53 };
    assertAll(true, object, [
      ...['object.big == 9007199254740993', 'object.big > 9007199254740992', 'object.small + 1 == 6'],
      ...['object.small * 1.5 == 7.5', 'object.small / 2.0 == 2.5', 'object.small == 5.0'],
      ...['9007199254740993 != 9007199254740992.0', 'object.big != object.double'],
    ]);
    assert.match(errorOf('object.big * object.big > 0', { big: 2n ** 62n }), /integer overflow/);
  });

  it('may be no number, which equals nothing', () => {
    assertAll(false, { nan: Number.NaN }, ['object.nan > 0', 'object.nan == 0', 'object.nan <= 0']);
    assert(!evaluate('double("NaN") == 0'));
    assert(evaluate('object.endless > 1e300', { endless: Infinity }));
  });

  it('is not text, and no text is one', () => {
    assertAll(false, { amount: 5, code: '5' }, ["object.amount == '5'", 'object.code == 5']);
    assert.equal(errorOf('object.code > 4', { code: '5' }), 'cannot work out string > int');
    assert(evaluate('double(object.code) > 4', { code: '5.5' }));
  });
});

describe('a value in a condition', () => {
  it('may be null, which equals only null', () => {
    assertAll(true, { code: null, name: 'A', amount: 5 }, [
      ...['object.code == null', 'null == object.code', 'object.name != null', 'null != object.amount'],
      ...['object.code != 3', "object.code != ''", 'has(object.code)'],
    ]);
    assert.equal(errorOf('object.code > 3', { code: null }), 'cannot work out null > int');
  });

  it('may be missing, which is an error unless it is asked for', () => {
    assertAll(false, { absent: undefined }, [
      'has(object.absent)',
      'has(object.other)',
      "'absent' in object",
    ]);
    assert(evaluate("'name' in object", { name: 'A' }));
    assert(!evaluate("has(metadata.x) && metadata.x == 'y'"));
    assert.equal(errorOf('object.amuont > 5', { amount: 6 }), 'there is no amuont');
  });

  it('may be a point in time', () => {
    const object = { neededBy: new Date('2025-06-01T10:00:00.000Z'), never: new Date(Number.NaN) };
    assertAll(true, object, [
      "object.neededBy < timestamp('2026-01-01T00:00:00Z')",
      "object.neededBy == timestamp('2025-06-01T12:00:00+02:00')",
      "object.neededBy + duration('36h') > timestamp('2025-06-02T00:00:00Z')",
      "object.neededBy - timestamp('2025-05-31T10:00:00Z') == duration('24h')",
      'object.neededBy.getFullYear() == 2025 && object.neededBy.getMonth() == 5',
      "object.neededBy.getHours() == 10 && object.neededBy.getHours('Asia/Tokyo') == 19",
      'object.never == null',
    ]);
    assert.match(errorOf("object.neededBy.getHours('Nowhere') == 1", object), /time zone/);
    assert.match(errorOf('timestamp(object.text) < object.neededBy', { text: '2026' }), /ISO 8601/);
  });

  it('may be text', () => {
    assertAll(true, { name: 'Übermut GmbH', list: 'a,b' }, [
      ...["object.name.startsWith('Über')", "object.name.contains('mut')", "object.name < 'ß'"],
      ...["object.name.matches('GmbH$')", "!object.name.matches('^GmbH')", 'size(object.name) == 12'],
      ...["object.name + '!' == 'Übermut GmbH!'", "object.name.lowerAscii().endsWith('gmbh')"],
      ...["object.list.split(',').exists(part, part == 'b')", "object['name'] == object.name"],
    ]);
  });

  it('may be a list', () => {
    assertAll(true, { tags: ['x', 'y'], items: [{ amount: 5 }, { amount: 50 }], none: [] }, [
      ...[
        "'x' in object.tags",
        "!('z' in object.tags)",
        'size(object.tags) > 1',
        "object.tags == ['x', 'y']",
      ],
      ...['object.tags.size() == 2', "object.tags[1] == 'y'", "object.tags + ['z'] == ['x', 'y', 'z']"],
      ...['object.items.exists(i, i.amount > 10)', '!object.items.all(i, i.amount > 10)'],
      ...['object.items.exists_one(i, i.amount > 10)', 'object.items.filter(i, i.amount > 10).size() == 1'],
      ...[
        'object.items.map(i, i.amount * 2) == [10, 100]',
        'object.items.map(i, i.amount > 9, i.amount)[0] == 50',
      ],
      ...['object.none.all(i, i.amount > 10)', '!object.none.exists(i, true)'],
      '(size(object.none) > 0 ? object.none : object.items).exists(i, i.amount == 5)',
    ]);
    assert.match(errorOf('object.tags[5] == 1', { tags: ['x'] }), /^index out of bounds/);
  });

  it('may be JSON, as deep as ten levels', () => {
    const object = { json: { a: { b: [{ c: 1 }] } }, nested: JSON.parse('[[[[[[[[[1]]]]]]]]]') as unknown };
    assertAll(true, object, [
      ...['object.json.a.b[0].c == 1', "object.json == {'a': {'b': [{'c': 1}]}}"],
      ...["object.json.exists(key, key == 'a')", 'object.nested[0][0][0][0][0][0][0][0][0] == 1'],
    ]);
    assert.match(errorOf('object.deeper[0] != null', { deeper: [object.nested] }), /cannot be read/);
  });

  it('may be bytes', () => {
    assertAll(true, { file: Buffer.from('PDF'), other: null }, [
      ...[
        "object.file == b'PDF'",
        'object.file != null',
        'size(object.file) == 3',
        "string(object.file) == 'PDF'",
      ],
    ]);
  });

  it('of any other kind is there, but cannot be read', () => {
    class Money {
      readonly amount = 5;
    }
    const kinds = [
      new Money(),
      () => 5,
      Symbol('x'),
      new Set([1]),
      new Map([['a', 1]]),
      /x/,
      new Proxy({}, {}),
    ];
    for (const value of kinds) {
      assert.match(errorOf('object.value == 5', { value }), /^a value is of a kind that cannot be read$/);
      assert.match(errorOf('has(object.value)', { value }), /cannot be read/);
      assert.match(errorOf('object.list == object.same', { list: [value], same: [value] }), /cannot be read/);
      assert(evaluate('object.amount == 5', { amount: 5, value }));
    }
  });

  it('is never got by running code of the host', () => {
    const ran: string[] = [];
    const handler = new Proxy({}, { get: (_, trap) => () => ran.push(String(trap)) });
    const list = Object.defineProperty(['a', 'b'], 0, { get: () => ran.push('entry') });
    const object = {
      get price() {
        return ran.push('getter');
      },
      toJSON: () => ran.push('toJSON'),
      valueOf: () => ran.push('valueOf'),
      list,
      proxy: new Proxy({}, handler),
      date: Object.assign(new Date(0), { getTime: () => ran.push('getTime') }),
      plain: Object.assign(Object.create(null) as object, { a: 1 }),
    };
    const more = [
      'object == {}',
      'object.exists(k, object[k] == 1)',
      'object.proxy == 1',
      'object.toJSON == 1',
    ];
    for (const expression of more) compileCondition(expression).evaluate(scopeOf(object));
    assert(evaluate("object.date == timestamp('1970-01-01T00:00:00Z')", object));
    assert(evaluate("object.list == [null, 'b'] && object.plain.a == 1 && !has(object.price)", object));
    assert.deepEqual(ran, []);
  });

  it('gives nothing of its prototype, but may have an attribute of that name', () => {
    const object = {
      list: [1],
      text: 'a',
      date: new Date(),
      json: JSON.parse('{"__proto__": {"a": 1}}') as unknown,
    };
    const names = ['constructor', 'toString', 'prototype', '__defineGetter__', 'length', 'getTime'];
    for (const name of names) {
      for (const holder of ['object', 'metadata', 'object.list', 'object.text', 'object.json', "{'a': 1}"]) {
        assert.match(errorOf(`${holder}.${name} == 1`, object), /^there is no|^the/, `${holder}.${name}`);
      }
      assert(errorOf(`object.date.${name} != null`, object));
      assert(errorOf(`object.date['${name.slice(0, 2)}' + '${name.slice(2)}'] != null`, object));
    }
    assert.match(problemOf('object.__proto__ == null'), /there is no field __proto__/);
    assert.match(problemOf("object['__proto__'] == null"), /there is no field __proto__/);
    assert(errorOf("object['__pro' + 'to__'] == null", object));
    assert(evaluate("object.json['__pro' + 'to__'].a == 1", object));
    assert(evaluate("object.constructor == 'ACME' && !has(metadata.constructor)", { constructor: 'ACME' }));
  });
});

describe('a condition that cannot be evaluated', () => {
  it('counts as "approval needed", and says why in one short line', () => {
    const cases: Readonly<Record<string, RegExp>> = {
      'object.amount': /^it gives neither true nor false$/,
      'object.name + 1 == 2': /^cannot work out string \+ int$/,
      'object.date > 1': /^cannot work out timestamp > int$/,
      'object.amount ? true : false': /^Ternary condition must be bool, got 'double'$/,
      'object.amount && true': /^Logical operator requires bool operands, got 'double'$/,
      'object.name.size(1) == 1': /^there is no dyn\.size\(int\)$/,
      'size(object.amount) == 1': /^there is no size\(double\)$/,
      'double(object.name) == 1': /^double\(\) type error/,
      '1 / 0 == 1': /^division by zero$/,
      'object.amount.exists(x, x == 1)': /cannot be range of a comprehension/,
    };
    for (const [expression, message] of Object.entries(cases)) {
      assert.match(errorOf(expression, { amount: 5, name: 'A', date: new Date() }), message);
    }
  });

  it('is no error where the rest decides', () => {
    assert(evaluate('object.missing > 5 || true'));
    assert(!evaluate('false && object.missing > 5'));
    assert(evaluate('object.list.exists(i, i.a == 1)', { list: [{}, { a: 1 }] }));
    assert.equal(errorOf('object.list.all(i, i.a == 1)', { list: [{}, { a: 1 }] }), 'there is no a');
  });

  it('quotes nothing that a database cannot store, and not much', () => {
    const text = `\0\ud800\n${'😀'.repeat(500)}`;
    const error = errorOf('bool(object.text)', { text });
    assert(error.length <= 300);
    assert.doesNotMatch(error, /[\p{Control}\p{Surrogate}]/u);
  });

  it('may have been stored by a version that knew more', () => {
    for (const expression of ['object.amount >', 'later(object)', '1 + 1', 'x'.repeat(5000), '', '\0']) {
      const compiled = compileCondition(expression);
      const result = compiled.evaluate(scopeOf());
      assert.equal(result.holds, true);
      assert(result.error !== null && result.error.length <= 300);
      assert.deepEqual(compileCondition(expression).evaluate(scopeOf()), result);
    }
  });
});

describe('what is saved as a condition is refused', () => {
  it('when it is not an expression, and where', () => {
    assert.match(problemOf('object.amount >'), /Unexpected token: EOF at character 16 /);
    assert.match(problemOf("object.name = 'x'"), /Unexpected character: = at character 13/);
    assert.match(problemOf('object.a == 1; true'), /at character 14/);
    problemOf('   ');
    problemOf('object.items.exists(1, true)');
  });

  it('when it names what there is not', () => {
    assert.match(
      problemOf('amount > 5'),
      /no variable amount \(use object, requester, attachment, metadata, or form\)/,
    );
    assert.match(problemOf('google.protobuf == int'), /no variable google/);
    assert.match(problemOf('object.items.exists(i, i.a > 1) && i > 1'), /no variable i /);
    assert.match(
      problemOf("requester.departmentId == '7'"),
      /requester has no field departmentId \(use id, name/,
    );
    assert.match(problemOf("attachment['state'] == 'open'"), /attachment has no field state/);
    assert.equal(findConditionProblem('requester[object.field] == 1'), null);
    assert.equal(findConditionProblem('object.list.exists(requester, requester.any == 1)'), null);
  });

  it('when it calls what there is not', () => {
    assert.match(problemOf('now() > object.date'), /no function now \(use has, size/);
    assert.match(problemOf('cel.bind(x, object.a, x > 1)'), /no variable cel/);
    assert.match(problemOf("object.file.json() == {'a': 1}"), /no function json/);
    assert.match(problemOf('object.list.all(i, i > 1, 2)'), /no variable i/);
    assert.match(problemOf('object.list.all(1, 2, 3)'), /no function all/);
    assert.match(problemOf('all(object.list, true)'), /no function all/);
    assert.match(problemOf('size(1) == 1'), /there is no size\(int\) at character 1 /);
  });

  it('when it can never be true or false', () => {
    assert.match(problemOf('1 + 1'), /it gives int, not true or false/);
    assert.match(problemOf('object'), /it gives map, not/);
    assert.match(problemOf("object.a > 1 ? 'yes' : 'no'"), /it gives string, not/);
    assert.match(problemOf("'a' + 1 == 'a1'"), /cannot work out string \+ int at character 1 \(convert/);
    assert.match(problemOf('object == 5'), /cannot work out map<dyn, dyn> == int/);
    assert.match(problemOf("has(object['a'])"), /has\(\) invalid argument/);
  });

  it('when a date or a duration in it can never be read', () => {
    assert.match(problemOf("object.date < timestamp('2026-01-01')"), /timestamp\('2026-01-31T00:00:00Z'\)/);
    assert.match(problemOf("object.date - object.other > duration('2 days')"), /duration\('36h'\)/);
    assert.equal(findConditionProblem('object.date < timestamp(object.text)'), null);
  });

  it('when it is too long, too large or too deep', () => {
    assert.match(problemOf(`object.a == '${'x'.repeat(2000)}'`), /longer than 2000 characters/);
    assert.match(problemOf(Array(300).fill('1').join('+') + '==1'), /too large or nested too deeply/);
    assert.match(problemOf(`${'('.repeat(40)}true${')'.repeat(40)}`), /too large or nested too deeply/);
    assert.match(problemOf(`${'!'.repeat(1000)}true`), /too large or nested too deeply .*\(spread it/);
  });

  it('on the wire, with its path, wherever it stands', () => {
    const approval = { approval_type: 'user', approval_user: 4 };
    const [{ settings } = {}] = parseApprovals(
      [{ ...approval, condition: 'object.amount > 5' }],
      'approvals',
    );
    assert.equal(settings?.condition, 'object.amount > 5');
    const [{ settings: without } = {}] = parseApprovals([{ ...approval, condition: null }], 'approvals');
    assert(without !== undefined && !('condition' in without));
    const refusal = thrownBy(() =>
      parseApprovals([{ ...approval, condition: 'amount > 5' }], 'stage_info.approvals'),
    );
    assert.deepEqual(refusal.errors, [
      { path: 'stage_info.approvals.0.condition', message: findConditionProblem('amount > 5') },
    ]);
  });

  it('in its own words, whatever is in them', () => {
    const { error } = conditionText().validate("object.a == {#label} <b>'", JOI_OPTIONS);
    assert.equal(error?.message, findConditionProblem("object.a == {#label} <b>'"));
    const named = conditionText().validate("requester['{#label} <b>'] == 1", JOI_OPTIONS);
    assert.match(named.error?.message ?? '', /requester has no field \{#label\} <b>/);
    assert.equal(
      conditionText().validate('x'.repeat(2001), JOI_OPTIONS).error?.details[0]?.type,
      'string.max',
    );
    assert.equal(conditionText().validate('', JOI_OPTIONS).error?.message, 'must not be empty');
    assert.equal(conditionText().allow(null).validate(null, JOI_OPTIONS).error, undefined);
  });

  it('but stays readable where it is stored already', () => {
    const stored = { approvalType: 'user', approvalUser: 4, condition: 'formerly.known(' };
    assert.equal(readStoredApproval(JSON.stringify(stored)).condition, 'formerly.known(');
    assert('condition' in storedApprovalKeys());
  });
});

describe('a condition cannot stall the process', () => {
  const text = `${'a'.repeat(50_000)}!`;

  it('by a pattern, which matches in linear time or is refused', () => {
    assert(!evaluate("object.text.matches('^(a+)+$')", { text }));
    assert(evaluate("object.list.all(t, t.matches('^(a|aa)+$'))", { list: ['aaa', 'aa'] }));
    assert.match(
      problemOf("object.text.matches('(?=a)b')"),
      /the pattern is not a pattern that can be matched/,
    );
    assert.match(problemOf("object.text.matches('(a)\\\\1')"), /the pattern is not a pattern/);
    assert.match(problemOf('object.text.matches(object.pattern)'), /takes a pattern in quotes/);
    assert.match(problemOf("object.text.matches('a', 'b')"), /there is no/);
    assert.match(problemOf("matches(object.text, 'a')"), /there is no matches/);
    assert.match(problemOf("'a'.matches(1) == true"), /takes a pattern in quotes/);
    assert.match(problemOf("(1).matches('a')"), /there is no int\.matches/);
    const slow = "object.list.all(t, t.matches('^[ab]{0,900}$'))";
    assert.equal(errorOf(slow, { list: Array(50).fill(text) }), 'it takes too much work');
  });

  it('by walking lists in lists', () => {
    const list = Array.from({ length: 300 }, (_, id) => ({ id, tags: ['a', 'b'] }));
    assert(evaluate('object.list.exists(i, i.id == 299 || i.id == -1)', { list }));
    assert(!evaluate("object.list.exists(i, i.tags.exists(t, t == 'c'))", { list }));
    const product = 'object.list.exists(i, object.list.exists(j, i.id == j.id + 1000))';
    assert.equal(errorOf(product, { list }), 'it takes too much work');
    assert(!evaluate(product, { list: list.slice(0, 100) }));
    const literal = '[0,1,2,3,4,5,6,7,8,9].all(a, '.repeat(8);
    assert.match(problemOf(`${literal}true${')'.repeat(8)}`), /it takes too much work \(look at fewer/);
  });

  it('by growing texts or lists', () => {
    for (const start of ['[object.name]', '[[object.name]]', "object.name.split('')"]) {
      assert.match(
        problemOf(`${start}${'.map(a, a+a+a+a+a+a+a+a)'.repeat(20)}.size() == 1`),
        /too much work/,
      );
    }
    const bytes = `[b'${'x'.repeat(1600)}']${'.map(a, a+a)'.repeat(14)}.size() == 1`;
    assert.match(problemOf(bytes), /too much work/);
    const squares = 'object.list.map(a, object.list).map(a, object.list.map(b, a + b)).size() == 1';
    const list = Array.from({ length: 400 }, (_, id) => [id]);
    assert.equal(errorOf(squares, { list }), 'it takes too much work');
    assert.equal(errorOf("object.text.split('').all(c, c == 'a')", { text }), 'it takes too much work');
    assert.equal(
      errorOf('object.a.contains(object.b)', { a: text.repeat(8), b: text }),
      'it takes too much work',
    );
    assert(!evaluate("object.text.contains('urgent')", { text: text.repeat(8) }));
  });

  it('by much data, of which it copies what it looks at', () => {
    const much = Array.from({ length: 150_000 }, (_, id) => id);
    const object = { amount: 5, much, wide: Object.fromEntries(much.map((id) => [`k${id}`, id])) };
    assert(evaluate('object.amount == 5', object));
    assert.match(errorOf('object.much == []', object), /cannot be read/);
    assert.match(errorOf('object.wide.k149999 == 1', object), /cannot be read/);
    assert(evaluate('object.wide.k5 == 5', object));
    const cycle: Record<string, unknown> = { amount: 5 };
    cycle.self = cycle;
    assert(evaluate("object['self'].amount == 5", cycle));
  });

  it('by a duration, which takes the library long where it has many digits', () => {
    const digits = '1'.repeat(1900);
    assert.match(problemOf(`duration('${digits}') > duration('1h')`), /too much work/);
    assert.match(errorOf("duration(object.digits) > duration('1h')", { digits }), /too much work/);
    assert(evaluate("duration(string(object.days * 24) + 'h') == duration('48h')", { days: 2 }));
  });

  it('by calls that look something up', () => {
    const object = { date: new Date(), list: Array(3000).fill(1) };
    assert.match(
      errorOf("object.list.all(i, object.date.getHours('Asia/Tokyo') < i)", object),
      /too much work/,
    );
    assert(evaluate('object.list.all(i, object.date.getHours() < i + 23)', object));
  });

  it('whatever it is', () => {
    const piece = fc.constantFrom(
      ...[
        'object',
        '.list',
        '.map(a, ',
        '.exists(a, ',
        '.all(b, ',
        'a',
        'b',
        ')',
        '(',
        '[',
        ']',
        ' + ',
        ' == ',
        '1',
        '2.5',
      ],
      ...[
        "'x'",
        ' && ',
        ' || ',
        '!',
        '-',
        ' ? ',
        ' : ',
        ' in ',
        ',',
        '{',
        '}',
        '.size()',
        "split('')",
        'null',
        '.',
        '9',
      ],
    );
    const expressions = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    const data = fc.record({ list: fc.anything(), name: fc.anything() }, { requiredKeys: [] });
    fc.assert(
      fc.property(expressions, data, (expression, object) => {
        const problem = findConditionProblem(expression);
        const { holds, error } = compileCondition(expression).evaluate(scopeOf(object));
        if (error !== null) assert(holds);
        if (problem !== null) assert(error !== null);
      }),
      { numRuns: runs(3000) },
    );
  });
});

interface Case {
  readonly text: string;
  readonly value: (object: Values) => boolean;
}

interface Operand<Value> {
  readonly text: string;
  readonly value: (object: Values) => Value;
}

interface Values {
  readonly a: number;
  readonly b: number;
  readonly s: string;
  readonly t: string;
  readonly f: boolean;
  readonly n: null;
}

const whole = fc.integer({ min: -1000, max: 1000 });
const fraction = fc.double({ min: -1000, max: 1000, noNaN: true });
const shortText = fc.string({ unit: 'binary', maxLength: 3 });

const values: fc.Arbitrary<Values> = fc.record({
  a: fc.oneof(whole, fraction),
  b: fc.oneof(whole, fraction),
  s: shortText,
  t: shortText,
  f: fc.boolean(),
  n: fc.constant(null),
});

const numberField = fc
  .constantFrom('a' as const, 'b' as const)
  .map((name): Operand<number> => ({ text: `object.${name}`, value: (object) => object[name] }));

const numberLiteral = fc.oneof(
  whole.map((number): Operand<number> => ({ text: String(number), value: () => number })),
  fraction.map((number): Operand<number> => {
    // `String(-0)` is '0', which is another number: something divided by it says so.
    const text = Object.is(number, -0) ? '-0' : String(number);
    return { text: /[.e]/.test(text) ? text : `${text}.0`, value: () => number };
  }),
);

const NUMERIC = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '%': (left: number, right: number) => left % right,
} as const;

const sum = fc
  .tuple(
    numberField,
    fc.constantFrom(...(Object.keys(NUMERIC) as (keyof typeof NUMERIC)[])),
    fc.oneof(numberField, numberLiteral),
    fc.boolean(),
  )
  .map(([field, operator, other, swap]): Operand<number> => {
    const [left, right] = swap ? [other, field] : [field, other];
    return {
      text: `(${left.text} ${operator} ${right.text})`,
      value: (object) => NUMERIC[operator](left.value(object), right.value(object)),
    };
  });

const textOperand = fc.oneof(
  fc
    .constantFrom('s' as const, 't' as const)
    .map((name): Operand<string> => ({ text: `object.${name}`, value: (object) => object[name] })),
  shortText.map((text): Operand<string> => ({ text: JSON.stringify(text), value: () => text })),
);

const COMPARISONS = {
  '==': <Value>(left: Value, right: Value) => left === right,
  '!=': <Value>(left: Value, right: Value) => left !== right,
  '<': <Value>(left: Value, right: Value) => left < right,
  '<=': <Value>(left: Value, right: Value) => left <= right,
  '>': <Value>(left: Value, right: Value) => left > right,
  '>=': <Value>(left: Value, right: Value) => left >= right,
} as const;

type Comparison = keyof typeof COMPARISONS;

function compared<Value>(
  operand: fc.Arbitrary<Operand<Value>>,
  operators: readonly Comparison[],
): fc.Arbitrary<Case> {
  return fc.tuple(operand, fc.constantFrom(...operators), operand).map(([left, operator, right]) => ({
    text: `${left.text} ${operator} ${right.text}`,
    value: (object) => COMPARISONS[operator](left.value(object), right.value(object)),
  }));
}

const anyField = fc
  .constantFrom('a' as const, 'b' as const, 's' as const, 't' as const, 'f' as const, 'n' as const)
  .map((name): Operand<unknown> => ({ text: `object.${name}`, value: (object) => object[name] }));

const comparison = fc.oneof(
  compared(fc.oneof(numberField, numberLiteral, sum), Object.keys(COMPARISONS) as Comparison[]),
  compared(textOperand, Object.keys(COMPARISONS) as Comparison[]),
  compared(anyField, ['==', '!=']),
  fc.constant<Case>({ text: 'object.f', value: ({ f }) => f }),
);

const { condition } = fc.letrec<{ condition: Case }>((tie) => ({
  condition: fc.oneof<fc.Arbitrary<Case>[]>(
    { maxDepth: 4 },
    comparison,
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: `(${left.text} && ${right.text})`,
      value: (object) => left.value(object) && right.value(object),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: `(${left.text} || ${right.text})`,
      value: (object) => left.value(object) || right.value(object),
    })),
    tie('condition').map((inner) => ({ text: `!(${inner.text})`, value: (object) => !inner.value(object) })),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([when, then, otherwise]) => ({
      text: `(${when.text} ? ${then.text} : ${otherwise.text})`,
      value: (object) => (when.value(object) ? then : otherwise).value(object),
    })),
  ),
}));

describe('any combination of comparisons', () => {
  it('comes to what JavaScript makes of it', () => {
    fc.assert(
      fc.property(condition, values, ({ text, value }, object) => {
        fc.pre(text.length <= 2000);
        assert.equal(evaluate(text, { ...object }), value(object), text);
      }),
      { numRuns: runs(5000) },
    );
  });
});
