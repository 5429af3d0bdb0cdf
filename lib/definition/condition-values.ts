import { types } from 'node:util';
import { CONDITION_LIMITS } from './condition-limits.js';

/**
 * A value that CEL works on. An object is a map, so that no key of it is taken for something of JavaScript's; a symbol
 * stands for what cannot be read, because CEL refuses to touch one.
 */
export type ConditionValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | symbol
  | Date
  | Uint8Array
  | readonly ConditionValue[]
  | ReadonlyMap<string, ConditionValue>;

/**
 * Copies a value of the host for conditions, as data: none of its getters and methods runs.
 *
 * A number is a CEL `double`, whole or not, so that what an expression means does not depend on the value at hand; a
 * `bigint` is an `int`, a `Date` a `timestamp` (`null` where it is not valid), a `Buffer` is `bytes`, a plain object a
 * `map`. A member that is `undefined` or a getter is left out; in a list it is `null`. Everything else (a function, an
 * instance of a class, what is nested too deeply or comes after too much) is there, but cannot be read: an expression
 * that touches it has an error.
 *
 * @param fields - Which fields of an object to copy; all of them, where it is left out.
 */
export function toConditionValue(value: object | null, fields?: ReadonlySet<string>): ConditionValue {
  const wanted = value === null || fields === undefined ? value : pick(value, fields);
  return new Copier().copy(wanted, CONDITION_LIMITS.levels) ?? null;
}

class Copier {
  #left: number = CONDITION_LIMITS.values;

  copy(value: unknown, levels: number): ConditionValue | undefined {
    if (this.#left === 0) return unreadable();
    this.#left -= 1;
    switch (typeof value) {
      case 'undefined':
      case 'boolean':
      case 'number':
      case 'bigint':
      case 'string':
        return value;
      case 'object':
        return value === null ? null : this.#copyObject(value, levels);
      default:
        return unreadable();
    }
  }

  #copyObject(value: object, levels: number): ConditionValue {
    if (types.isDate(value)) return copyDate(value);
    // As it is: nothing in CEL can change it.
    if (types.isUint8Array(value)) return value;
    // A proxy would run code of the host's for every look at it.
    if (levels === 0 || types.isProxy(value)) return unreadable();
    if (Array.isArray(value)) return this.#copyList(value, levels - 1);
    return isPlain(value) ? this.#copyMap(value, levels - 1) : unreadable();
  }

  #copyList(list: readonly unknown[], levels: number): ConditionValue {
    if (list.length > this.#left) return unreadable();
    return Array.from({ length: list.length }, (_, index) => this.copy(own(list, index), levels) ?? null);
  }

  #copyMap(record: object, levels: number): ConditionValue {
    const copy = new Map<string, ConditionValue>();
    for (const key of Object.keys(record)) {
      const value = this.copy(own(record, key), levels);
      if (value !== undefined) copy.set(key, value);
    }
    return copy;
  }
}

function pick(record: object, fields: ReadonlySet<string>): object {
  const names = Object.keys(record).filter((name) => fields.has(name));
  return Object.fromEntries(names.map((name) => [name, own(record, name)]));
}

/** A new one each time: one that equalled another would let two lists of such be equal. */
function unreadable(): symbol {
  return Symbol('unreadable');
}

function copyDate(value: Date): ConditionValue {
  const copy = new Date(value);
  return Number.isNaN(copy.getTime()) ? null : copy;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The value of an own property; none where it is a getter. */
function own(holder: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}
