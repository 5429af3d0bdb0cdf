/**
 * What a condition may cost. It is written by an administrator and reads what a requester wrote, so neither may be able
 * to make the process stall.
 */
export const CONDITION_LIMITS = {
  /** Characters of an expression. */
  characters: 2000,
  /** Nodes of its syntax tree: names, literals, operators, calls. */
  nodes: 500,
  /** Levels of parentheses, calls and selections. */
  nesting: 32,
  /** Values of the scope that can be read. What comes after them cannot. */
  values: 100_000,
  /** Levels of lists and maps that can be read, the variable itself included. */
  levels: 10,
  /** Units of work that one evaluation may take, about 0.1 µs each. */
  work: 2_000_000,
  /** Characters of the message that says why an expression could not be evaluated. */
  message: 300,
} as const;
