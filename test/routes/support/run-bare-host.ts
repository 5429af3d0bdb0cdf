import { fileURLToPath } from 'node:url';
import type { HostRun } from './run-host.js';
import { runHost } from './run-host.js';

const SCRIPT = fileURLToPath(new URL('./bare-host.ts', import.meta.url));

export interface BareAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a bare host was answered: two lists at once, then the inbox, the workflows, and the inbox for nobody. */
export type BareRun = HostRun<BareAnswer>;

/** Runs a bare host in a folder, with these variables and without those of this process that it would look at. */
export function runBareHost(folder: string, variables: Readonly<Record<string, string>>): Promise<BareRun> {
  return runHost(SCRIPT, { folder, variables });
}
