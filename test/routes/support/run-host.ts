import { fork } from 'node:child_process';
import { once } from 'node:events';

interface HostProcess {
  readonly folder: string;
  readonly args?: readonly string[];
  /** Beside the variables of this process, without those that the router looks at. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What a host answered and printed. */
export interface HostRun<Answer> {
  readonly answers: readonly Answer[];
  readonly printed: string;
}

/** Runs a host that sends what it was answered, in a process of its own. */
export async function runHost<Answer>(
  script: string,
  { folder, args = [], variables = {} }: HostProcess,
): Promise<HostRun<Answer>> {
  const without = { WORKFLOW_DATABASE_URL: undefined, NODE_ENV: undefined };
  const child = fork(script, args, {
    cwd: folder,
    env: { ...process.env, ...without, ...variables },
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (printed += String(chunk)));
  let answers: readonly Answer[] = [];
  child.on('message', (message) => (answers = message as readonly Answer[]));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || answers.length === 0) throw new Error(`The host ended with ${code}:\n${printed}`);
  return { answers, printed };
}
