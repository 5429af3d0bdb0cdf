import type { ApprovalSettings, RoleSelectionStrategy } from '../../../lib/definition/types.js';

type SettingsOf<Type extends ApprovalSettings['approvalType']> = Omit<
  Extract<ApprovalSettings, { approvalType: Type }>,
  'approvalType'
>;

/** What any approval may say. */
export type Common = Partial<SettingsOf<'self'>>;

/** What an approval by members of a role may say. */
export type RoleOptions = Partial<Omit<SettingsOf<'role'>, 'userRole' | 'roleSelectionStrategy'>>;

const DEFAULTS = {
  stepApprovalType: 'approve',
  allowSelfApproval: false,
  onNoApprover: 'fail',
  onInactiveApprover: 'reassign',
  allowDelegation: true,
  delegateScope: 'company',
} as const;

/** The requester approves. */
export function self(settings: Common = {}): ApprovalSettings {
  return { ...DEFAULTS, allowSelfApproval: true, ...settings, approvalType: 'self' };
}

/** One named user approves. */
export function user(approvalUser: string, settings: Common = {}): ApprovalSettings {
  return { ...DEFAULTS, ...settings, approvalType: 'user', approvalUser };
}

/** The head of the requester's team approves. */
export function teamHead(settings: Common = {}): ApprovalSettings {
  return { ...DEFAULTS, ...settings, approvalType: 'team_head' };
}

/** The head of a department approves. */
export function departmentHead(settings: Common = {}): ApprovalSettings {
  return { ...DEFAULTS, ...settings, approvalType: 'department_head' };
}

/** Whom a field of the object names approves. */
export function assigned(assignedField: string, settings: Common = {}): ApprovalSettings {
  return { ...DEFAULTS, ...settings, approvalType: 'assigned', assignedField };
}

/** Members of a role approve, by a strategy. */
export function role(
  roleSelectionStrategy: RoleSelectionStrategy,
  userRole: string,
  settings: RoleOptions = {},
): ApprovalSettings {
  return { ...DEFAULTS, ...settings, approvalType: 'role', userRole, roleSelectionStrategy };
}

/** Managers of the requester approve, by a strategy. */
export function managers(
  roleSelectionStrategy: 'supervisor' | 'hierarchy_up' | 'hierarchy_chain',
  hierarchyLevels = 1,
  settings: RoleOptions = {},
): ApprovalSettings {
  const levels = roleSelectionStrategy === 'supervisor' ? {} : { hierarchyLevels };
  return { ...DEFAULTS, ...settings, ...levels, approvalType: 'role', roleSelectionStrategy };
}

/** Any member of a role approves. */
export function anyone(userRole: string, settings: RoleOptions = {}): ApprovalSettings {
  return role('anyone', userRole, settings);
}

/** All members of a role approve. */
export function consensus(userRole: string, settings: RoleOptions = {}): ApprovalSettings {
  return role('consensus', userRole, settings);
}

/** The member of a role whose turn it is approves. */
export function roundRobin(userRole: string, settings: RoleOptions = {}): ApprovalSettings {
  return role('round_robin', userRole, settings);
}

/** So many members of a role approve. */
export function quorum(quorumCount: number, userRole: string, settings: RoleOptions = {}): ApprovalSettings {
  return role('quorum', userRole, { ...settings, quorumCount });
}

/** So many of a hundred members of a role approve. */
export function percentage(
  percentageRequired: number,
  userRole: string,
  settings: RoleOptions = {},
): ApprovalSettings {
  return role('percentage', userRole, { ...settings, percentageRequired });
}
