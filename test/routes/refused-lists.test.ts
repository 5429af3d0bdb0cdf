import { describeEachDialect } from '../support/databases.js';
import { onStage, tryAll } from './support/attempts.js';
import { refuses } from './support/unchanged.js';

describeEachDialect('A list that is refused', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;
  const lists = (): readonly string[] => [
    '/workflows',
    `/workflows/${scene().workflow}/versions`,
    '/forms',
    '/attachments',
    `/attachments/${scene().running}/history`,
    `/attachments/${scene().running}/steps`,
    '/inbox',
  ];

  const queries: readonly (readonly [query: string, outcome: string, path: string])[] = [
    ['limit=0', '400 INVALID_REQUEST', 'limit'],
    ['limit=-1', '400 INVALID_REQUEST', 'limit'],
    ['limit=101', '400 INVALID_REQUEST', 'limit'],
    ['limit=1.5', '400 INVALID_REQUEST', 'limit'],
    ['limit=all', '400 INVALID_REQUEST', 'limit'],
    ['limit=', '400 INVALID_REQUEST', 'limit'],
    ['limit=1&limit=2', '400 INVALID_REQUEST', 'limit'],
    ['cursor=5', '400 INVALID_CURSOR', 'cursor'],
    ['cursor=%00', '400 INVALID_CURSOR', 'cursor'],
    ['cursor=TmFO', '400 INVALID_CURSOR', 'cursor'],
    ['cursor=MTAwMDAwMDAwMDAwMDAwMDAwMDAwMA', '400 INVALID_CURSOR', 'cursor'],
    [`cursor=${'a'.repeat(65)}`, '400 INVALID_REQUEST', 'cursor'],
    ['cursor=', '400 INVALID_REQUEST', 'cursor'],
    ['cursor=a&cursor=b', '400 INVALID_REQUEST', 'cursor'],
    ['page=2', '400 UNKNOWN_FIELD', 'page'],
    ['__proto__=1', '400 INVALID_REQUEST', '__proto__'],
  ];
  for (const [query, outcome, path] of queries) {
    it(`with ?${query}: ${outcome}, wherever there is a list`, async () => {
      for (const list of lists()) {
        await refuses(site(), [outcome, path], () => site().admin.get(`${list}?${query}`));
      }
    });
  }

  tryAll<string>(
    stage,
    [
      ['of a status there is not', 'status=open', '400 INVALID_REQUEST', 'status'],
      ['of a workflow by its key', 'workflow_id=purchase-request', '400 INVALID_REQUEST', 'workflow_id'],
      ['of a model with NUL', 'model=a%00', '400 INVALID_REQUEST', 'model'],
      ['of an object without an id', 'object_id=', '400 INVALID_REQUEST', 'object_id'],
      ['of a requester', 'requester_id=1', '400 UNKNOWN_FIELD', 'requester_id'],
    ],
    (query) => site().admin.get(`/attachments?${query}`),
  );
});
