/** One page of a list: keyset paging by an ascending or descending id. */
export interface PageRequest {
  readonly limit: number;
  /** The key of the last item of the page before; `null` for the first page. */
  readonly after: number | null;
}

/** The items of a page, and the key after which the next one begins; `null` on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

/** Makes a page of one row more than was asked for: the extra one only says that there is another page. */
export function toPage<Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => number,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** The page with its items turned into something else. */
export function mapPage<From, To>({ items, next }: Page<From>, map: (item: From) => To): Page<To> {
  return { items: items.map(map), next };
}
