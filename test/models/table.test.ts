import assert from 'node:assert/strict';
import { integer, rowId, string, timestamp } from '../../models/column-kinds.js';
import { company, id, optional, required } from '../../models/column.js';
import { modelContext } from '../../models/model-context.js';
import { defineModel, LOADED, namesOf, table } from '../../models/table.js';
import type { LoadedOf, RowOf, WrittenOf } from '../../models/table.js';
import { describeEachDialect } from '../support/databases.js';

const SHELF = table('Shelf', 'shelves', { id: id() }, []);
const BOOK = table(
  'Book',
  'books',
  {
    id: id().loaded(),
    company: company(),
    shelfId: required(rowId).references(SHELF, 'RESTRICT').loaded(),
    status: required(string(8)).as<'read' | 'unread'>().closing(),
    readAt: optional(timestamp).closing(),
    order: optional(integer).named('sort_order').changing(),
  },
  [{ name: 'order', fields: ['shelf_id', 'sort_order'] }],
);

describe('the description of a table', () => {
  it('says what a row holds, and what of it a command reads and writes', () => {
    const row: RowOf<typeof BOOK> = {
      id: 1,
      company: '',
      shelfId: 2,
      status: 'unread',
      readAt: null,
      order: null,
    };
    const { company: owner, ...loaded } = row;
    const read: LoadedOf<typeof BOOK> = loaded;
    const written: WrittenOf<typeof BOOK> = { status: row.status, readAt: row.readAt, order: row.order };
    assert.equal(owner, '');
    assert.deepEqual(namesOf(BOOK, LOADED), Object.keys(read));
    assert.deepEqual(namesOf(BOOK, ['changing', 'closing']), Object.keys(written));
    assert.deepEqual(namesOf(BOOK, ['stored']), ['company']);
  });
});

describeEachDialect('the model of a table', (database) => {
  it('has the columns of its description, in order, and keeps what the description says', async () => {
    const context = modelContext(await database.connect(), { tablePrefix: 'library_' });
    const attributes = defineModel(BOOK, context).getAttributes();
    assert.deepEqual(Object.keys(attributes), Object.keys(BOOK.columns));
    const { shelfId, readAt, order } = attributes;
    assert.deepEqual(
      [shelfId.allowNull, readAt.allowNull, shelfId.onDelete, shelfId.references, order.field],
      [
        false,
        true,
        'RESTRICT',
        { model: { tableName: 'library_shelves', schema: '' }, key: 'id' },
        'sort_order',
      ],
    );
  });
});
