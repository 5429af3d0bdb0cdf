import { WorkflowError, type FieldError } from '../errors.js';
import { lazy } from '../lazy.js';
import { ajv, ajv2020 } from '../libraries.js';
import { canonicalText } from './fingerprint.js';
import { describeErrors } from './form-errors.js';
import { compileJudge, type Judge } from './form-judge.js';
import { readDialect, type FormDialect } from './form-keywords.js';
import { FORM_LIMITS } from './form-limits.js';
import { isObject, outline, type SchemaObject } from './form-outline.js';
import { checkStructure } from './form-structure.js';
import { findUnfit } from './json-value.js';
import { summarize } from './summary.js';
import type { CompiledForm, FormDefinition } from './types.js';

const META_OPTIONS = { allErrors: true, validateFormats: false, logger: false } as const;

/** What checks a schema against its draft's own schema. */
const META = {
  '2020-12': {
    reader: lazy(() => new (ajv2020().Ajv2020)(META_OPTIONS)),
    uri: 'https://json-schema.org/draft/2020-12/schema',
  },
  'draft-07': {
    reader: lazy(() => new (ajv().Ajv)(META_OPTIONS)),
    uri: 'http://json-schema.org/draft-07/schema',
  },
} as const satisfies Readonly<Record<FormDialect, unknown>>;

type Prepared = { readonly judge: Judge } | { readonly errors: readonly FieldError[] };

/**
 * Finds everything that is wrong with the schema of a form; empty where it can be used. Paths begin `schema`.
 *
 * A form schema is a JSON Schema (draft 2020-12, or draft-07 where `$schema` says so) of an object, at most 32 KiB,
 * that refers only to itself, uses only known keywords and formats, and whose patterns match in linear time. Form
 * data is always an object: `type` may be left out at the top.
 */
export function checkFormSchema(schema: unknown): readonly FieldError[] {
  const prepared = prepare(schema);
  return 'errors' in prepared ? prepared.errors : [];
}

/**
 * Makes a form ready to judge data. Its schema is compiled by the first judgement, and only then.
 *
 * `validate` never throws for data that is JSON; data that JSON cannot carry, that nests deeper than 64 levels or
 * that takes too much work to judge is answered with an error like any other.
 *
 * @throws WorkflowError `FORM_SCHEMA_INVALID`, from `validate`, when the schema is not one that
 * {@link checkFormSchema} accepts.
 */
export function compileForm(form: FormDefinition): CompiledForm {
  let judge: Judge | undefined;
  return {
    ...form,
    validate: (data) => {
      judge ??= compileSchema(form);
      return judge(data);
    },
  };
}

function compileSchema({ id, schema }: FormDefinition): Judge {
  const prepared = prepare(schema);
  if ('judge' in prepared) return prepared.judge;
  const message = `The schema of form ${id} cannot be used: ${summarize(prepared.errors)}.`;
  throw new WorkflowError('FORM_SCHEMA_INVALID', message, { errors: prepared.errors });
}

function prepare(schema: unknown): Prepared {
  const unfit = findUnfit(schema, 'schema', FORM_LIMITS.schemaDepth);
  if (unfit !== undefined) return { errors: [unfit] };
  const text = canonicalText(schema);
  const copy: unknown = JSON.parse(text);
  if (!isObject(copy)) return refuse('schema', 'must be an object');
  if (Buffer.byteLength(text) > FORM_LIMITS.schemaBytes) {
    return refuse('schema', `must be at most ${FORM_LIMITS.schemaBytes} bytes of JSON`);
  }
  const { $schema, ...root } = copy;
  const dialect = readDialect($schema);
  if (dialect === undefined) return refuse('schema.$schema', 'must name draft 2020-12 or draft-07');
  if ((root.type ?? 'object') !== 'object') return refuse('schema.type', 'must be object');
  return prepareRoot(root, dialect);
}

function prepareRoot(root: SchemaObject, dialect: FormDialect): Prepared {
  const subschemas = outline(root);
  const errors = checkStructure(subschemas, dialect);
  if (errors.length > 0) return { errors: errors.slice(0, FORM_LIMITS.errors) };
  const reader = META[dialect].reader();
  reader.validate(META[dialect].uri, root);
  const faults = describeErrors(reader.errors ?? [], 'schema');
  if (faults.length > 0) return { errors: faults };
  try {
    return { judge: compileJudge(root, subschemas, dialect) };
  } catch (error) {
    return refuse('schema', `cannot be used: ${String(error).replace(/^Error: (strict mode: )?/, '')}`);
  }
}

function refuse(path: string, message: string): Prepared {
  return { errors: [{ path, message }] };
}
