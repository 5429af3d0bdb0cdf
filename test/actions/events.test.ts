import assert from 'node:assert/strict';
import { EngineEvents } from '../../lib/actions/events.js';
import type { ActionFacts } from '../../lib/actions/facts.js';
import { compileDefaultActions } from '../../lib/actions/default-actions.js';
import { toPlainData } from '../../lib/actions/plain-data.js';
import { quietLogger } from '../support/host.js';

const facts = { event: 'after_approve' } as ActionFacts;

describe('The events of an engine', () => {
  it('tell every listener, whichever of them fails, and say so in the log', async () => {
    const errors: string[] = [];
    const told: string[] = [];
    const logger = { ...quietLogger, error: (message: string) => errors.push(message) };
    const events = new EngineEvents();
    assert.equal(events.isObserved, false);
    events.on('after_approve', () => {
      throw new Error('at once');
    });
    const failLater = (): unknown => Promise.reject(new Error('later'));
    events.on('after_approve', failLater);
    events.once('after_approve', () => void told.push('once'));
    events.on('after_approve', () => void told.push('always'));
    assert.equal(events.isObserved, true);
    events.tell('after_approve', facts, logger);
    events.tell('after_approve', facts, logger);
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    assert.deepEqual(told, ['once', 'always', 'always']);
    assert.equal(errors.length, 4);
    assert.match(String(errors[0]), /A listener of after_approve failed/);
  });

  it('are not observed by who only wants to know what failed', () => {
    const events = new EngineEvents();
    events.on('object_failed', () => undefined);
    assert.equal(events.isObserved, false);
  });
});

describe('Default actions in code', () => {
  it('are those of an event, in order, and of no version', () => {
    const actions = compileDefaultActions([
      { event: 'after_approve', handler: 'b' },
      { event: 'on_step_open', handler: 'c', condition: 'object.amount > 1' },
      { event: 'after_approve', handler: 'a', execution: 'inline', parameters: { x: 1 } },
      { event: 'after_approve', handler: 'd', execution: 'inline', failurePolicy: 'raise' },
    ]);
    assert.deepEqual(
      actions.get('after_approve')?.map(({ id, handler, failurePolicy }) => [id, handler, failurePolicy]),
      [
        [null, 'b', null],
        [null, 'a', 'continue'],
        [null, 'd', 'raise'],
      ],
    );
    assert.equal(actions.get('on_step_open')?.[0]?.condition, 'object.amount > 1');
    assert.equal(actions.get('after_reject'), undefined);
  });
});

describe('The attributes of an object, for those who are told of it', () => {
  it('are what JSON can carry', () => {
    const attributes = {
      at: new Date('2026-01-05T09:00:00.000Z'),
      big: 12345678901234567890n,
      bytes: Buffer.from('x'),
      json: { a: [1, null] },
      nothing: undefined,
      never: Number.NaN,
    };
    assert.deepEqual(toPlainData(attributes), {
      at: '2026-01-05T09:00:00.000Z',
      big: '12345678901234567890',
      json: { a: [1, null] },
      never: null,
    });
  });
});
