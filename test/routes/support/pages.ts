import type { Api, Body } from './api.js';
import { at, ok } from './api.js';

/** Every page of a list from the first on. The path has a query already. */
export async function readPages(reader: Api, path: string): Promise<readonly Body[]> {
  const pages = [ok(await reader.get(path))];
  for (;;) {
    const { next_cursor: cursor } = at(pages, -1);
    if (cursor === null) return pages;
    pages.push(ok(await reader.get(`${path}&cursor=${cursor}`)));
  }
}
