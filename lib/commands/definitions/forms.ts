import type { Transaction } from 'sequelize';
import type { FormRow } from '../../../models/index.js';
import { authoredText, canonicalText } from '../../definition/fingerprint.js';
import { checkFormSchema } from '../../definition/form-schema.js';
import type { NamesChange } from '../../definition/names.js';
import { mergeNames } from '../../definition/names.js';
import type { FormDefinition } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { readNamesColumn, toFormDefinition } from '../../store/definition-store.js';
import type { CommandContext } from '../context.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { settleWorkflow } from './edit-workflow.js';
import { guardKey } from './guard-key.js';

/** A form with its key. */
export interface FormView extends FormDefinition {
  readonly key: string;
  readonly company: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A new form. */
export interface NewForm {
  /** Unique within the company. */
  readonly key: string;
  readonly names: NamesChange;
  /** A JSON Schema for an object; at most 32 KiB, without remote references. */
  readonly schema: unknown;
}

/** Creates a form. @throws WorkflowError `FORM_SCHEMA_INVALID`, `KEY_TAKEN`, `INVALID_DEFINITION` */
export async function createForm(
  context: CommandContext,
  call: DefinitionCall,
  input: NewForm,
): Promise<FormView> {
  const { forms } = context.definitions;
  const now = context.clock.now();
  const values = {
    company: companyOfCall(call),
    key: input.key,
    names: canonicalText(mergeNames({}, input.names)),
    schema: schemaText(input.schema),
    createdAt: now,
    updatedAt: now,
  };
  return guardKey(input.key, () =>
    context.transactions.run(call.transaction, async (transaction) => {
      return viewForm({ ...values, id: await forms.insert(values, transaction) });
    }),
  );
}

/**
 * Changes a form. Every workflow that requires it then has unpublished changes; running attachments never see it.
 *
 * @throws WorkflowError `FORM_NOT_FOUND`, `FORM_SCHEMA_INVALID`, `KEY_TAKEN`, `INVALID_DEFINITION`
 */
export async function updateForm(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: Partial<NewForm> },
): Promise<FormView> {
  const { forms, approvals } = context.definitions;
  const { key, names, schema } = change;
  return guardKey(key ?? '', () =>
    context.transactions.run(call.transaction, async (transaction) => {
      const row = await lockForm(context, { call, id }, transaction);
      const set = {
        ...(key === undefined ? {} : { key }),
        ...(names === undefined
          ? {}
          : { names: canonicalText(mergeNames(readNamesColumn(row.names), names)) }),
        ...(schema === undefined ? {} : { schema: schemaText(schema) }),
        updatedAt: context.clock.now(),
      };
      await forms.update(id, set, transaction);
      for (const workflowId of await approvals.workflowsRequiring(id, transaction)) {
        await settleWorkflow(context, { call, workflowId, isPublishing: false }, transaction);
      }
      return viewForm({ ...row, ...set });
    }),
  );
}

/** Deletes a form that no workflow requires. @throws WorkflowError `FORM_NOT_FOUND`, `FORM_IN_USE` */
export async function deleteForm(context: CommandContext, call: DefinitionCall, id: number): Promise<void> {
  const { forms, approvals } = context.definitions;
  await context.transactions.run(call.transaction, async (transaction) => {
    await lockForm(context, { call, id }, transaction);
    const workflows = await approvals.workflowsRequiring(id, transaction);
    if (workflows.length > 0) {
      throw new WorkflowError('FORM_IN_USE', `Form ${id} is required by a workflow. Remove it there first.`, {
        details: { workflow_ids: workflows },
      });
    }
    await forms.delete(id, transaction);
  });
}

/** A form. @throws WorkflowError `FORM_NOT_FOUND` */
export async function getForm(
  { definitions, transactions }: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<FormView> {
  const key = { id, company: companyOfCall(call) };
  const row = await definitions.forms.find(key, transactions.joined(call.transaction));
  if (row === null) throw formNotFound(id);
  return viewForm(row);
}

/** A stored form, as readers see it. */
export function viewForm(row: FormRow): FormView {
  const { key, company, createdAt, updatedAt } = row;
  return { ...toFormDefinition(row), key, company, createdAt, updatedAt };
}

async function lockForm(
  { definitions }: CommandContext,
  { call, id }: { readonly call: DefinitionCall; readonly id: number },
  transaction: Transaction,
): Promise<FormRow> {
  const row = await definitions.forms.lock({ id, company: companyOfCall(call) }, transaction);
  if (row === null) throw formNotFound(id);
  return row;
}

function schemaText(schema: unknown): string {
  const errors = checkFormSchema(schema);
  if (errors.length === 0) return authoredText(schema);
  throw new WorkflowError(
    'FORM_SCHEMA_INVALID',
    'The form has no usable JSON Schema: correct what "errors" lists.',
    {
      errors,
    },
  );
}

function formNotFound(id: number): WorkflowError {
  return new WorkflowError('FORM_NOT_FOUND', `There is no form ${id}.`);
}
