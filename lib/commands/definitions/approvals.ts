import type { Transaction } from 'sequelize';
import type { ParsedApproval } from '../../definition/approval-schema.js';
import { canonicalText } from '../../definition/fingerprint.js';
import type { FieldError } from '../../errors.js';
import { WorkflowError } from '../../errors.js';
import { selectableStrategies } from '../../flow/strategies/index.js';
import type { ApprovalPlace } from '../../store/definitions/approvals.js';
import type { CommandContext } from '../context.js';

interface Replacement {
  readonly place: ApprovalPlace;
  readonly approvals: readonly ParsedApproval[];
  /** Where the list stands in the request, dotted. */
  readonly path: string;
}

/**
 * Replaces the approvals of a place. One that names its stored `id`, or else stands where a stored one stood,
 * becomes that one, so that editing does not start its rotation anew.
 *
 * @throws WorkflowError `INVALID_DEFINITION` for an id of another place or an unknown strategy, `UNKNOWN_FORM`
 */
export async function replaceApprovals(
  context: CommandContext,
  replacement: Replacement,
  transaction: Transaction,
): Promise<void> {
  const { place, approvals } = replacement;
  const { approvals: table } = context.definitions;
  requireStrategies(context, replacement);
  await requireForms(context, replacement, transaction);
  const stored = await table.idsAt(place, transaction);
  const ids = matchIds(stored, replacement);
  await table.deleteAll(
    stored.filter((id) => !ids.includes(id)),
    transaction,
  );
  const now = context.clock.now();
  for (const [index, { settings }] of approvals.entries()) {
    const id = ids[index];
    const values = {
      order: index + 1,
      formId: settings.requiredForm ?? null,
      config: canonicalText(settings),
      updatedAt: now,
    };
    if (id === null || id === undefined)
      await table.insert({ ...place, ...values, createdAt: now }, transaction);
    else await table.update(id, values, transaction);
  }
}

/** The stored id that each approval takes over; `null` for a new one. */
function matchIds(stored: readonly number[], { approvals, path }: Replacement): readonly (number | null)[] {
  const named = new Set(approvals.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const foreign = approvals.flatMap(({ id }, index): FieldError[] =>
    id === undefined || stored.includes(id)
      ? []
      : [{ path: `${path}.${index}.id`, message: 'is not an approval of this place' }],
  );
  if (foreign.length > 0) {
    throw new WorkflowError(
      'INVALID_DEFINITION',
      'An approval can keep its id only where it is configured.',
      {
        errors: foreign,
      },
    );
  }
  return approvals.map(({ id }, index) => {
    const atIndex = stored[index];
    if (id !== undefined) return id;
    return atIndex === undefined || named.has(atIndex) ? null : atIndex;
  });
}

/** Which strategies there are is for the engine to know: a host may have added its own. */
function requireStrategies({ settings }: CommandContext, { approvals, path }: Replacement): void {
  const known = selectableStrategies(settings.strategies);
  const errors = approvals.flatMap(({ settings: approval }, index): FieldError[] =>
    approval.approvalType !== 'role' || known.includes(approval.roleSelectionStrategy)
      ? []
      : [
          {
            path: `${path}.${index}.role_selection_strategy`,
            message: `must be one of: ${known.join(', ')}`,
          },
        ],
  );
  if (errors.length === 0) return;
  throw new WorkflowError(
    'INVALID_DEFINITION',
    'There is no such strategy. Register your own with createWorkflowEngine({ strategies }).',
    { errors },
  );
}

async function requireForms(
  { definitions }: CommandContext,
  { place: { company }, approvals, path }: Replacement,
  transaction: Transaction,
): Promise<void> {
  const wanted = approvals.map(({ settings }) => settings.requiredForm);
  const ids = [...new Set(wanted.filter((id) => id !== undefined))];
  if (ids.length === 0) return;
  const known = await definitions.forms.findKnown(ids, company, transaction);
  const errors = wanted.flatMap((id, index): FieldError[] =>
    id === undefined || known.has(id)
      ? []
      : [{ path: `${path}.${index}.required_form`, message: `there is no form ${id}` }],
  );
  if (errors.length === 0) return;
  throw new WorkflowError(
    'UNKNOWN_FORM',
    'A required form does not exist. Create it first with POST /forms.',
    {
      errors,
    },
  );
}
