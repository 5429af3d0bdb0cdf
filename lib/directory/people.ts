import type { FlowUser } from '../flow/types.js';
import { fitName } from '../identity.js';
import type { HostCalls } from '../time-limits/host-calls.js';
import type { Directory, DirectoryUser, LookupContext, RoleId } from '../types.js';
import type { DirectoryMethod } from './directory-answer.js';
import { DirectoryAnswers } from './directory-answer.js';
import type { UserIds } from './user-ids.js';

interface PeopleOptions {
  readonly directory: Directory;
  readonly userIds: UserIds;
  readonly calls: HostCalls;
}

/**
 * The host's directory in the words of the flow: ids as text, lists sorted and without doubles, names that fit.
 *
 * Every question throws a WorkflowError `INVALID_DIRECTORY_ANSWER` where the answer is none that it may have.
 */
export class People {
  readonly #options: PeopleOptions;
  readonly #answers: DirectoryAnswers;

  constructor(options: PeopleOptions) {
    this.#options = options;
    this.#answers = new DirectoryAnswers(options.userIds);
  }

  /** The users with these ids; unknown ones are left out. */
  async users(ids: readonly string[], lookup: LookupContext): Promise<readonly FlowUser[]> {
    return this.#sorted(await this.#find(ids, lookup));
  }

  /** The users with these ids, as the directory knows them. */
  async known(ids: readonly string[], lookup: LookupContext): Promise<readonly DirectoryUser[]> {
    return this.#answers.withContacts(await this.#find(ids, lookup));
  }

  async #find(ids: readonly string[], lookup: LookupContext): Promise<readonly DirectoryUser[]> {
    const { directory, userIds } = this.#options;
    const asked = new Set(ids.filter((id) => userIds.isPossible(id)));
    if (asked.size === 0) return [];
    const users = [...asked].map((id) => userIds.fromText(id));
    const answer = await this.#ask('findUsers', lookup, (context) => directory.findUsers(users, context));
    return this.#answers.those(asked, answer);
  }

  /** Everyone who has a role. */
  async roleMembers(role: RoleId, lookup: LookupContext): Promise<readonly FlowUser[]> {
    const { directory } = this.#options;
    const answer = await this.#ask('findRoleMembers', lookup, (context) =>
      directory.findRoleMembers(role, context),
    );
    return this.#sorted(this.#answers.list('findRoleMembers', answer));
  }

  /** The manager of a user. */
  async manager(userId: string, lookup: LookupContext): Promise<FlowUser | null> {
    const { directory, userIds } = this.#options;
    const user = userIds.fromText(userId);
    return this.#head('findManager', lookup, (context) => directory.findManager(user, context));
  }

  /** The head of a department; `null` too where the directory knows no departments. */
  async departmentHead(departmentId: string, lookup: LookupContext): Promise<FlowUser | null> {
    const { directory } = this.#options;
    return this.#head('findDepartmentHead', lookup, (context) =>
      directory.findDepartmentHead?.(departmentId, context),
    );
  }

  /** The head of the team that a user is in; `null` too where the directory knows no teams. */
  async teamHead(userId: string, lookup: LookupContext): Promise<FlowUser | null> {
    const { directory, userIds } = this.#options;
    const user = userIds.fromText(userId);
    return this.#head('findTeamHead', lookup, (context) => directory.findTeamHead?.(user, context));
  }

  async #head(
    question: DirectoryMethod,
    lookup: LookupContext,
    ask: (context: LookupContext) => Promise<DirectoryUser | null> | undefined,
  ): Promise<FlowUser | null> {
    // A directory without departments or teams has no such method, and answers nothing.
    const user = this.#answers.one(question, await this.#ask(question, lookup, ask));
    return user === null ? null : this.#toFlowUser(user);
  }

  #sorted(users: readonly DirectoryUser[]): readonly FlowUser[] {
    const byId = new Map(users.map((user) => [String(user.id), this.#toFlowUser(user)]));
    return [...byId.values()].sort((a, b) => this.#options.userIds.compare(a.id, b.id));
  }

  #toFlowUser({ id, name, active, absent, departmentId }: DirectoryUser): FlowUser {
    return {
      id: this.#options.userIds.toText(id),
      name: fitName(name),
      active,
      absent: absent ?? false,
      departmentId: String(departmentId ?? '') || null,
    };
  }

  async #ask<Answer>(
    question: DirectoryMethod,
    lookup: LookupContext,
    ask: (context: LookupContext) => Promise<Answer> | Answer,
  ): Promise<Answer> {
    const call = { who: 'The directory', when: `to answer ${question}`, details: { question } };
    return this.#options.calls.run(call, (signal) => ask({ ...lookup, signal }));
  }
}
