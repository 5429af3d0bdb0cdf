import type { Request, RequestHandler, Response, Router } from 'express';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { WorkflowError } from '../lib/errors.js';
import { lazy } from '../lib/lazy.js';
import type { Actor } from '../lib/types.js';
import type { AccessOptions } from './access.js';
import { requireUser } from './access.js';
import { sendProblem } from './send.js';

const require = createRequire(import.meta.url);

/** What the page needs of Swagger UI, and of what kind it is. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

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

/** Adds `/docs`, where the API can be read and tried: Swagger UI, where the host has installed it. */
export function mountDocs<User extends Actor>(router: Router, access: AccessOptions<User>): void {
  router.get(
    '/docs',
    forUsers(access, (request, response) => {
      const [path = ''] = request.originalUrl.split('?');
      // What the page refers to is relative to where it is.
      if (path.endsWith('/')) response.redirect(308, '../docs');
      else response.type('html').send(PAGE);
    }),
  );
  router.get(
    '/docs/start.js',
    forUsers(access, (_request, response) => {
      response.type('js').send(START);
    }),
  );
  for (const file of FILES) {
    router.get(
      `/docs/${file}`,
      forUsers(access, (_request, response) => {
        response.sendFile(join(folder(), file));
      }),
    );
  }
}

type Answer = (request: Request, response: Response) => void;

function forUsers<User extends Actor>(access: AccessOptions<User>, answer: Answer): RequestHandler {
  const admitted = async (request: Request, response: Response): Promise<void> => {
    await requireUser(access, request);
    folder();
    response.set({ 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' });
    answer(request, response);
  };
  return (request, response) => {
    admitted(request, response).catch((error: unknown) => {
      sendProblem(response, error);
    });
  };
}
