import type { Request } from 'express';
import { WorkflowError } from '../lib/errors.js';
import { requireCompany, requireId } from '../lib/identity.js';
import type { Refuse } from '../lib/identity.js';
import type { Actor } from '../lib/types.js';
import type { CrossOriginOptions } from './cross-origin.js';
import type { Permission } from './operation.js';
import type { KnownKeys } from '../lib/known-options.js';
import { refused, requireKnown } from '../lib/known-options.js';

/** How a router asks the host who someone is, and what they may do. */
export interface AccessOptions<User extends Actor = Actor> extends CrossOriginOptions {
  /**
   * Who is making the request; `null` or `undefined` for nobody, who is answered 401.
   *
   * @defaultValue `req.user`
   */
  readonly getUser?: (request: Request) => User | null | undefined | Promise<User | null | undefined>;
  /**
   * Whether the host grants a signed-in user a permission: `manage` to define workflows and act on all of them,
   * `view` to see every attachment of the user's company. The user is the one that `getUser` gave, in its type: write
   * `getUser` before this, so that TypeScript knows it here.
   *
   * @defaultValue both are denied
   */
  readonly authorize?: (user: User, permission: Permission, request: Request) => boolean | Promise<boolean>;
}

const ACCESS_OPTIONS: KnownKeys<AccessOptions> = { getUser: true, authorize: true, trustedOrigins: true };

/**
 * Checks how a router was made.
 *
 * @param more - What it takes beside {@link AccessOptions}
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function checkAccess<User extends Actor>(
  caller: string,
  options: AccessOptions<User>,
  more: Readonly<Record<string, true>> = {},
): void {
  const asked = { caller, code: 'INVALID_CONFIGURATION' } as const;
  requireKnown(options, { ...ACCESS_OPTIONS, ...more }, asked);
  for (const name of ['getUser', 'authorize'] as const) {
    const given: unknown = options[name];
    if (given !== undefined && typeof given !== 'function') throw refused(asked, name, 'must be a function');
  }
}

/** Who makes a request. */
export interface SignedIn<User extends Actor> {
  /** As the engine knows them. */
  readonly user: Actor;
  /** As the host gave them: what its own functions are asked with. */
  readonly hostUser: User;
}

/**
 * Who is signed in.
 *
 * @throws WorkflowError `NOT_AUTHENTICATED` for nobody, `INVALID_CONFIGURATION` for a user whose id or company
 * cannot be used
 */
export async function requireUser<User extends Actor>(
  { getUser }: AccessOptions<User>,
  request: Request,
): Promise<SignedIn<User>> {
  const given =
    getUser === undefined
      ? // Only the host knows the type of whom its own middleware has left in the request.
        ((request as { readonly user?: unknown }).user as User | null | undefined)
      : await getUser(request);
  if (given === null || given === undefined) {
    throw new WorkflowError('NOT_AUTHENTICATED', 'Nobody is signed in. Sign in first.');
  }
  // Taken as text, whatever is no id would be the same user, with one inbox for all of them.
  const id = requireId(given.id, inGetUser('id'));
  return { user: { id, company: requireCompany(given.company, inGetUser('company')) }, hostUser: given };
}

function inGetUser(field: string): Refuse {
  return (problem) =>
    new WorkflowError('INVALID_CONFIGURATION', `getUser: the ${field} of a user ${problem}.`);
}
