import assert from 'node:assert/strict';
import type { HookContext } from '../../lib/actions/hooks.js';
import { Hooks } from '../../lib/actions/hooks.js';
import { HostCalls } from '../../lib/time-limits/host-calls.js';
import { quietLogger } from '../support/host.js';

const context = { operation: 'approve' } as HookContext;

describe('The hooks of an engine', () => {
  it('run one after another, in the order in which they were added, on their own side', async () => {
    const hooks = new Hooks(new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 }));
    const said: string[] = [];
    const say = (id: string) => ({
      id,
      run: async () => {
        await new Promise(setImmediate);
        said.push(id);
      },
    });
    hooks.before('approve', say('b'));
    hooks.before('approve', say('a'));
    hooks.after('approve', say('b'));
    hooks.before('reject', say('c'));
    await hooks.run('before', context);
    assert.deepEqual(said, ['b', 'a']);
    await hooks.run('after', context);
    assert.deepEqual(said, ['b', 'a', 'b']);
  });

  it('veto by a throw, after which none of the others runs', async () => {
    const hooks = new Hooks(new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 }));
    hooks.before('approve', { id: 'veto', run: () => Promise.reject(new Error('not today')) });
    hooks.before('approve', { id: 'later', run: () => assert.fail('It ran.') });
    await assert.rejects(hooks.run('before', context), /not today/);
  });

  it('are removed by what adding them gave, and may then be added again', async () => {
    const hooks = new Hooks(new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 }));
    const hook = { id: 'once', run: () => assert.fail('It ran.') };
    const remove = hooks.before('approve', hook);
    assert.equal(hooks.has('before', 'approve'), true);
    assert.throws(() => hooks.before('approve', hook), { code: 'INVALID_CONFIGURATION' });
    remove();
    remove();
    assert.equal(hooks.has('before', 'approve'), false);
    await hooks.run('before', context);
    hooks.before('approve', hook);
  });

  it('are refused for an operation that there is not', () => {
    const hooks = new Hooks(new HostCalls({ logger: quietLogger, slowMs: 1000, timeoutMs: 5000 }));
    const adding = (): unknown => hooks.before('approved' as 'approve', { id: 'a', run: () => undefined });
    assert.throws(adding, { code: 'INVALID_CONFIGURATION', message: /there is no operation "approved"/ });
  });

  it('are told of in the log where they are slow', async () => {
    const warnings: string[] = [];
    const logger = { ...quietLogger, warn: (message: string) => warnings.push(message) };
    const hooks = new Hooks(new HostCalls({ logger, slowMs: -1, timeoutMs: 5000 }));
    hooks.before('approve', { id: 'slow', run: () => undefined });
    await hooks.run('before', context);
    assert.match(String(warnings[0]), /Hook slow took \d+ ms before approve/);
  });
});
