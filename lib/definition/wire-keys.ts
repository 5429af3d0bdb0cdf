/** The spelling of a key on the wire: `onBehalfOf` → `on_behalf_of`. */
export type WireKey<Key extends string> = Key extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${WireKey<Tail>}`
    : `_${Lowercase<Head>}${WireKey<Tail>}`
  : Key;

/** A record with its own keys in the spelling of the wire. */
export type Wire<Value> = {
  [Key in keyof Value as Key extends string ? WireKey<Key> : never]: Value[Key];
};

/** The spelling of a key on the wire: `approvalType` → `approval_type`. */
export function wireKey<Key extends string>(key: Key): WireKey<Key> {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as WireKey<Key>;
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
