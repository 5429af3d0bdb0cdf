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
    return this.#sorted(await this.known(ids, context)).filter(({ id }) => ids.includes(id));
  }

  /** The users with these ids, as the directory knows them. */
  async known(ids: readonly string[], context: LookupContext): Promise<readonly DirectoryUser[]> {
    const { directory, userIds } = this.#options;
    const asked = new Set(ids.filter((id) => userIds.isPossible(id)));
    if (asked.size === 0) return [];
    return this.#timed(
      'findUsers',
      directory.findUsers(
        [...asked].map((id) => userIds.fromText(id)),
        context,
      ),
    );
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
    return this.#head('findManager', directory.findManager(userIds.fromText(userId), context));
  }

  /** The head of a department; `null` too where the directory knows no departments. */
  async departmentHead(departmentId: string, context: LookupContext): Promise<FlowUser | null> {
    const { directory } = this.#options;
    return this.#head('findDepartmentHead', directory.findDepartmentHead?.(departmentId, context));
  }

  /** The head of the team that a user is in; `null` too where the directory knows no teams. */
  async teamHead(userId: string, context: LookupContext): Promise<FlowUser | null> {
    const { directory, userIds } = this.#options;
    return this.#head('findTeamHead', directory.findTeamHead?.(userIds.fromText(userId), context));
  }

  async #head(question: string, answer: Promise<DirectoryUser | null> | undefined): Promise<FlowUser | null> {
    const head = answer === undefined ? null : await this.#timed(question, answer);
    return head === null ? null : this.#toFlowUser(head);
  }

  #sorted(users: readonly DirectoryUser[]): readonly FlowUser[] {
    const byId = new Map(users.map((user) => [String(user.id), this.#toFlowUser(user)]));
    return [...byId.values()].sort((a, b) => this.#options.userIds.compare(a.id, b.id));
  }

  #toFlowUser({ id, name, active, absent = false, departmentId = null }: DirectoryUser): FlowUser {
    return {
      id: this.#options.userIds.toText(id),
      name,
      active,
      absent,
      departmentId: departmentId === null ? null : String(departmentId),
    };
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
