import { WorkflowError } from '../errors.js';
import type { CommandKind, CommandOf } from '../flow/commands/command.js';
import type { Decided } from '../flow/decide.js';
import { decide } from '../flow/decide.js';
import type { FlowState } from '../flow/types.js';
import { answerQueries } from './answer-queries.js';
import type { CommandContext } from './context.js';
import { explainToActor } from './explain-to-actor.js';
import type { FactLoader } from './fact-loader.js';

/** A command, and the state that it meets. */
interface Meeting<Kind extends CommandKind> {
  readonly command: CommandOf<Kind>;
  readonly state: FlowState;
}

/** Lets the flow decide, and answers what it asks on the way. */
export async function decideByFlow<Kind extends CommandKind>(
  context: CommandContext,
  { command, state }: Meeting<Kind>,
  loader: FactLoader,
): Promise<Decided<Kind>> {
  const { transaction, subject } = loader;
  const { attachment, now } = subject;
  const calendar = context.calendarOf(attachment.company);
  const settings = { ...context.settings, isObserved: context.events.isObserved, calendar };
  try {
    const decision = decide({ state, command, settings }, now);
    let next = decision.next();
    while (next.done !== true) next = decision.next(await answerQueries(context, next.value, loader));
    return next.value;
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
