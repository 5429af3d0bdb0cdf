import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Models } from './models/index.js';
import type { User } from './models/user.js';
import { Problem } from './problem.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who has signed in. */
    user?: User;
  }
}

interface Credentials {
  readonly name: string;
  readonly password: string;
}

/**
 * Lets in who signs in by HTTP Basic, and leaves them in `req.user`, where the workflow routers look too.
 * Everybody's password is their name: this is an example.
 */
export function signIn({ User }: Pick<Models, 'User'>): RequestHandler {
  return async (request, response, next) => {
    const credentials = readCredentials(request);
    const user = credentials === null ? null : await findUser(User, credentials);
    if (user === null) {
      response.set('WWW-Authenticate', 'Basic realm="Purchase requests", charset="UTF-8"');
      throw new Problem(
        401,
        'NOT_AUTHENTICATED',
        'Sign in with a name and a password; here they are the same.',
      );
    }
    request.user = user;
    next();
  };
}

/** The user that {@link signIn} has let in. */
export function signedIn({ user }: Request): User {
  if (user === undefined) throw new Error('This route is not behind signIn().');
  return user;
}

function readCredentials(request: Request): Credentials | null {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(request.get('authorization') ?? '') ?? [];
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const [, name, password] = /^([^:\p{Cc}]+):(\P{Cc}*)$/u.exec(decoded) ?? [];
  return name === undefined || password === undefined ? null : { name, password };
}

async function findUser(User: Models['User'], { name, password }: Credentials): Promise<User | null> {
  const user = await User.findOne({ where: { name, active: true } });
  // MySQL finds a name in any case, so that the name is compared like the password.
  const isSameName = isSame(name, user?.name ?? '');
  const isPassword = isSame(password, user?.name ?? '');
  return isSameName && isPassword ? user : null;
}

/** Compares in a time that tells nothing about where two texts differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
