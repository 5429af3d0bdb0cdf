import fc from 'fast-check';
import type { Description, Schema } from 'joi';
import { HOSTILE } from './fuzz-values.js';

/** Values that are right for a field of this name, where its schema does not say what is. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

/** What a schema takes, as far as it says what that is: every field, or some of them. */
export function valid(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  return ofDescription(schema.describe(), '', pools);
}

/** The same with one thing wrong: a field that is hostile, missing or unknown, or the whole of it. */
export function withOneFault(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const hostile = fc.constantFrom(...HOSTILE);
  const fields = Object.keys((schema.describe() as Described).keys ?? {});
  if (fields.length === 0)
    return fc.oneof(
      hostile,
      hostile.map((value) => ({ nonsense: value })),
    );
  const field = fc.constantFrom(...fields);
  const right = valid(schema, pools) as fc.Arbitrary<object>;
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(right, field, hostile).map(([body, key, value]) => ({ ...body, [key]: value })),
    },
    { weight: 2, arbitrary: fc.tuple(right, field).map(([body, key]) => without(body, key)) },
    { weight: 1, arbitrary: fc.tuple(right, hostile).map(([body, value]) => ({ ...body, nonsense: value })) },
    { weight: 1, arbitrary: hostile },
  );
}

interface Described extends Description {
  readonly keys?: Readonly<Record<string, Description>>;
  readonly allow?: readonly unknown[];
  readonly matches?: readonly { readonly schema?: Description }[];
  readonly items?: readonly Description[];
}

function without(body: object, key: string): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}

function ofDescription(description: Description, name: string, pools: Pools): fc.Arbitrary<unknown> {
  const pool = pools[name];
  if (pool !== undefined) return fc.constantFrom(...pool);
  const { type, allow, keys, matches, items } = description as Described;
  const words = (allow ?? []).filter((word) => typeof word === 'string' || word === null);
  if (words.length > 0) return fc.oneof(fc.constantFrom(...words), ofType(type ?? 'any'));
  if (keys !== undefined) return ofKeys(keys, pools);
  const [first] = items ?? [];
  if (first !== undefined) return fc.array(ofDescription(first, '', pools), { maxLength: 3 });
  const choices = (matches ?? []).flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  if (choices.length > 0) return fc.oneof(...choices.map((choice) => ofDescription(choice, '', pools)));
  return ofType(type ?? 'any');
}

/** Fields of which only the definition knows what they take are mostly left out: hardly any value would be right. */
function ofKeys(keys: Readonly<Record<string, Description>>, pools: Pools): fc.Arbitrary<object> {
  const fields = Object.entries(keys);
  const isOpaque = ([name, { type }]: readonly [string, Description]): boolean =>
    type === 'any' && pools[name] === undefined;
  const known = recordOf(
    fields.filter((field) => !isOpaque(field)),
    pools,
  );
  const opaque = recordOf(fields.filter(isOpaque), pools);
  const rarely = fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: opaque });
  return fc.tuple(known, rarely).map(([one, other]) => ({ ...one, ...other }));
}

function recordOf(fields: readonly (readonly [string, Description])[], pools: Pools): fc.Arbitrary<object> {
  const isRequired = ([, { flags }]: readonly [string, Description]): boolean =>
    (flags as { presence?: unknown } | undefined)?.presence === 'required';
  const model = Object.fromEntries(fields.map(([name, field]) => [name, ofDescription(field, name, pools)]));
  return fc.record(model, { requiredKeys: fields.filter(isRequired).map(([name]) => name) });
}

function ofType(type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'number':
      return fc.integer({ min: 1, max: 60 });
    case 'string':
      return fc.string({ maxLength: 12, unit: 'grapheme' });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 });
    case 'object':
      return fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}
