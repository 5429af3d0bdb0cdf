import type { Operation } from '../actions/hooks.js';
import type { CommandKind, FlowCommand } from '../flow/commands/command.js';
import { SYSTEM_ACTOR } from '../flow/types.js';
import type { AttachmentState, FlowActor } from '../flow/types.js';
import { attachmentFacts, toPerson } from './action-facts.js';
import type { CommandContext } from './context.js';
import { standOf, type FactLoader } from './fact-loader.js';

/** What hosts call the commands of the flow. */
const OPERATION_OF: Readonly<Record<CommandKind, Operation>> = {
  attached: 'attach',
  started: 'start',
  approved: 'approve',
  rejected: 'reject',
  needs_resubmission: 'requestResubmission',
  resubmitted: 'resubmit',
  delegated: 'delegate',
  escalated: 'escalate',
  recalled: 'recall',
  cancelled: 'cancel',
  replaced: 'replace',
  forced: 'force',
  reassigned: 'reassign',
  timed_out: 'timeOut',
};

interface Moment {
  readonly side: 'before' | 'after';
  readonly command: FlowCommand;
  /** How the attachment stands then. */
  readonly state: AttachmentState;
}

/** Runs the hooks of the host's around a command. Whatever one throws refuses the command. */
export async function runHooks(
  context: CommandContext,
  { side, command, state }: Moment,
  loader: FactLoader,
): Promise<void> {
  const operation = OPERATION_OF[command.kind];
  if (!context.hooks.has(side, operation)) return;
  const { subject, transaction } = loader;
  await context.hooks.run(side, {
    operation,
    attachment: attachmentFacts(context, subject, state),
    user: toPerson(context.userIds, actorOf(command)),
    reason: 'reason' in command ? command.reason : null,
    form: await loader.form(standOf(state)),
    transaction,
  });
}

/** Who gives a command, as far as it says. */
export function actorOf(command: FlowCommand): FlowActor {
  if ('actor' in command) return command.actor;
  return 'actorId' in command ? { id: command.actorId, name: null } : SYSTEM_ACTOR;
}
