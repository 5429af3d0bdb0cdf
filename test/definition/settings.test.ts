import assert from 'node:assert/strict';
import { placeSettings, workflowSettings } from '../../lib/definition/settings.js';
import { pathsOf, thrownBy } from './thrown.js';

describe('the settings of a workflow, a pipeline or a stage', () => {
  it('are their defaults where nothing was ever said', () => {
    assert.deepEqual(placeSettings.read(null), { condition: null, resubmission: null });
    assert.deepEqual(workflowSettings.read(null), {
      resubmission: 'immediate',
      allowEmptyCompletion: false,
      recall: 'undecided',
      repeatedApprover: 'allow',
    });
  });

  it('keep what a change does not name', () => {
    const first = workflowSettings.change(null, { recall: 'always' }, '');
    const second = workflowSettings.change(first, { allowEmptyCompletion: true, recall: undefined }, '');
    assert.equal(second, '{"allowEmptyCompletion":true,"recall":"always"}');
    assert.deepEqual(workflowSettings.read(second), {
      resubmission: 'immediate',
      allowEmptyCompletion: true,
      recall: 'always',
      repeatedApprover: 'allow',
    });
    assert.equal(workflowSettings.change(second, {}, ''), second);
    assert.equal(workflowSettings.change(null, {}, ''), null);
  });

  it('can be unsaid', () => {
    const said = placeSettings.change(
      null,
      { condition: 'object.amount > 1', resubmission: 'requester' },
      '',
    );
    const unsaid = placeSettings.change(said, { condition: null }, '');
    assert.deepEqual(placeSettings.read(unsaid), { condition: null, resubmission: 'requester' });
  });

  it('take their words in any case', () => {
    const text = workflowSettings.change(null, { recall: 'Always' as 'always' }, '');
    assert.equal(workflowSettings.read(text).recall, 'always');
  });

  it('are refused with every path, in the spelling of the request', () => {
    const wrong = { allowEmptyCompletion: 'yes', repeatedApprover: 'never', recall: null } as never;
    const error = thrownBy(() => workflowSettings.change(null, wrong, 'workflow.'));
    assert.equal(error.code, 'INVALID_DEFINITION');
    assert.deepEqual(pathsOf(error), [
      'workflow.allow_empty_completion',
      'workflow.recall',
      'workflow.repeated_approver',
    ]);
    const place = thrownBy(() => placeSettings.change(null, { condition: 'object.' }, 'stage_info.'));
    assert.deepEqual(pathsOf(place), ['stage_info.condition']);
  });
});
