import type { Operation } from '../../../routes/operation.js';
import type { Scene } from './scene.js';
import { EXECUTIVE, REVIEWER } from './site.js';

/** The row that a route's `:id` means. */
const ROWS: Readonly<Record<string, keyof Scene>> = {
  workflows: 'workflow',
  pipelines: 'pipeline',
  stages: 'firstStage',
  forms: 'form',
  actions: 'action',
  action_runs: 'actionRun',
  attachments: 'running',
  steps: 'runningStep',
  delegations: 'delegation',
};

/** A body that a route takes, where it needs one for the request to get as far as the policy. */
export function bodyOf({ method, path }: Operation, { workflow, free }: Scene): object | undefined {
  if (path.endsWith('action')) return { action: 'approved' };
  if (path.endsWith('replace')) return { user_id: EXECUTIVE };
  if (path.endsWith('force')) return { outcome: 'approved', reason: 'Nobody is here.' };
  if (path.endsWith('attach_workflow')) return { workflow_id: workflow };
  if (method === 'post' && path === '/delegations') return { from_user_id: EXECUTIVE, user_id: REVIEWER };
  if (method === 'post' && path === '/attachments') {
    return { model: 'PurchaseRequest', object_id: free, workflow_id: workflow };
  }
  return undefined;
}

/** The path of a route, about something that exists. */
export function pathOf(route: Operation, scene: Scene): string {
  return pathWith(route, { id: idOf(route, scene), objectId: scene.runningObject });
}

/** The id of something that is there, and that a route may be about. */
export function idOf({ path }: Operation, scene: Scene): number {
  const row = ROWS[path.split('/')[1] ?? ''];
  return Number(row === undefined ? scene.sharedAssignments[0] : scene[row]);
}

/** The path of a route, about these. */
export function pathWith(
  { path }: Operation,
  { id, objectId }: { readonly id: number; readonly objectId: number },
): string {
  return path
    .replace(':model', 'PurchaseRequest')
    .replace(':object_id', String(objectId))
    .replace(':id', String(id));
}

/** How a route is called. */
export function titleOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** A body that changes something, of a route that changes. */
export function changeOf({ method, path }: Operation): object | undefined {
  if (method !== 'patch') return undefined;
  if (path === '/actions/:id') return { order: 2 };
  return path === '/delegations/:id' ? { reason: 'Ill' } : { name_en: 'Renamed' };
}

/** Whether an operation tells the same to everybody, of nothing that is stored. */
export function isAboutItself({ path }: Operation): boolean {
  return path === '/openapi.json';
}
