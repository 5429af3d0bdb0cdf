import type { Directory, DirectoryUser, LookupContext, RoleId, UserId } from '../../lib/types.js';

/** The people of the host in tests: whoever is put in. Asks no database, so that statements can be counted. */
export class MemoryDirectory implements Directory {
  readonly userIdType = 'integer';
  readonly users = new Map<number, DirectoryUser>();
  readonly roles = new Map<number, number[]>();
  readonly managers = new Map<number, number>();
  /** The heads of departments, and of the teams of users. */
  readonly departmentHeads = new Map<string, number>();
  readonly teamHeads = new Map<number, number>();
  /** Companies of users who are not of the company `''`. */
  readonly companies = new Map<number, string>();

  /** Adds active users by name; ids count from 1 in the order of the call. */
  addUsers(...names: readonly string[]): void {
    for (const name of names) {
      const id = this.users.size + 1;
      this.users.set(id, { id, name, active: true });
    }
  }

  /** Makes a user active or not. */
  setActive(id: number, active: boolean): void {
    this.change(id, { active });
  }

  /** Changes what is known of a user. */
  change(id: number, change: Partial<DirectoryUser>): void {
    const user = this.users.get(id);
    if (user !== undefined) this.users.set(id, { ...user, ...change });
  }

  findUsers(ids: readonly UserId[], context: LookupContext): Promise<readonly DirectoryUser[]> {
    return Promise.resolve(ids.flatMap((id) => this.#find(Number(id), context)));
  }

  findRoleMembers(role: RoleId, context: LookupContext): Promise<readonly DirectoryUser[]> {
    const members = this.roles.get(Number(role)) ?? [];
    return Promise.resolve(members.flatMap((id) => this.#find(id, context)));
  }

  findManager(user: UserId, context: LookupContext): Promise<DirectoryUser | null> {
    return this.#head(this.managers.get(Number(user)), context);
  }

  findDepartmentHead(department: string, context: LookupContext): Promise<DirectoryUser | null> {
    return this.#head(this.departmentHeads.get(department), context);
  }

  findTeamHead(user: UserId, context: LookupContext): Promise<DirectoryUser | null> {
    return this.#head(this.teamHeads.get(Number(user)), context);
  }

  #head(id: number | undefined, context: LookupContext): Promise<DirectoryUser | null> {
    return Promise.resolve((id === undefined ? [] : this.#find(id, context))[0] ?? null);
  }

  #find(id: number, { company }: LookupContext): DirectoryUser[] {
    const user = this.users.get(id);
    return user !== undefined && (this.companies.get(id) ?? '') === company ? [user] : [];
  }
}

/** The finance department of the example: requester 1, reviewer 2, budget 3, cfo 4, executive 5, admin 6, auditors 7 to 9. */
export function financeDepartment(): MemoryDirectory {
  const directory = new MemoryDirectory();
  directory.addUsers(
    'requester',
    'reviewer',
    'budget',
    'cfo',
    'executive',
    'admin',
    'auditor1',
    'auditor2',
    'auditor3',
  );
  directory.roles.set(1, [2]).set(2, [3]).set(3, [5]).set(4, [7, 8, 9]);
  directory.managers.set(1, 5).set(2, 5);
  return directory;
}
