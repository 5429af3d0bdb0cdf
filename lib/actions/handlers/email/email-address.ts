import { oneLine } from './plain-text.js';

/** An address, and who is behind it. */
export interface EmailAddress {
  readonly name: string;
  readonly address: string;
}

const MAXIMUM_LENGTH = 254;
const MAXIMUM_LOCAL_LENGTH = 64;

/** No quoted parts, comments or literals: nobody's mailbox needs them, and they are what injection is made of. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** Whether a text is one plain address, `name@domain`, in any script. */
export function isAddress(text: string): boolean {
  if (text.length > MAXIMUM_LENGTH) return false;
  const [local = '', domain = '', ...more] = text.split('@');
  return (
    more.length === 0 &&
    local.length <= MAXIMUM_LOCAL_LENGTH &&
    LOCAL.test(local) &&
    domain.split('.').every((label) => LABEL.test(label))
  );
}

/** Reads `name@domain`, or a name and that in angle brackets; `undefined` where it is neither. */
export function readAddress(text: string): EmailAddress | undefined {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = (bracketed ?? text).trim();
  return isAddress(address) ? { name: oneLine(name).replace(/^"(.*)"$/, '$1'), address } : undefined;
}

/** Two addresses with the same key are one mailbox: no server in use tells cases apart. */
export function addressKey(address: string): string {
  return address.toLowerCase();
}
