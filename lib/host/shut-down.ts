import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { Logger } from '../types.js';

/** How long clients that keep their connection may still send a request on it, and be told to make no more. */
const GRACE_MS = 500;
/** How often connections are closed whose last request has been answered since. */
const CLOSE_IDLE_EVERY_MS = 100;
const DEFAULT_WITHIN_MS = 4000;

/** How a process is shut down. */
export interface ShutdownOptions {
  /**
   * For how many ms requests and jobs that are under way may go on. What is left then is cut off or left behind:
   * processes are commonly killed 5 to 30 seconds after they were told to stop.
   *
   * @defaultValue `4000`
   */
  readonly withinMs?: number;
}

interface ShuttingDown extends ShutdownOptions {
  readonly server: Server;
  /** Tells the jobs to stop, and waits until they have. */
  readonly stopJobs: () => Promise<void>;
  readonly logger: Logger;
}

/** Each server is closed once, whoever asks for it. */
const closing = new WeakMap<Server, Promise<boolean>>();

/** Closes a server and stops the jobs, side by side. See `WorkflowEngine.shutdown`. */
export async function shutDown({
  server,
  stopJobs,
  logger,
  withinMs = DEFAULT_WITHIN_MS,
}: ShuttingDown): Promise<void> {
  const closed = closing.get(server) ?? closeServer(server, withinMs);
  closing.set(server, closed);
  const [isClosed, areStopped] = await Promise.all([closed, inTime(stopJobs(), withinMs)]);
  if (!isClosed) logger.warn(`Connections that were still in use after ${withinMs} ms were cut off.`);
  if (!areStopped) logger.warn(`Jobs that did not stop within ${withinMs} ms were left behind.`);
}

/**
 * Answers what has been asked, and lets clients that keep their connections go: each is told with its next answer to
 * open no further request, and whoever asks nothing is disconnected. `server.close()` alone would disconnect clients that
 * are just sending, and would leave those connected that it answers afterwards, for as long as they go on asking.
 */
async function closeServer(server: Server, withinMs: number): Promise<boolean> {
  server.prependListener('request', (_request, response) => {
    response.setHeader('Connection', 'close');
  });
  const closed = new Promise<void>((resolve) => {
    // The close() of an HTTP server would close idle connections at once.
    NetServer.prototype.close.call(server, () => {
      resolve();
    });
  });
  let closingIdle: NodeJS.Timeout | undefined;
  const grace = setTimeout(() => {
    server.closeIdleConnections();
    closingIdle = setInterval(() => {
      server.closeIdleConnections();
    }, CLOSE_IDLE_EVERY_MS);
  }, GRACE_MS);
  const isClosed = await inTime(closed, withinMs);
  clearTimeout(grace);
  clearInterval(closingIdle);
  if (!isClosed) server.closeAllConnections();
  return isClosed;
}

/** Whether something is over within so many ms. */
async function inTime(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
