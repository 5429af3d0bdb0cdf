import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import openapiTypescript, { astToString } from 'openapi-typescript';
import type { Access } from '../../routes/operation.js';
import { openApiDocument } from '../../routes/openapi/document.js';
import { OPERATIONS } from '../../routes/operations/index.js';

/** The document of the API, as it is published. */
export async function documentText(): Promise<string> {
  return formatted(JSON.stringify(openApiDocument(OPERATIONS)), 'openapi.json');
}

/** The types of the client, which follow from the document. */
export async function clientTypes(): Promise<string> {
  const document = JSON.stringify(openApiDocument(OPERATIONS));
  const nodes = await openapiTypescript(document, OPTIONS);
  return formatted(`${HEAD}${astToString(nodes)}`, 'lib/client/openapi.ts');
}

/** A request may leave out what has a default. An object of no declared members may have any. */
const OPTIONS = { immutable: true, alphabetize: false, defaultNonNullable: false, emptyObjectsUnknown: true };

const HEAD = '// Made by `npm run openapi` from the operations of the API: change those.\n\n';

const TABLE = /(<!-- operations -->\n)[\s\S]*(<!-- \/operations -->)/;

const FOR: Readonly<Record<Access, string>> = {
  user: 'anyone',
  manage: '`manage`',
  attachment: 'whoever may see it',
};

/** The README with a table of the operations that there are. */
export async function withOperations(readme: string): Promise<string> {
  const rows = OPERATIONS.map(({ method, path, summary, access }) => {
    const asked = `${method.toUpperCase()} ${path}`;
    return `| \`${asked}\` | ${summary.replace(/\.$/, '')} | ${FOR[access]} |`;
  });
  const table = ['| request | what it does | for |', '| --- | --- | --- |', ...rows].join('\n');
  return formatted(readme.replace(TABLE, `$1\n${table}\n\n$2`), 'README.md');
}

/** A text as the formatter of the project leaves it. */
async function formatted(text: string, file: string): Promise<string> {
  const filepath = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
