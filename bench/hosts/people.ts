import type { Directory } from '../../lib/index.js';

/** Who asks for everything, and who may approve at the first stage. */
export const REQUESTER = 1;
export const APPROVER = 101;

/** How many stages the workflow has: stage n asks anyone of role n. */
export const STAGES = 4;

/** Every role has three members; those of role 1 are 101, 102 and 103. */
export function membersOf(role: number): readonly number[] {
  return [1, 2, 3].map((one) => role * 100 + one);
}

export function nameOf(id: number): string {
  return `User ${id}`;
}

const person = (id: number) => ({ id, name: nameOf(id), active: true });

/** Answers from memory, in every host: what is measured is the approval, not the tables of users. */
export const directory: Directory = {
  userIdType: 'integer',
  findUsers: (ids) => Promise.resolve(ids.map((id) => person(Number(id)))),
  findRoleMembers: (role) => Promise.resolve(membersOf(Number(role)).map(person)),
  findManager: () => Promise.resolve(null),
};
