import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HandlerRegistry } from './handler-registry.js';
import type { ActionHandler } from './handler.js';

const MODULE = /(?<!\.d)\.[cm]?[jt]s$/;

/**
 * Registers what the modules of a folder export, functions and `{ run }` objects, by their path in it:
 * `approve` of `finance/notify.js` is `finance/notify.approve`, and what it exports by default `finance/notify`.
 *
 * @returns the names that were registered, in order
 * @throws WorkflowError `INVALID_CONFIGURATION` where a name is taken; whatever a module throws
 */
export async function loadHandlers(registry: HandlerRegistry, folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => MODULE.test(file)).sort();
  const names: string[] = [];
  for (const file of files) {
    const exported = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<
      Record<string, unknown>
    >;
    const path = file.replace(MODULE, '').split(sep).join('/');
    for (const [name, value] of Object.entries(exported)) {
      if (!isHandler(value)) continue;
      const handlerName = name === 'default' ? path : `${path}.${name}`;
      registry.register(handlerName, value);
      names.push(handlerName);
    }
  }
  return names;
}

function isHandler(value: unknown): value is ActionHandler {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}
