import { shownObject } from '../../lib/contract/shown.js';
import { lazy } from '../../lib/lazy.js';
import { defineOperation } from '../define-operation.js';
import { openApiDocument } from '../openapi/document.js';
import type { Operation } from '../operation.js';

/**
 * The description of all operations, this one included.
 *
 * @param operations - All that there are, once they are asked for
 */
export function documentOperations(operations: () => readonly Operation[]): readonly Operation[] {
  const document = lazy(() => openApiDocument(operations()));
  return [
    defineOperation({
      id: 'getOpenApiDocument',
      method: 'get',
      path: '/openapi.json',
      summary: 'Describes this API by an OpenAPI 3.1 document.',
      access: 'user',
      answer: shownObject,
      handle: () => Promise.resolve(document()),
    }),
  ];
}
