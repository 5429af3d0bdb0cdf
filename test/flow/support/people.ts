import type { Fact, FlowUser, Need } from '../../../lib/flow/types.js';

interface Person {
  active: boolean;
  manager: string | null;
}

/** The users, roles and managers of a test. Everyone's name is their id in capitals. */
export class People {
  readonly #persons = new Map<string, Person>();
  readonly #roles = new Map<string, Set<string>>();

  /** Adds an active user without a manager. */
  add(...ids: readonly string[]): this {
    for (const id of ids) this.#persons.set(id, { active: true, manager: null });
    return this;
  }

  /** Gives a role to exactly these users, whom it adds where they are new. */
  role(role: string, ...ids: readonly string[]): this {
    this.add(...ids.filter((id) => !this.#persons.has(id)));
    this.#roles.set(role, new Set(ids));
    return this;
  }

  setActive(id: string, active: boolean): void {
    this.#person(id).active = active;
  }

  setManager(id: string, manager: string | null): void {
    this.#person(id).manager = manager;
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

  managerOf(id: string): string | null {
    return this.#persons.get(id)?.manager ?? null;
  }

  /** The ids of a role's members, active or not, in ascending order. */
  membersOf(role: string): readonly string[] {
    return [...(this.#roles.get(role) ?? [])].sort();
  }

  /** Looks up what the flow must know, the way the directory would. */
  answer(need: Exclude<Need, { kind: 'rotation' }>): Fact {
    switch (need.kind) {
      case 'users':
        return { kind: 'users', users: need.ids.flatMap((id) => this.#find(id)) };
      case 'role_members':
        return {
          kind: 'role_members',
          users: this.membersOf(String(need.role)).flatMap((id) => this.#find(id)),
        };
      case 'manager':
        return { kind: 'manager', user: this.#find(this.managerOf(need.userId))[0] ?? null };
    }
  }

  #find(id: string | null): readonly FlowUser[] {
    const person = id === null ? undefined : this.#persons.get(id);
    return id === null || person === undefined ? [] : [{ id, name: id.toUpperCase(), active: person.active }];
  }

  #person(id: string): Person {
    const person = this.#persons.get(id);
    if (person === undefined) throw new RangeError(`There is no user ${id}.`);
    return person;
  }
}
