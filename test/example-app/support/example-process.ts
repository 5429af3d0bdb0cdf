import { Child } from './child-process.js';
import type { Ended } from './child-process.js';

const LISTENING = /^Purchase requests are served at (http:\S+)$/m;

/** The example application as a process of its own, listening. */
export interface ExampleProcess {
  readonly url: string;
  readonly child: Child;
}

/** Starts a program of the example. */
export function runExample(program: 'server' | 'demo', env: Readonly<Record<string, string>>): Child {
  const args = ['--import', 'tsx', `example-app/${program}.ts`];
  return new Child({ command: process.execPath, args, env });
}

/** Starts the server on a database, on a free port, and waits until it listens. */
export async function startExample(databaseUrl: string): Promise<ExampleProcess> {
  const child = runExample('server', { DATABASE_URL: databaseUrl, PORT: '0' });
  try {
    const [, url = ''] = await child.says(LISTENING);
    return { url, child };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** Tells the story against a server that runs. */
export async function tellDemo(url: string): Promise<Ended> {
  return runExample('demo', { DEMO_URL: url }).ended;
}
