import { findKeyword } from './form-keywords.js';
import { joinPath } from './json-value.js';

/** A schema that is an object. Schemas may also be `true` or `false`, with which nothing can be wrong. */
export type SchemaObject = Record<string, unknown>;

/** One subschema and where it stands. */
export interface Subschema {
  readonly schema: SchemaObject;
  /** The same place as a dotted path for people, beginning with `schema`. */
  readonly path: string;
  /** Characters of its JSON text, without the subschemas within it. */
  readonly ownSize: number;
  /** Characters of its JSON text. */
  readonly size: number;
  /** The pointers of the subschemas within it that judge the same value as it does. */
  readonly inPlace: readonly string[];
}

/** Every subschema of a schema by its JSON Pointer; the root's is `''`. */
export type Outline = ReadonlyMap<string, Subschema>;

interface Child {
  readonly schema: SchemaObject;
  readonly keys: readonly string[];
  readonly isInPlace: boolean;
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists the subschemas of a schema. What `enum`, `const`, `default` and `examples` hold is data, not schemas. */
export function outline(root: SchemaObject): Outline {
  const found = new Map<string, Subschema>();
  const visit = (schema: SchemaObject, pointer: string, path: string): number => {
    const size = JSON.stringify(schema).length;
    const children = listChildren(schema);
    const inPlace = children
      .filter(({ isInPlace }) => isInPlace)
      .map(({ keys }) => pointer + pointerOf(keys));
    const sizes = children.map(({ schema: child, keys }) =>
      visit(child, pointer + pointerOf(keys), keys.reduce(joinPath, path)),
    );
    const ownSize = sizes.reduce((left, childSize) => left - childSize, size);
    found.set(pointer, { schema, path, ownSize, size, inPlace });
    return size;
  };
  visit(root, '', 'schema');
  return found;
}

function listChildren(schema: SchemaObject): readonly Child[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    const keyword = findKeyword(name);
    if (keyword === undefined || keyword.holds === 'data') return [];
    const isInPlace = keyword.isInPlace === true;
    if (keyword.holds === 'schemas' && isObject(value)) return [{ schema: value, keys: [name], isInPlace }];
    return Object.entries<unknown>(Object(value) as SchemaObject).flatMap(([key, member]) =>
      isObject(member) ? [{ schema: member, keys: [name, key], isInPlace }] : [],
    );
  });
}

function pointerOf(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
