import { company, id, required } from './column.js';
import { json, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** A form whose data a step may ask for. Its names are canonical text; its schema keeps the order in which it was written. */
export const FORM = table(
  'Form',
  'forms',
  {
    id: id(),
    company: company(),
    key: required(uid),
    names: required(json),
    schema: required(json),
    createdAt: required(timestamp),
    updatedAt: required(timestamp),
  },
  [{ name: 'key', unique: true, fields: ['company', 'key'] }],
);

/** A row of {@link FORM}. */
export type FormRow = RowOf<typeof FORM>;
