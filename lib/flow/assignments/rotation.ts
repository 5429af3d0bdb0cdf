/** Picks whose turn it is and says how the rotation stands afterwards. Exactly fair: a queue. */

/**
 * The candidate who was seated least recently; one who never was comes first, in the candidates' own order.
 *
 * @param candidates - at least one, in ascending order of id
 * @param seatedOrder - who was seated before, least recently first
 */
export function whoseTurn<User extends { readonly id: string }>(
  candidates: readonly [User, ...User[]],
  seatedOrder: readonly string[],
): User {
  const lastSeated = new Map(seatedOrder.map((id, index) => [id, index]));
  const recency = (user: User): number => lastSeated.get(user.id) ?? -1;
  return candidates.reduce((first, user) => (recency(user) < recency(first) ? user : first));
}

/** The rotation after this user was seated. */
export function afterSeating(userId: string, seatedOrder: readonly string[]): readonly string[] {
  return [...seatedOrder.filter((id) => id !== userId), userId];
}
