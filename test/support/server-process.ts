import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTo } from './connect.js';

/** How to start one database server, once. */
export interface ServerRecipe {
  /** A new temporary folder of its own; removed when the server stops. */
  readonly folder: string;
  /** Where an administrator connects once it runs. */
  readonly url: string;
  /** The commands that create its data. */
  readonly prepare: readonly (readonly string[])[];
  /** The command that runs the server in the foreground. */
  readonly run: readonly string[];
  /** The signal that stops it so that its data can be opened again, and the one that stops it at once. */
  readonly signals: { readonly graceful: string; readonly abrupt: string };
}

export interface RunningServer {
  readonly url: string;
  /** Stops the server. `keepData` leaves its folder, and says how to start it again. */
  stop(options: { keepData: boolean }): Promise<void>;
}

type Keeper = ChildProcessByStdio<Writable, null, Readable>;

const START_TIMEOUT = 60_000;
const KEEP = 'keep-data';
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Prepares and starts a server, and resolves once it answers. */
export async function startServer(recipe: ServerRecipe): Promise<RunningServer> {
  const keeper = spawnKeeper(recipe);
  const output = collectErrors(keeper);
  try {
    await waitUntilReady(recipe.url, keeper, output);
  } catch (error) {
    await stop(recipe, keeper, false);
    throw error;
  }
  return { url: recipe.url, stop: ({ keepData }) => stop(recipe, keeper, keepData) };
}

/** Finds a TCP port on which nothing listens. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('The system gave no TCP port.');
  return address.port;
}

/**
 * A shell outlives the tests just long enough to stop the server and to remove its folder: its standard
 * input ends when the tests do, in whatever way. The server, with what prepares it, is a process group
 * (`set -m`) that its pid names. The shell is in a session of its own, so that Ctrl+C does not reach
 * it, and ignores SIGPIPE, because nobody may be left to read what it says.
 */
function spawnKeeper(recipe: ServerRecipe): Keeper {
  const { graceful, abrupt } = recipe.signals;
  const commands = [...recipe.prepare.map(quote), `exec ${quote(recipe.run)}`].join(' && ');
  const script = `
    cd ${quote([recipe.folder])} || exit 1
    set -m
    exec 3<&0 4>&2 2>/dev/null
    { ${commands}; } >server.log 2>&1 </dev/null 3<&- 4>&- &
    server=$!
    trap '' PIPE
    {
      read -r end <&3
      if [ -e ${KEEP} ]; then kill -s ${graceful} -- -$server; else kill -s ${abrupt} -- -$server; fi
    } 4>&- &
    watcher=$!
    wait $server
    kill $watcher
    tail -n 20 server.log >&4
    [ -e ${KEEP} ] || rm -rf ${quote([recipe.folder])}`;
  const keeper = spawn('bash', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
  // A run that breaks off must be able to end, which is what ends the keeper.
  keeper.unref();
  for (const stream of [keeper.stdin, keeper.stderr]) if (stream instanceof Socket) stream.unref();
  return keeper;
}

function quote(words: readonly string[]): string {
  const quoted = words.map((word) => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`));
  return quoted.join(' ');
}

function collectErrors(keeper: Keeper): () => string {
  const chunks: Buffer[] = [];
  keeper.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString().trim();
}

async function waitUntilReady(url: string, keeper: Keeper, output: () => string): Promise<void> {
  const sequelize = await connectTo(url);
  const deadline = Date.now() + START_TIMEOUT;
  try {
    for (;;) {
      if (keeper.exitCode !== null) throw new Error(`The database server did not start:\n${output()}`);
      const problem = await sequelize.authenticate().catch((error: unknown) => error);
      if (problem === undefined) return;
      if (Date.now() > deadline) throw new Error(`${url} does not answer.`, { cause: problem });
      await sleep(50);
    }
  } finally {
    await sequelize.close();
  }
}

async function stop(recipe: ServerRecipe, keeper: Keeper, keepData: boolean): Promise<void> {
  if (keepData) {
    await writeFile(join(recipe.folder, KEEP), '');
    console.error(`The data of failed tests is kept. Start its server again with:\n  ${quote(recipe.run)}`);
    console.error(`  (and remove ${recipe.folder} when you are done)`);
  }
  if (keeper.exitCode !== null) return;
  keeper.ref();
  keeper.stdin.end();
  await once(keeper, 'exit');
}
