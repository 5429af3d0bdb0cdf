import assert from 'node:assert/strict';
import { anyone, consensus, roundRobin, self, user } from '../support/approvals.js';
import { codeOf, Journey, refusalOf } from '../support/journey.js';
import { People } from '../support/people.js';
import { WITH_FORM } from '../support/plans.js';

describe('An approval', () => {
  let people: People;

  beforeEach(() => {
    people = new People().role('board', 'ann', 'bob', 'cid').add('dan', 'req');
  });

  it('by anyone closes the step and supersedes the other seats', () => {
    const journey = Journey.begun([[anyone('board')]], { people });
    journey.approve('bob');
    assert.deepEqual(journey.seats(1), ['1.1 ann superseded', '2.1 bob approved', '3.1 cid superseded']);
    assert.deepEqual(journey.stepStatuses, ['approved']);
  });

  it('of a consensus closes the step only with the last seat', () => {
    const journey = Journey.begun([[consensus('board')]], { people });
    journey.approve('cid');
    journey.approve('ann');
    assert.deepEqual(journey.seats(1), ['1.1 ann approved', '2.1 bob current', '3.1 cid approved']);
    assert.deepEqual([journey.step(1).approvedCount, journey.status], [2, 'in_progress']);
    journey.approve('bob');
    assert.deepEqual([journey.step(1).approvedCount, journey.status], [3, 'completed']);
  });

  it('of a rotating seat, of a named user and of the requester closes the step', () => {
    for (const [approval, holder] of [
      [roundRobin('board'), 'ann'],
      [user('dan'), 'dan'],
      [self(), 'req'],
    ] as const) {
      const journey = Journey.begun([[approval]], { people });
      journey.approve(holder);
      assert.deepEqual(journey.stepStatuses, ['approved']);
    }
  });

  it('opens the next step of the same position, and no other', () => {
    const journey = Journey.begun([[user('ann'), user('bob'), user('cid')]], { people });
    assert.deepEqual(journey.stepStatuses, ['current', 'pending', 'pending']);
    journey.approve('ann');
    assert.deepEqual(journey.stepStatuses, ['approved', 'current', 'pending']);
    assert.equal(journey.attachment.row.position, 0);
    assert.ok(!journey.events.includes('moved'));
  });

  it('of the last step moves to the next position, whose steps are created then', () => {
    const journey = Journey.begun([[user('ann')], [user('bob'), user('cid')]], { people });
    assert.equal(journey.attachment.steps.length, 1);
    journey.approve('ann');
    assert.deepEqual(journey.stepStatuses, ['approved', 'current', 'pending']);
    const { position, round, stepCount } = journey.attachment.row;
    assert.deepEqual({ position, round, stepCount }, { position: 1, round: 1, stepCount: 3 });
    const { from, to } = journey.entry('moved').data as Record<string, { stage_id: number }>;
    assert.deepEqual([from?.stage_id, to?.stage_id], [101, 102]);
  });

  it('of the last position completes the attachment, which stands nowhere then', () => {
    const journey = Journey.begun([[user('ann')], [user('bob')]], { people });
    journey.approve('ann');
    journey.world.pass(2);
    journey.approve('bob');
    const { status, position } = journey.attachment.row;
    assert.deepEqual([status, position], ['completed', null]);
    assert.equal(journey.attachment.closedAt?.toISOString(), '2026-03-02T10:00:00.000Z');
    assert.deepEqual(journey.events, [
      'attached',
      'started',
      'step_opened',
      'approved',
      'moved',
      'step_opened',
      'approved',
      'completed',
    ]);
  });

  it('goes through pipelines and through a workflow without stages in the same way', () => {
    const pipelines = Journey.begun([[user('ann')], [user('bob')]], { people, hierarchy: 2 });
    pipelines.approve('ann');
    const { to } = pipelines.entry('moved').data as Record<string, unknown>;
    assert.deepEqual(to, {
      position: 1,
      stage_id: null,
      stage: 'Pipeline 2',
      pipeline_id: 12,
      pipeline: 'Pipeline 2',
    });
    const flat = Journey.begun([[user('ann')]], { people, hierarchy: 3 });
    flat.approve('ann');
    assert.equal(flat.status, 'completed');
  });

  it('is recorded with who approved, and why where they say so', () => {
    const journey = Journey.begun([[user('ann')]], { people });
    journey.approve('ann', { reason: 'within budget' });
    const { actor, onBehalfOf, stepNumber, assignment, comment, data } = journey.entry('approved');
    assert.deepEqual(
      { actor, onBehalfOf, stepNumber, assignment, comment, data },
      {
        actor: { id: 'ann', name: 'ANN' },
        onBehalfOf: null,
        stepNumber: 1,
        assignment: { stepNumber: 1, seatNo: 1, turn: 1 },
        comment: 'within budget',
        data: {},
      },
    );
  });
});

describe('An approval at a stage with a form', () => {
  let journey: Journey;

  beforeEach(() => {
    const people = new People().add('ann', 'bob', 'req');
    journey = Journey.begun([[user('ann', WITH_FORM)], [user('bob')]], { people });
  });

  it('carries its data into the seat and into history', () => {
    const { events } = journey.approve('ann', { formData: { amount: 3 } });
    const closed = events.find((event) => event.kind === 'assignments_closed');
    assert.deepEqual(closed?.formData, { amount: 3 });
    assert.deepEqual(journey.entry('approved').data, { form_data: { amount: 3 } });
  });

  it('is refused without data', () => {
    const { code, status, errors, details } = refusalOf(() => journey.approve('ann'));
    assert.deepEqual([code, status, details], ['FORM_DATA_INVALID', 422, { form_id: 9 }]);
    assert.deepEqual(errors, [{ path: 'form_data', message: 'is required' }]);
  });

  it('is refused with data that does not satisfy the form, naming every path', () => {
    const { code, errors } = refusalOf(() => journey.approve('ann', { formData: { amount: 'much' } }));
    assert.equal(code, 'FORM_DATA_INVALID');
    assert.deepEqual(errors, [{ path: 'form_data.amount', message: 'must be a number' }]);
  });

  it('lets the form judge null, which is data', () => {
    assert.equal(
      codeOf(() => journey.approve('ann', { formData: null })),
      'FORM_DATA_INVALID',
    );
  });

  it('is judged only after the seat was found', () => {
    assert.equal(
      codeOf(() => journey.approve('bob')),
      'NOT_SEATED',
    );
  });

  it('is the only one that takes data: other stages and other decisions refuse it', () => {
    const formData = { amount: 3 };
    assert.equal(
      codeOf(() => journey.reject('ann', { formData })),
      'FORM_DATA_UNEXPECTED',
    );
    assert.equal(
      codeOf(() => journey.sendBack('ann', { formData })),
      'FORM_DATA_UNEXPECTED',
    );
    assert.equal(
      codeOf(() => journey.delegate('ann', 'bob', { formData })),
      'FORM_DATA_UNEXPECTED',
    );
    assert.equal(
      codeOf(() => journey.escalate('ann', { formData })),
      'FORM_DATA_UNEXPECTED',
    );
    journey.approve('ann', { formData });
    const { code, errors } = refusalOf(() => journey.approve('bob', { formData }));
    assert.equal(code, 'FORM_DATA_UNEXPECTED');
    assert.deepEqual(errors, [{ path: 'form_data', message: 'is not allowed' }]);
  });
});
