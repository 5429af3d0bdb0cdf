/**
 * Writes what follows from the operations: `openapi.json`, and the types of the client.
 *
 *     npm run openapi
 */
import { writeFile } from 'node:fs/promises';
import { clientTypes, documentText } from './support/generated.js';

await writeFile(new URL('../openapi.json', import.meta.url), await documentText());
await writeFile(new URL('../lib/client/openapi.ts', import.meta.url), await clientTypes());
