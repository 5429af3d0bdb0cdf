/**
 * The two lanes of the tests. The full one is everything, on every database. The fast one, `npm test`, is for
 * while one works: the embedded database, and few runs of each property.
 */
const isFast = process.env.TEST_LANE === 'fast';

const FAST_RUNS = 20;

/** The databases of a run that names none. */
export const DEFAULT_DIALECTS: readonly string[] = isFast ? ['sqlite'] : ['sqlite', 'mysql', 'postgres'];

/** How often something random is tried: so often in the full lane, 20 times in the fast one, or `TEST_RUNS` times. */
export function runs(full: number): number {
  return Number(process.env.TEST_RUNS ?? (isFast ? Math.min(full, FAST_RUNS) : full));
}

/**
 * What randomness begins with: pinned, so that a run that fails fails again. `TEST_SEED` takes another one. A test whose
 * minimum counts were found with a seed names that seed.
 */
export function seed(pinned = 20_261_128): number {
  return Number(process.env.TEST_SEED ?? pinned);
}
