import type { TestDialect } from './dialects.js';

/** The databases of failed tests, by name or path, and where they are: they are not dropped. */
export const keptDatabases = new Map<string, TestDialect>();
