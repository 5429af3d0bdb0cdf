/** The drafts of JSON Schema that a form may be written in. */
export type FormDialect = '2020-12' | 'draft-07';

/** What the value of a keyword is. */
export interface FormKeyword {
  /** Whether the value is, or holds, further schemas: one (or a list of them), or a map of them by name. */
  readonly holds: 'data' | 'schemas' | 'map';
  /** Whether its schemas judge the same value as the schema it stands in, not a part of it. */
  readonly isInPlace?: true;
  /** The one draft that knows the keyword; absent: both. */
  readonly only?: FormDialect;
  /** Whether it is for whoever shows the form, and JSON Schema does not know it. */
  readonly isForeign?: true;
}

const DATA = { holds: 'data' } as const satisfies FormKeyword;
const SCHEMAS = { holds: 'schemas' } as const satisfies FormKeyword;
const MAP = { holds: 'map' } as const satisfies FormKeyword;
const IN_PLACE = { holds: 'schemas', isInPlace: true } as const satisfies FormKeyword;
const FOREIGN = { ...DATA, isForeign: true } as const satisfies FormKeyword;
const NEW = { only: '2020-12' } as const;
const OLD = { only: 'draft-07' } as const;

/**
 * The keywords of form schemas; what is neither here nor begins with `x-` or `ui:` is refused. Left out on purpose: `$id`, `$anchor`,
 * `$dynamicRef` and the like, which move what a `$ref` means; `$async` and `$data`, which are not JSON Schema.
 */
const FORM_KEYWORDS: ReadonlyMap<string, FormKeyword> = new Map<string, FormKeyword>(
  Object.entries({
    $ref: DATA,
    $comment: DATA,
    example: FOREIGN,
    propertyOrder: FOREIGN,
    enumNames: FOREIGN,
    title: DATA,
    description: DATA,
    default: DATA,
    examples: DATA,
    deprecated: DATA,
    readOnly: DATA,
    writeOnly: DATA,
    type: DATA,
    enum: DATA,
    const: DATA,
    multipleOf: DATA,
    maximum: DATA,
    exclusiveMaximum: DATA,
    minimum: DATA,
    exclusiveMinimum: DATA,
    maxLength: DATA,
    minLength: DATA,
    pattern: DATA,
    format: DATA,
    maxItems: DATA,
    minItems: DATA,
    uniqueItems: DATA,
    minContains: { ...DATA, ...NEW },
    maxContains: { ...DATA, ...NEW },
    maxProperties: DATA,
    minProperties: DATA,
    required: DATA,
    dependentRequired: { ...DATA, ...NEW },
    $defs: MAP,
    definitions: MAP,
    properties: MAP,
    patternProperties: MAP,
    dependentSchemas: { ...MAP, ...NEW, isInPlace: true },
    dependencies: { ...MAP, ...OLD, isInPlace: true },
    items: SCHEMAS,
    prefixItems: { ...SCHEMAS, ...NEW },
    additionalItems: { ...SCHEMAS, ...OLD },
    unevaluatedItems: { ...SCHEMAS, ...NEW },
    contains: SCHEMAS,
    additionalProperties: SCHEMAS,
    unevaluatedProperties: { ...SCHEMAS, ...NEW },
    propertyNames: SCHEMAS,
    allOf: IN_PLACE,
    anyOf: IN_PLACE,
    oneOf: IN_PLACE,
    not: IN_PLACE,
    if: IN_PLACE,
    then: IN_PLACE,
    else: IN_PLACE,
  }),
);

/** Names that people give to annotations of their own. */
const OWN_ANNOTATION = /^(?:x-|ui:)/;

/** What the value of a keyword is; `undefined` for one that forms do not know. */
export function findKeyword(name: string): FormKeyword | undefined {
  return FORM_KEYWORDS.get(name) ?? (OWN_ANNOTATION.test(name) ? FOREIGN : undefined);
}

/** The `$schema` that names each draft, without its scheme and its empty fragment. */
const DRAFTS: ReadonlyMap<string, FormDialect> = new Map([
  ['json-schema.org/draft/2020-12/schema', '2020-12'],
  ['json-schema.org/draft-07/schema', 'draft-07'],
]);

/** The draft that a `$schema` names; 2020-12 where there is none, `undefined` for one that is not known. */
export function readDialect(
  $schema: unknown = 'json-schema.org/draft/2020-12/schema',
): FormDialect | undefined {
  return DRAFTS.get(
    String($schema)
      .replace(/^https?:\/\//, '')
      .replace(/#$/, ''),
  );
}
