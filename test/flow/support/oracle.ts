import type { ApprovalConfig } from '../../../lib/definition/types.js';
import type { ErrorCode } from '../../../lib/errors.js';
import type { FlowCommand, SeatCommand } from '../../../lib/flow/command.js';
import type { AssignmentState, AttachmentState, StepState } from '../../../lib/flow/types.js';
import { FORM } from './plans.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { World } from './world.js';

/** What the rules of the design say, written down a second time and naively: it shares no code with the flow. */

/** Who may be seated for an approval now, in ascending order of id. */
export function eligibleFor(
  { people }: World,
  approval: ApprovalConfig,
  attachment: Pick<AttachmentState, 'requesterId' | 'startedBy'>,
): readonly string[] {
  return namedBy(approval)
    .filter((id) => people.isActive(id))
    .filter((id) => maySeat(approval, attachment, id));

  function namedBy(config: ApprovalConfig): readonly string[] {
    if (config.approvalType === 'role') return people.membersOf(String(config.userRole));
    if (config.approvalType === 'user') return [String(config.approvalUser)];
    return attachment.requesterId === null ? [] : [attachment.requesterId];
  }
}

/** Whether a seat in the hands of this user would not be an approval of their own request. */
export function maySeat(
  approval: ApprovalConfig,
  { requesterId, startedBy }: Pick<AttachmentState, 'requesterId' | 'startedBy'>,
  id: string,
): boolean {
  if (approval.allowSelfApproval || approval.approvalType === 'self') return true;
  return id !== requesterId && id !== startedBy;
}

/** Finished positions: the first ones, as many as were approved in whole in their latest round. */
export function expectedProgress({ plan, steps }: StoredAttachment): number {
  const unfinished = plan.positions.findIndex(({ index }) => {
    const here = steps.filter((step) => step.position === index);
    const round = Math.max(...here.map((step) => step.round));
    const latest = here.filter((step) => step.round === round);
    return latest.length === 0 || latest.some((step) => step.status !== 'approved');
  });
  const finished = unfinished === -1 ? plan.positions.length : unfinished;
  return Math.floor((100 * finished) / plan.positions.length);
}

/** The holders who may take over a rotating seat: other members, those with the fewest turns on it. */
export function successorsOf(
  world: World,
  { row, plan }: StoredAttachment,
  { step, assignment }: { readonly step: StepState; readonly assignment: AssignmentState },
): readonly string[] {
  const approval = approvalOf(plan, step);
  const others = eligibleFor(world, approval, row).filter((id) => id !== assignment.userId);
  const turns = (id: string): number => step.assignments.filter((held) => held.userId === id).length;
  return others.filter((id) => others.every((other) => turns(id) <= turns(other)));
}

/** The approval of a step. */
export function approvalOf({ positions }: World['plan'], step: StepState): ApprovalConfig {
  const approval = positions[step.position]?.approvals.find(({ id }) => id === step.approvalId);
  if (approval === undefined) throw new RangeError(`There is no approval ${step.approvalId}.`);
  return approval;
}

/** The code with which a command should be refused; `null` where it should not be. */
export function expectedRefusal(
  world: World,
  attachment: StoredAttachment,
  command: FlowCommand,
): ErrorCode | null {
  const { status } = attachment.row;
  if (command.action === 'reassigned') return null;
  if (status === 'completed' || status === 'rejected' || status === 'cancelled') return 'ATTACHMENT_CLOSED';
  switch (command.action) {
    case 'cancelled':
      return null;
    case 'attached':
    case 'started':
      if (status === 'in_progress') return 'ALREADY_STARTED';
      if (command.action === 'attached' && !command.autoStart) return null;
      return opening(world, { ...attachment.row, startedBy: command.actor.id }, flat(world)[0]);
    default:
      return status === 'not_started' ? 'ATTACHMENT_NOT_STARTED' : seatRefusal(world, attachment, command);
  }
}

function seatRefusal(world: World, attachment: StoredAttachment, command: SeatCommand): ErrorCode | null {
  const { actorId, seat } = command;
  const matching = attachment.steps.flatMap((step) =>
    step.assignments
      .filter((held) => held.status === 'current' && held.userId === actorId)
      .filter((held) => seat.assignmentId === undefined || seat.assignmentId === held.id)
      .filter(() => seat.stepId === undefined || seat.stepId === step.id)
      .map((held) => ({ step, held })),
  );
  const [found] = matching;
  if (found === undefined) return 'NOT_SEATED';
  if (matching.length > 1) return 'AMBIGUOUS_SEAT';
  switch (command.action) {
    case 'approved':
      return (
        formRefusal(approvalOf(world.plan, found.step), command) ??
        afterApproval(world, attachment, found.step)
      );
    case 'rejected':
      return reasonRefusal(command);
    case 'needs_resubmission':
      return reasonRefusal(command) ?? targetRefusal(world, attachment, { command, step: found.step });
    case 'delegated':
    case 'escalated':
      return successorRefusal(world, attachment, { command, ...found });
  }
}

function formRefusal({ requiredForm }: ApprovalConfig, { formData }: SeatCommand): ErrorCode | null {
  if (requiredForm === undefined) return formData === undefined ? null : 'FORM_DATA_UNEXPECTED';
  return formData === undefined || FORM.validate(formData).length > 0 ? 'FORM_DATA_INVALID' : null;
}

function reasonRefusal({ reason, formData }: SeatCommand): ErrorCode | null {
  if ((reason ?? '').trim() === '') return 'REASON_REQUIRED';
  return formData === undefined ? null : 'FORM_DATA_UNEXPECTED';
}

function afterApproval(world: World, { row }: StoredAttachment, step: StepState): ErrorCode | null {
  const open = step.assignments.filter(({ status }) => status === 'current');
  if (step.strategy === 'consensus' && open.length > 1) return null;
  const approvals = flat(world);
  const next = approvals[approvals.findIndex(({ id }) => id === step.approvalId) + 1];
  return opening(world, row, next);
}

function targetRefusal(
  world: World,
  { row }: StoredAttachment,
  { command, step }: { readonly command: SeatCommand; readonly step: StepState },
): ErrorCode | null {
  const stageId = 'stageId' in command ? command.stageId : null;
  const stages = world.plan.positions.map(({ stage }) => stage?.id);
  const target = stageId === null ? step.position : stages.indexOf(stageId);
  if (target === -1) return 'STAGE_NOT_IN_VERSION';
  if (target > step.position) return 'STAGE_NOT_EARLIER';
  return opening(world, row, world.plan.positions[target]?.approvals[0]);
}

function successorRefusal(
  { people, plan }: World,
  { row }: StoredAttachment,
  found: { readonly command: SeatCommand; readonly step: StepState; readonly held: AssignmentState },
): ErrorCode | null {
  const { command, step, held } = found;
  if (command.formData !== undefined) return 'FORM_DATA_UNEXPECTED';
  const isDelegation = command.action === 'delegated';
  const successor = isDelegation ? command.userId : people.managerOf(held.userId);
  if (successor === null || !people.isActive(successor))
    return isDelegation ? 'USER_NOT_FOUND' : 'NO_MANAGER';
  if (!maySeat(approvalOf(plan, step), row, successor)) return 'SELF_APPROVAL';
  const holders = step.assignments.filter(({ seatNo }) => seatNo === held.seatNo);
  return holders.some(({ userId }) => userId === successor) ? 'HOLDER_LOOP' : null;
}

/** Why an approval could not be opened; nothing is opened after the last one. */
function opening(
  world: World,
  attachment: Pick<AttachmentState, 'requesterId' | 'startedBy'>,
  approval: ApprovalConfig | undefined,
): ErrorCode | null {
  if (approval === undefined) return null;
  const seats = eligibleFor(world, approval, attachment).length;
  if (seats === 0) return 'NO_APPROVER';
  if (approval.approvalType === 'role' && approval.roleSelectionStrategy === 'round_robin') return null;
  return seats > world.settings.maxSeats ? 'TOO_MANY_SEATS' : null;
}

/** Every approval, in the order in which they open. */
function flat({ plan }: World): readonly ApprovalConfig[] {
  return plan.positions.flatMap(({ approvals }) => approvals);
}
