import { WorkflowError } from './errors.js';
import type { UserId } from './types.js';

/** How many characters of an id, or of a company, the columns hold. */
const MAXIMUM_LENGTH = 191;

/** How many characters of a user's name the columns hold. */
const MAXIMUM_NAME_LENGTH = 255;

/** Makes the error for what cannot be used, of a sentence that says what it must be. */
export type Refuse = (problem: string) => Error;

/**
 * What keeps a value from being the id of a user; `null` where nothing does. Spaces and capitals are part of an id like
 * everything else: none is trimmed, folded or refused.
 */
export function findIdProblem(value: unknown): string | null {
  if (Number.isSafeInteger(value)) return null;
  if (typeof value === 'string' && value !== '') return findTextProblem(value);
  return `must be text that is not empty, or a whole number (a large one as text); it is ${describe(value)}`;
}

/**
 * What keeps a value from naming a company; `null` where nothing does. `''` is the company of a host that has none, and
 * `null` and `undefined` mean the same.
 */
export function findCompanyProblem(value: unknown): string | null {
  if (value === null || value === undefined || Number.isSafeInteger(value)) return null;
  if (typeof value === 'string') return findTextProblem(value);
  return `must be text, a whole number, or nothing; it is ${describe(value)}`;
}

/** The id of a user, as the host wrote it. @throws what `refuse` makes, where it can be none */
export function requireId(value: unknown, refuse: Refuse): UserId {
  const problem = findIdProblem(value);
  if (problem !== null) throw refuse(problem);
  return value as UserId;
}

/** The text under which a company is stored. @throws what `refuse` makes, where it can be none */
export function requireCompany(value: unknown, refuse: Refuse): string {
  const problem = findCompanyProblem(value);
  if (problem !== null) throw refuse(problem);
  return String((value as string | number | null | undefined) ?? '');
}

/** Refuses what a caller of the engine gave: `path` names it in the call. */
export function inCall(path: string): Refuse {
  return (problem) =>
    new WorkflowError('INVALID_REQUEST', `${path} ${problem}.`, { errors: [{ path, message: problem }] });
}

/** A user's name as the columns hold it, which is shown but never compared: cut, and without what cannot be stored. */
export function fitName(name: string): string {
  const characters = Array.from(name.slice(0, 2 * MAXIMUM_NAME_LENGTH));
  return characters
    .slice(0, MAXIMUM_NAME_LENGTH)
    .join('')
    .replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

/** What a value is, without showing what it holds. */
export function describe(value: unknown): string {
  if (value === '') return 'empty text';
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}

/** Refuses what a definition holds: `path` names it in the request. */
export function inDefinition(path: string): Refuse {
  return (problem) =>
    new WorkflowError('INVALID_DEFINITION', `${path} ${problem}.`, { errors: [{ path, message: problem }] });
}

/** PostgreSQL has no NUL, and no database half of a pair of surrogates: what it stored would be another id. */
function findTextProblem(text: string): string | null {
  if (/[\0\p{Surrogate}]/u.test(text)) return 'must hold neither NUL nor half of a surrogate pair';
  const isShort = text.length <= MAXIMUM_LENGTH || Array.from(text).length <= MAXIMUM_LENGTH;
  return isShort ? null : `must be at most ${MAXIMUM_LENGTH} characters long`;
}
