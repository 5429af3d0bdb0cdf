import {
  MAXIMUM_LANGUAGES,
  MAXIMUM_NAME,
  namesInCode,
  pickName,
  readNames,
  writeNames,
  type NamesChange,
} from '../definition/names.js';
import type { Names } from '../definition/types.js';
import { withJoi } from '../definition/with-joi.js';
import { derived } from './answer.js';
import type { JsonSchema } from './field.js';
import { nullableOutput } from './field.js';
import type { Spread } from './object.js';
import { shownText, shownTexts } from './shown.js';

/** Blanks at both ends are no part of a name, and within it there are no control characters. */
const NAME: JsonSchema = {
  type: ['string', 'null'],
  pattern:
    '^\\s*[^\\s\\u0000-\\u001f\\u007f-\\u009f]' +
    `(?:[^\\u0000-\\u001f\\u007f-\\u009f]{0,${MAXIMUM_NAME - 2}}` +
    '[^\\s\\u0000-\\u001f\\u007f-\\u009f])?\\s*$',
};

const LANGUAGE_TAG: JsonSchema = { pattern: '^(?:[a-z]{2,3}|[a-z]{5,8})(?:-[A-Za-z0-9]{1,8})*$' };

// They are judged together, by the definition: a language has one name.
const spread = {
  inCode: namesInCode,
  keys: withJoi((Joi) => ({ name_en: Joi.any(), name_ar: Joi.any(), names: Joi.any() })),
  properties: () => ({
    name_en: { ...NAME, description: 'The name in English; `null` removes it.' },
    name_ar: { ...NAME, description: 'The name in Arabic; `null` removes it.' },
    names: {
      type: 'object',
      propertyNames: LANGUAGE_TAG,
      additionalProperties: NAME,
      maxProperties: MAXIMUM_LANGUAGES,
      default: {},
      description:
        'Names in other languages, by their tags of BCP 47 as it spells them, such as `fr` or `pt-BR`; `null` removes ' +
        'one. A language that has a field of its own is given once.',
    },
  }),
};

/** Where `null` is no name, one that there is. */
const ANY_NAME: JsonSchema = {
  anyOf: [
    { required: ['name_en'], properties: { name_en: { type: 'string' } } },
    { required: ['name_ar'], properties: { name_ar: { type: 'string' } } },
    { required: ['names'], properties: { names: { not: { additionalProperties: { type: 'null' } } } } },
  ],
};

/**
 * The names of something new, at least one: that there is one is seen where they are stored.
 *
 * @throws WorkflowError `INVALID_DEFINITION` with the path of each that is not valid
 */
export const newNames: Spread<NamesChange> = {
  ...spread,
  // Beside what describes the object itself, as generators of types read it.
  rule: { allOf: [ANY_NAME] },
  read: readNames,
};

/** What a change says about names, where it names any of them. @throws WorkflowError `INVALID_DEFINITION` */
export const namesChange: Spread<NamesChange> & { readonly presence: 'optional' } = {
  ...spread,
  presence: 'optional',
  read: (wire, path) => {
    const isGiven = wire.name_en !== undefined || wire.name_ar !== undefined || wire.names !== undefined;
    return isGiven ? readNames(wire, path) : undefined;
  },
};

interface Named {
  readonly names: Names;
}

/** Names in every language, and the one that suits the reader. */
export const shownNames = {
  name: derived(({ names }: Named, { languages }) => pickName(names, languages), shownText),
  nameEn: derived(({ names }: Named) => writeNames(names).name_en, nullableOutput(shownText)),
  nameAr: derived(({ names }: Named) => writeNames(names).name_ar, nullableOutput(shownText)),
  names: derived(({ names }: Named) => writeNames(names).names, shownTexts),
};
