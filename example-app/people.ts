import type { Transaction } from 'sequelize';
import type { Models } from './models/index.js';

/** The roles of the finance department, by id. */
export const ROLES = { financeReviewer: 1, budgetManager: 2, executive: 3, auditor: 4 } as const;

/** The chief financial officer: the one user who is asked by name. */
export const CFO = 4;

/** The requester's manager comes first, because the requester refers to them. */
const USERS = [
  { id: 5, name: 'executive' },
  { id: 1, name: 'requester', managerId: 5 },
  { id: 2, name: 'reviewer' },
  { id: 3, name: 'budget' },
  { id: CFO, name: 'cfo' },
  { id: 6, name: 'admin', mayManage: true },
  { id: 7, name: 'auditor1' },
  { id: 8, name: 'auditor2' },
  { id: 9, name: 'auditor3' },
];

const ROLE_NAMES = [
  { id: ROLES.financeReviewer, name: 'Finance Reviewer' },
  { id: ROLES.budgetManager, name: 'Budget Manager' },
  { id: ROLES.executive, name: 'Executive' },
  { id: ROLES.auditor, name: 'Auditor' },
];

const MEMBERSHIPS = [
  { roleId: ROLES.financeReviewer, userId: 2 },
  { roleId: ROLES.budgetManager, userId: 3 },
  { roleId: ROLES.executive, userId: 5 },
  { roleId: ROLES.auditor, userId: 7 },
  { roleId: ROLES.auditor, userId: 8 },
  { roleId: ROLES.auditor, userId: 9 },
];

/** Makes sure that the people of the example are there; whoever is there already stays as they are. */
export async function seedPeople(
  { User, Role, Membership }: Models,
  transaction: Transaction,
): Promise<void> {
  await User.bulkCreate(USERS, { ignoreDuplicates: true, transaction });
  await Role.bulkCreate(ROLE_NAMES, { ignoreDuplicates: true, transaction });
  await Membership.bulkCreate(MEMBERSHIPS, { ignoreDuplicates: true, transaction });
}
