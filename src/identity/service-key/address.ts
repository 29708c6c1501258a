/** Networks from which a service key may be used. */
import { BlockList, isIP } from 'node:net';
import { type Refusal, refuse } from '../../kernel/decision.ts';

/** A whole provider is no address of one's own. */
const WIDEST = { ipv4: 16, ipv6: 32 } as const;
const LONGEST = { ipv4: 32, ipv6: 128 } as const;

interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

function networkOf(text: string): Network | null {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return null;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? LONGEST[family] : Number(length);
  return prefix >= WIDEST[family] && prefix <= LONGEST[family] ? { address, prefix, family } : null;
}

/** Null when all are networks (CIDR, RFC 4632) or single addresses, none wider than an institution's own. */
export function checkAddresses(addresses: readonly string[]): Refusal | null {
  const wrong = addresses.find((text) => networkOf(text) === null);
  return wrong === undefined ? null : refuse('service_address_invalid', { address: wrong });
}

/** Whether an address lies in one of the networks. An IPv4 address written as IPv6 counts as what it is. */
export function isWithin(addresses: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const text of addresses) {
    const network = networkOf(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
