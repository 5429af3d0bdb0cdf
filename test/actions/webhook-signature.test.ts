import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  signWebhook,
  verifyWebhookSignature,
  type ReceivedWebhook,
} from '../../lib/actions/handlers/webhook/signature.js';

/** The example that libraries of Standard Webhooks test themselves with. */
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
} as const;

function isVerified(
  changes: Partial<ReceivedWebhook> = {},
  headers: ReceivedWebhook['headers'] = {},
): boolean {
  return verifyWebhookSignature({
    headers: {
      'webhook-id': EXAMPLE.id,
      'webhook-timestamp': String(EXAMPLE.timestamp),
      'webhook-signature': EXAMPLE.signature,
      ...headers,
    },
    body: EXAMPLE.body,
    secret: EXAMPLE.secret,
    now: new Date(EXAMPLE.timestamp * 1000),
    ...changes,
  });
}

describe('the signature of a webhook', () => {
  it('is that of Standard Webhooks', () => {
    assert.equal(signWebhook(EXAMPLE, EXAMPLE.secret), EXAMPLE.signature);
  });

  it('is verified, of text and of bytes', () => {
    assert.equal(isVerified(), true);
    assert.equal(isVerified({ body: Buffer.from(EXAMPLE.body) }), true);
  });

  it('is verified by one of several secrets, and as one of several signatures', () => {
    assert.equal(isVerified({ secret: ['another', EXAMPLE.secret] }), true);
    const signatures = `v1a,AAAA v1,short ${EXAMPLE.signature}`;
    assert.equal(isVerified({}, { 'webhook-signature': signatures }), true);
  });

  const FORGERIES: Readonly<Record<string, readonly [Partial<ReceivedWebhook>, ReceivedWebhook['headers']]>> =
    {
      'another body': [{ body: `${EXAMPLE.body} ` }, {}],
      'another secret': [{ secret: 'whsec_AAAA' }, {}],
      'the secret not decoded': [{ secret: EXAMPLE.secret.replace('whsec_', '') }, {}],
      'no secret at all': [{ secret: [] }, {}],
      'another id': [{}, { 'webhook-id': 'msg_other' }],
      'another time': [{}, { 'webhook-timestamp': String(EXAMPLE.timestamp + 1) }],
      'no id': [{}, { 'webhook-id': undefined }],
      'no time': [{}, { 'webhook-timestamp': undefined }],
      'a time that is none': [{}, { 'webhook-timestamp': 'now' }],
      'a time beyond all': [{}, { 'webhook-timestamp': '9'.repeat(40) }],
      'no signature': [{}, { 'webhook-signature': undefined }],
      'an empty signature': [{}, { 'webhook-signature': '' }],
      'two headers of signatures': [{}, { 'webhook-signature': [EXAMPLE.signature, EXAMPLE.signature] }],
      'a signature of another scheme': [{}, { 'webhook-signature': EXAMPLE.signature.replace('v1,', 'v2,') }],
      'a signature that is cut off': [{}, { 'webhook-signature': EXAMPLE.signature.slice(0, -1) }],
    };
  for (const [title, [changes, headers]] of Object.entries(FORGERIES)) {
    it(`is refused with ${title}`, () => assert.equal(isVerified(changes, headers), false));
  }

  it('is refused where the time of the attempt is further off than is tolerated, either way', () => {
    const at = (seconds: number): Date => new Date((EXAMPLE.timestamp + seconds) * 1000);
    const verdicts = [-301, -300, 300, 301].map((seconds) => isVerified({ now: at(seconds) }));
    assert.deepEqual(verdicts, [false, true, true, false]);
    assert.equal(isVerified({ now: at(11), toleranceSeconds: 10 }), false);
  });

  it('is checked against the time of this machine where no other is given', () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'webhook-id': 'run-1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook({ id: 'run-1', timestamp, body: '{}' }, 'secret'),
    };
    assert.equal(verifyWebhookSignature({ headers, body: '{}', secret: 'secret' }), true);
    const { secret, body, id } = EXAMPLE;
    const old = { ...headers, 'webhook-id': id, 'webhook-signature': EXAMPLE.signature };
    assert.equal(verifyWebhookSignature({ headers: old, body, secret }), false);
  });

  it('keeps its parts apart: an id with a full stop is neither signed nor verified', () => {
    assert.throws(() => signWebhook({ ...EXAMPLE, id: 'a.b' }, EXAMPLE.secret), TypeError);
    // The bytes "a.1614265330.1614265330.x" could be read in two ways.
    const timestamp = EXAMPLE.timestamp;
    const signature = signWebhook({ id: 'a', timestamp, body: `${timestamp}.x` }, EXAMPLE.secret);
    const headers = { 'webhook-id': `a.${timestamp}`, 'webhook-signature': signature };
    assert.equal(isVerified({ body: 'x' }, headers), false);
  });

  for (const secret of ['', 'whsec_', 'whsec_not base64', 'whsec_A', 'whsec_ä']) {
    it(`is not made with the secret "${secret}", which holds no key`, () => {
      assert.throws(() => signWebhook(EXAMPLE, secret), TypeError);
      assert.throws(() => isVerified({ secret }), TypeError);
    });
  }

  it('vouches for every byte, whatever the secret', () => {
    const content = fc.record({
      secret: fc.string({ minLength: 1 }).filter((text) => !text.startsWith('whsec_')),
      body: fc.uint8Array({ minLength: 1 }),
      position: fc.nat(),
    });
    fc.assert(
      fc.property(content, ({ secret, body, position }) => {
        const signature = signWebhook({ ...EXAMPLE, body }, secret);
        assert.equal(isVerified({ body, secret }, { 'webhook-signature': signature }), true);
        const changed = body.map((byte, index) => (index === position % body.length ? byte ^ 1 : byte));
        assert.equal(isVerified({ body: changed, secret }, { 'webhook-signature': signature }), false);
      }),
    );
  });
});
