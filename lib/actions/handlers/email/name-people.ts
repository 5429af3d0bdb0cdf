import type { PersonFacts } from '../../facts.js';
import type { ActionContext } from '../../handler.js';
import type { EmailParameters } from './email-parameters.js';

type Context = ActionContext<EmailParameters>;

/** What happened, with names from the directory for those of whom only the id was kept. */
export async function namePeople(context: Context): Promise<Context> {
  const { attachment, user, onBehalfOf, approvers } = context;
  const { requester, startedBy } = attachment;
  const people = [requester, startedBy, user, onBehalfOf, ...approvers];
  const ids = people.flatMap((person) => (person !== null && person.name === null ? person.id : []));
  if (ids.length === 0) return context;
  const users = await context.findUsers([...new Set(ids)]);
  const names = new Map(users.map(({ id, name }) => [String(id), name]));
  const named = <Person extends PersonFacts | null>(person: Person): Person =>
    person === null ? person : { ...person, name: person.name ?? names.get(String(person.id)) ?? null };
  return {
    ...context,
    attachment: { ...attachment, requester: named(requester), startedBy: named(startedBy) },
    user: named(user),
    onBehalfOf: named(onBehalfOf),
    approvers: approvers.map(named),
  };
}
