/**
 * What a form's schema and data may cost. A schema is written by a person and may come from a hostile one, and data
 * may come from anybody, so no schema may make the process stall, whatever it is given.
 */
export const FORM_LIMITS = {
  /** Bytes of the schema, as canonical JSON text. */
  schemaBytes: 32 * 1024,
  /** Levels of lists and objects in a schema. */
  schemaDepth: 64,
  /** Subschemas in a schema. */
  subschemas: 1000,
  /** Subschemas that `$ref`s point at. Each may refer to the next, and all of them are then compiled at once. */
  references: 100,
  /** Characters of everything that `$ref`s point at, each target once: what is referred to is compiled again. */
  referencedCharacters: 64 * 1024,
  /** Characters of one pattern. */
  patternLength: 1000,
  /** Instructions that one pattern compiles to. `^.{0,1000}$` has about 2000. */
  patternSize: 2500,
  /** Instructions that all patterns of a schema compile to. */
  totalPatternSize: 20_000,
  /** Levels of lists and objects in data. */
  dataDepth: 64,
  /** Units of work that judging data may take: about one for each subschema and each value that it is applied to. */
  work: 500_000,
  /** Errors that are reported; a person reads no more. */
  errors: 100,
} as const;
