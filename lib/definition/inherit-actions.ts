import type { ActionConfig, ActionEvent, ActionsByEvent } from './types.js';

/**
 * What runs at a place: for each event the actions of the first level that has any.
 *
 * @param levels - From the stage to the defaults; the actions of each in the order in which they run
 */
export function inheritActions(levels: readonly (readonly ActionConfig[])[]): ActionsByEvent {
  const inherited = new Map<ActionEvent, readonly ActionConfig[]>();
  for (const level of levels) {
    for (const event of new Set(level.map((action) => action.event))) {
      if (inherited.has(event)) continue;
      inherited.set(
        event,
        level.filter((action) => action.event === event),
      );
    }
  }
  return inherited;
}
