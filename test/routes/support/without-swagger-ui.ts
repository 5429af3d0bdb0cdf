import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHost } from './run-host.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SCRIPT = 'test/routes/support/docs-host.ts';

export interface DocsAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Asks a copy of the package for these paths. What is installed beside it is installed there, but for Swagger UI. */
export async function askWithoutSwaggerUi(
  folder: string,
  paths: readonly string[],
): Promise<readonly DocsAnswer[]> {
  for (const copied of ['package.json', 'lib', 'routes', 'models', 'migrations', SCRIPT]) {
    await cp(join(ROOT, copied), join(folder, copied), { recursive: true });
  }
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    if (name === 'swagger-ui-dist') continue;
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  const { answers } = await runHost<DocsAnswer>(join(folder, SCRIPT), { folder, args: paths });
  return answers;
}
