import assert from 'node:assert/strict';
import { changesIn } from '../../lib/store/changes-in.js';
import { integer, string, timestamp } from '../../models/column-kinds.js';
import { id, optional, required } from '../../models/column.js';
import { table } from '../../models/table.js';

const changesOf = changesIn(
  table(
    'Book',
    'books',
    {
      id: id().loaded(),
      status: required(string(8)).closing(),
      readBy: optional(string(8)).closing(),
      page: required(integer).changing(),
      dueAt: optional(timestamp).changing(),
    },
    [],
  ),
);

const BEFORE = { id: 1, status: 'unread', readBy: null, page: 1, dueAt: new Date(0) };

describe('changes in the row of a table', () => {
  it('are the columns that hold something else', () => {
    assert.deepEqual(changesOf(BEFORE, { ...BEFORE, page: 2, dueAt: null }), { page: 2, dueAt: null });
    assert.deepEqual(changesOf(BEFORE, { ...BEFORE }), {});
  });

  it('are, with the status, all columns that close it, whatever they hold', () => {
    assert.deepEqual(changesOf(BEFORE, { ...BEFORE, status: 'read' }), { status: 'read', readBy: null });
  });

  it('leave out what commands do not write', () => {
    const moved = { ...BEFORE, id: 2 };
    assert.deepEqual(changesOf(BEFORE, moved), {});
  });
});
