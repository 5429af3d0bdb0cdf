import type { ActionParameters } from './handler.js';

/** Gives the secret of a name, when an action is delivered. Throws, or gives nothing, where there is none. */
export type ResolveSecret = (name: string) => string | undefined | null | Promise<string | undefined | null>;

/** Parameters as a handler receives them, and what must not be told of them. */
export interface ResolvedParameters {
  readonly parameters: ActionParameters;
  /** What the secrets are. */
  readonly secrets: readonly string[];
}

/** What stands in a message where a secret stood. */
const HIDDEN = '[secret]';

/** The name in `{ "secret": "name" }`; `undefined` for any other value. */
function secretName(value: object): string | undefined {
  const entries = Object.entries(value);
  const [key, name] = entries[0] ?? [];
  return entries.length === 1 && key === 'secret' && typeof name === 'string' ? name : undefined;
}

/** Parameters that can be judged before there are any secrets. */
export interface SecretlessParameters {
  /** With a text in the place of each named secret. */
  readonly parameters: unknown;
  /** Where those stand; paths begin with the given one. */
  readonly places: ReadonlySet<string>;
}

/** Puts a text in the place of each named secret. */
export function withoutSecrets(parameters: unknown, path: string): SecretlessParameters {
  const places = new Set<string>();
  const replace = (value: unknown, at: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (at === path || secretName(value) === undefined) return replaceMembers(value, at);
    places.add(at);
    return HIDDEN;
  };
  const replaceMembers = (value: object, at: string): unknown => {
    if (Array.isArray(value)) return value.map((member, index) => replace(member, `${at}.${index}`));
    const members = Object.entries(value).map(([key, member]) => [key, replace(member, `${at}.${key}`)]);
    return Object.fromEntries(members) as unknown;
  };
  return { parameters: replace(parameters, path), places };
}

/** Puts the secrets in the place of their names, at any depth. @throws Error naming one that there is not, or no text */
export async function resolveSecrets(
  parameters: ActionParameters,
  resolve: ResolveSecret | undefined,
): Promise<ResolvedParameters> {
  const secrets: string[] = [];
  const replace = async (value: unknown): Promise<unknown> => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map(replace));
    const name = secretName(value);
    if (name === undefined) return replaceMembers(value);
    const secret: unknown = await resolve?.(name);
    if (secret === undefined || secret === null) throw new Error(`There is no secret "${name}".`);
    if (typeof secret !== 'string') throw new Error(`The secret "${name}" must be text.`);
    secrets.push(secret);
    return secret;
  };
  const replaceMembers = async (value: object): Promise<ActionParameters> => {
    const members = Object.entries(value).map(async ([key, member]) => [key, await replace(member)] as const);
    return Object.fromEntries(await Promise.all(members));
  };
  return { parameters: await replaceMembers(parameters), secrets };
}

/** A message without the secrets that a handler may have put into it: longer ones first, which may hold others. */
export function hideSecrets(message: string, secrets: readonly string[]): string {
  return [...secrets]
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replaceAll(secret, HIDDEN), message);
}
