import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalText, contentHash } from '../../lib/definition/fingerprint.js';
import { hashDefinition, parseDefinition, serializeDefinition } from '../../lib/definition/serialize.js';
import { definition } from './arbitrary-definitions.js';
import { form, purchaseRequest } from './example-definition.js';
import { pathsOf, thrownBy } from './thrown.js';

describe('a frozen workflow', () => {
  it('thaws as it was', () => {
    fc.assert(
      fc.property(definition, (workflow) => {
        const text = serializeDefinition(workflow);
        const parsed = parseDefinition(text);
        assert.deepEqual(parsed, JSON.parse(JSON.stringify(workflow)));
        assert.equal(serializeDefinition(parsed), text);
      }),
    );
  });

  it('that was written before an option was added has its default', () => {
    const text = serializeDefinition(purchaseRequest());
    const older = JSON.parse(text, (key, value: unknown) =>
      ['onNoApprover', 'allowDelegation', 'recall', 'resubmission', 'condition'].includes(key)
        ? undefined
        : value,
    ) as unknown;
    assert.equal(serializeDefinition(parseDefinition(JSON.stringify(older))), text);
  });

  it('is the same text whatever the order of its keys', () => {
    const workflow = purchaseRequest({ forms: [form(5, { type: 'object', required: ['a'] })] });
    const reordered = Object.fromEntries(Object.entries(workflow).reverse());
    assert.equal(serializeDefinition(reordered as unknown as typeof workflow), serializeDefinition(workflow));
  });
});

describe('a damaged snapshot', () => {
  const damage = (from: string, to: string) => {
    const text = serializeDefinition(purchaseRequest());
    assert(text.includes(from));
    return text.replace(from, to);
  };

  it('is refused when it is not JSON', () => {
    const error = thrownBy(() => parseDefinition('{"id":1'));
    assert.equal(error.code, 'INTERNAL_ERROR');
    assert.match(
      error.message,
      /^The stored snapshot of a workflow is damaged \(definition must be JSON text\)\./,
    );
    assert(error.cause instanceof SyntaxError);
  });

  it('is refused when it is something else', () => {
    for (const text of ['null', '[]', '"{}"', '{}']) {
      assert.equal(thrownBy(() => parseDefinition(text)).code, 'INTERNAL_ERROR');
    }
  });

  it('is refused with the place of each fault', () => {
    for (const [from, to, path] of [
      ['"hierarchyStrategy":1', '"hierarchyStrategy":9', 'definition.hierarchyStrategy'],
      ['"key":"purchase-request",', '', 'definition.key'],
      ['"approvalUser":47,', '', 'definition.pipelines.0.stages.0.approvals.0.approvalUser'],
      [
        '"approvalType":"user"',
        '"approvalType":"USER"',
        'definition.pipelines.0.stages.0.approvals.0.approvalType',
      ],
      [
        '"stepApprovalType":"approve"',
        '"stepApprovalType":"submit"',
        'definition.pipelines.0.stages.0.approvals.0.requiredForm',
      ],
      [
        '"onNoApprover":"fail"',
        '"onNoApprover":"never"',
        'definition.pipelines.0.stages.0.approvals.0.onNoApprover',
      ],
      ['"departmentId":"finance"', '"departmentId":1', 'definition.pipelines.0.departmentId'],
      ['"forms":[]', '"forms":{}', 'definition.forms'],
      ['"allowEmptyCompletion"', '"added":1,"allowEmptyCompletion"', 'definition.added'],
    ] as const) {
      const error = thrownBy(() => parseDefinition(damage(from, to)));
      assert.equal(error.code, 'INTERNAL_ERROR');
      assert.equal(pathsOf(error)[0], path);
    }
  });
});

describe('the fields of a form', () => {
  const unsorted = { type: 'object', properties: { b: true, a: { title: 'A', enum: [1] }, 10: true } };

  it('keep their order in a version', () => {
    const { forms } = parseDefinition(serializeDefinition(purchaseRequest({ forms: [form(5, unsorted)] })));
    assert.equal(JSON.stringify(forms), JSON.stringify([form(5, unsorted)]));
  });

  it('that were stored sorted leave a version, and its hash, as they were', () => {
    const sorted = JSON.parse(canonicalText(unsorted)) as typeof unsorted;
    const workflow = purchaseRequest({ forms: [form(5, sorted)] });
    assert.equal(serializeDefinition(workflow), canonicalText(workflow));
    assert.equal(hashDefinition(workflow), contentHash(workflow));
  });

  it('in another order are another version', () => {
    const hashes = [unsorted, { properties: unsorted.properties, type: 'object' }].map((schema) =>
      hashDefinition(purchaseRequest({ forms: [form(5, schema)] })),
    );
    assert.notEqual(hashes[0], hashes[1]);
  });

  it('are damaged where the text of their order is', () => {
    const text = serializeDefinition(purchaseRequest({ forms: [form(5, unsorted)] }));
    const error = thrownBy(() => parseDefinition(text.replace('"schemaText":"{', '"schemaText":"{{')));
    assert.deepEqual(pathsOf(error), ['definition.forms.0.schemaText']);
  });
});
