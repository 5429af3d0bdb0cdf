import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folders of the product. Coverage counts a file only once something has loaded it. */
const FOLDERS = ['lib', 'models', 'migrations', 'routes'];

async function sourceFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

describe('the modules of the product', () => {
  for (const folder of FOLDERS) {
    it(`load, each by itself: ${folder}`, async () => {
      const files = await sourceFiles(folder);
      assert.ok(files.length > 0);
      for (const file of files) await import(pathToFileURL(file).href);
    });
  }
});
