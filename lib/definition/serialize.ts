import { WorkflowError, type FieldError } from '../errors.js';
import { definitionSchema, type StoredDefinition, type StoredForm } from './definition-schema.js';
import { authoredText, canonicalText, contentHash } from './fingerprint.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { summarize } from './summary.js';
import type { FormDefinition, WorkflowDefinition } from './types.js';

/** Writes a definition as the canonical text that a version keeps. Equal definitions give equal text. */
export function serializeDefinition(definition: WorkflowDefinition): string {
  return canonicalText(toStored(definition), 'definition');
}

/** What tells the contents of two versions apart: the SHA-256 of the text that {@link serializeDefinition} writes. */
export function hashDefinition(definition: WorkflowDefinition): string {
  return contentHash(toStored(definition));
}

/**
 * Canonical text sorts the fields of a form: their order, where it is another, stands beside them. A definition without
 * has the text, and the hash, that it always had.
 */
function toStored(definition: WorkflowDefinition): StoredDefinition {
  return { ...definition, forms: definition.forms.map(toStoredForm) };
}

function toStoredForm(form: FormDefinition): StoredForm {
  const schemaText = authoredText(form.schema);
  const isSorted = authoredText(JSON.parse(canonicalText(form.schema))) === schemaText;
  return isSorted ? form : { ...form, schemaText };
}

/**
 * Reads a definition back from the text that {@link serializeDefinition} wrote.
 *
 * @throws WorkflowError `INTERNAL_ERROR` when the text is damaged; its `errors` say where.
 */
export function parseDefinition(text: string): WorkflowDefinition {
  const result = definitionSchema().validate(parse(text), { ...JOI_OPTIONS, convert: false });
  if (result.error === undefined) return fromStored(result.value);
  throw damaged(fieldErrors(result.error, 'definition'), result.error);
}

function fromStored(definition: StoredDefinition): WorkflowDefinition {
  return { ...definition, forms: definition.forms.map(fromStoredForm) };
}

function fromStoredForm({ schemaText, ...form }: StoredForm, index: number): FormDefinition {
  if (schemaText === undefined) return form;
  const path = `definition.forms.${index}.schemaText`;
  return { ...form, schema: parse(schemaText, path) as FormDefinition['schema'] };
}

function parse(text: string, path = 'definition'): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged([{ path, message: 'must be JSON text' }], cause);
  }
}

function damaged(errors: readonly FieldError[], cause: unknown): WorkflowError {
  const message = `The stored snapshot of a workflow is damaged (${summarize(errors)}). Restore it from a backup.`;
  return new WorkflowError('INTERNAL_ERROR', message, { errors, cause });
}
