/** `roleSelectionStrategy` → `role_selection_strategy`. */
type SnakeCase<Key extends string> = Key extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${SnakeCase<Tail>}`
    : `_${Lowercase<Head>}${SnakeCase<Tail>}`
  : Key;

/** A record with its own keys in the spelling of the wire. */
export type Wire<Value> = {
  [Key in keyof Value as Key extends string ? SnakeCase<Key> : never]: Value[Key];
};

/** The spelling of a key on the wire: `approvalType` → `approval_type`. */
export function wireKey(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function innerKey(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Spells the keys of a record as the wire does; what the values hold stays as it is. */
export function toWire<Value extends object>(value: Value): Wire<Value> {
  return mapKeys(value, wireKey) as Wire<Value>;
}

/** Undoes {@link toWire}. */
export function fromWire<Value extends object>(wire: Wire<Value>): Value {
  return mapKeys(wire, innerKey) as Value;
}

function mapKeys(record: object, spell: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [spell(key), value]));
}
