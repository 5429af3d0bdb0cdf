import type Joi from 'joi';
import { joinPath } from '../definition/json-value.js';
import { wireKey } from '../definition/wire-keys.js';
import type { Lazy } from '../lazy.js';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import type { Input, JsonSchema, NamedSchemas, ValueOf } from './field.js';
import { schemaInCode } from './field.js';

type Wire = Readonly<Record<string, unknown>>;

/** A member that stands under the key of its name, in the spelling of the wire, unless it has another. */
interface Single<out Value> extends Input<Value> {
  readonly key?: string;
  readonly presence?: 'optional' | 'defaulted';
}

/** A member that a request may leave out. */
export interface Optional<out Value> extends Single<Value> {
  readonly presence: 'optional';
}

/** A member that a request may leave out, and that has a value then. */
export interface Defaulted<out Value> extends Single<Value> {
  readonly presence: 'defaulted';
}

/** A member that stands under several keys of its object. */
export interface Spread<out Value> {
  readonly presence?: 'optional';
  readonly keys: () => Readonly<Record<string, Joi.Schema>>;
  /** What code gives under its name, where code gives it. */
  readonly inCode?: Lazy<Joi.Schema>;
  readonly properties: (schemas: NamedSchemas) => Readonly<Record<string, JsonSchema>>;
  /** What they must be together, which nothing at all is not. */
  readonly rule?: JsonSchema;
  /** @param path - Where the object stands in the request, dotted */
  readonly read: (wire: Wire, path: string) => Value | undefined;
}

/** The members of an object of a request, by the names that they have in code. */
export type InputMembers = Readonly<Record<string, Single<unknown> | Spread<unknown>>>;

type Read<Member> = Member extends Spread<infer Value> ? Value : ValueOf<Member>;

type OptionalName<Members> = {
  [Name in keyof Members]: Members[Name] extends { readonly presence: 'optional' } ? Name : never;
}[keyof Members];

type Flat<Value> = { readonly [Name in keyof Value]: Value[Name] };

/** What an object of these members is in code. */
export type ObjectOf<Members> = Flat<
  { readonly [Name in Exclude<keyof Members, OptionalName<Members>>]: Read<Members[Name]> } & {
    readonly [Name in OptionalName<Members>]?: Read<Members[Name]>;
  }
>;

/** Lets a request leave a member out. */
export function optional<Value>(member: Input<Value>): Optional<Value> {
  return { ...member, presence: 'optional' };
}

/** Lets a request leave a member out, and says what is meant then. */
export function defaulted<Value extends string | number | boolean | object>(
  member: Input<Value>,
  value: Value,
): Defaulted<Value> {
  return {
    ...member,
    presence: 'defaulted',
    schema: () => member.schema().default(value),
    inCode: () => schemaInCode(member).default(value),
    json: (schemas) => ({ ...member.json(schemas), default: value }),
  };
}

/** Gives a member another key on the wire than its name. */
export function spelled<Member extends Single<unknown>>(key: string, member: Member): Member {
  return { ...member, key };
}

/** An object of a request. */
export interface ObjectInput<out Value> extends Input<Value> {
  readonly schema: Lazy<Joi.ObjectSchema>;
  /** Whether it must say one thing or another, although it may leave out each. @defaultValue `false` */
  readonly isRuled?: boolean;
}

/** The same, by its members. */
export interface MemberedInput<Members> extends ObjectInput<ObjectOf<Members>> {
  readonly inCode: Lazy<Joi.ObjectSchema>;
  readonly members: Members;
}

interface ObjectOptions {
  /** Whether it must say something, and what it leaves out stays. @defaultValue `false` */
  readonly isChange?: boolean;
}

/**
 * An object of a request; what is not a member is refused. Its keys on the wire are the names of its members in
 * `snake_case`.
 *
 * @param name - What its schema is called where it is described; `null` for none
 */
export function object<const Members extends InputMembers>(
  name: string | null,
  members: Members,
  { isChange = false }: ObjectOptions = {},
): MemberedInput<Members> {
  const spreads = Object.entries(members).map(([member, held]) => ({ member, ...toSpread(member, held) }));
  const describe = (schemas: NamedSchemas): JsonSchema => ({
    type: 'object',
    properties: merged(spreads.map(({ properties }) => properties(schemas))),
    ...requiredOf(spreads.flatMap(({ required }) => required)),
    ...merged(spreads.map(({ rule = {} }) => rule)),
    ...(isChange ? { minProperties: 1 } : {}),
    additionalProperties: false,
  });
  return {
    members,
    isRuled: spreads.some(({ rule }) => rule !== undefined),
    inCode: lazy(() => joi().object(merged(spreads.map(({ keysInCode }) => keysInCode())))),
    schema: lazy(() => {
      const schema = joi().object(merged(spreads.map(({ keys }) => keys())));
      return isChange ? schema.min(1) : schema;
    }),
    json: (schemas) => (name === null ? describe(schemas) : schemas.refer(name, () => describe(schemas))),
    parse: (checked, path) => {
      const values = spreads.map(({ member, read }) => [member, read(checked as Wire, path)] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as ObjectOf<Members>;
    },
  };
}

/** An object of a request that has other members in code. */
export function mapped<From, const Members extends InputMembers>(
  input: ObjectInput<From>,
  members: Members,
  map: (from: From) => ObjectOf<Members>,
): MemberedInput<Members> {
  const { inCode } = object(null, members);
  return { ...input, members, inCode, parse: (checked, path) => map(input.parse(checked, path)) };
}

interface Placed extends Omit<Spread<unknown>, 'inCode'> {
  readonly keysInCode: () => Readonly<Record<string, Joi.Schema>>;
  /** Those of its keys without which a request is refused. */
  readonly required: readonly string[];
}

function toSpread(name: string, held: InputMembers[string]): Placed {
  const isRequired = held.presence === undefined;
  const keysInCode = (): Readonly<Record<string, Joi.Schema>> => {
    const schema = 'keys' in held ? held.inCode?.() : schemaInCode(held);
    if (schema === undefined) return {};
    return { [name]: isRequired ? schema.required() : schema };
  };
  if ('keys' in held) return { ...held, keysInCode, required: [] };
  const { key = wireKey(name), schema, json, parse } = held;
  return {
    keysInCode,
    keys: () => ({ [key]: isRequired ? schema().required() : schema() }),
    properties: (schemas) => ({ [key]: json(schemas) }),
    required: isRequired ? [key] : [],
    read: (wire, path) => (wire[key] === undefined ? undefined : parse(wire[key], joinPath(path, key))),
  };
}

function merged<Value>(records: readonly Readonly<Record<string, Value>>[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record)));
}

function requiredOf(names: readonly string[]): JsonSchema {
  return names.length === 0 ? {} : { required: names };
}
