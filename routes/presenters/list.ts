import type { Page, TimeKey } from '../../lib/store/page.js';
import type { RouteResponse } from '../route.js';
import { cursorOf } from '../schemas/common.js';

/** A page as responses carry it. */
export function presentPage<Item>(
  { items, next }: Page<Item, number | TimeKey>,
  present: (item: Item) => unknown,
): RouteResponse {
  return {
    status: 200,
    body: { items: items.map(present), next_cursor: next === null ? null : cursorOf(next) },
  };
}
