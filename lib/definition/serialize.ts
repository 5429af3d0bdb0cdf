import { WorkflowError, type FieldError } from '../errors.js';
import { definitionSchema } from './definition-schema.js';
import { canonicalText } from './fingerprint.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { summarize } from './summary.js';
import type { WorkflowDefinition } from './types.js';

/** Writes a definition as the canonical text that a version keeps. Equal definitions give equal text. */
export function serializeDefinition(definition: WorkflowDefinition): string {
  return canonicalText(definition, 'definition');
}

/**
 * Reads a definition back from the text that {@link serializeDefinition} wrote.
 *
 * @throws WorkflowError `INTERNAL_ERROR` when the text is damaged; its `errors` say where.
 */
export function parseDefinition(text: string): WorkflowDefinition {
  const result = definitionSchema().validate(parse(text), { ...JOI_OPTIONS, convert: false });
  if (result.error === undefined) return result.value;
  throw damaged(fieldErrors(result.error, 'definition'), result.error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged([{ path: 'definition', message: 'must be JSON text' }], cause);
  }
}

function damaged(errors: readonly FieldError[], cause: unknown): WorkflowError {
  const message = `The stored snapshot of a workflow is damaged (${summarize(errors)}). Restore it from a backup.`;
  return new WorkflowError('INTERNAL_ERROR', message, { errors, cause });
}
