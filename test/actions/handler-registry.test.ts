import assert from 'node:assert/strict';
import { HandlerRegistry } from '../../lib/actions/handler-registry.js';
import { updateObject } from '../../lib/actions/handlers/update-object.js';
import type { ActionHandler } from '../../lib/actions/handler.js';

const run = (): void => undefined;

function refusalOf(name: string, handler: unknown): string {
  try {
    new HandlerRegistry().register(name, handler as ActionHandler);
  } catch (error) {
    const { code, errors } = error as { code: string; errors: { path: string; message: string }[] };
    assert.equal(code, 'INVALID_CONFIGURATION');
    return `${errors[0]?.path} ${errors[0]?.message}`;
  }
  return 'taken';
}

describe('The handlers of an engine', () => {
  it('are functions, or objects that say more of themselves', () => {
    const registry = new HandlerRegistry();
    registry.register('plain', run);
    const parameters = { type: 'object', required: ['url'], properties: { url: { type: 'string' } } };
    registry.register('finance/notify.send-mail', {
      run,
      parameters,
      description: 'Sends.',
      timeoutMs: 1000,
    });
    assert.deepEqual(registry.names, ['finance/notify.send-mail', 'plain']);
    const [mail, plain] = registry.list();
    assert.deepEqual([mail?.description, mail?.timeoutMs, mail?.parameters], ['Sends.', 1000, parameters]);
    assert.deepEqual([plain?.description, plain?.timeoutMs, plain?.parameters], [null, 30_000, null]);
    assert.equal(registry.get('other'), undefined);
  });

  it('judge their parameters themselves where their schema has nothing against them', () => {
    const registry = new HandlerRegistry();
    const parameters = { type: 'object', properties: { to: { type: 'string', pattern: '^[a-z]' } } };
    const findProblems = ({ to }: { to?: string }) =>
      to === 'nobody@' ? [{ path: 'to', message: 'must be an address' }] : [];
    registry.register('mail', { run, parameters, findProblems });
    const problems = (to: unknown) => registry.get('mail')?.findProblems({ to }, 'parameters');
    assert.deepEqual(problems('a@example.com'), []);
    assert.deepEqual(problems('nobody@'), [{ path: 'parameters.to', message: 'must be an address' }]);
    assert.deepEqual(
      problems('7')?.map(({ path }) => path),
      ['parameters.to'],
    );
    assert.deepEqual(problems({ secret: 'address' }), []);
  });

  it('judge their parameters by their schema, whatever their secrets hold', () => {
    const registry = new HandlerRegistry();
    const parameters = {
      type: 'object',
      required: ['url', 'token'],
      properties: { url: { type: 'string' }, token: { type: 'string' } },
      additionalProperties: false,
    };
    registry.register('webhook', { run, parameters });
    registry.register('any', run);
    const problems = (value: unknown): unknown => registry.get('webhook')?.findProblems(value, 'parameters');
    assert.deepEqual(problems({ url: 'https://a', token: { secret: 'erp' } }), []);
    assert.deepEqual(problems({ url: { secret: 'url' }, token: { secret: 'erp' } }), []);
    assert.deepEqual(problems({ url: 5, other: 1 }), [
      { path: 'parameters.token', message: 'is required' },
      { path: 'parameters.other', message: 'is not allowed' },
      { path: 'parameters.url', message: 'must be text' },
    ]);
    assert.deepEqual(registry.get('any')?.findProblems({ whatever: [1] }, 'parameters'), []);
  });

  it('are refused where they are none, or cannot be told apart', () => {
    const schema = { type: 'object', properties: { a: { type: 'strnig' } } };
    assert.match(refusalOf('', run), /must be named by letters/);
    assert.match(refusalOf('a b', run), /must be named by letters/);
    assert.match(refusalOf('../../etc', run), /must be named by letters/);
    assert.match(refusalOf('a', {}), /^actions\.a must be a function, or \{ run, parameters \}/);
    assert.match(
      refusalOf('a', { run, timeoutMs: 0 }),
      /^actions\.a\.timeoutMs must be above 0 and at most 50000/,
    );
    assert.match(refusalOf('a', { run, timeoutMs: 50_001 }), /^actions\.a\.timeoutMs/);
    assert.match(
      refusalOf('a', { run, parameters: schema }),
      /^actions\.a\.parameters\.properties\.a\.type /,
    );
    const registry = new HandlerRegistry();
    registry.register('a', run);
    assert.throws(() => registry.register('a', run), { code: 'INVALID_CONFIGURATION' });
  });

  it('would accept the handler that the engine adds unchecked', () => {
    const registry = new HandlerRegistry();
    registry.register('update_object', updateObject);
    assert.deepEqual(registry.names, ['update_object']);
  });
});
