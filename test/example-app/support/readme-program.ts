import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTypeErrors } from '../../support/type-errors.js';
import { Child, PROJECT } from './child-process.js';

/** Code of the README in a folder of its own, as a host that has installed the package would run it. */
export interface ReadmeProgram {
  /** Runs it on a port. */
  run(port: number): Child;
  /** What the compiler has against it, as strict as with the package's own code. */
  findTypeErrors(): readonly string[];
  remove(): Promise<void>;
}

/** The package is found by its name, but in its sources: what is published is built from them. */
const TSCONFIG = {
  extends: join(PROJECT, 'tsconfig.json'),
  compilerOptions: {
    paths: {
      'express-dynamic-workflows': [join(PROJECT, 'lib/index.ts')],
      'express-dynamic-workflows/client': [join(PROJECT, 'lib/client/index.ts')],
    },
  },
  include: ['program.ts'],
};

/** Writes the program, with the packages beside it that this project has installed. */
export async function createProgram(code: string): Promise<ReadmeProgram> {
  const cwd = await mkdtemp(join(tmpdir(), 'workflow-test-readme-'));
  await symlink(join(PROJECT, 'node_modules'), join(cwd, 'node_modules'));
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(cwd, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await writeFile(join(cwd, 'program.ts'), code);
  const args = ['--import', 'tsx', 'program.ts'];
  return {
    run: (port) => new Child({ command: process.execPath, args, cwd, env: { PORT: String(port) } }),
    findTypeErrors: () => findTypeErrors(join(cwd, 'tsconfig.json'), join(cwd, 'program.ts')),
    remove: () => rm(cwd, { recursive: true, force: true }),
  };
}
