import { BlockList, isIP } from 'node:net';

type Block = readonly [network: string, prefix: number];

/** IPv4 that does not lead to the public internet: IANA's special-purpose registry, and multicast. */
const SPECIAL_V4: readonly Block[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by carriers (CGNAT); a cloud's metadata
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's own host, from within its machines
  ['169.254.0.0', 16], // link-local; the metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // relays of 6to4
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved; broadcast
];

/**
 * The only IPv6 that is given out. Outside of it: loopback, link-local, unique local, multicast, and IPv4 written as
 * IPv6 (mapped, compatible, NAT64).
 */
const GIVEN_OUT_V6: Block = ['2000::', 3];

/** What is special within it. */
const SPECIAL_V6: readonly Block[] = [
  ['2001::', 23], // protocol assignments; Teredo carries an IPv4 address
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4 carries an IPv4 address
  ['3fff::', 20], // documentation
];

const SPECIAL = new BlockList();
for (const [network, prefix] of SPECIAL_V4) SPECIAL.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of SPECIAL_V6) SPECIAL.addSubnet(network, prefix, 'ipv6');

const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet(...GIVEN_OUT_V6, 'ipv6');

/** Whether an IP address, in any spelling, is one that the whole internet may reach. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && GIVEN_OUT.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
}
