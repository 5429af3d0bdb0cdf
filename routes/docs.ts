import type { Router } from 'express';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { WorkflowError } from '../lib/errors.js';
import { lazy } from '../lib/lazy.js';
import type { Actor } from '../lib/types.js';
import type { Exchange, MountOptions } from './request-handler.js';
import { requestHandlers } from './request-handler.js';

const require = createRequire(import.meta.url);

/** What the page needs of Swagger UI. */
const FILES = [
  { name: 'swagger-ui.css', type: 'css' },
  { name: 'swagger-ui-bundle.js', type: 'js' },
] as const;

/** Nothing may come from elsewhere, and nothing may be sent there. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Approval workflows: HTTP API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

// Left to itself, it sends the document to a validator on the internet.
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });
`;

/** The folder of Swagger UI. @throws WorkflowError `ROUTE_NOT_FOUND` where the host has not installed it */
const folder = lazy((): string => {
  try {
    return (require('swagger-ui-dist/absolute-path.js') as () => string)();
  } catch (error) {
    throw new WorkflowError('ROUTE_NOT_FOUND', 'The pages of this API need "npm install swagger-ui-dist".', {
      cause: error,
    });
  }
});

/** A part of the pages. */
interface Page {
  readonly path: string;
  readonly type: 'html' | 'css' | 'js';
  /** @param swaggerUi - The folder of Swagger UI */
  readonly read: (swaggerUi: string) => Promise<string | Buffer>;
}

const PAGES: readonly Page[] = [
  { path: '/docs', type: 'html', read: () => Promise.resolve(PAGE) },
  { path: '/docs/start.js', type: 'js', read: () => Promise.resolve(START) },
  ...FILES.map(({ name, type }) => {
    return { path: `/docs/${name}`, type, read: (swaggerUi: string) => readFile(join(swaggerUi, name)) };
  }),
];

/** Adds `/docs`, where the API can be read and tried: Swagger UI, where the host has installed it. */
export function mountDocs<User extends Actor>(router: Router, options: MountOptions<User>): void {
  const handlerOf = requestHandlers(options);
  for (const page of PAGES) {
    const { path } = page;
    router.get(
      path,
      handlerOf({ method: 'get', path }, (exchange) => answer(page, exchange)),
    );
  }
}

async function answer<User extends Actor>(
  { path, type, read }: Page,
  { request, response, limit }: Exchange<User>,
): Promise<void> {
  const content = await limit.prepare(() => read(folder()));
  response.set({
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
  });
  const [asked = ''] = request.originalUrl.split('?');
  // What the page refers to is relative to where it is.
  if (asked.endsWith('/')) response.redirect(308, `../${basename(path)}`);
  else response.type(type).send(content);
}
