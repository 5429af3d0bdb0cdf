import { once } from 'node:events';
import { createServer } from 'node:http';
import { createApp } from './app.js';
import { openDatabase } from './database.js';
import { createEngine } from './engine.js';
import { defineModels } from './models/index.js';
import { seed } from './seed.js';
import { createTables } from './tables.js';

export interface StartOptions {
  readonly databaseUrl: string;
  /** `0` for any that is free. */
  readonly port: number;
}

/** The application, listening. */
export interface RunningApp {
  readonly url: string;
  /** Answers what was asked, lets jobs come to a clean stop, and closes the database. */
  stop(): Promise<void>;
}

/** Starts the application on a database, which it prepares. Any number of processes may share one. */
export async function startApp({ databaseUrl, port }: StartOptions): Promise<RunningApp> {
  const sequelize = await openDatabase(databaseUrl);
  try {
    const models = defineModels(sequelize);
    const engine = createEngine(sequelize, models);
    await createTables(sequelize.getQueryInterface());
    await engine.migrate();
    await seed({ engine, models });
    const server = createServer(createApp(engine, models)).listen(port);
    await once(server, 'listening');
    engine.startScheduler();
    return {
      url: `http://localhost:${portOf(server.address())}`,
      stop: async () => {
        await engine.shutdown(server);
        await sequelize.close();
      },
    };
  } catch (error) {
    await sequelize.close();
    throw error;
  }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no TCP port.');
  return address.port;
}
