import assert from 'node:assert/strict';
import { hideSecrets, resolveSecrets, withoutSecrets } from '../../lib/actions/secrets.js';

const PARAMETERS = {
  url: 'https://erp.example/hook',
  token: { secret: 'erp-hook' },
  headers: [{ name: 'X-Key', value: { secret: 'erp-key' } }],
  note: { secret: 'a', and: 'b' },
  count: { secret: 5 },
};

describe('The secrets of an action', () => {
  it('take the place of their names, at any depth, and of nothing else', async () => {
    const { parameters, secrets } = await resolveSecrets(PARAMETERS, (name) => Promise.resolve(`<${name}>`));
    assert.deepEqual(parameters, {
      ...PARAMETERS,
      token: '<erp-hook>',
      headers: [{ name: 'X-Key', value: '<erp-key>' }],
    });
    assert.deepEqual([...secrets].sort(), ['<erp-hook>', '<erp-key>']);
  });

  it('count as text for those who judge the parameters', () => {
    const { parameters, places } = withoutSecrets(PARAMETERS, 'parameters');
    assert.deepEqual(parameters, {
      ...PARAMETERS,
      token: '[secret]',
      headers: [{ name: 'X-Key', value: '[secret]' }],
    });
    assert.deepEqual([...places], ['parameters.token', 'parameters.headers.0.value']);
  });

  it('are none where parameters as a whole look like one', async () => {
    const parameters = { secret: 'x' };
    assert.deepEqual(withoutSecrets(parameters, 'p'), { parameters, places: new Set() });
    assert.deepEqual(await resolveSecrets(parameters, undefined), { parameters, secrets: [] });
  });

  it('are missed by name where there are none', async () => {
    for (const resolve of [undefined, () => undefined, () => null]) {
      await assert.rejects(
        resolveSecrets({ token: { secret: 'erp-hook' } }, resolve),
        /no secret "erp-hook"/,
      );
    }
  });

  it('are text, and nothing else that a host may give', async () => {
    for (const secret of [7, true, {}, ['k'], Buffer.from('k')] as unknown as string[]) {
      await assert.rejects(
        resolveSecrets({ token: { secret: 'erp-hook' } }, () => secret),
        /"erp-hook" must be text/,
      );
    }
  });

  it('are not told, however often a message repeats them', () => {
    assert.equal(
      hideSecrets('k-1 refused: k-1, k-2', ['k-1', '', 'k-2']),
      '[secret] refused: [secret], [secret]',
    );
  });
});
