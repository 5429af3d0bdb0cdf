import { LRUCache } from 'lru-cache';
import { compilePattern, type FormPattern } from './form-pattern.js';

const CACHED_PATTERNS = 500;

const cache = new LRUCache<string, FormPattern>({ max: CACHED_PATTERNS });

/**
 * The pattern that a condition matches text with, compiled once.
 *
 * @throws Error whose message says what is wrong with the pattern.
 */
export function conditionPattern(source: string): FormPattern {
  const cached = cache.get(source);
  if (cached !== undefined) return cached;
  const pattern = compilePattern(source);
  cache.set(source, pattern);
  return pattern;
}
