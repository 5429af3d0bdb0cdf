import type { ApprovalSettings } from '../../definition/types.js';

/** What an approval does not have to say. */
export type DefaultedApprovalSetting =
  | 'stepApprovalType'
  | 'allowSelfApproval'
  | 'roleSelectionStrategy'
  | 'onNoApprover'
  | 'onInactiveApprover'
  | 'allowDelegation'
  | 'delegateScope';

/** Settings of an approval, of which those that have a default may be left out. */
export type WithDefaults<Settings> = Settings extends unknown
  ? Omit<Settings, DefaultedApprovalSetting> & Partial<Settings>
  : never;

/** An approval as code writes it; what is left out has its default. An `id` keeps a stored one's rotation. */
export type ApprovalInput = WithDefaults<ApprovalSettings> & { readonly id?: number };
