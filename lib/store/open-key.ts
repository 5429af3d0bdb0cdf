import { contentHash } from '../definition/fingerprint.js';
import type { ObjectReference } from '../types.js';

/** The unique key of an object's one open attachment: SHA-256 over company, model key and object id. */
export function openKeyOf(company: string, { model, objectId }: ObjectReference): string {
  return contentHash([company, model, objectId]);
}
