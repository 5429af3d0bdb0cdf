import assert from 'node:assert/strict';
import { afterSeating, whoseTurn } from '../../../lib/flow/assignments/rotation.js';

const [ann, bob, cid] = [{ id: 'ann' }, { id: 'bob' }, { id: 'cid' }];

describe('A rotation', () => {
  it('begins with the first candidate where nobody was seated before', () => {
    assert.equal(whoseTurn([ann, bob, cid], []), ann);
  });

  it('prefers whoever was never seated to everyone who was', () => {
    assert.equal(whoseTurn([ann, bob, cid], ['ann']), bob);
    assert.equal(whoseTurn([ann, bob, cid], ['bob', 'ann']), cid);
  });

  it('takes whoever was seated least recently once everyone was', () => {
    assert.equal(whoseTurn([ann, bob, cid], ['bob', 'cid', 'ann']), bob);
  });

  it('passes over those who are no candidates now', () => {
    assert.equal(whoseTurn([ann, cid], ['bob', 'cid', 'ann']), cid);
    assert.equal(whoseTurn([ann], ['bob', 'cid', 'ann']), ann);
  });

  it('keeps to the order in which the candidates come where several were never seated', () => {
    assert.equal(whoseTurn([cid, ann, bob], []), cid);
  });

  it('puts whoever was seated last, once', () => {
    assert.deepEqual(afterSeating('ann', []), ['ann']);
    assert.deepEqual(afterSeating('ann', ['ann', 'bob']), ['bob', 'ann']);
    assert.deepEqual(afterSeating('cid', ['ann', 'bob']), ['ann', 'bob', 'cid']);
  });

  it('remembers those who are no candidates any more, so that coming back gives nobody an extra turn', () => {
    const order = afterSeating('ann', ['bob', 'ann', 'cid']);
    assert.deepEqual(order, ['bob', 'cid', 'ann']);
    assert.equal(whoseTurn([ann, bob, cid], order), bob);
  });
});
