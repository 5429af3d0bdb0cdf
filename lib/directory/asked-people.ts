import type { FlowUser, Query } from '../flow/types.js';
import type { LookupContext, RoleId } from '../types.js';
import type { People } from './people.js';

/** What one command asks the directory: no question twice. */
export class AskedPeople {
  readonly #people: People;
  readonly #lookup: LookupContext;
  readonly #users = new Map<string, FlowUser | null>();
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(people: People, lookup: LookupContext) {
    this.#people = people;
    this.#lookup = lookup;
  }

  /** The users with these ids, in this order; unknown ones are left out. */
  async users(ids: readonly string[]): Promise<readonly FlowUser[]> {
    const unknown = ids.filter((id) => !this.#users.has(id));
    if (unknown.length > 0) {
      for (const id of unknown) this.#users.set(id, null);
      this.#remember(await this.#people.users(unknown, this.#lookup));
    }
    return ids.flatMap((id) => this.#users.get(id) ?? []);
  }

  /** Finds the users of several queries in one question: each of them then finds them known. */
  async prepare(queries: readonly Query[]): Promise<void> {
    await this.users(queries.flatMap((query) => (query.kind === 'users' ? query.ids : [])));
  }

  /** Everyone who has a role. */
  async roleMembers(role: RoleId): Promise<readonly FlowUser[]> {
    return this.#once(`members of ${JSON.stringify(role)}`, async () => {
      const members = await this.#people.roleMembers(role, this.#lookup);
      this.#remember(members);
      return members;
    });
  }

  /** The manager of a user. */
  async manager(userId: string): Promise<FlowUser | null> {
    return this.#once(`manager of ${userId}`, () => this.#people.manager(userId, this.#lookup));
  }

  /** The head of a department. */
  async departmentHead(departmentId: string): Promise<FlowUser | null> {
    return this.#once(`head of ${departmentId}`, () =>
      this.#people.departmentHead(departmentId, this.#lookup),
    );
  }

  /** The head of the team that a user is in. */
  async teamHead(userId: string): Promise<FlowUser | null> {
    return this.#once(`team head of ${userId}`, () => this.#people.teamHead(userId, this.#lookup));
  }

  #remember(users: readonly FlowUser[]): void {
    for (const user of users) this.#users.set(user.id, user);
  }

  async #once<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known as Promise<Answer>;
    const answer = ask();
    this.#answers.set(question, answer);
    return answer;
  }
}
