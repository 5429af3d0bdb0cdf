import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./bare-host.ts', import.meta.url));

export interface BareAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a bare host answered and printed. */
export interface BareRun {
  /** Two lists at once, then the inbox, the workflows, and the inbox for nobody. */
  readonly answers: readonly BareAnswer[];
  readonly printed: string;
}

/** Runs a bare host in a folder, with these variables and without those of this process that it would look at. */
export async function runBareHost(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<BareRun> {
  const without = { WORKFLOW_DATABASE_URL: undefined, NODE_ENV: undefined };
  const child = fork(SCRIPT, {
    cwd: folder,
    env: { ...process.env, ...without, ...variables },
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (printed += String(chunk)));
  let answers: readonly BareAnswer[] = [];
  child.on('message', (message) => (answers = message as readonly BareAnswer[]));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || answers.length === 0) throw new Error(`The bare host ended with ${code}:\n${printed}`);
  return { answers, printed };
}
