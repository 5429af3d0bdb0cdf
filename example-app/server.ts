/** The process: `npm start`. It says one line when it listens, and stops cleanly when it is asked to. */
import { startApp } from './start.js';

// npm hands SIGTERM to the shell between it and this process, and no further: stop when that shell is gone.
const isNpmStart = process.env.npm_lifecycle_event === 'start';
const parent = process.ppid;

const { PORT = '3000', DATABASE_URL = 'sqlite:example-app.sqlite' } = process.env;

try {
  const app = await startApp({ databaseUrl: DATABASE_URL, port: Number(PORT) });
  console.log(`Purchase requests are served at ${app.url}`);
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping ??= app.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  if (isNpmStart) {
    setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 200).unref();
  }
} catch (error) {
  console.error('The example cannot start.', error);
  process.exitCode = 1;
}
