import { approve } from './actions/approve.js';
import { attach } from './actions/attach.js';
import { cancel } from './actions/cancel.js';
import { force } from './actions/force.js';
import { delegate, escalate } from './actions/pass-on.js';
import { reassign } from './actions/reassign.js';
import { recall } from './actions/recall.js';
import { reject } from './actions/reject.js';
import { replace } from './actions/replace.js';
import { resubmit } from './actions/resubmit.js';
import { sendBack } from './actions/send-back.js';
import { start } from './actions/start.js';
import { timeOut } from './actions/time-out.js';
import type { FlowSettings } from './run.js';
import { Run } from './run.js';
import type { Change } from './change.js';
import type { FlowCommand } from './command.js';
import type { Fact, Flow, FlowState, Need } from './types.js';
import { unknownCase } from '../unknown-case.js';

/** What the flow is asked to do, and from where. */
export interface FlowInput {
  readonly state: FlowState;
  readonly command: FlowCommand;
  readonly settings: FlowSettings;
}

/** How far the flow came with the facts it was given. */
export interface Advance {
  /** Everything that is different so far, in order; final once `needs` is empty. */
  readonly changes: readonly Change[];
  /** What it must know before it can go on: look it up, add the facts in this order, and call again. */
  readonly needs: readonly Need[];
  /** The state after the changes. */
  readonly state: FlowState;
}

/**
 * The state machine: takes data, returns data, decides everything.
 *
 * It has no memory: the caller repeats the call with a longer list of facts until nothing is needed, and only
 * then writes the changes. The same input, facts and time always give the same answer.
 *
 * @throws WorkflowError where the command is refused; nothing has changed then
 */
export function advance(input: FlowInput, facts: readonly Fact[], now: Date): Advance {
  const run = new Run(input.state, input.settings, now);
  const flow = perform(run, input.command);
  let next = flow.next();
  for (const fact of facts) {
    if (next.done === true) break;
    next = flow.next(fact);
  }
  return {
    changes: run.changes,
    needs: next.done === true ? [] : [next.value],
    state: run.state,
  };
}

function* perform(run: Run, command: FlowCommand): Flow {
  if ('actor' in command) run.causedBy({ reason: null, ...command });
  switch (command.action) {
    case 'attached':
      return yield* attach(run, command);
    case 'started':
      return yield* start(run, command.actor);
    case 'approved':
      return yield* approve(run, command);
    case 'rejected':
      return yield* reject(run, command);
    case 'needs_resubmission':
      return yield* sendBack(run, command);
    case 'resubmitted':
      return yield* resubmit(run, command);
    case 'delegated':
      return yield* delegate(run, command);
    case 'escalated':
      return yield* escalate(run, command);
    case 'recalled':
      return yield* recall(run, command);
    case 'cancelled':
      return yield* cancel(run, command);
    case 'replaced':
      return yield* replace(run, command);
    case 'forced':
      return yield* force(run, command);
    case 'reassigned':
      return yield* reassign(run, command.assignmentId);
    case 'timed_out':
      return yield* timeOut(run, command.stepId);
    default:
      throw unknownCase('command', command);
  }
}
