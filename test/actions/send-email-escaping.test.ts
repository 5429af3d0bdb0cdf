import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActionContext } from '../../lib/actions/handler.js';
import type { EmailParameters } from '../../lib/actions/handlers/email/email-parameters.js';
import type { MailMessage } from '../../lib/actions/handlers/email/mail-transport.js';
import { emailHandler } from '../../lib/actions/handlers/send-email.js';
import { ACTION_EVENTS } from '../../lib/definition/types.js';
import { emailContext } from './support/email-context.js';
import { MailServer } from './support/mail-server.js';

const FROM = 'noreply@example.com';

/** What a mischievous requester calls everything. */
const SCRIPT = `<script>alert("1" + '2')</script> & "Chairs"`;
const ESCAPED = '&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)&lt;/script&gt; &amp; &quot;Chairs&quot;';
const INJECTION = 'Chairs\r\nBcc: all@example.com\r\n\r\n<b>Body</b>\u2028X\0Y';

/** Everything that people can write is this. */
function withText(text: string): Partial<Omit<ActionContext, 'parameters'>> {
  const person = { id: 2, name: text };
  const place = { id: 1, names: { en: text, ar: text } };
  const { attachment } = emailContext('after_reject');
  return {
    attachment: { ...attachment, requester: person, workflowNames: { en: text, ar: text } },
    object: { title: text },
    user: person,
    onBehalfOf: person,
    approvers: [person],
    stage: place,
    pipeline: place,
    targetStage: place,
    reason: text,
  };
}

describe('what send_email is told', () => {
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

  async function receive(text: string, parameters: EmailParameters = {}) {
    const users = [{ id: 2, name: text, active: true, email: 'reader@example.com' }];
    const handler = emailHandler({ transport: server.url, from: FROM });
    await handler.run(
      emailContext('after_reject', { to: [{ user: 2 }], ...parameters }, { ...withText(text), users }),
    );
    return server.mailTo('reader@example.com');
  }

  it('is never markup', async () => {
    const { mail } = await receive(SCRIPT);
    assert.equal(mail.subject, `Rejected: ${SCRIPT}`);
    assert.doesNotMatch(String(mail.html), /<script/);
    assert(String(mail.html).includes(`<span dir="auto">${ESCAPED}</span> rejected`));
    assert(mail.text?.includes(`Reason: ${SCRIPT}\n`));
  });

  it('is never markup in HTML of the action either, not even in an attribute', async () => {
    const html = '<a title="{{title}}" href=\'https://x.example/?q={{reason}}\'>{{user.name}}</a>';
    const { mail } = await receive(SCRIPT, { html });
    const expected = `<a title="${ESCAPED}" href='https://x.example/?q=${ESCAPED}'>${ESCAPED}</a>`;
    assert.equal(String(mail.html).trim(), expected);
  });

  it('is never a template', async () => {
    const { mail } = await receive('{{company}} {{{company}}}', { text: '{{title}}', html: '{{title}}' });
    assert.equal(mail.text?.trim(), '{{company}} {{{company}}}');
    assert.equal(String(mail.html).trim(), '{{company}} {{{company}}}');
  });

  it('never ends a header', async () => {
    const { mail, envelope, source } = await receive(INJECTION, { subject: '{{title}}\nX-Evil: {{reason}}' });
    assert.deepEqual(envelope, ['reader@example.com']);
    assert.equal(
      mail.subject,
      'Chairs Bcc: all@example.com <b>Body</b> X Y X-Evil: Chairs Bcc: all@example.com <b>Body</b> XY',
    );
    assert.equal(mail.bcc, undefined);
    const header = source.slice(0, source.indexOf('\r\n\r\n'));
    assert.doesNotMatch(header, /^(bcc|x-evil):/im);
    assert(!Array.isArray(mail.to));
    assert.deepEqual(
      mail.to?.value.map(({ address }) => address),
      ['reader@example.com'],
    );
  });

  it('keeps its lines and its marks, but turns nothing round', async () => {
    const { mail } = await receive('one\r\ntwo \u200f(\u200e)\u202e evil \u2067');
    assert(mail.text?.includes('Reason: one\ntwo \u200f(\u200e) evil'));
    assert(String(mail.html).includes('one<br>two \u200f(\u200e) evil'));
    assert.match(mail.subject ?? '', /^Rejected: one two \u200f\(\u200e\) evil$/);
  });

  it('is cut where a subject would be too long, and never within a character', async () => {
    const { mail } = await receive('🪑'.repeat(300));
    assert.equal(Array.from(mail.subject ?? '').length, 200);
    assert.match(mail.subject ?? '', /^[^\p{Surrogate}]*🪑…$/u);
  });

  describe('whatever it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '\r', '\n', '\u202e', '{', '}', '#', 'a') }),
      fc.constantFrom(SCRIPT, INJECTION, '{{#object}}{{.}}{{/object}}', '</td>', '&lt;'),
    );
    const sent: MailMessage[] = [];
    const transport = { sendMail: (message: MailMessage) => Promise.resolve(sent.push(message)) };
    const handler = emailHandler({ transport, from: FROM });

    async function write(given: string, index: number, parameters: EmailParameters): Promise<MailMessage> {
      const event = ACTION_EVENTS[index % ACTION_EVENTS.length] ?? 'after_reject';
      const users = [
        { id: 2, name: given, active: true, email: 'reader@example.com', locale: index % 2 ? 'ar' : 'en' },
      ];
      const changes = { ...withText(given), users, idempotencyKey: String(sent.length) };
      await handler.run(emailContext(event, { to: [{ user: 2 }], ...parameters }, changes));
      const message = sent.at(-1);
      assert(message !== undefined);
      return message;
    }

    it('adds no tag, no attribute and no line to a header', async () => {
      const plain = new Map<number, string>();
      const tagsOf = (html: string) =>
        (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br>').join('\n');
      for (const index of ACTION_EVENTS.keys())
        plain.set(index, tagsOf((await write('plain', index, {})).html));
      await fc.assert(
        fc.asyncProperty(text, fc.nat(ACTION_EVENTS.length - 1), async (given, index) => {
          const seen = `(${given})`;
          const { html, subject, to, text: said } = await write(seen, index, {});
          assert.equal(tagsOf(html), plain.get(index));
          assert.doesNotMatch(
            `${subject}${to[0]?.name ?? ''}`,
            /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u,
          );
          assert.doesNotMatch(said, /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
          for (const one of [html, subject, said]) assert.doesNotMatch(one, /\p{Surrogate}/u);
        }),
      );
    });

    it('reads as it was written, once HTML is undone', async () => {
      await fc.assert(
        fc.asyncProperty(text, async (given) => {
          const { html, text: said } = await write(given, 0, { html: '{{reason}}', text: '{{reason}}' });
          assert.equal(unescape(html), said);
        }),
      );
    });
  });
});

function unescape(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity as keyof typeof entities]);
}
