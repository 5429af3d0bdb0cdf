/** Where something was done: in which round, at which position. */
export interface Stand {
  readonly round: number;
  readonly position: number;
}

/** What was not taken back by a later round, which begins at its position or an earlier one. */
export function standing<Done extends Stand>(
  done: readonly Done[],
  begun: readonly Stand[],
): readonly Done[] {
  return done.filter(
    ({ position, round }) => !begun.some((later) => later.round > round && later.position <= position),
  );
}
