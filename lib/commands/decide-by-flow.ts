import { WorkflowError } from '../errors.js';
import type { Advance } from '../flow/advance.js';
import { advance } from '../flow/advance.js';
import type { FlowCommand } from '../flow/command.js';
import type { Fact, FlowState } from '../flow/types.js';
import { answerNeed } from './answer-need.js';
import type { CommandContext } from './context.js';
import { explainToActor } from './explain-to-actor.js';
import type { Inquiry } from './inquiry.js';

/** A command, and the state that it meets. */
export interface Decision {
  readonly command: FlowCommand;
  readonly state: FlowState;
}

/** Lets the flow decide, answering what it needs to know until it needs no more. */
export async function decideByFlow(
  context: CommandContext,
  { command, state }: Decision,
  inquiry: Inquiry,
): Promise<Advance> {
  const { transaction, subject } = inquiry;
  const { attachment, now } = subject;
  const calendar = context.calendarOf(attachment.company);
  const settings = { ...context.settings, isObserved: context.events.isObserved, calendar };
  const facts: Fact[] = [];
  try {
    for (;;) {
      const next = advance({ state, command, settings }, facts, now);
      if (next.needs.length === 0) return next;
      for (const need of next.needs) facts.push(await answerNeed(context, need, inquiry));
    }
  } catch (error) {
    if (!isTooLate(error)) throw withHostIds(context, error);
    throw (await explainToActor(context, { attachmentId: attachment.id, command }, transaction)) ?? error;
  }
}

function isTooLate(error: unknown): boolean {
  if (!(error instanceof WorkflowError)) return false;
  return error.code === 'NOT_SEATED' || error.code === 'ATTACHMENT_CLOSED';
}

interface SeatChoices {
  readonly seats: readonly { readonly on_behalf_of: string | null }[];
}

/** The flow knows users by text; who must choose among seats reads them as the host writes them. */
function withHostIds({ userIds }: CommandContext, error: unknown): unknown {
  if (!(error instanceof WorkflowError) || error.code !== 'AMBIGUOUS_SEAT') return error;
  const { seats } = error.details as unknown as SeatChoices;
  const readable = seats.map((seat) => ({ ...seat, on_behalf_of: userIds.fromText(seat.on_behalf_of) }));
  return new WorkflowError(error.code, error.message, { details: { seats: readable } });
}
