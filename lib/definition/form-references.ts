import type { FieldError } from '../errors.js';
import { FORM_LIMITS } from './form-limits.js';
import type { Outline, Subschema } from './form-outline.js';

/** A reference within the schema: `#` or `#/$defs/money`. */
const LOCAL_REFERENCE = /^#(?:\/.*)?$/s;

/** The JSON Pointer that a `$ref` stands for; `undefined` where it does not point into its own schema. */
export function readReference($ref: unknown): string | undefined {
  if (typeof $ref !== 'string' || !LOCAL_REFERENCE.test($ref)) return undefined;
  try {
    return decodeURIComponent($ref.slice(1));
  } catch {
    return undefined;
  }
}

/** Writes a JSON Pointer as the one `$ref` that every reader takes the same way. */
export function writeReference(pointer: string): string {
  return `#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

/** Finds what is wrong with the `$ref`s of a schema: they must point at its own subschemas and not go in circles. */
export function checkReferences(subschemas: Outline): readonly FieldError[] {
  return [...findUnresolved(subschemas), ...checkExtent(subschemas), ...findCircles(subschemas)];
}

function findUnresolved(subschemas: Outline): readonly FieldError[] {
  return [...subschemas.values()].flatMap(({ schema, path }) => {
    if (schema.$ref === undefined || subschemas.has(String(readReference(schema.$ref)))) return [];
    const message = 'must point at a schema within this form, such as #/$defs/name';
    return [{ path: `${path}.$ref`, message }];
  });
}

function checkExtent(subschemas: Outline): readonly FieldError[] {
  const targets = new Set([...subschemas.values()].flatMap(resolve));
  const size = [...targets].reduce((sum, pointer) => sum + (subschemas.get(pointer)?.size ?? 0), 0);
  if (targets.size <= FORM_LIMITS.references && size <= FORM_LIMITS.referencedCharacters) return [];
  const message = 'refers to too much: keep what is referred to in $defs of its own, without repeating it';
  return [{ path: 'schema', message }];
}

function resolve({ schema }: Subschema): readonly string[] {
  const pointer = readReference(schema.$ref);
  return pointer === undefined ? [] : [pointer];
}

/** A circle that never descends into the data would be followed for ever. */
function findCircles(subschemas: Outline): readonly FieldError[] {
  const errors: FieldError[] = [];
  const isOpen = new Map<string, boolean>();
  const follow = (pointer: string): void => {
    const subschema = subschemas.get(pointer);
    if (subschema === undefined || isOpen.get(pointer) === false) return;
    if (isOpen.get(pointer) === true) {
      errors.push({ path: subschema.path, message: 'refers to itself without end' });
      return;
    }
    isOpen.set(pointer, true);
    [...subschema.inPlace, ...resolve(subschema)].forEach(follow);
    isOpen.set(pointer, false);
  };
  [...subschemas.keys()].forEach(follow);
  return errors;
}
