import type { ConditionValue } from './condition-values.js';

/** What is known of a value before it is evaluated: how large it is at most. */
export interface Reach {
  /** Entries, where it is a list or a map. */
  readonly length: number;
  /** One for each value in it, and for each {@link CHARACTERS_PER_WEIGHT} characters or bytes. */
  readonly weight: number;
  readonly field: (name: string) => Reach;
  /** Any entry of a list; any key or entry of a map. */
  readonly element: () => Reach;
}

/** Characters, or bytes, that weigh as much as one value. */
export const CHARACTERS_PER_WEIGHT = 16;

/** A value of which only the weight is known: each of its parts may be all of it. */
export function opaque(weight: number): Reach {
  const reach: Reach = { length: weight, weight, field: () => reach, element: () => reach };
  return reach;
}

/** A value without parts. */
export const ATOM = opaque(1);

/** A list of entries that are known. */
export function listOf(length: number, element: Reach): Reach {
  const weight = 1 + length * element.weight;
  return { ...opaque(weight), length, element: () => element };
}

/** Any one of these values. */
export function reachOf(values: readonly ConditionValue[]): Reach {
  return {
    get length() {
      return largest(values.map((value) => membersOf(value).length));
    },
    get weight() {
      return largest(values.map(weigh));
    },
    field: (name) => reachOf(values.flatMap((value) => fieldOf(value, name))),
    element: () => reachOf(values.flatMap(membersOf)),
  };
}

function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function fieldOf(value: ConditionValue, name: string): readonly ConditionValue[] {
  const field = isMap(value) ? value.get(name) : undefined;
  return field === undefined ? [] : [field];
}

function membersOf(value: ConditionValue): readonly ConditionValue[] {
  if (isMap(value)) return [...value.keys(), ...value.values()];
  return isList(value) ? value : [];
}

function weigh(value: ConditionValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array)
    return 1 + value.length / CHARACTERS_PER_WEIGHT;
  return membersOf(value).reduce<number>((sum, member) => sum + weigh(member), 1);
}

function isMap(value: ConditionValue): value is ReadonlyMap<string, ConditionValue> {
  return value instanceof Map;
}

function isList(value: ConditionValue): value is readonly ConditionValue[] {
  return Array.isArray(value);
}
