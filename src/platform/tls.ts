/** Certificates and keys of the lines we open and take: TLS 1.3 for browsers and for PostgreSQL, mutual TLS to banks. */
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import tls from 'node:tls';
import type { TlsFiles } from './http/listener.ts';

/** What `serve` shows to browsers; null without both files. Throws by the setting's name when a file cannot be read. */
export function serverTls(cert: string | undefined, key: string | undefined): TlsFiles | null {
  if ((cert === undefined) !== (key === undefined))
    throw new Error('DIGIPAY_TLS_CERT and DIGIPAY_TLS_KEY belong together');
  if (cert === undefined || key === undefined) return null;
  return { cert: readNamed('DIGIPAY_TLS_CERT', cert), key: readNamed('DIGIPAY_TLS_KEY', key) };
}

/** With which we show ourselves to a bank, and the authority that vouches for it. */
export interface PeerTls {
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
  /** When given, no other authority is believed. */
  readonly ca?: Buffer | undefined;
}

interface BankTlsSettings {
  readonly DIGIPAY_BANK_CLIENT_CERT?: string | undefined;
  readonly DIGIPAY_BANK_CLIENT_KEY?: string | undefined;
  readonly DIGIPAY_BANK_CA?: string | undefined;
}

/** Throws by the setting's name. */
export function bankTls(settings: BankTlsSettings): PeerTls {
  const read = (setting: keyof BankTlsSettings) => {
    const file = settings[setting];
    return file === undefined ? undefined : readNamed(setting, file);
  };
  const [cert, key] = [read('DIGIPAY_BANK_CLIENT_CERT'), read('DIGIPAY_BANK_CLIENT_KEY')];
  if ((cert === undefined) !== (key === undefined))
    throw new Error('DIGIPAY_BANK_CLIENT_CERT and DIGIPAY_BANK_CLIENT_KEY belong together');
  return { cert, key, ca: read('DIGIPAY_BANK_CA') };
}

function readNamed(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${setting}: ${file} cannot be read (${error instanceof Error ? error.message : ''})`);
  }
}

const WEAK = ['disable', 'allow', 'prefer', 'require', 'no-verify', 'verify-ca'];

/**
 * From here on this process opens no TLS line older than 1.3 unless it says so for one peer. The driver of PostgreSQL cannot be
 * told for its lines alone when they are described by an address.
 */
export function onlyTls13(): void {
  tls.DEFAULT_MIN_VERSION = 'TLSv1.3';
}

/** Ranges of addresses: `10.0.0.0/8, ::1/128`. Null when one of them is none. */
export function cidrList(text: string): string[] | null {
  const ranges = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = '', ...more] = range.split('/');
    const family = isIP(address);
    if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
      return null;
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return ranges;
}

/**
 * The address of a database whose certificate must come from this authority and carry the host's name (libpq's
 * `sslmode=verify-full`). Throws when the address itself asks for less.
 */
export function withDatabaseCa(databaseUrl: string, caFile: string): string {
  const url = new URL(databaseUrl);
  // The driver compares the certificate with the name it was given; for a bare address it would compare with nothing of ours.
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new Error(
      'DIGIPAY_DATABASE_CA is set: name the database by host name, as its certificate does, not by address',
    );
  const asked = url.searchParams.get('sslmode');
  if (asked !== null && WEAK.includes(asked))
    throw new Error(`DIGIPAY_DATABASE_CA is set, but an address of a database asks for sslmode=${asked}`);
  readNamed('DIGIPAY_DATABASE_CA', caFile);
  url.searchParams.set('sslmode', 'verify-full');
  url.searchParams.set('sslrootcert', caFile);
  return url.href;
}
