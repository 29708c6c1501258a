/** Which addresses of the network are the public Internet, and which lead inside (IANA special-purpose registries, RFC 6890). */
import { BlockList, isIP, isIPv4 } from 'node:net';

const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Within global unicast, what leads to IPv4 inside another address, or nowhere. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const GLOBAL_V6 = ['2000::/3'];
/** Where clouds tell a machine its secrets. Never, whatever else is allowed. */
const METADATA = ['169.254.0.0/16', '100.100.100.200/32', '192.0.0.192/32', 'fd00:ec2::254/128', 'fe80::/10'];

export function rangesOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of cidrs) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
}

const [special, global, specialWithin, metadata] = [SPECIAL_V4, GLOBAL_V6, SPECIAL_V6, METADATA].map(rangesOf) as [
  BlockList,
  BlockList,
  BlockList,
  BlockList,
];

/** The address as IPv4 when it is one in the form of IPv6 (mapped or compatible). */
export function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) !== 6) return bare;
  const written = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const parts = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written);
  if (!parts) return written;
  const [high, low] = [Number.parseInt(parts[1] ?? '', 16), Number.parseInt(parts[2] ?? '', 16)];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

export const isInRanges = (list: BlockList, address: string): boolean =>
  list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

/** Whether a call may go to this address: public, or within the ranges that a setting opens; never where secrets are told. */
export function mayCall(address: string, opened: BlockList): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0 || isInRanges(metadata, plain)) return false;
  if (isInRanges(opened, plain)) return true;
  if (isIPv4(plain)) return !isInRanges(special, plain);
  return isInRanges(global, plain) && !isInRanges(specialWithin, plain);
}

const loopback = rangesOf(['127.0.0.0/8', '::1/128']);
export const isLoopback = (address: string): boolean =>
  isIP(plainAddress(address)) !== 0 && isInRanges(loopback, plainAddress(address));
