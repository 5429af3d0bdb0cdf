import { id, required } from './column.js';
import { timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** A model of the host whose objects get their workflow by themselves. It is about no company: a model is code. */
export const REGISTRATION = table(
  'Registration',
  'registrations',
  {
    id: id(),
    /** The key under which the model was registered. */
    model: required(uid),
    /** When `reconcile` first saw it: what is older has missed nothing. */
    createdAt: required(timestamp),
  },
  [{ name: 'model', unique: true, fields: ['model'] }],
);

/** A row of {@link REGISTRATION}. */
export type RegistrationRow = RowOf<typeof REGISTRATION>;
