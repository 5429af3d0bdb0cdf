import type { FieldError } from '../errors.js';

/** Text that UTF-8 cannot carry: half of a surrogate pair. A database would store something else in its place. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Finds the first thing in a value that JSON cannot carry faithfully.
 *
 * Refused are `undefined` (except as the value of an object's member, which JSON leaves out), functions, symbols,
 * big integers, `NaN` and infinities, lone surrogates, keys named `__proto__`, objects that would lose their content
 * (a `Map`, a `RegExp`), and whatever is nested deeper than `depth`, which includes cycles. A `toJSON` method is
 * honoured, so a `Date` is its ISO text.
 *
 * @param path - The dotted path of `value` itself; `''` for none.
 * @param depth - How many levels of lists and objects may be nested.
 */
export function findUnfit(value: unknown, path: string, depth: number): FieldError | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'string':
      return LONE_SURROGATE.test(value) ? { path, message: 'must be valid Unicode text' } : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : { path, message: 'must be a finite number' };
    case 'object':
      return value === null ? undefined : findUnfitMember(value, path, depth);
    case 'undefined':
      return { path, message: 'is required' };
    default:
      return { path, message: 'must be a JSON value' };
  }
}

function findUnfitMember(value: object, path: string, depth: number): FieldError | undefined {
  if (depth === 0) return { path, message: 'is nested too deeply' };
  if (hasOwnJson(value)) return findUnfit(value.toJSON(), path, depth - 1);
  if (!Array.isArray(value) && Object.prototype.toString.call(value) !== '[object Object]') {
    return { path, message: 'must be a JSON value' };
  }
  // `Array.from` turns holes into `undefined`, which `Object.entries` would skip.
  const members: object = Array.isArray(value) ? Array.from<unknown>(value) : value;
  for (const [key, member] of Object.entries<unknown>({ ...members })) {
    const unfit = findUnfitKey(key, path) ?? findUnfitOptional(value, member, joinPath(path, key), depth - 1);
    if (unfit !== undefined) return unfit;
  }
  return undefined;
}

function hasOwnJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function findUnfitKey(key: string, path: string): FieldError | undefined {
  if (key === '__proto__') return { path: joinPath(path, key), message: 'is not allowed' };
  return LONE_SURROGATE.test(key) ? { path, message: 'must have keys of valid Unicode text' } : undefined;
}

function findUnfitOptional(
  parent: object,
  member: unknown,
  path: string,
  depth: number,
): FieldError | undefined {
  return member === undefined && !Array.isArray(parent) ? undefined : findUnfit(member, path, depth);
}

/** Appends one key to a dotted path. */
export function joinPath(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}
