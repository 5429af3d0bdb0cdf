import type { FormView } from '../../lib/commands/definitions/forms.js';
import { presentNames } from './workflow.js';

/** A form. */
export function presentForm(form: FormView, languages: readonly string[]): object {
  const { id, key, company, names, schema, createdAt, updatedAt } = form;
  return {
    id,
    key,
    company,
    ...presentNames(names, languages),
    schema,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
