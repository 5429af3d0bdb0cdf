import type Joi from 'joi';
import type { JsonSchema } from './field.js';

/**
 * What a schema of Joi's accepts, in JSON Schema: what Joi says of it, and what it leaves unsaid. A whole number is one
 * that JavaScript can hold, and a word that may be `null` may be so beside its words.
 */
export function jsonOf(schema: Joi.Schema): JsonSchema {
  return exactly(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }));
}

function exactly(json: JsonSchema): JsonSchema {
  const inside = Object.entries(json).map(([key, value]) => [key, exactlyInside(value)] as const);
  return { ...Object.fromEntries(inside), ...bounds(json), ...words(json) };
}

function exactlyInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exactlyInside);
  return typeof value === 'object' && value !== null ? exactly(value as JsonSchema) : value;
}

function bounds({ type, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): JsonSchema {
  if (type !== 'integer') return {};
  return {
    ...(minimum === undefined && exclusiveMinimum === undefined ? { minimum: -Number.MAX_SAFE_INTEGER } : {}),
    ...(maximum === undefined && exclusiveMaximum === undefined ? { maximum: Number.MAX_SAFE_INTEGER } : {}),
  };
}

function words({ type, enum: given }: { type?: unknown; enum?: readonly unknown[] }): JsonSchema {
  if (given === undefined || !Array.isArray(type) || !type.includes('null')) return {};
  return given.includes(null) ? {} : { enum: [...given, null] };
}
