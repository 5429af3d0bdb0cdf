import type { FieldError } from '../errors.js';
import { findKeyword } from './form-keywords.js';
import { isObject, type SchemaObject, type Subschema } from './form-outline.js';
import { isLanguageTag, pickName } from './names.js';
import type { Names } from './types.js';

/** The annotations that hold texts by language, and what their reader is shown each as. */
const LABELS = { 'x-labels': 'title', 'x-descriptions': 'description' } as const;

/** Texts for the values of an `enum`, by value and then by language; their reader is shown them as `enumNames`. */
const ENUM_LABELS = 'x-enum-labels';

/** Finds what is wrong with the labels of a subschema: they hold text by language tags. */
export function checkLabels({ schema, path }: Subschema): readonly FieldError[] {
  const named = Object.keys(LABELS)
    .filter((name) => schema[name] !== undefined)
    .flatMap((name) => checkTexts(schema[name], `${path}.${name}`));
  const byValue = schema[ENUM_LABELS];
  if (byValue === undefined) return named;
  const at = `${path}.${ENUM_LABELS}`;
  if (!isObject(byValue)) return [...named, { path: at, message: 'must hold labels by value' }];
  return [
    ...named,
    ...Object.entries(byValue).flatMap(([value, texts]) => checkTexts(texts, `${at}.${value}`)),
  ];
}

function checkTexts(texts: unknown, path: string): readonly FieldError[] {
  const isValid =
    isObject(texts) &&
    Object.entries(texts).every(([tag, text]) => isLanguageTag(tag) && typeof text === 'string');
  return isValid ? [] : [{ path, message: 'must hold text by language tag, such as { "en": …, "ar": … }' }];
}

/**
 * A form schema for one reader: where it has labels by language, `title`, `description` and `enumNames` are those that
 * suit the reader. What stands there already is the English, where the labels have none. All else stays as it is, in its order.
 *
 * @param languages - Language tags, most preferred first
 */
export function localizeSchema(
  schema: Readonly<Record<string, unknown>>,
  languages: readonly string[],
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(schema).map(([name, value]) => [
    name,
    localizeMember(name, value, languages),
  ]);
  return {
    ...(Object.fromEntries(entries) as SchemaObject),
    ...labelsFor(schema, languages),
    ...enumNamesFor(schema, languages),
  };
}

function localizeMember(name: string, value: unknown, languages: readonly string[]): unknown {
  const holds = findKeyword(name)?.holds ?? 'data';
  if (holds === 'data') return value;
  const localize = (schema: unknown): unknown =>
    isObject(schema) ? localizeSchema(schema, languages) : schema;
  if (holds === 'schemas') return Array.isArray(value) ? value.map(localize) : localize(value);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, schema]) => [key, localize(schema)]));
}

function labelsFor(schema: SchemaObject, languages: readonly string[]): SchemaObject {
  const found = Object.entries(LABELS).flatMap(([name, shown]) => {
    const texts = schema[name];
    return texts === undefined ? [] : [[shown, pick(texts, schema[shown], languages)]];
  });
  return Object.fromEntries(found) as SchemaObject;
}

function enumNamesFor(schema: SchemaObject, languages: readonly string[]): SchemaObject {
  const { [ENUM_LABELS]: byValue, enum: values, enumNames } = schema;
  if (!isObject(byValue) || !Array.isArray(values)) return {};
  const written: readonly unknown[] = Array.isArray(enumNames) ? enumNames : [];
  const names = values.map((value: unknown, index) => {
    const known = written[index] ?? String(value);
    return pick(byValue[String(value)] ?? {}, known, languages);
  });
  return { enumNames: names };
}

function pick(texts: unknown, english: unknown, languages: readonly string[]): string {
  const known = typeof english === 'string' ? { en: english } : {};
  return pickName({ ...known, ...(texts as Names) }, languages);
}
