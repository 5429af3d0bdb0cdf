import { approve } from './commands/approve.js';
import { attach } from './commands/attach.js';
import { cancel } from './commands/cancel.js';
import { force } from './commands/force.js';
import { delegate, escalate } from './commands/pass-on.js';
import { reassign } from './commands/reassign.js';
import { recall } from './commands/recall.js';
import { reject } from './commands/reject.js';
import { replace } from './commands/replace.js';
import { resubmit } from './commands/resubmit.js';
import { sendBack } from './commands/send-back.js';
import { start } from './commands/start.js';
import { timeOut } from './commands/time-out.js';
import type { FlowEvent } from './events.js';
import type { CommandKind, CommandOf, FlowCommand } from './commands/command.js';
import type { OutcomeOf } from './commands/outcome.js';
import type { FlowSettings } from './run.js';
import { Run } from './run.js';
import type { Flow, FlowState } from './types.js';
import { unknownCase } from '../unknown-case.js';

/** What is to be decided, and from where. */
export interface DecisionInput<Kind extends CommandKind = CommandKind> {
  readonly state: FlowState;
  readonly command: CommandOf<Kind>;
  readonly settings: FlowSettings;
}

/** What a command has come to. */
export interface Decided<Kind extends CommandKind = CommandKind> {
  /** Everything that is different afterwards, in order. */
  readonly events: readonly FlowEvent[];
  readonly outcome: OutcomeOf<Kind>;
  /** The state after the events. */
  readonly state: FlowState;
}

/**
 * A command on its way: `next()` starts it and gives the queries that are open; `next(answers)`, in their order, goes on
 * from there, until it is done.
 */
export type Decision<Kind extends CommandKind = CommandKind> = Flow<Decided<Kind>>;

/**
 * The state machine: takes data, returns data, decides everything. The same input, answers and time always give the same
 * events.
 *
 * @throws WorkflowError, from `next`, where the command is refused; nothing has changed then
 */
export function* decide<Kind extends CommandKind>(
  { state, command, settings }: DecisionInput<Kind>,
  now: Date,
): Decision<Kind> {
  const run = new Run(state, settings, now);
  nameCause(run, command);
  const outcome = yield* handlerOf(command)(run, command);
  return { events: run.events, outcome, state: run.state };
}

/** Who acts, where the command says so; who decides for a seat is known only once that is found. */
function nameCause(run: Run, command: FlowCommand): void {
  if ('actor' in command) run.causedBy({ reason: null, ...command });
}

type Handler<Kind extends CommandKind> = (run: Run, command: CommandOf<Kind>) => Flow<OutcomeOf<Kind>>;

const HANDLERS: { readonly [Kind in CommandKind]: Handler<Kind> } = {
  attached: attach,
  started: start,
  approved: approve,
  rejected: reject,
  needs_resubmission: sendBack,
  resubmitted: resubmit,
  delegated: delegate,
  escalated: escalate,
  recalled: recall,
  cancelled: cancel,
  replaced: replace,
  forced: force,
  reassigned: reassign,
  timed_out: timeOut,
};

function handlerOf<Kind extends CommandKind>(command: CommandOf<Kind>): Handler<Kind> {
  if (!Object.hasOwn(HANDLERS, command.kind)) throw unknownCase('command', command as never);
  return HANDLERS[command.kind];
}
