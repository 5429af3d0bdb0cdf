import { standing, type Stand } from '../rules/standing.js';

/** A step that was begun, and what its form was filled in with; `null` for nothing. */
export interface FilledForm extends Stand {
  readonly data: Readonly<Record<string, unknown>> | null;
}

/**
 * What the forms up to a position were filled in with, as it stands in a round: what was filled in last counts. What was
 * not is absent.
 *
 * @param filled - The steps that were begun, in the order in which their forms were filled in
 */
export function formAt(filled: readonly FilledForm[], here: Stand): Readonly<Record<string, unknown>> {
  const begun = [...filled.filter(({ round }) => round <= here.round), here];
  const reached = standing(filled, begun).filter(
    ({ position, round }) => position <= here.position && round <= here.round,
  );
  return Object.fromEntries(reached.flatMap(({ data }) => Object.entries(data ?? {})));
}
