/**
 * Runs work that executes very many statements: on SQLite, Sequelize makes a stack trace for each one, which under
 * source maps costs more than the statement.
 */
export async function withoutStackTraces<Result>(work: () => Promise<Result>): Promise<Result> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
