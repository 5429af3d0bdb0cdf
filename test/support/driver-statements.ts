import type { Sequelize } from 'sequelize';

/** The methods by which statements reach a database, as its driver calls them. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  mysql: ['query', 'execute'],
  postgres: ['query'],
  sqlite: ['run', 'all', 'get', 'each', 'exec'],
};

interface ConnectionManager {
  getConnection(): Promise<object>;
  releaseConnection(connection: object): void;
}

type Method = (this: object, ...given: unknown[]) => unknown;

/**
 * Runs `work` and counts the statements that reach the driver meanwhile, on any connection of this process, whether or not
 * Sequelize hears of them.
 */
export async function countAtDriver<Result>(
  sequelize: Sequelize,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly count: number }> {
  const manager = (sequelize as unknown as { connectionManager: ConnectionManager }).connectionManager;
  const connection = await manager.getConnection();
  manager.releaseConnection(connection);
  let count = 0;
  const restore = (METHODS[sequelize.getDialect()] ?? []).map((name) =>
    listen(ownerOf(connection, name), name, () => (count += 1)),
  );
  try {
    return { result: await work(), count };
  } finally {
    for (const undo of restore) undo();
  }
}

/** The prototype that holds a method: all connections share it. */
function ownerOf(connection: object, name: string): object {
  for (
    let holder: unknown = Object.getPrototypeOf(connection);
    typeof holder === 'object' && holder !== null;
  ) {
    if (Object.hasOwn(holder, name)) return holder;
    holder = Object.getPrototypeOf(holder);
  }
  throw new RangeError(`The driver's connections have no method "${name}".`);
}

function listen(holder: object, name: string, hear: () => void): () => void {
  const original = Reflect.get(holder, name) as Method;
  const heard: Method = function (...given) {
    // Sequelize asks SQLite for the types of columns before it reads rows, and tells nobody.
    if (!String(given[0]).startsWith('PRAGMA')) hear();
    return original.apply(this, given);
  };
  Reflect.set(holder, name, heard);
  return () => void Reflect.set(holder, name, original);
}
