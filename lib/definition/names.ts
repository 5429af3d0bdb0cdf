import type Joi from 'joi';
import { WorkflowError } from '../errors.js';
import { joi } from '../libraries.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { summarize } from './summary.js';
import type { Names } from './types.js';
import { withJoi } from './with-joi.js';

/** What a request changes about names: text sets the name in a language, `null` removes it. */
export type NamesChange = Readonly<Record<string, string | null>>;

/** Names as the wire carries them: English and Arabic by their own fields, every other language in `names`. */
export interface WireNames {
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly names: Names;
}

/** The most languages that have names in one request, beside English and Arabic. */
export const MAXIMUM_LANGUAGES = 50;

/** How many characters a name has at most. */
export const MAXIMUM_NAME = 255;

interface IncomingNames {
  readonly name_en?: string | null;
  readonly name_ar?: string | null;
  readonly names: NamesChange;
}

/** The names are shown as they are, in subjects of messages too, so control characters have no place in them. */
const name = withJoi((Joi) =>
  Joi.string()
    .trim()
    .max(MAXIMUM_NAME)
    .pattern(/^[^\p{Cc}\p{Surrogate}]*$/u)
    .allow(null)
    .messages({ 'string.pattern.base': 'must not hold control characters' }),
);

/** Whether text is a language tag, in the one spelling of BCP 47, so that no language has two names. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}

const languageTag = withJoi((Joi) =>
  Joi.string().custom((tag: string) => {
    if (!isLanguageTag(tag)) throw new Error(`${tag} is no language tag, or is spelled in another way.`);
    return tag;
  }),
);

/** A language that also has a field of its own may be given once. */
function onceWith(field: string): Joi.Schema {
  const then = joi()
    .forbidden()
    .messages({ 'any.unknown': `is also given as ${field}` });
  return name().when(`/${field}`, { is: joi().exist(), then });
}

const namesSchema = withJoi((Joi) =>
  Joi.object<IncomingNames>({
    name_en: name(),
    name_ar: name(),
    names: Joi.object({ en: onceWith('name_en'), ar: onceWith('name_ar') })
      .pattern(languageTag(), name())
      .max(MAXIMUM_LANGUAGES)
      .default({})
      .messages({ 'object.unknown': 'is not a language tag such as fr or pt-BR' }),
  }).unknown(),
);

/** The names that code gives, by language. */
export const namesInCode = withJoi((Joi) =>
  Joi.object()
    .pattern(languageTag(), name())
    .messages({ 'object.unknown': 'is not a language tag such as fr or pt-BR' }),
);

/**
 * Reads `name_en`, `name_ar` and `names` from a request body; its other fields are left alone.
 *
 * @param path - Where the body stands in the request, dotted; `''` for the whole of it.
 * @throws WorkflowError `INVALID_DEFINITION` with the path of each name that is not valid.
 */
export function readNames(wire: object, path = ''): NamesChange {
  const result = namesSchema().validate(wire, JOI_OPTIONS);
  if (result.error !== undefined) {
    const errors = fieldErrors(result.error, path);
    throw new WorkflowError('INVALID_DEFINITION', `The names are not valid: ${summarize(errors)}.`, {
      errors,
    });
  }
  const { name_en: en, name_ar: ar, names } = result.value;
  return { ...names, ...(en !== undefined && { en }), ...(ar !== undefined && { ar }) };
}

/** Spells names the way the wire carries them. */
export function writeNames(names: Names): WireNames {
  const { en, ar, ...others } = names;
  return { name_en: en ?? null, name_ar: ar ?? null, names: others };
}

/**
 * Applies a change to names.
 *
 * @param path - What stands before the name of a field in the request: `pipelines.0.`; `''` for nothing.
 * @throws WorkflowError `INVALID_DEFINITION` when no name would be left.
 */
export function mergeNames(current: Names, change: NamesChange, path = ''): Names {
  const merged = Object.entries<string | null>({ ...current, ...change });
  const names = Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
  if (Object.keys(names).length > 0) return names;
  throw new WorkflowError('INVALID_DEFINITION', 'A name is missing: give name_en, name_ar or names.', {
    errors: [{ path: `${path}name_en`, message: 'is required where no other name is given' }],
  });
}

/**
 * Chooses the name that suits a reader best: for each preferred language in turn the exact tag, then its primary
 * language (`ar-EG` is content with `ar`), then another variant of it (`pt` with `pt-BR`); else English; else the
 * first by tag. Never throws; without any name it gives `''`.
 *
 * @param languages - Language tags, most preferred first, as `Accept-Language` gives them.
 */
export function pickName(names: Names, languages: readonly string[]): string {
  for (const language of [...languages, 'en']) {
    const wanted = language.toLowerCase();
    const primary = primaryTag(wanted);
    const found =
      findName(names, (tag) => tag === wanted) ??
      findName(names, (tag) => tag === primary) ??
      findName(names, (tag) => primaryTag(tag) === primary);
    if (found !== undefined) return found;
  }
  return findName(names, () => true) ?? '';
}

/** The first name by tag of those that are wanted, in lower case. Every answer asks for many: nothing is sorted. */
function findName(names: Names, isWanted: (tag: string) => boolean): string | undefined {
  let [name, first]: [string?, string?] = [];
  for (const [tag, text] of Object.entries(names)) {
    const candidate = tag.toLowerCase();
    if (!isWanted(candidate) || (first !== undefined && first <= candidate)) continue;
    name = text;
    first = candidate;
  }
  return name;
}

function primaryTag(tag: string): string {
  const end = tag.indexOf('-');
  return end === -1 ? tag : tag.slice(0, end);
}

/** The names of a stage that was created by number: `Stage 1`, `المرحلة 1`. */
export function stageNames(number: number): Names {
  return { en: `Stage ${number}`, ar: `المرحلة ${number}` };
}
