import type { RoleId } from '../types.js';

/** A role as it is stored: JSON text, so that `1` and `'1'` stay different and reading gives back the host's type. */
export function writeRole(role: RoleId | null): string | null {
  return role === null ? null : JSON.stringify(role);
}

/** The role that {@link writeRole} stored. */
export function readRole(text: string | null): RoleId | null {
  if (text === null) return null;
  const role: unknown = JSON.parse(text);
  return typeof role === 'number' ? role : String(role);
}
