import { ask } from '../ask.js';
import type { Flow, FlowUser } from '../types.js';

/** The managers of a user up to so many levels, lowest first. A circle of managers ends where it closes. */
export function* managersAbove(userId: string, levels: number): Flow<readonly FlowUser[]> {
  const managers: FlowUser[] = [];
  let below = userId;
  while (managers.length < levels) {
    const { user } = yield* ask({ kind: 'manager', userId: below });
    if (user === null || user.id === userId || managers.some(({ id }) => id === user.id)) break;
    managers.push(user);
    below = user.id;
  }
  return managers;
}
