import { WorkflowError } from '../../errors.js';
import type { Run } from '../run.js';
import type { FlowCommand, SeatCommand } from '../commands/command.js';
import type { StepState } from '../types.js';

/** @throws WorkflowError `REASON_REQUIRED` where the command gives no reason */
export function requireReason({
  reason,
  kind,
}: Extract<FlowCommand, { readonly reason: string | null }>): void {
  if (reason !== null && reason.trim() !== '') return;
  throw new WorkflowError('REASON_REQUIRED', `Say why: "${kind}" needs a reason.`, {
    errors: [{ path: 'reason', message: 'is required' }],
  });
}

/** @throws WorkflowError `FORM_DATA_UNEXPECTED` where the command carries data that nobody asked for */
export function refuseFormData({ formData, kind }: SeatCommand): void {
  if (formData === undefined) return;
  throw new WorkflowError('FORM_DATA_UNEXPECTED', `"${kind}" takes no form data here. Leave form_data out.`, {
    errors: [{ path: 'form_data', message: 'is not allowed' }],
  });
}

/**
 * Judges the form data of an approval by the form that the step's approval requires.
 *
 * @throws WorkflowError `FORM_DATA_INVALID` naming every path, or `FORM_DATA_UNEXPECTED`
 */
export function requireFormData(run: Run, step: StepState, command: SeatCommand): void {
  const { requiredForm } = run.approval(step);
  if (requiredForm === undefined) {
    refuseFormData(command);
    return;
  }
  const form = run.form(requiredForm);
  const errors =
    command.formData === undefined
      ? [{ path: 'form_data', message: 'is required' }]
      : form.validate(command.formData);
  if (errors.length === 0) return;
  throw new WorkflowError('FORM_DATA_INVALID', 'The form data does not satisfy the form of this stage.', {
    errors,
    details: { form_id: form.id },
  });
}
