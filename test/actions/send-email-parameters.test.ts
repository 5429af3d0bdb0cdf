import assert from 'node:assert/strict';
import { HandlerRegistry } from '../../lib/actions/handler-registry.js';
import { isAddress } from '../../lib/actions/handlers/email/email-address.js';
import type { EmailParameters } from '../../lib/actions/handlers/email/email-parameters.js';
import type { MailMessage } from '../../lib/actions/handlers/email/mail-transport.js';
import { emailHandler } from '../../lib/actions/handlers/send-email.js';
import type { WorkflowError } from '../../lib/index.js';
import { emailContext } from './support/email-context.js';

const sent: MailMessage[] = [];
const transport = { sendMail: (message: MailMessage) => Promise.resolve(sent.push(message)) };
const handler = emailHandler({ transport, from: 'noreply@example.com' });

describe('the parameters of send_email', () => {
  const registry = new HandlerRegistry();
  registry.register('send_email', handler);

  function problems(parameters: unknown): readonly string[] {
    const found = registry.get('send_email')?.findProblems(parameters, 'parameters') ?? [];
    return found.map(({ path, message }) => `${path} ${message}`);
  }

  it('may be none, or say whom to write to and what', () => {
    const fine: readonly EmailParameters[] = [
      {},
      { to: ['requester', 'approvers', 'actor', 'started_by', 'a@example.com', { user: 7 }, { user: 'x' }] },
      { to: [{ expression: 'object.manager_email' }], cc: [{ expression: 'approvers.map(a, a.id)' }] },
      {
        subject: '{{title}}',
        text: { en: 'Hello', ar: 'مرحبا' },
        html: '<p>{{#reason}}{{.}}{{/reason}}</p>',
      },
    ];
    for (const parameters of fine) assert.deepEqual(problems(parameters), []);
  });

  it('are refused by path where their shape is wrong', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ bcc: ['a@example.com'] }, /^parameters\.bcc /],
      [{ to: [] }, /^parameters\.to /],
      [{ to: 'requester' }, /^parameters\.to /],
      [{ to: ['manager'] }, /^parameters\.to\.0 /],
      [{ to: [{ user: 1, expression: 'object.a' }] }, /^parameters\.to\.0 /],
      [{ to: [{}] }, /^parameters\.to\.0 /],
      [{ to: [{ role: 1 }] }, /^parameters\.to\.0\.role /],
      [{ to: Array.from({ length: 51 }, () => 'requester') }, /^parameters\.to /],
      [{ subject: 'x'.repeat(501) }, /^parameters\.subject /],
      [{ text: {} }, /^parameters\.text /],
      [{ html: { en: 7 } }, /^parameters\.html\.en /],
    ];
    for (const [parameters, message] of wrong) assert.match(problems(parameters)[0] ?? '', message);
  });

  it('are refused by path where nothing could be made of them', () => {
    const wrong: readonly (readonly [EmailParameters, RegExp])[] = [
      [{ to: ['a b@example.com', 'a@-x'] }, /^parameters\.to\.0 /],
      [
        { to: ['requester', 'a@-x'] },
        /^parameters\.to\.1 must be an e-mail address, or one of requester, approvers/,
      ],
      [
        { cc: [{ expression: 'object.amount > 5' }] },
        /^parameters\.cc\.0 must be a CEL expression .*: it gives bool$/,
      ],
      [{ to: [{ expression: 'objekt.a' }] }, /^parameters\.to\.0 .*: there is no variable objekt$/],
      [
        { to: [{ expression: '(' }] },
        /^parameters\.to\.0 must be a CEL expression that gives addresses or user ids: /,
      ],
      [
        { subject: '{{#title}}' },
        /^parameters\.subject must be a Mustache template: Unclosed section "title"/,
      ],
      [{ text: { en: '{{title' } }, /^parameters\.text\.en must be a Mustache template: Unclosed tag/],
      [
        { html: '{{{title}}}' },
        /^parameters\.html must be .*: values are always escaped: write \{\{name\}\}$/,
      ],
      [{ html: '{{#a}}{{& title}}{{/a}}' }, /^parameters\.html must be .*: values are always escaped/],
      [{ html: '{{> footer}}' }, /^parameters\.html .*: there are no partials$/],
      [{ html: '{{=<% %>=}}' }, /^parameters\.html .*: the delimiters stay/],
    ];
    for (const [parameters, message] of wrong) assert.match(problems(parameters)[0] ?? '', message);
  });

  it('make the delivery give up where they fail over what happened', async () => {
    const run = async (parameters: EmailParameters) => handler.run(emailContext('after_reject', parameters));
    const fails = async (parameters: EmailParameters, message: RegExp) =>
      assert.rejects(run(parameters), { name: 'GiveUp', message });
    await fails(
      { to: [{ expression: 'object.nobody' }] },
      /object\.nobody could not be found: there is no nobody/,
    );
    await fails({ to: [{ expression: 'requester' }] }, /could not be found: write what gives an address/);
    await fails(
      { to: [{ expression: 'object.amount == 120 ? [true] : []' }] },
      /could not be found: write what/,
    );
    await fails({ subject: '{{#a}}' }, /A text of the action cannot be used: Error: Unclosed section/);
  });

  it('cannot make a template stall the process', async () => {
    const list = Array.from({ length: 1000 }, (_, index) => index);
    const text =
      '{{#object.list}}{{#object.list}}{{#object.list}}{{/object.list}}{{/object.list}}{{/object.list}}';
    const object = { list, long: 'x'.repeat(1_000_000) };
    const run = async (parameters: EmailParameters) =>
      handler.run(emailContext('after_reject', parameters, { object }));
    await assert.rejects(run({ text }), { name: 'GiveUp', message: /would be too large/ });
    await assert.rejects(run({ text: '{{object.long}}'.repeat(3) }), {
      name: 'GiveUp',
      message: /too large/,
    });
    await run({ text: '{{#object.list}}{{.}},{{/object.list}}' });
    assert(sent.at(-1)?.text.startsWith('0,1,2,'));
  });

  it('show a template data, and nothing of JavaScript', async () => {
    const object = { title: 'Chairs', list: ['a', { name: 'b' }, 3], map: { k: true }, no: null };
    const render = async (text: string) => {
      const changes = { object, idempotencyKey: String(sent.length) };
      await handler.run(emailContext('after_reject', { text }, changes));
      return sent.at(-1)?.text;
    };
    assert.equal(
      await render('{{object.list}}|{{object.map}}|{{object.no}}|{{object.none.x}}'),
      'a, b, 3|{"k":true}||',
    );
    assert.equal(
      await render('{{object.list.length}}|{{object.list.1.name}}|{{object.title.length}}'),
      '3|b|',
    );
    assert.equal(await render('{{#object.list}}<{{.}}>{{/object.list}}'), '<a><b><3>');
    assert.equal(
      await render('{{#object}}{{title}} {{company}}{{/object}}{{^object.no}}!{{/object.no}}'),
      'Chairs acme!',
    );
    for (const name of [
      'constructor',
      '__proto__',
      'toString',
      'list.constructor',
      'list.map',
      'title.constructor',
    ]) {
      assert.equal(await render(`{{object.${name}}}{{#object.${name}}}X{{/object.${name}}}`), '');
    }
  });
});

describe('the options of emailHandler', () => {
  const wrong: readonly (readonly [string, object, RegExp])[] = [
    ['transport', { transport: undefined }, /must be a nodemailer transporter/],
    ['from', { from: undefined }, /must be an address/],
    ['from', { from: 'Approvals' }, /must be an address/],
    ['from', { from: 'a@example.com, b@example.com' }, /must be an address/],
    [
      'templates.after_aprove',
      { templates: { after_aprove: () => ({}) } },
      /is no event; there are on_workflow_start/,
    ],
    ['languages', { languages: [] }, /must name a language/],
    ['brand.color', { brand: { color: 'red;background:url(x)' } }, /must be written as #rrggbb/],
  ];

  for (const [path, options, message] of wrong) {
    it(`are refused by name: ${path} ${String(message)}`, () => {
      const given = { transport, from: 'noreply@example.com', ...options };
      assert.throws(
        () => emailHandler(given),
        (error: WorkflowError) => {
          assert.equal(error.code, 'INVALID_CONFIGURATION');
          assert.equal(error.errors[0]?.path, path);
          assert.match(error.message, message);
          return error.message.startsWith(`emailHandler: option "${path}"`);
        },
      );
    });
  }
});

describe('an e-mail address', () => {
  const labels = 'a.'.repeat(124);

  for (const address of [
    'a@b',
    "o'neil+x.y@mail.example.com",
    'مستخدم@مثال.إختبار',
    `${'a'.repeat(64)}@b.c`,
  ]) {
    it(`may be ${address}`, () => assert(isAddress(address)));
  }

  for (const address of [
    ...[
      '',
      'a',
      '@b',
      'a@',
      'a@b@c',
      'a b@c',
      'a@b c',
      'a@b,c@d',
      'a@b;c',
      'A <a@b>',
      '"a"@b',
      'a@[127.0.0.1]',
    ],
    ...['.a@b', 'a.@b', 'a..b@c', 'a@.b', 'a@b.', 'a@-b', 'a@b-', 'a@b\r\nBcc: c@d', 'a\0@b', 'a@b\u202e'],
    ...[`${'a'.repeat(65)}@b`, `a@${'b'.repeat(64)}`, `aaaaaa@${labels}b`],
  ]) {
    it(`is never ${JSON.stringify(address).slice(0, 40)}`, () => assert(!isAddress(address)));
  }
});
