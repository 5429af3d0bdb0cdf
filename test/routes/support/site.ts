import type { Express } from 'express';
import type { Host } from '../../support/host.js';
import { ADMIN } from '../../support/host.js';
import { Api } from './api.js';

/** Where the routes of a host are mounted. */
export interface Mounts {
  readonly app: Express;
  /** The path of `workflowRouter()`, without a slash at its end. */
  readonly router: string;
  /** The path of `workflowObjectRouter()`. */
  readonly objects: string;
}

/** A host whose routes are mounted, as tests speak to it. */
export interface Site {
  readonly host: Host;
  /** As nobody; `api.as(user)` for somebody. */
  readonly api: Api;
  readonly admin: Api;
  /** The object router, as nobody. */
  readonly objects: Api;
}

/** The people of the finance department. */
export const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE, , AUDITOR_1, AUDITOR_2, AUDITOR_3] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;

/** Somebody who has to do with nothing. */
export const STRANGER = 99;

/** Opens the site of a host. */
export function openSite(host: Host, { app, router, objects }: Mounts): Site {
  const api = new Api(app, router);
  return { host, api, admin: api.as(ADMIN), objects: new Api(app, objects) };
}
