import assert from 'node:assert/strict';
import type { EmailOptions } from '../../lib/actions/handlers/email/email-options.js';
import type { EmailParameters } from '../../lib/actions/handlers/email/email-parameters.js';
import { defaultEmailActions } from '../../lib/actions/handlers/default-email-actions.js';
import { emailHandler } from '../../lib/actions/handlers/send-email.js';
import { ACTION_EVENTS, type ActionEvent } from '../../lib/definition/types.js';
import { emailContext, LENA, MAREK, OMAR, PEOPLE, RANIA } from './support/email-context.js';
import { MailServer } from './support/mail-server.js';

const FROM = 'Approvals <noreply@example.com>';

describe('send_email', () => {
  let server: MailServer;

  before(async () => {
    server = await MailServer.start();
  });

  after(async () => {
    await server.stop();
  });

  beforeEach(() => {
    server.reset();
  });

  type Changes = Parameters<typeof emailContext>[2];

  /** Sends for one event, as a host with these options would. */
  async function send(
    event: ActionEvent,
    parameters: EmailParameters = {},
    { changes = {}, ...options }: Partial<EmailOptions> & { readonly changes?: Changes } = {},
  ): Promise<void> {
    const handler = emailHandler({ transport: server.url, from: FROM, ...options });
    await handler.run(emailContext(event, parameters, changes));
  }

  describe('writes by itself', () => {
    const everyday = { link: () => 'https://app.example.com/requests/40', brand: { name: 'Acme' } };

    it('in English, from left to right', async () => {
      const changes = { approvers: [OMAR], user: MAREK, reason: 'On leave' };
      await send('after_delegate', {}, { ...everyday, changes });
      const { mail } = server.mailTo('omar@example.com');
      assert.equal(mail.subject, 'Delegated: Chairs');
      assert.equal(
        mail.text,
        [
          'Marek Nowak delegated the approval of Chairs at Finance.',
          '',
          'Request: Chairs',
          'Workflow: Purchase request',
          'Stage: Finance',
          'Requester: Rania Haddad',
          'By: Marek Nowak',
          'Now with: Omar Said',
          'Reason: On leave',
          '',
          'Open the request: https://app.example.com/requests/40',
          '',
          '-- ',
          'Acme',
          'This message was sent automatically.',
          '',
        ].join('\n'),
      );
      const html = String(mail.html);
      assert.match(html, /<html lang="en" dir="ltr">/);
      assert.match(html, /<table [^>]*lang="en" dir="ltr">/);
      assert.match(html, /<td[^>]*>Acme<\/td>/);
      assert.match(html, /<td [^>]*>Reason<\/td><td [^>]*><span dir="auto">On leave<\/span><\/td>/);
      assert.match(html, /<a href="https:\/\/app\.example\.com\/requests\/40"[^>]*>Open the request<\/a>/);
    });

    it('in Arabic, from right to left', async () => {
      await send('after_reject', {}, { ...everyday, changes: { reason: 'غالي' } });
      const { mail } = server.mailTo('rania@example.com');
      assert.equal(mail.subject, 'تم الرفض: Chairs');
      assert.equal(
        mail.text,
        [
          'تم رفض الطلب Chairs في المالية من قِبل Omar Said.',
          '',
          'الطلب: Chairs',
          'سير العمل: طلب شراء',
          'المرحلة: المالية',
          'مقدّم الطلب: Rania Haddad',
          'من قِبل: Omar Said',
          'السبب: غالي',
          '',
          'فتح الطلب: https://app.example.com/requests/40',
          '',
          '-- ',
          'Acme',
          'أُرسلت هذه الرسالة تلقائيًا.',
          '',
        ].join('\n'),
      );
      const html = String(mail.html);
      assert.match(html, /<html lang="ar" dir="rtl">/);
      assert.match(html, /<table [^>]*lang="ar" dir="rtl">/);
      assert.match(html, /text-align:right/);
      assert.match(html, /<span dir="auto">Omar Said<\/span>/);
      assert.doesNotMatch(html, /text-align:left|align="left"/);
    });

    for (const event of ACTION_EVENTS) {
      it(`about ${event}, in both languages, leaving no placeholder and no gap`, async () => {
        const users = PEOPLE.map((user) => ({ ...user, locale: user.id === 1 ? 'ar' : 'en' }));
        await send(event, { to: ['requester', { user: 2 }] }, { changes: { users } });
        for (const address of ['rania@example.com', 'omar@example.com']) {
          const { mail } = server.mailTo(address);
          const said = `${mail.subject ?? ''}\n${mail.text ?? ''}`;
          assert.match(said, /Chairs/);
          assert.doesNotMatch(said, /\{\{|\}\}|undefined|null|\[object| {2}| [.,]/);
          assert.equal(/\p{Script=Arabic}/u.test(mail.subject ?? ''), address.startsWith('rania'));
        }
      });
    }

    it('in the language of each recipient, else in one that the workflow has a name in', async () => {
      const language = async (locale: string | undefined, names: Record<string, string>) => {
        server.reset();
        const users = [{ id: 1, name: 'R', active: true, email: 'r@example.com', ...(locale && { locale }) }];
        const base = emailContext('on_workflow_start');
        const attachment = { ...base.attachment, workflowNames: names };
        await send('on_workflow_start', {}, { changes: { users, attachment } });
        return /<html lang="(\w+)"/.exec(String(server.mailTo('r@example.com').mail.html))?.[1];
      };
      const both = { ar: 'طلب', en: 'Request' };
      assert.equal(await language('ar-SA', both), 'ar');
      assert.equal(await language('AR', both), 'ar');
      assert.equal(await language('en-US', { ar: 'طلب' }), 'en');
      assert.equal(await language('fr', both), 'en');
      assert.equal(await language('fr', { ar: 'طلب' }), 'ar');
      assert.equal(await language(undefined, both), 'en');
      assert.equal(await language(undefined, { ar: 'طلب' }), 'ar');
      assert.equal(await language(undefined, { fr: 'Demande' }), 'en');
    });

    it('that it was the system, where nobody did it', async () => {
      await send('after_reject', { to: [{ user: 2 }, { user: 1 }] }, { changes: { user: null } });
      assert.match(server.mailTo('omar@example.com').mail.text ?? '', /^The system rejected Chairs/);
      assert.match(server.mailTo('rania@example.com').mail.text ?? '', /من قِبل النظام/);
    });

    it('the names that the directory knows, where only ids were kept', async () => {
      const base = emailContext('after_reject').attachment;
      const attachment = { ...base, requester: { id: '3', name: null }, startedBy: null };
      const user = { id: 4, name: null };
      const changes = { attachment, user, approvers: [{ id: 2, name: null }], onBehalfOf: null };
      await send('after_delegate', { to: ['a@example.com'] }, { changes });
      const { text = '' } = server.mailTo('a@example.com').mail;
      assert.match(text, /^Marek Nowak delegated/);
      assert.match(text, /^Requester: Lena Vogt$/m);
      assert.match(text, /^Now with: Omar Said$/m);
    });

    it('for whom somebody decided, and calls who has no name by the id', async () => {
      const changes = { user: { id: 99, name: null }, onBehalfOf: LENA };
      await send('after_reject', { to: ['a@example.com'] }, { changes });
      const { text = '' } = server.mailTo('a@example.com').mail;
      assert.match(text, /^99 rejected Chairs/);
      assert.match(text, /^On behalf of: Lena Vogt$/m);
    });

    it('where it stands, also without a stage or a pipeline', async () => {
      await send('on_step_open', { to: ['a@example.com'] }, { changes: { stage: null } });
      await send('on_step_open', { to: ['b@example.com'] }, { changes: { stage: null, pipeline: null } });
      assert.match(server.mailTo('a@example.com').mail.text ?? '', /waiting for approval at Purchasing\./);
      assert.match(
        server.mailTo('b@example.com').mail.text ?? '',
        /waiting for approval at Purchase request\./,
      );
    });

    it('what the object is called, as far as that can be seen', async () => {
      const titled = async (object: Record<string, unknown>, options: Partial<EmailOptions> = {}) => {
        server.reset();
        await send('after_reject', { to: ['a@example.com'] }, { ...options, changes: { object } });
        return server.mailTo('a@example.com').mail.subject;
      };
      assert.equal(await titled({ name: 'Desk', title: ' ' }), 'Rejected: Desk');
      assert.equal(await titled({ number: 7 }), 'Rejected: 7');
      assert.equal(await titled({}), 'Rejected: PurchaseRequest 40');
      const title = { title: () => 'PR-40' };
      assert.equal(await titled({ title: 'Desk' }, title), 'Rejected: PR-40');
    });

    it('tells machines that no person wrote it, and mailboxes what belongs together', async () => {
      await send('on_step_open');
      await send('on_reminder', {}, { changes: { idempotencyKey: 'run-82' } });
      const mails = server.received.map(({ mail }) => mail);
      assert.equal(mails.length, 4);
      assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 4);
      assert.equal(new Set(mails.map(({ references }) => String(references))).size, 1);
      for (const mail of mails) {
        assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
        assert.equal(mail.headers.get('x-auto-response-suppress'), 'All');
        assert.match(mail.messageId ?? '', /^<[\da-f]{32}@example\.com>$/);
        assert.equal(mail.inReplyTo, mail.references);
        assert.equal(mail.from?.text, '"Approvals" <noreply@example.com>');
      }
    });
  });

  describe('writes to', () => {
    const requester = ['rania@example.com'];
    const approvers = ['lena@example.com', 'marek@example.com'];
    const concerned: Readonly<Record<ActionEvent, readonly string[]>> = {
      on_workflow_start: requester,
      on_step_open: approvers,
      after_approve: requester,
      after_move_pipeline: requester,
      after_move_stage: requester,
      after_reject: requester,
      after_resubmission: requester,
      after_delegate: approvers,
      after_escalate: approvers,
      after_reassign: approvers,
      on_reminder: approvers,
      on_deadline: approvers,
      on_workflow_complete: requester,
      on_workflow_cancel: requester,
    };

    for (const event of ACTION_EVENTS) {
      it(`whom ${event} concerns, each with a message of their own`, async () => {
        await send(event);
        assert.deepEqual(server.reached, concerned[event]);
        for (const { mail, envelope } of server.received) {
          assert.equal(envelope.length, 1);
          assert(!Array.isArray(mail.to));
          assert.deepEqual(
            mail.to?.value.map(({ address }) => address),
            envelope,
          );
        }
      });
    }

    it('no requester about what they did themselves, but for a receipt of the start', async () => {
      const changes = { user: { id: '1', name: 'Rania Haddad' } };
      for (const event of ACTION_EVENTS.filter((one) => concerned[one] === requester)) {
        await send(event, {}, { changes });
      }
      assert.deepEqual(
        server.received.map(({ mail }) => mail.subject),
        ['تم التقديم: Chairs'],
      );
    });

    it('no requester about the move by which it was sent back, of which after_resubmission tells', async () => {
      const changes = { targetStage: { id: 21, names: { en: 'Team' } } };
      for (const event of ['after_move_stage', 'after_move_pipeline', 'after_resubmission'] as const) {
        await send(event, {}, { changes });
      }
      assert.deepEqual(
        server.received.map(({ mail }) => mail.subject),
        ['تعديلات مطلوبة: Chairs'],
      );
    });

    it('an approver also of what they did themselves: it still waits for them', async () => {
      await send('on_step_open', {}, { changes: { user: LENA } });
      assert.deepEqual(server.reached, approvers);
    });

    it('whoever started it, where it is nobody else’s request', async () => {
      const base = emailContext('after_reject').attachment;
      const attachment = { ...base, requester: null, startedBy: MAREK };
      await send('after_reject', {}, { changes: { attachment } });
      assert.deepEqual(server.reached, ['marek@example.com']);
    });

    it('whom its action names: by word, address, id or expression', async () => {
      const reached = async (...to: readonly NonNullable<EmailParameters['to']>[number][]) => {
        server.reset();
        const base = emailContext('after_approve').attachment;
        await send('after_approve', { to }, { changes: { attachment: { ...base, startedBy: MAREK } } });
        return server.reached;
      };
      const expression = async (text: string) => reached({ expression: text });
      assert.deepEqual(await reached('actor'), ['omar@example.com']);
      assert.deepEqual(await reached('started_by'), ['marek@example.com']);
      assert.deepEqual(await reached('requester'), requester);
      assert.deepEqual(await reached('approvers', 'buyer@example.com'), ['buyer@example.com', ...approvers]);
      assert.deepEqual(await reached({ user: 2 }, { user: '3' }), ['lena@example.com', 'omar@example.com']);
      assert.deepEqual(await expression('object.manager_id'), ['omar@example.com']);
      assert.deepEqual(await expression('metadata.contact'), ['contact@example.com']);
      assert.deepEqual(await expression('object.watchers'), ['marek@example.com', 'watch@example.com']);
      assert.deepEqual(await expression('[requester.id, attachment.started_by.id]'), [
        'marek@example.com',
        'rania@example.com',
      ]);
      assert.deepEqual(await expression('approvers.map(one, one.id)'), approvers);
      assert.deepEqual(await expression("object.amount > 100 ? 'cfo@example.com' : ''"), ['cfo@example.com']);
      assert.deepEqual(await expression("stage.name_en == 'Finance' && on_behalf_of == null ? user.id : 0"), [
        'omar@example.com',
      ]);
    });

    it('nobody, where there is nobody to write to', async () => {
      const nobody: readonly EmailParameters['to'][] = [
        [{ user: 5 }],
        [{ user: 6 }],
        [{ user: 7 }],
        [{ user: 77 }],
        [{ expression: 'reason' }],
        [{ expression: "''" }],
        [{ expression: 'object.watchers.filter(one, false)' }],
      ];
      for (const to of nobody) await send('after_approve', { to } as EmailParameters);
      await send('on_step_open', {}, { changes: { approvers: [] } });
      const base = emailContext('after_reject').attachment;
      const attachment = { ...base, requester: null, startedBy: null };
      await send('after_reject', {}, { changes: { attachment } });
      await send('after_reject', { to: ['actor'] }, { changes: { user: null } });
      assert.equal(server.connections, 0);
    });

    it('nobody whose address could be anything else, and says so', async () => {
      const warned: unknown[] = [];
      const logger = {
        ...emailContext('on_reminder').logger,
        warn: (_: string, details?: object) => warned.push(details),
      };
      await send('on_reminder', { to: [{ user: 7 }, { expression: "'a@b@c'" }] }, { changes: { logger } });
      assert.deepEqual(warned, [{ user: 7 }, { address: 'a@b@c' }]);
      assert.equal(server.connections, 0);
    });

    it('nobody twice, however they are named', async () => {
      const to = ['requester', { user: 1 }, 'RANIA@example.com', 'started_by', 'a@example.com'] as const;
      await send('after_approve', { to: [...to, 'A@EXAMPLE.COM'] });
      assert.deepEqual(server.reached, ['a@example.com', 'rania@example.com']);
    });

    it('those who get a copy as well, in one message that all of them see', async () => {
      await send('on_step_open', { cc: ['requester', 'audit@example.com', { user: 3 }] });
      assert.equal(server.received.length, 1);
      const { mail, envelope } = server.mailTo('audit@example.com');
      assert.deepEqual([...envelope].sort(), ['audit@example.com', ...approvers, ...requester].sort());
      assert(!Array.isArray(mail.to) && !Array.isArray(mail.cc));
      assert.equal(mail.to?.text, '"Lena Vogt" <lena@example.com>, "Marek Nowak" <marek@example.com>');
      assert.equal(mail.cc?.text, '"Rania Haddad" <rania@example.com>, audit@example.com');
      assert.equal(mail.subject, 'Waiting for approval: Chairs');
    });

    it('those who get a copy alone, where there is nobody else', async () => {
      await send('after_reject', { to: [{ user: 5 }], cc: ['audit@example.com'] });
      assert.deepEqual(server.reached, ['audit@example.com']);
    });
  });

  describe('says what its action says', () => {
    it('over the facts, in the names of the wire', async () => {
      const text =
        'Dear {{recipient.name}}, {{user}} ({{user.id}}) of {{company}}: {{event}} at {{stage.name}}/{{stage.name_ar}}, ' +
        '{{attachment.workflow_name}} {{attachment.object_id}}, {{from_stage.name}} {{object.amount}} ' +
        '{{metadata.contact}}{{#approvers}} {{name}}{{/approvers}}{{^reason}} no reason{{/reason}} {{link}}';
      await send('after_approve', { to: [{ user: 2 }], subject: '{{actor}}: {{title}}', text });
      const { mail } = server.mailTo('omar@example.com');
      assert.equal(mail.subject, 'Omar Said: Chairs');
      assert.equal(
        mail.text?.trim(),
        'Dear Omar Said, Omar Said (2) of acme: after_approve at Finance/المالية, Purchase request 40, Team 120 ' +
          'contact@example.com Lena Vogt Marek Nowak no reason',
      );
    });

    it('in the language of each recipient, also in one that the package does not know', async () => {
      const subject = { de: 'Hallo {{recipient.name}}', ar: 'مرحبا {{recipient.name}}', en: 'Hello' };
      await send('after_approve', { to: ['requester', { user: 2 }, { user: 3 }], subject });
      assert.equal(server.mailTo('rania@example.com').mail.subject, 'مرحبا Rania Haddad');
      assert.equal(server.mailTo('omar@example.com').mail.subject, 'Hello');
      const { mail } = server.mailTo('lena@example.com');
      assert.equal(mail.subject, 'Hallo Lena Vogt');
      assert.match(String(mail.html), /<html lang="de" dir="ltr">/);
    });

    it('in the usual frame, where it gives no HTML', async () => {
      const text = 'First <line>\nsecond {{title}}\n\nNext paragraph';
      await send('after_approve', { text }, { link: () => 'https://app.example.com/?a=1&b="2' });
      const html = String(server.mailTo('rania@example.com').mail.html);
      assert.match(html, /<p [^>]*>First &lt;line&gt;<br>second Chairs<\/p>\n<p [^>]*>Next paragraph<\/p>/);
      assert.match(html, /href="https:\/\/app\.example\.com\/\?a=1&amp;b=%222"/);
    });

    it('in HTML of its own, beside the usual text', async () => {
      await send('after_approve', { html: '<b>{{title}}</b>' });
      const { mail } = server.mailTo('rania@example.com');
      assert.equal(String(mail.html).trim(), '<b>Chairs</b>');
      assert.match(mail.text ?? '', /^تمت الموافقة/);
    });
  });

  describe('says what templates of the host say', () => {
    it('by event, as far as they say anything, in the languages of the host', async () => {
      const templates: EmailOptions['templates'] = {
        after_reject: ({ facts, language, title, link, recipient }) => ({
          subject: `${language} ${facts.event} ${title} ${String(link)} ${String(recipient.name)}`,
        }),
      };
      const languages = ['en', 'fr'];
      await send('after_reject', { to: [{ user: 2 }] }, { templates, languages });
      await send('on_workflow_complete', {}, { templates, languages });
      const { mail } = server.mailTo('omar@example.com');
      assert.equal(mail.subject, 'en after_reject Chairs null Omar Said');
      assert.match(mail.text ?? '', /^Omar Said rejected Chairs/);
      assert.equal(server.mailTo('rania@example.com').mail.subject, 'Completed: Chairs');
    });

    it('unless the action says it', async () => {
      const templates = { after_reject: () => ({ subject: 'Host', text: 'Host' }) };
      await send('after_reject', { subject: 'Action' }, { templates });
      const { mail } = server.mailTo('rania@example.com');
      assert.deepEqual([mail.subject, mail.text?.trim()], ['Action', 'Host']);
      assert.match(String(mail.html), /<p [^>]*>Host<\/p>/);
    });
  });

  describe('by default', () => {
    it('is told of everything that asks for an approval, and once of each decision that moves a request', () => {
      const events = defaultEmailActions.map(({ event }) => event);
      assert.deepEqual(
        ACTION_EVENTS.filter((event) => !events.includes(event)),
        ['after_approve', 'after_move_pipeline'],
      );
      assert.equal(new Set(events).size, events.length);
      for (const action of defaultEmailActions) {
        assert.deepEqual(action, { event: action.event, handler: 'send_email', parameters: {} });
      }
    });

    for (const { event, parameters = {} } of defaultEmailActions) {
      it(`sends a complete e-mail for ${event}`, async () => {
        await send(event, parameters);
        assert(server.received.length > 0);
        for (const { mail } of server.received) {
          assert.match(mail.subject ?? '', /: Chairs$/);
          assert.match(mail.text ?? '', /Chairs/);
          assert.match(String(mail.html), /Chairs/);
        }
      });
    }
  });

  it('fails where the host gives a link that is none', async () => {
    for (const url of ['/requests/40', 'javascript:alert(1)', 'ftp://example.com']) {
      const link = () => url;
      await assert.rejects(send('after_reject', {}, { link }), /must give an absolute http\(s\) URL/);
    }
    await send('after_reject', {}, { link: () => null });
    assert.deepEqual(
      server.reached,
      [RANIA].map(() => 'rania@example.com'),
    );
  });
});
