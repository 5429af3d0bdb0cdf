/**
 * Writes what follows from the operations: `openapi.json`, the types of the client, and the table of the README.
 *
 *     npm run openapi
 */
import { readFile, writeFile } from 'node:fs/promises';
import { clientTypes, documentText, withOperations } from './support/generated.js';

const README = new URL('../README.md', import.meta.url);

await writeFile(new URL('../openapi.json', import.meta.url), await documentText());
await writeFile(new URL('../lib/client/openapi.ts', import.meta.url), await clientTypes());
await writeFile(README, await withOperations(await readFile(README, 'utf8')));
