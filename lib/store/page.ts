/** A place in a list that is ordered by time. Rows of the same time are ordered by id. */
export interface TimeKey {
  readonly time: Date;
  readonly id: number;
}

/** One page of a list: keyset paging, by an id unless the list says otherwise. */
export interface PageRequest<Key = number> {
  readonly limit: number;
  /** The key of the last item of the page before; `null` for the first page. */
  readonly after: Key | null;
}

/**
 * One page of a list that is ordered by time.
 *
 * The id alone of the last item, as earlier releases gave it, is taken for its key as long as its row is there.
 */
export type TimePageRequest = PageRequest<TimeKey | number>;

/** The items of a page, and the key after which the next one begins; `null` on the last page. */
export interface Page<Item, Key = number> {
  readonly items: readonly Item[];
  readonly next: Key | null;
}

/** Makes a page of one row more than was asked for: the extra one only says that there is another page. */
export function toPage<Item, Key = number>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => Key,
): Page<Item, Key> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** The page with its items turned into something else. */
export function mapPage<From, To, Key = number>(
  { items, next }: Page<From, Key>,
  map: (item: From) => To,
): Page<To, Key> {
  return { items: items.map(map), next };
}
