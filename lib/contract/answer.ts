import { wireKey } from '../definition/wire-keys.js';
import type { Audience, JsonSchema, NamedSchemas, Output } from './field.js';
import { asItIs } from './field.js';

interface Held {
  /** The key on the wire, where it is not the name in its spelling. */
  readonly key?: string;
  /** Whether it is left out where it has no value. */
  readonly isOmittable?: boolean;
}

/** A member of an answer that is worked out of the whole. */
export interface Derived<in View> extends Output<never>, Held {
  readonly derive: (view: View, audience: Audience) => unknown;
}

/** The members of an answer about a view: each is what the view holds under its name, or is derived from the view. */
export type AnswerMembers<View> = {
  readonly [Name in keyof View]?: (Output<Exclude<View[Name], undefined>> & Held) | Derived<View>;
} & Readonly<Record<string, (Output<never> & Held) | Derived<View>>>;

/** A member that is worked out of the view. */
export function derived<View, Value>(
  derive: (view: View, audience: Audience) => Value | undefined,
  output: Output<Value>,
): Derived<View> {
  return { ...output, derive };
}

/** A member that is left out of an answer where it has no value. */
export function omittable<Member extends Output<never>>(member: Member): Member & Held {
  return { ...member, isOmittable: true };
}

/** Gives a member another key on the wire than its name. */
export function keyed<Member extends Output<never>>(key: string, member: Member): Member & Held {
  return { ...member, key };
}

/** The members of an answer that are about a part of what another answer is about. */
export function within<View, Part>(
  part: (view: View) => Part,
  members: AnswerMembers<Part>,
): AnswerMembers<View> {
  const moved = Object.entries(members).map(([name, member]): [string, Derived<View>] => {
    const read = readerOf<Part>(name, member);
    return [name, { ...member, derive: (view: View, audience: Audience) => read(part(view), audience) }];
  });
  return Object.fromEntries(moved) as AnswerMembers<View>;
}

type Members = Readonly<Record<string, unknown>>;

/** A member as it is rendered; `null` for what need not be done. */
interface Entry<View> {
  readonly name: string;
  readonly key: string;
  readonly isOmittable: boolean;
  readonly derive: Derived<View>['derive'] | null;
  readonly render: Output<unknown>['render'] | null;
  readonly json: Output<never>['json'];
}

/**
 * An object of an answer. Its keys on the wire are the names of its members in `snake_case`.
 *
 * @param name - What its schema is called where it is described; `null` for none
 */
export function answer<View>(name: string | null, members: AnswerMembers<View>): Output<View> {
  const entries = Object.entries(members).map(([member, held]): Entry<View> => {
    const render = held.render as Output<unknown>['render'];
    return {
      name: member,
      key: held.key ?? wireKey(member),
      isOmittable: held.isOmittable === true,
      derive: 'derive' in held ? held.derive : null,
      render: render === asItIs ? null : render,
      json: held.json,
    };
  });
  // To fill in keys that are there takes half the time of adding them.
  const blank = Object.fromEntries(
    entries.filter(({ isOmittable }) => !isOmittable).map(({ key }) => [key, null]),
  );
  const describe = (schemas: NamedSchemas): JsonSchema => ({
    type: 'object',
    properties: Object.fromEntries(entries.map(({ key, json }) => [key, json(schemas)])),
    required: entries.filter(({ isOmittable }) => !isOmittable).map(({ key }) => key),
  });
  return {
    json: (schemas) => (name === null ? describe(schemas) : schemas.refer(name, () => describe(schemas))),
    render: (view, audience) => {
      const wire: Record<string, unknown> = { ...blank };
      for (const { name: member, key, isOmittable, derive, render } of entries) {
        const value = derive === null ? (view as Members)[member] : derive(view, audience);
        if (value !== undefined || !isOmittable)
          wire[key] = render === null ? value : render(value, audience);
      }
      return wire;
    },
  };
}

function readerOf<View>(
  name: string,
  member: Output<never> | Derived<View>,
): (view: View, audience: Audience) => unknown {
  if ('derive' in member) return member.derive;
  return (view) => (view as Members)[name];
}
