import type { Answer, FlowUser, Query } from '../../../lib/flow/types.js';

interface Person {
  active: boolean;
  absent: boolean;
  manager: string | null;
  teamHead: string | null;
  departmentId: string | null;
}

/** What the directory is asked; the rest is known elsewhere. */
export type DirectoryQuery = Exclude<
  Query,
  { kind: 'rotation' | 'random' | 'condition' | 'assigned_user' | 'prior_steps' | 'inline_actions' }
>;

/** The users, roles, managers and heads of a test. Everyone's name is their id in capitals. */
export class People {
  readonly #persons = new Map<string, Person>();
  readonly #roles = new Map<string, Set<string>>();
  readonly #departmentHeads = new Map<string, string>();
  readonly #substituted = new Map<string, Set<string>>();

  /** Adds an active user without a manager. */
  add(...ids: readonly string[]): this {
    for (const id of ids) {
      this.#persons.set(id, {
        active: true,
        absent: false,
        manager: null,
        teamHead: null,
        departmentId: null,
      });
    }
    return this;
  }

  /** Gives a role to exactly these users, whom it adds where they are new. */
  role(role: string, ...ids: readonly string[]): this {
    this.add(...ids.filter((id) => !this.#persons.has(id)));
    this.#roles.set(role, new Set(ids));
    return this;
  }

  /** Makes each the manager of the one before, whom it adds where they are new. */
  line(...ids: readonly string[]): this {
    this.add(...ids.filter((id) => !this.#persons.has(id)));
    for (const [index, id] of ids.entries()) this.#person(id).manager = ids[index + 1] ?? null;
    return this;
  }

  setActive(id: string, active: boolean): void {
    this.#person(id).active = active;
  }

  setAbsent(id: string, absent: boolean): void {
    this.#person(id).absent = absent;
  }

  setManager(id: string, manager: string | null): void {
    this.#person(id).manager = manager;
  }

  setTeamHead(id: string, head: string | null): void {
    this.#person(id).teamHead = head;
  }

  setDepartment(id: string, departmentId: string | null): void {
    this.#person(id).departmentId = departmentId;
  }

  setDepartmentHead(departmentId: string, head: string): void {
    this.#departmentHeads.set(departmentId, head);
  }

  /** Lets somebody decide for another's seats; this and `withdrawSubstitute` say nothing of who is on leave. */
  nameSubstitute(userId: string, holderId: string): void {
    this.#substituted.set(userId, new Set([...(this.#substituted.get(userId) ?? []), holderId]));
  }

  withdrawSubstitute(userId: string): void {
    this.#substituted.delete(userId);
  }

  join(role: string, id: string): void {
    this.#roles.get(role)?.add(id);
  }

  leave(role: string, id: string): void {
    this.#roles.get(role)?.delete(id);
  }

  isActive(id: string): boolean {
    return this.#persons.get(id)?.active === true;
  }

  isAbsent(id: string): boolean {
    return this.#persons.get(id)?.absent === true;
  }

  managerOf(id: string): string | null {
    return this.#persons.get(id)?.manager ?? null;
  }

  teamHeadOf(id: string): string | null {
    return this.#persons.get(id)?.teamHead ?? null;
  }

  departmentOf(id: string): string | null {
    return this.#persons.get(id)?.departmentId ?? null;
  }

  headOf(departmentId: string): string | null {
    return this.#departmentHeads.get(departmentId) ?? null;
  }

  /** The ids of a role's members, active or not, in ascending order. */
  membersOf(role: string): readonly string[] {
    return [...(this.#roles.get(role) ?? [])].sort();
  }

  /** For whom a user may decide, in ascending order. */
  absentHoldersOf(userId: string): readonly string[] {
    return [...(this.#substituted.get(userId) ?? [])].sort();
  }

  find(id: string | null): FlowUser | null {
    const person = id === null ? undefined : this.#persons.get(id);
    if (id === null || person === undefined) return null;
    const { active, absent, departmentId } = person;
    return { id, name: id.toUpperCase(), active, absent, departmentId };
  }

  /** Looks up what the flow must know, the way the directory would. */
  answer(query: DirectoryQuery): Answer {
    const { kind } = query;
    switch (kind) {
      case 'users':
        return { kind, users: this.#findAll(query.ids) };
      case 'role_members':
        return { kind, users: this.#findAll(this.membersOf(String(query.role))) };
      case 'manager':
        return { kind, user: this.find(this.managerOf(query.userId)) };
      case 'team_head':
        return { kind, user: this.find(this.teamHeadOf(query.userId)) };
      case 'department_head':
        return { kind, user: this.find(this.headOf(query.departmentId)) };
      case 'substituted':
        return { kind, userIds: this.absentHoldersOf(query.userId) };
    }
  }

  #findAll(ids: readonly string[]): readonly FlowUser[] {
    return ids.flatMap((id) => this.find(id) ?? []);
  }

  #person(id: string): Person {
    const person = this.#persons.get(id);
    if (person === undefined) throw new RangeError(`There is no user ${id}.`);
    return person;
  }
}
