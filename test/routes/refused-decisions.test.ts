import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import type { Answer } from './support/api.js';
import { FORMER_USER, onStage, tryAll } from './support/attempts.js';
import { AUDITOR_1, CFO, REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

describeEachDialect('A decision that is refused', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;
  const approved = { action: 'approved' };
  const back = { action: 'needs_resubmission', reason: 'No quote.' };

  const decide = (by: number, attachment: number, body: unknown): Promise<Answer> =>
    site()
      .api.as(by)
      .with({ 'content-type': 'application/json' })
      .post(`/attachments/${attachment}/action`, body);

  describe('for what it says:', () => {
    tryAll<unknown>(
      stage,
      [
        ['an action there is not', { action: 'approve' }, '422 UNKNOWN_ACTION', 'action'],
        ['a recall by somebody else', { action: 'recalled' }, '403 NOT_REQUESTER'],
        ['a recall of one seat', { action: 'recalled', step_id: 1 }, '400 INVALID_REQUEST', 'step_id'],
        ['resubmitting by somebody else', { action: 'resubmitted' }, '409 NOT_AWAITING_RESUBMISSION'],
        ['no action', { reason: 'Fine.' }, '400 INVALID_REQUEST', 'action'],
        ['an action that is no text', { action: 5 }, '400 INVALID_REQUEST', 'action'],
        ['an action as long as a book', { action: 'a'.repeat(65) }, '400 INVALID_REQUEST', 'action'],
        ['an action with NUL', { action: 'approved\0' }, '400 INVALID_REQUEST', 'action'],
        ['a rejection without a reason', { action: 'rejected' }, '422 REASON_REQUIRED', 'reason'],
        [
          'a rejection with a blank one',
          { action: 'rejected', reason: ' \n' },
          '422 REASON_REQUIRED',
          'reason',
        ],
        ['sending back without a reason', { ...back, reason: null }, '422 REASON_REQUIRED', 'reason'],
        ['a reason that is no text', { ...approved, reason: ['a'] }, '400 INVALID_REQUEST', 'reason'],
        ['a reason with NUL', { ...approved, reason: 'a\0b' }, '400 INVALID_REQUEST', 'reason'],
        [
          'a reason with half a character',
          { ...approved, reason: 'a\ud800' },
          '400 INVALID_REQUEST',
          'reason',
        ],
        ['a long reason', { ...approved, reason: 'a'.repeat(10_001) }, '400 INVALID_REQUEST', 'reason'],
        ['unknown fields', { ...approved, actor_id: 2, at: 1 }, '400 UNKNOWN_FIELD', 'actor_id', 'at'],
        ['an unknown field that is not all', { actor: 2 }, '400 INVALID_REQUEST', 'action', 'actor'],
        ['a prototype', '{"action":"approved","__proto__":{}}', '400 INVALID_REQUEST', '__proto__'],
        ['a list', [approved], '400 INVALID_REQUEST', ''],
        ['text', '"approved"', '400 INVALID_REQUEST', ''],
        ['null', 'null', '400 INVALID_REQUEST', ''],
        ['an object in text', JSON.stringify(JSON.stringify(approved)), '400 INVALID_REQUEST', ''],
      ],
      (body) => decide(REVIEWER, scene().running, body),
    );
  });

  it('for its text is refused with an Idempotency-Key, too', async () => {
    const keyed = site().api.as(REVIEWER).with({ 'idempotency-key': 'k-1' });
    const deep = JSON.parse(`${'['.repeat(70)}${']'.repeat(70)}`) as unknown;
    for (const [reason, path] of [
      ['a\ud800', 'reason'],
      [deep, `reason${'.0'.repeat(63)}`],
    ] as const) {
      await refuses(site(), ['400 INVALID_REQUEST', path], () =>
        keyed.post(`/attachments/${scene().running}/action`, { ...approved, reason }),
      );
    }
  });

  describe('for who makes it:', () => {
    tryAll<number>(
      stage,
      [
        ['the requester', REQUESTER, '403 NOT_SEATED'],
        ['who manages, and holds no seat', ADMIN, '403 NOT_SEATED'],
        ['who is seated elsewhere', AUDITOR_1, '404 ATTACHMENT_NOT_FOUND'],
        ['who will be asked later', CFO, '404 ATTACHMENT_NOT_FOUND'],
        ['a stranger', STRANGER, '404 ATTACHMENT_NOT_FOUND'],
      ],
      (by) => decide(by, scene().running, approved),
    );

    it('one of several, for the seat of another: 403 NOT_SEATED', async () => {
      const [, another] = scene().sharedAssignments;
      await refuses(site(), ['403 NOT_SEATED'], () =>
        decide(AUDITOR_1, scene().shared, { ...approved, assignment_id: another }),
      );
    });

    it('someone who writes the actor into the body: 400 UNKNOWN_FIELD', async () => {
      const fields = ['actor', 'actor_id', 'decided_by', 'company'];
      const body = { ...approved, ...Object.fromEntries(fields.map((field) => [field, REVIEWER])) };
      await refuses(site(), ['400 UNKNOWN_FIELD', ...fields], () => decide(REQUESTER, scene().running, body));
    });
  });

  describe('for its form data:', () => {
    const lines = [{ price: 1 }, { price: '2' }, 3];

    tryAll<object>(
      stage,
      [
        ['none', approved, '422 FORM_DATA_INVALID', 'form_data'],
        ['text', { ...approved, form_data: 'yes' }, '422 FORM_DATA_INVALID', 'form_data'],
        [
          'five faults',
          { ...approved, form_data: { amount: 0, note: 'too long', lines, other: 1 } },
          '422 FORM_DATA_INVALID',
          'form_data.amount',
          'form_data.lines.1.price',
          'form_data.lines.2',
          'form_data.note',
          'form_data.other',
        ],
        [
          'nothing of what is required',
          { ...approved, form_data: {} },
          '422 FORM_DATA_INVALID',
          'form_data.amount',
          'form_data.lines',
        ],
        [
          'half a character',
          { ...approved, form_data: { note: '\udc00' } },
          '400 INVALID_REQUEST',
          'form_data.note',
        ],
        [
          'any, with a rejection',
          { action: 'rejected', reason: 'No.', form_data: { amount: 5, lines: [] } },
          '422 FORM_DATA_UNEXPECTED',
          'form_data',
        ],
      ],
      (body) => decide(REVIEWER, scene().asking, body),
    );

    tryAll<object>(
      stage,
      [
        ['where none is asked', approved, '422 FORM_DATA_UNEXPECTED', 'form_data'],
        ['with a delegation', { action: 'delegated', user_id: CFO }, '422 FORM_DATA_UNEXPECTED', 'form_data'],
        ['with sending back', back, '422 FORM_DATA_UNEXPECTED', 'form_data'],
        ['with an escalation', { action: 'escalated' }, '422 FORM_DATA_UNEXPECTED', 'form_data'],
      ],
      (body) => decide(REVIEWER, scene().running, { ...body, form_data: {} }),
    );
  });

  describe('for whom it delegates to:', () => {
    before(() => {
      // As a database would, that has a column of integers and is asked for a text.
      const { directory } = site().host;
      const findUsers: typeof directory.findUsers = directory.findUsers.bind(directory);
      directory.findUsers = (ids, context) => {
        assert.ok(
          ids.every((id) => Number.isInteger(id)),
          'invalid input syntax for type integer',
        );
        return findUsers(ids, context);
      };
    });

    tryAll<unknown>(
      stage,
      [
        ['nobody', undefined, '400 INVALID_REQUEST', 'user_id'],
        ['a user there is not', 999, '422 USER_NOT_FOUND', 'user_id'],
        ['a negative user', -5, '422 USER_NOT_FOUND', 'user_id'],
        ['text', 'nobody', '422 USER_NOT_FOUND', 'user_id'],
        ['another spelling of a number', '04', '422 USER_NOT_FOUND', 'user_id'],
        ['digits beyond all', '9'.repeat(40), '422 USER_NOT_FOUND', 'user_id'],
        ['a number beyond all', 1e30, '400 INVALID_REQUEST', 'user_id'],
        ['a fraction', 4.5, '400 INVALID_REQUEST', 'user_id'],
        ['a long text', 'a'.repeat(192), '400 INVALID_REQUEST', 'user_id'],
        ['an empty text', '', '400 INVALID_REQUEST', 'user_id'],
        ['text with NUL', '4\0', '400 INVALID_REQUEST', 'user_id'],
        ['a list', [CFO], '400 INVALID_REQUEST', 'user_id'],
        ['someone inactive', FORMER_USER, '422 USER_NOT_FOUND', 'user_id'],
        ['oneself', REVIEWER, '409 HOLDER_LOOP'],
        ['the requester', REQUESTER, '422 SELF_APPROVAL'],
        ['who started it', ADMIN, '422 SELF_APPROVAL'],
      ],
      (user) => decide(REVIEWER, scene().running, { action: 'delegated', user_id: user }),
    );

    it('anyone, with another action: 400 INVALID_REQUEST', async () => {
      await refuses(site(), ['400 INVALID_REQUEST', 'user_id'], () =>
        decide(REVIEWER, scene().running, { ...approved, user_id: CFO }),
      );
    });

    it('a manager there is not, with an escalation: 422 NO_MANAGER', async () => {
      await refuses(site(), ['422 NO_MANAGER'], () =>
        decide(AUDITOR_1, scene().shared, { action: 'escalated' }),
      );
    });
  });

  describe('for what it names:', () => {
    tryAll<() => object>(
      stage,
      [
        ['a stage there is not', () => ({ stage_id: 999_999 }), '422 STAGE_NOT_IN_VERSION', 'stage_id'],
        [
          'a stage of another version',
          () => ({ stage_id: scene().laterStage }),
          '422 STAGE_NOT_IN_VERSION',
          'stage_id',
        ],
        ['a stage ahead', () => ({ stage_id: scene().stages[1] }), '422 STAGE_NOT_EARLIER', 'stage_id'],
        ['a negative stage', () => ({ stage_id: -1 }), '400 INVALID_REQUEST', 'stage_id'],
        ['a stage beyond all', () => ({ stage_id: 1e20 }), '400 INVALID_REQUEST', 'stage_id'],
        [
          'a stage, with an approval',
          () => ({ ...approved, stage_id: 1 }),
          '400 INVALID_REQUEST',
          'stage_id',
        ],
        ['a step there is not', () => ({ step_id: 999_999 }), '404 STEP_NOT_FOUND'],
        ['a step of another attachment', () => ({ step_id: scene().askingStep }), '404 STEP_NOT_FOUND'],
        ['an assignment there is not', () => ({ assignment_id: 999_999 }), '404 ASSIGNMENT_NOT_FOUND'],
        ['step 0', () => ({ step_id: 0 }), '400 INVALID_REQUEST', 'step_id'],
        ['step 1.5', () => ({ step_id: 1.5 }), '400 INVALID_REQUEST', 'step_id'],
        ['a step that is text', () => ({ step_id: 'first' }), '400 INVALID_REQUEST', 'step_id'],
        ['a step that is null', () => ({ step_id: null }), '400 INVALID_REQUEST', 'step_id'],
        ['a step beyond all', () => ({ step_id: 1e20 }), '400 INVALID_REQUEST', 'step_id'],
      ],
      (named) => decide(REVIEWER, scene().running, { ...back, ...named() }),
    );

    it('an attachment that has not started: 409 ATTACHMENT_NOT_STARTED', async () => {
      await refuses(site(), ['409 ATTACHMENT_NOT_STARTED'], () =>
        decide(REQUESTER, scene().waiting, approved),
      );
    });

    it('an attachment there is not: 404 ATTACHMENT_NOT_FOUND', async () => {
      await refuses(site(), ['404 ATTACHMENT_NOT_FOUND'], () => decide(REVIEWER, 999_999, approved));
    });
  });

  describe('that starts or cancels:', () => {
    const cases = [
      ['the start of what has started', REQUESTER, 'start', '409 ALREADY_STARTED'],
      ['a start by someone who is only seated', REVIEWER, 'start', '403 FORBIDDEN'],
      ['a start by a stranger', STRANGER, 'start', '404 ATTACHMENT_NOT_FOUND'],
      ['a cancellation by the requester', REQUESTER, 'cancel', '403 FORBIDDEN'],
      ['a cancellation by someone who is only seated', REVIEWER, 'cancel', '403 FORBIDDEN'],
      ['a cancellation by a stranger', STRANGER, 'cancel', '404 ATTACHMENT_NOT_FOUND'],
    ] as const;
    for (const [title, by, verb, outcome] of cases) {
      it(`${title}: ${outcome}`, async () => {
        await refuses(site(), [outcome], () =>
          site().api.as(by).post(`/attachments/${scene().running}/${verb}`),
        );
      });
    }
  });
});
