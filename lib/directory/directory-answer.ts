import type { WorkflowError } from '../errors.js';
import { invalid } from '../known-options.js';
import { describe, findIdProblem } from '../identity.js';
import type { Directory, DirectoryUser } from '../types.js';
import type { UserIds } from './user-ids.js';

/** A question that a directory was asked. */
export type DirectoryMethod = Exclude<keyof Directory, 'userIdType'>;

type Property = Exclude<keyof DirectoryUser, 'id'>;
type FindProblem = (value: unknown) => string | null;

const isText: FindProblem = (value) =>
  typeof value === 'string' ? null : `must be text; it is ${describe(value)}`;

const isYesOrNo: FindProblem = (value) =>
  typeof value === 'boolean' ? null : `must be true or false; it is ${describe(value)}`;

/** A column of the host's that holds nothing is as good as none. */
function optional(findProblem: FindProblem): FindProblem {
  return (value) => (value === undefined || value === null ? null : findProblem(value));
}

const CHECKS: Readonly<Record<Property, FindProblem>> = {
  name: isText,
  active: isYesOrNo,
  absent: optional(isYesOrNo),
  departmentId: optional((value) => (value === '' ? null : findIdProblem(value))),
  email: optional(isText),
  timeZone: optional(isText),
  locale: optional(isText),
};

/** What a flow goes by. */
const SEATING: readonly Property[] = ['name', 'active', 'absent', 'departmentId'];

/** What is needed to write to somebody. */
const CONTACT: readonly Property[] = ['email', 'timeZone', 'locale'];

/** Checks what the directory of a host answers before anything is made of it. */
export class DirectoryAnswers {
  readonly #userIds: UserIds;

  constructor(userIds: UserIds) {
    this.#userIds = userIds;
  }

  /** A list of users. @throws WorkflowError `INVALID_DIRECTORY_ANSWER` naming the method and what is wrong */
  list(method: DirectoryMethod, answer: unknown): readonly DirectoryUser[] {
    return this.#identified(method, answer).map((user) => {
      requireProperties(SEATING, user, `${method}.${user.id}`);
      return user;
    });
  }

  /** Those of `findUsers` who were asked for; what it says of others is not looked at. @throws see {@link list} */
  those(asked: ReadonlySet<string>, answer: unknown): readonly DirectoryUser[] {
    return this.#identified('findUsers', answer).filter((user) => {
      if (!asked.has(String(user.id))) return false;
      requireProperties(SEATING, user, `findUsers.${user.id}`);
      return true;
    });
  }

  /** The same users, for whoever writes to them. @throws see {@link list} */
  withContacts(users: readonly DirectoryUser[]): readonly DirectoryUser[] {
    for (const user of users) requireProperties(CONTACT, user, `findUsers.${user.id}`);
    return users;
  }

  /** One user, or `null` for nobody. @throws see {@link list} */
  one(method: DirectoryMethod, answer: unknown): DirectoryUser | null {
    if (answer === null || answer === undefined) return null;
    const user = this.#requireUser(answer, method);
    requireProperties(SEATING, user, method);
    return user;
  }

  #identified(method: DirectoryMethod, answer: unknown): readonly DirectoryUser[] {
    if (!Array.isArray(answer)) throw wrong(method, `must be an array of users; it is ${describe(answer)}`);
    return answer.map((user: unknown, index) => this.#requireUser(user, `${method}.${index}`));
  }

  #requireUser(user: unknown, path: string): DirectoryUser {
    if (typeof user !== 'object' || user === null || Array.isArray(user)) {
      throw wrong(path, `must be a user; it is ${describe(user)}`);
    }
    const { id } = user as Readonly<Record<string, unknown>>;
    const problem = findIdProblem(id);
    if (problem !== null) throw wrong(`${path}.id`, problem);
    if (!this.#userIds.isPossible(String(id))) {
      throw wrong(`${path}.id`, "must be a whole number, because userIdType is 'integer'");
    }
    return user as DirectoryUser;
  }
}

function requireProperties(names: readonly Property[], user: object, path: string): void {
  for (const name of names) {
    const problem = CHECKS[name]((user as Readonly<Record<string, unknown>>)[name]);
    if (problem !== null) throw wrong(`${path}.${name}`, problem);
  }
}

function wrong(path: string, message: string): WorkflowError {
  return invalid('The directory gave a wrong answer', path, message, 'INVALID_DIRECTORY_ANSWER');
}
