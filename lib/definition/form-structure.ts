import type { FieldError } from '../errors.js';
import { FORM_FORMAT_NAMES } from './form-formats.js';
import { findKeyword, type FormDialect } from './form-keywords.js';
import { checkLabels } from './form-labels.js';
import { FORM_LIMITS } from './form-limits.js';
import type { Outline, Subschema } from './form-outline.js';
import { compilePattern } from './form-pattern.js';
import { checkReferences } from './form-references.js';

/**
 * Finds what makes a schema unfit for a form although JSON Schema may allow it: unknown keywords and formats,
 * references out of the schema, patterns that could stall, and more of anything than {@link FORM_LIMITS} allows.
 */
export function checkStructure(subschemas: Outline, dialect: FormDialect): readonly FieldError[] {
  if (subschemas.size > FORM_LIMITS.subschemas) {
    return [{ path: 'schema', message: `must not have more than ${FORM_LIMITS.subschemas} subschemas` }];
  }
  const all = [...subschemas.values()];
  return [
    ...all.flatMap((subschema) => checkKeywords(subschema, dialect)),
    ...all.flatMap(checkFormat),
    ...all.flatMap(checkLabels),
    ...checkPatterns(all),
    ...checkReferences(subschemas),
  ];
}

function checkKeywords({ schema, path }: Subschema, dialect: FormDialect): readonly FieldError[] {
  return Object.keys(schema).flatMap((name) => {
    const keyword = findKeyword(name);
    const isKnown = keyword !== undefined && (keyword.only ?? dialect) === dialect;
    return isKnown
      ? []
      : [{ path: `${path}.${name}`, message: `is not a keyword that forms know (${dialect})` }];
  });
}

function checkFormat({ schema: { format }, path }: Subschema): readonly FieldError[] {
  const names: readonly unknown[] = FORM_FORMAT_NAMES;
  if (format === undefined || names.includes(format)) return [];
  return [{ path: `${path}.format`, message: `must be one of: ${names.join(', ')}` }];
}

function checkPatterns(subschemas: readonly Subschema[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  let total = 0;
  for (const { path, pattern } of subschemas.flatMap(listPatterns)) {
    // Once there is too much, compiling the rest would only cost more.
    if (total > FORM_LIMITS.totalPatternSize) return [{ path, message: 'is one large pattern too many' }];
    try {
      total += compilePattern(pattern).size;
    } catch (error) {
      errors.push({ path, message: String(error).replace('Error: ', '') });
    }
  }
  return errors;
}

function listPatterns({ schema, path }: Subschema): readonly { path: string; pattern: string }[] {
  const keys = Object.keys(Object(schema.patternProperties) as object).map((pattern) => ({
    path: `${path}.patternProperties.${pattern}`,
    pattern,
  }));
  return typeof schema.pattern === 'string'
    ? [{ path: `${path}.pattern`, pattern: schema.pattern }, ...keys]
    : keys;
}
