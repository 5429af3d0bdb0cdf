import type { FormView } from '../commands/definitions/forms.js';
import { answer } from './answer.js';
import type { Input } from './field.js';
import { about, judged } from './field.js';
import { namesChange, newNames, shownNames } from './names.js';
import { object, optional } from './object.js';
import { count, shownObject, shownText, shownTime } from './shown.js';
import { key } from './values.js';

/** The schema of a form's data, which is judged where it is stored. */
const schema: Input<unknown> = judged({
  json: () => ({
    type: 'object',
    properties: { type: { const: 'object' } },
    description:
      'A JSON Schema of draft 2020-12, or of draft-07 where `$schema` says so: at most 32 KiB, without remote references.',
  }),
  parse: (given) => given,
});

const keyMember = about('Unique within the company.', key);

/** A new form. */
export const newForm = object('NewForm', { names: newNames, key: keyMember, schema });

/** What a change says about a form. */
export const formChange = object(
  'FormChange',
  { names: namesChange, key: optional(keyMember), schema: optional(schema) },
  { isChange: true },
);

/** A form. */
export const form = answer<FormView>('Form', {
  id: count,
  key: shownText,
  company: shownText,
  ...shownNames,
  schema: shownObject,
  createdAt: shownTime,
  updatedAt: shownTime,
});
