/** Certificates for tests (X.509 v3, RFC 5280), made here: an authority, and whoever it vouches for. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Issued {
  /** Names are host names or IPv4 addresses. */
  issue(names: readonly string[], use: 'server' | 'client', days?: number): Issued;
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length < 128 ? Buffer.of(body.length) : lengthOf(body.length);
  return Buffer.concat([Buffer.of(tag), size, body]);
};
function lengthOf(length: number): Buffer {
  const bytes = Buffer.from(length.toString(16).padStart(length < 256 ? 2 : 4, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const octets = (body: Buffer) => der(0x04, body);
const bits = (body: Buffer) => der(0x03, Buffer.of(0), body);
const yes = der(0x01, Buffer.of(0xff));

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const KEY_USAGE = oid(0x55, 0x1d, 0x0f);
const EXTENDED_KEY_USAGE = oid(0x55, 0x1d, 0x25);
const ALTERNATIVE_NAMES = oid(0x55, 0x1d, 0x11);
const PURPOSES = { server: 1, client: 2 } as const;
const DAY_MS = 86_400_000;

const nameOf = (text: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
const timeOf = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));

function alternativeNames(names: readonly string[]): Buffer {
  const general = names.map((name) =>
    isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
  );
  return sequence(ALTERNATIVE_NAMES, octets(sequence(...general)));
}

function certificate(
  subject: string,
  issuer: string,
  key: KeyObject,
  by: KeyObject,
  extensions: readonly Buffer[],
  days = 1,
): string {
  const serial = der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)]));
  const now = Date.now();
  const told = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    serial,
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(timeOf(new Date(now - DAY_MS)), timeOf(new Date(now + days * DAY_MS))),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signed = sequence(told, ECDSA_SHA256, bits(sign('sha256', told, by)));
  const text = signed.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export function authority(name = 'Otoritas Contoh'): Authority {
  const own = newKeys();
  const constraints = [
    sequence(BASIC_CONSTRAINTS, yes, octets(sequence(yes))),
    sequence(KEY_USAGE, yes, octets(der(0x03, Buffer.of(1, 0x06)))),
  ];
  return {
    cert: certificate(name, name, own.publicKey, own.privateKey, constraints),
    key: pem(own.privateKey),
    issue(names, use, days = 1) {
      const keys = newKeys();
      const purpose = oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, PURPOSES[use]);
      const extensions = [sequence(EXTENDED_KEY_USAGE, octets(sequence(purpose))), alternativeNames(names)];
      return {
        cert: certificate(names[0] ?? '', name, keys.publicKey, own.privateKey, extensions, days),
        key: pem(keys.privateKey),
      };
    },
  };
}
