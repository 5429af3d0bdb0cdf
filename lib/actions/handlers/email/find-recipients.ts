import { readableEvent } from '../../../contract/events.js';
import type { ActionEvent } from '../../../definition/types.js';
import { findIdProblem } from '../../../identity.js';
import type { DirectoryUser, UserId } from '../../../types.js';
import type { PersonFacts } from '../../facts.js';
import type { ActionContext } from '../../handler.js';
import { addressKey, isAddress } from './email-address.js';
import type { EmailParameters, EmailRecipient, RecipientWord } from './email-parameters.js';
import { isRecipientWord } from './email-parameters.js';
import { evaluateRecipients } from './recipient-expressions.js';
import { unknownCase } from '../../../unknown-case.js';

/** Somebody who is written to. */
export interface Recipient {
  readonly address: string;
  /** `null` for an address that was given as such. */
  readonly name: string | null;
  readonly locale: string | null;
}

/** Whom an e-mail goes to. Nobody is in it twice. */
export interface Recipients {
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
}

/** Whom an event concerns, where its action does not say. */
const CONCERNED: Readonly<Record<ActionEvent, 'requester' | 'approvers'>> = {
  on_workflow_start: 'requester',
  on_step_open: 'approvers',
  after_approve: 'requester',
  after_move_pipeline: 'requester',
  after_move_stage: 'requester',
  after_reject: 'requester',
  after_resubmission: 'requester',
  after_delegate: 'approvers',
  after_escalate: 'approvers',
  after_reassign: 'approvers',
  on_reminder: 'approvers',
  on_deadline: 'approvers',
  on_workflow_complete: 'requester',
  on_workflow_cancel: 'requester',
};

type Context = ActionContext<EmailParameters>;

/** One recipient, before the directory is asked. */
type Wanted = { readonly user: UserId } | { readonly address: string };

/**
 * Finds whom to write to. Whoever has no valid address, or is no longer active, is left out. Where the action does not
 * say, a requester is not told of what they did themselves, but for the receipt of a start, nor twice of what was sent
 * back.
 *
 * @throws GiveUp where an expression cannot be evaluated
 */
export async function findRecipients(context: Context): Promise<Recipients> {
  const { to, cc = [] } = context.parameters;
  const wantedTo = to === undefined ? concerned(context) : to.flatMap((one) => wantedBy(context, one));
  const wantedCc = cc.flatMap((one) => wantedBy(context, one));
  const recipients = await recipientsOf(context, [...wantedTo, ...wantedCc]);
  const seen = new Set<string>();
  const once = (wanted: Wanted): readonly Recipient[] => {
    const recipient = recipients.get(wanted);
    if (recipient === undefined || seen.has(addressKey(recipient.address))) return [];
    seen.add(addressKey(recipient.address));
    return [recipient];
  };
  return { to: wantedTo.flatMap(once), cc: wantedCc.flatMap(once) };
}

function concerned(context: Context): readonly Wanted[] {
  if (isSentBack(context)) return [];
  const word = CONCERNED[context.event];
  const people = peopleOf(context, word);
  if (word === 'approvers' || context.event === 'on_workflow_start') return people.map(toWanted);
  const actor = String(context.user?.id);
  return people.filter(({ id }) => String(id) !== actor).map(toWanted);
}

/** Whether a move is that of sending back, which `after_resubmission` tells of. */
function isSentBack({ event, targetStage }: Context): boolean {
  return targetStage !== null && (event === 'after_move_stage' || event === 'after_move_pipeline');
}

function wantedBy(context: Context, recipient: EmailRecipient): readonly Wanted[] {
  if (typeof recipient !== 'string') {
    if ('user' in recipient) return [{ user: recipient.user }];
    return evaluateRecipients(recipient.expression, readableEvent(context, 'en'))
      .filter((text) => text.includes('@') || findIdProblem(text) === null)
      .map((text) => (text.includes('@') ? { address: text } : { user: text }));
  }
  return isRecipientWord(recipient) ? peopleOf(context, recipient).map(toWanted) : [{ address: recipient }];
}

function toWanted({ id }: PersonFacts): Wanted {
  return { user: id };
}

function peopleOf({ attachment, user, approvers }: Context, word: RecipientWord): readonly PersonFacts[] {
  switch (word) {
    case 'approvers':
      return approvers;
    case 'requester':
      return present(attachment.requester ?? attachment.startedBy);
    case 'started_by':
      return present(attachment.startedBy);
    case 'actor':
      return present(user);
    default:
      throw unknownCase('kind of recipient', word);
  }
}

function present(person: PersonFacts | null): readonly PersonFacts[] {
  return person === null ? [] : [person];
}

async function recipientsOf(
  { findUsers, logger }: Context,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<Wanted, Recipient>> {
  const ids = wanted.flatMap((one) => ('user' in one ? one.user : []));
  const users = ids.length === 0 ? [] : await findUsers([...new Set(ids)]);
  const byId = new Map(users.map((user) => [String(user.id), user]));
  const found = new Map<Wanted, Recipient>();
  for (const one of wanted) {
    const recipient = 'address' in one ? stranger(one.address) : colleague(byId.get(String(one.user)));
    if (recipient === undefined) continue;
    if (isAddress(recipient.address)) found.set(one, recipient);
    else logger.warn('send_email leaves somebody out whose e-mail address is none.', one);
  }
  return found;
}

function stranger(address: string): Recipient {
  return { address, name: null, locale: null };
}

function colleague(user: DirectoryUser | undefined): Recipient | undefined {
  const address = user?.email?.trim() ?? '';
  if (user?.active !== true || address === '') return undefined;
  return { address, name: user.name, locale: user.locale ?? null };
}
