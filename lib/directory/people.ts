import type { FlowUser } from '../flow/types.js';
import type { Directory, DirectoryUser, Logger, LookupContext, RoleId } from '../types.js';
import type { UserIds } from './user-ids.js';

interface PeopleOptions {
  readonly directory: Directory;
  readonly userIds: UserIds;
  readonly logger: Logger;
  /** Milliseconds after which a question is logged as slow. */
  readonly slowLookupMs: number;
}

/** The host's directory in the words of the flow: ids as text, lists sorted and without doubles. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** The users with these ids; unknown ones are left out. */
  async users(ids: readonly string[], context: LookupContext): Promise<readonly FlowUser[]> {
    const { directory, userIds } = this.#options;
    const asked = new Set(ids.filter((id) => userIds.isPossible(id)));
    if (asked.size === 0) return [];
    const found = await this.#timed(
      'findUsers',
      directory.findUsers(
        [...asked].map((id) => userIds.fromText(id)),
        context,
      ),
    );
    return this.#sorted(found).filter((user) => asked.has(user.id));
  }

  /** Everyone who has a role. */
  async roleMembers(role: RoleId, context: LookupContext): Promise<readonly FlowUser[]> {
    return this.#sorted(
      await this.#timed('findRoleMembers', this.#options.directory.findRoleMembers(role, context)),
    );
  }

  /** The manager of a user. */
  async manager(userId: string, context: LookupContext): Promise<FlowUser | null> {
    const { directory, userIds } = this.#options;
    const manager = await this.#timed(
      'findManager',
      directory.findManager(userIds.fromText(userId), context),
    );
    return manager === null ? null : this.#toFlowUser(manager);
  }

  #sorted(users: readonly DirectoryUser[]): readonly FlowUser[] {
    const byId = new Map(users.map((user) => [String(user.id), this.#toFlowUser(user)]));
    return [...byId.values()].sort((a, b) => this.#options.userIds.compare(a.id, b.id));
  }

  #toFlowUser({ id, name, active }: DirectoryUser): FlowUser {
    return { id: this.#options.userIds.toText(id), name, active };
  }

  async #timed<Result>(question: string, answer: Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await answer;
    const ms = Math.round(performance.now() - startedAt);
    if (ms > this.#options.slowLookupMs) {
      this.#options.logger.warn(`The directory took ${ms} ms to answer ${question}, under a lock.`, {
        question,
        ms,
      });
    }
    return result;
  }
}
