/** A value that is made when it is first asked for. */
export type Lazy<Value> = () => Value;

/** Keeps what `make` gives, from the first time that somebody asks for it. */
export function lazy<Value>(make: () => Value): Lazy<Value> {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
