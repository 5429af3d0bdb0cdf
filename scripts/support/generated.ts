import { format } from 'prettier';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../routes/openapi/document.js';
import { OPERATIONS } from '../../routes/operations/index.js';

/** The document of the API, as it is published. */
export async function documentText(): Promise<string> {
  return format(JSON.stringify(openApiDocument(OPERATIONS)), { parser: 'json', printWidth: 110 });
}

/** The types of the client, which follow from the document. */
export async function clientTypes(): Promise<string> {
  const document = JSON.stringify(openApiDocument(OPERATIONS));
  const nodes = await openapiTypescript(document, { immutable: true, alphabetize: false });
  return format(`${HEAD}${astToString(nodes)}`, { parser: 'typescript', printWidth: 110, singleQuote: true });
}

const HEAD = '// Made by `npm run openapi` from the operations of the API: change those.\n\n';
