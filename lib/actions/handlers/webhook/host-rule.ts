import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { requireOption } from './require-option.js';

/**
 * Which hosts: all or none, those of a list, or those of which a function says so. A list holds host names, addresses
 * and blocks of addresses (`10.1.0.0/16`); a name means that host alone, without those below it.
 */
export type HostRule = boolean | readonly string[] | ((hostname: string) => boolean);

/** Which addresses of which hosts: as a {@link HostRule}, asked of each address that a host name resolves to. */
export type AddressRule = boolean | readonly string[] | ((hostname: string, address: string) => boolean);

/** Makes a rule for host names into a function. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function compileHostRule(rule: HostRule, option: string): (hostname: string) => boolean {
  if (typeof rule === 'function') return rule;
  const includes = compileAddressRule(rule, option);
  return (hostname) => includes(hostname, hostname);
}

/** Makes a rule for addresses into a function. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function compileAddressRule(
  rule: AddressRule,
  option: string,
): (hostname: string, address: string) => boolean {
  if (typeof rule === 'function') return rule;
  if (typeof rule === 'boolean') return () => rule;
  requireOption(Array.isArray(rule), option, 'must be a boolean, a list or a function');
  const names = new Set<string>();
  const blocks = new BlockList();
  for (const entry of rule) {
    if (!addBlock(blocks, entry)) names.add(requireName(entry, option));
  }
  return (hostname, address) =>
    names.has(hostname) || (isIP(address) !== 0 && blocks.check(address, familyOf(address)));
}

/** Adds an address or a block of them; gives `false` for what is neither. */
function addBlock(blocks: BlockList, entry: string): boolean {
  const [address = '', prefix, ...others] = entry.split('/');
  if (isIP(address) === 0 || others.length > 0) return false;
  if (prefix === undefined) {
    blocks.addAddress(address, familyOf(address));
    return true;
  }
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  if (bits > (isIP(address) === 4 ? 32 : 128)) return false;
  blocks.addSubnet(address, bits, familyOf(address));
  return true;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}

/** What ends a host name in a URL, where `domainToASCII` stops reading. */
const DELIMITER = /[/\\?#@:[\]]/;

/** A host name in the spelling of a parsed URL. */
function requireName(entry: string, option: string): string {
  const name = DELIMITER.test(entry) ? '' : domainToASCII(entry);
  const message = `must hold host names, addresses and blocks of addresses; "${entry}" is none`;
  requireOption(name !== '', option, message);
  return name;
}
