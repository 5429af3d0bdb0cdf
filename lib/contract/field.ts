import type Joi from 'joi';
import { joinPath } from '../definition/json-value.js';
import { withJoi } from '../definition/with-joi.js';
import type { Lazy } from '../lazy.js';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import { jsonOf } from './json-of.js';

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schemas that have a name: what uses one refers to it. */
export interface NamedSchemas {
  /** A reference to the schema of this name, which is made when it is first referred to. */
  readonly refer: (name: string, make: () => JsonSchema) => JsonSchema;
}

/** For whom an answer is rendered. */
export interface Audience {
  /** Preferred languages, best first. */
  readonly languages: readonly string[];
}

/** What clients are told of a value. */
interface Described {
  readonly json: (schemas: NamedSchemas) => JsonSchema;
}

/** A value of a request: what the wire may carry, and what is made of it. */
export interface Input<out Value> extends Described {
  /** What the wire may carry. */
  readonly schema: Lazy<Joi.Schema>;
  /** What code may give, where that is not what the wire carries. */
  readonly inCode?: Lazy<Joi.Schema>;
  /**
   * Reads what the schema has let through.
   *
   * @param path - Where it stands in the request, dotted
   * @throws WorkflowError for what only a parser of its own can judge
   */
  readonly parse: (checked: unknown, path: string) => Value;
}

/** A value of an answer. */
export interface Output<in Value> extends Described {
  readonly render: (value: Value, audience: Audience) => unknown;
}

/** A value of requests and answers alike. */
export interface Field<in out Value> extends Input<Value>, Output<Value> {}

/** What an input reads. */
export type ValueOf<Some> = Some extends Input<infer Value> ? Value : never;

/** What code may give. */
export function schemaInCode({ inCode, schema }: Pick<Input<unknown>, 'inCode' | 'schema'>): Joi.Schema {
  return (inCode ?? schema)();
}

/** Renders what is the same in code as on the wire. Who renders many values spares itself the call. */
export function asItIs<Value>(value: Value): Value {
  return value;
}

/**
 * A value that is the same in code as on the wire.
 *
 * @param json - What it is in JSON Schema, where that is not what Joi says of its own schema
 */
export function plain<Value>(schema: Lazy<Joi.Schema>, json?: JsonSchema): Field<Value> {
  return {
    schema,
    json: () => json ?? jsonOf(schema()),
    // The schema has seen to it that it is one.
    parse: (checked) => checked as Value,
    render: asItIs,
  };
}

/** The same, where code gives the value itself: text that only spells it is refused there. */
export function strictInCode<Value>(field: Field<Value>): Field<Value> {
  return { ...field, inCode: () => field.schema().strict() };
}

const anything = withJoi((Joi) => Joi.any());

/** A value that is judged by its own `parse`, as the definition has schemas of its own. */
export function judged<Value>(input: Omit<Input<Value>, 'schema'>): Input<Value> {
  return { schema: anything, ...input };
}

/** The same, with words for those who read its description. */
export function about<Some extends Described>(description: string, field: Some): Some {
  return { ...field, json: (schemas: NamedSchemas) => ({ ...field.json(schemas), description }) };
}

/** The same, or `null`. */
export function nullable<Value>(field: Field<Value>): Field<Value | null> {
  const { schema, parse } = field;
  return {
    ...nullableOutput(field),
    schema: () => schema().allow(null),
    inCode: () => schemaInCode(field).allow(null),
    parse: (checked, path) => (checked === null ? null : parse(checked, path)),
  };
}

/** The same in an answer, or `null`. */
export function nullableOutput<Value>({ json, render }: Output<Value>): Output<Value | null> {
  return {
    json: (schemas) => orNull(json(schemas)),
    render:
      render === asItIs ? asItIs : (value, audience) => (value === null ? null : render(value, audience)),
  };
}

/** A list in a request, of at most so many entries; what code gives is bounded by what comes of it. */
export function listOf<Value>(entry: Input<Value>, most: number): Input<readonly Value[]> {
  return {
    schema: lazy(() => joi().array().items(entry.schema()).max(most)),
    inCode: lazy(() => joi().array().items(schemaInCode(entry))),
    json: (schemas) => ({ type: 'array', items: entry.json(schemas), maxItems: most }),
    parse: (checked, path) =>
      (checked as readonly unknown[]).map((value, index) => entry.parse(value, joinPath(path, index))),
  };
}

/** A list in an answer. */
export function list<Value>(item: Output<Value>): Output<readonly Value[]> {
  return {
    json: (schemas) => ({ type: 'array', items: item.json(schemas) }),
    render: (values, audience) => values.map((value) => item.render(value, audience)),
  };
}

/** What is described, or `null`. */
export function orNull(json: JsonSchema): JsonSchema {
  const { type, enum: words }: { type?: unknown; enum?: readonly unknown[] } = json;
  if (typeof type !== 'string') return { anyOf: [json, { type: 'null' }] };
  return { ...json, type: [type, 'null'], ...(words === undefined ? {} : { enum: [...words, null] }) };
}
