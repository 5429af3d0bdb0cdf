import type { Ajv, AnySchemaObject, Options, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { FieldError } from '../errors.js';
import { ajv, ajv2020 } from '../libraries.js';
import { canonicalText } from './fingerprint.js';
import { describeErrors } from './form-errors.js';
import { formFormats } from './form-formats.js';
import { findKeyword, type FormDialect } from './form-keywords.js';
import { FORM_LIMITS } from './form-limits.js';
import { FormMeter } from './form-meter.js';
import { addNumberKeywords } from './form-numbers.js';
import type { Outline, SchemaObject } from './form-outline.js';
import { compilePattern } from './form-pattern.js';
import { readReference, writeReference } from './form-references.js';
import { findUnfit } from './json-value.js';

/** Finds everything that is wrong with some data. */
export type Judge = (data: unknown) => readonly FieldError[];

const READERS: Readonly<Record<FormDialect, (options: Options) => Ajv | Ajv2020>> = {
  '2020-12': (options) => new (ajv2020().Ajv2020)(options),
  'draft-07': (options) => new (ajv().Ajv)(options),
};

/** Characters of text or of a schema that count as one unit of work. */
const CHARACTERS_PER_UNIT = 8;

/** Steps of a pattern that count as one unit of work: most are far cheaper, so that long texts stay welcome. */
const PATTERN_STEPS_PER_UNIT = 32;

/** Our own keyword, put into every subschema to count the work of applying it. No form can name it. */
const COST = '$cost';

/**
 * Compiles a schema that has passed every check. The schema is changed: give it a copy of your own.
 *
 * @throws Error of Ajv where the schema contradicts itself.
 */
export function compileJudge(root: SchemaObject, subschemas: Outline, dialect: FormDialect): Judge {
  const meter = new FormMeter(FORM_LIMITS.work);
  const validate = createReader(meter, dialect).compile(prepare(root, subschemas));
  return (data) => {
    const unfit = findUnfit(data, 'form_data', FORM_LIMITS.dataDepth);
    return unfit === undefined ? judge(validate, meter, data) : [unfit];
  };
}

function judge(validate: ValidateFunction, meter: FormMeter, data: unknown): readonly FieldError[] {
  // Judged is what will be stored: the data as it reads back from its JSON text.
  const stored: unknown = JSON.parse(canonicalText(data));
  meter.reset();
  try {
    validate(stored);
  } catch {
    // Out of work or out of stack: either way the schema asks too much of this data.
    return [{ path: 'form_data', message: 'is too large or too complex for this form' }];
  }
  return describeErrors(validate.errors ?? [], 'form_data');
}

/** Form data is always an object, every reference is written the one way, and nothing is left that Ajv does not know. */
function prepare(root: SchemaObject, subschemas: Outline): AnySchemaObject {
  for (const { schema, ownSize } of subschemas.values()) {
    const pointer = readReference(schema.$ref);
    if (pointer !== undefined) schema.$ref = writeReference(pointer);
    for (const name of Object.keys(schema)) {
      if (findKeyword(name)?.isForeign === true) Reflect.deleteProperty(schema, name);
    }
    schema[COST] = Math.ceil(ownSize / CHARACTERS_PER_UNIT);
  }
  return { ...root, type: 'object' };
}

function createReader(meter: FormMeter, dialect: FormDialect): Ajv | Ajv2020 {
  const reader = READERS[dialect]({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    // Off, this check would run the form's patterns as RegExp.
    allowMatchingProperties: true,
    // `constructor` is a property only where the data has it.
    ownProperties: true,
    inlineRefs: false,
    meta: false,
    validateSchema: false,
    messages: false,
    logger: false,
    formats: formFormats(),
    // Optimizing takes time quadratic in the schema, and gains nothing that can be measured here.
    code: { optimize: false, regExp: countPatterns(meter) },
  });
  addNumberKeywords(reader);
  reader.removeKeyword('uniqueItems');
  reader.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (isUnique: boolean, items: readonly unknown[]) => !isUnique || areUnique(items, meter),
  });
  reader.addKeyword({
    keyword: COST,
    before: '$ref',
    errors: false,
    validate: (cost: number, data: unknown) => {
      meter.spend(1 + cost + sizeOf(data));
      return true;
    },
  });
  return reader;
}

/** Ajv compares every entry with every other; this takes time linear in the text. */
function areUnique(items: readonly unknown[], meter: FormMeter): boolean {
  const texts = items.map((item) => canonicalText(item));
  meter.spend(texts.join('').length / CHARACTERS_PER_UNIT);
  return new Set(texts).size === texts.length;
}

function countPatterns(meter: FormMeter): NonNullable<NonNullable<Options['code']>['regExp']> {
  const engine = (source: string) => {
    const { size, test } = compilePattern(source);
    return {
      test: (text: string) => {
        meter.spend((size * text.length) / PATTERN_STEPS_PER_UNIT);
        return test(text);
      },
      // Ajv keeps one pattern for each name.
      toString: () => source,
    };
  };
  return Object.assign(engine, { code: 'compilePattern' });
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length / CHARACTERS_PER_UNIT;
  return typeof data === 'object' && data !== null ? Object.keys(data).length : 0;
}
