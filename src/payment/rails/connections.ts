/**
 * Connections to real banks, as a file names them (DIGIPAY_BANKS): one or several banks each, with a profile. Secrets stand in files
 * of their own beside it, so that the list itself may be shown. A bank that no connection names is reached by the one of the
 * other settings.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Outbound } from '../../platform/outbound.ts';
import type { PeerTls } from '../../platform/tls.ts';
import { standard } from './profiles/default.ts';
import { type BankProfile, changed, type ProfileChanges } from './profiles/profile.ts';
import { profiles } from './profiles/profiles.ts';
import type { BankTrust } from './snap/callback.ts';
import { callbackTokens } from './snap/callback-token.ts';
import { missingOf, type SnapBankConfig } from './snap/config.ts';

const file = z.string().min(1);
const path = z.string().regex(/^\/[A-Za-z0-9/._-]+$/);

const connectionShape = z.strictObject({
  /** Its bank codes: of one bank, or of all that an aggregator reaches. */
  bankCodes: z.array(z.string().regex(/^\d{3}$/)).min(1),
  /** The codes are one house: transfers between them are within the bank. */
  oneHouse: z.boolean().default(false),
  url: z.url({ protocol: /^https?$/ }),
  profile: z.enum([...profiles.keys()]),
  /** Keys of the profile that this contract has otherwise. */
  changes: z.record(z.string(), z.unknown()).default({}),
  prefix: path.default('/snap/v1.0'),
  clientId: z.string().min(1),
  clientSecretFile: file,
  partnerId: z.string().min(1).max(36),
  channelId: z.string().min(1).max(5),
  privateKeyFile: file,
  bankPublicKeyFile: file,
  apiKey: z.string().min(1).optional(),
  apiSecretFile: file.optional(),
  merchantId: z.string().min(1).optional(),
  origin: z.string().min(1).optional(),
  device: z
    .strictObject({ ipAddress: z.ipv4(), deviceId: z.string(), latitude: z.string(), longitude: z.string() })
    .optional(),
  /** Hosts of the bank's own pages beside its address. */
  pages: z.array(z.string().min(1)).default([]),
  timeoutMs: z.int().min(100).max(60_000).optional(),
  /** Mutual TLS, and the authority that vouches for the bank. */
  clientCertFile: file.optional(),
  clientKeyFile: file.optional(),
  caFile: file.optional(),
  /** How the bank shows itself when it asks us for a token: banks that sign notices with HMAC. */
  callback: z.strictObject({ clientId: z.string().min(1), clientSecretFile: file }).optional(),
});

const fileShape = z.strictObject({ connections: z.array(connectionShape) });

type Told = z.output<typeof connectionShape>;

export interface BankConnection extends Omit<Told, 'profile' | 'changes'> {
  readonly profile: BankProfile;
  readonly secrets: {
    readonly clientSecret: string;
    readonly privateKeyPem: string;
    readonly bankPublicKeyPem: string;
    readonly apiSecret: string | null;
  };
  readonly tls: PeerTls;
}

/** Throws with every fault named, and never with a secret. */
export function readConnections(list: string): readonly BankConnection[] {
  return told(list).map((one) => connectionOf(one, fileBeside(list)));
}

type FileOf = (name: string) => Buffer;

const fileBeside =
  (list: string): FileOf =>
  (name) =>
    readFileSync(resolve(dirname(list), name));

function told(list: string): readonly Told[] {
  const read = fileShape.safeParse(JSON.parse(readFileSync(list, 'utf8')));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${list} names connections wrongly:\n${faults.join('\n')}`);
  }
  const codes = read.data.connections.flatMap(({ bankCodes }) => bankCodes);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) throw new Error(`${list}: bank ${twice} has two connections`);
  return read.data.connections;
}

function connectionOf({ profile: name, changes, ...one }: Told, fileOf: FileOf): BankConnection {
  const secretOf = (file_: string) => fileOf(file_).toString('utf8').trim();
  const optional = (file_: string | undefined) => (file_ === undefined ? null : secretOf(file_));
  return {
    ...one,
    profile: profileWith(name, changes),
    secrets: {
      clientSecret: secretOf(one.clientSecretFile),
      privateKeyPem: secretOf(one.privateKeyFile),
      bankPublicKeyPem: secretOf(one.bankPublicKeyFile),
      apiSecret: optional(one.apiSecretFile),
    },
    tls: tlsOf(one, fileOf),
  };
}

function tlsOf(
  { clientCertFile: cert, clientKeyFile: key, caFile: ca, bankCodes }: Omit<Told, 'profile' | 'changes'>,
  fileOf: FileOf,
): PeerTls {
  if ((cert === undefined) !== (key === undefined)) {
    throw new Error(`bank ${bankCodes.join(', ')}: clientCertFile and clientKeyFile belong together`);
  }
  return {
    ...(cert === undefined ? {} : { cert: fileOf(cert) }),
    ...(key === undefined ? {} : { key: fileOf(key) }),
    ...(ca === undefined ? {} : { ca: fileOf(ca) }),
  };
}

/** Throws for a key that no profile has, or a value of another kind than it holds. */
export function profileWith(name: string, changes: Readonly<Record<string, unknown>>): BankProfile {
  const base = profiles.get(name);
  if (base === undefined) throw new Error(`no bank profile ${name}`);
  for (const [key, value] of Object.entries(changes)) {
    if (!Object.hasOwn(standard, key)) throw new Error(`bank profile ${name} has no key ${key}`);
    const kept: unknown = Reflect.get(base, key);
    if (kept !== null && kindOf(kept) !== kindOf(value))
      throw new Error(`bank profile ${name}: ${key} is a ${kindOf(kept)}`);
  }
  return changed(base, changes as ProfileChanges);
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

export interface ConnectionMeans {
  readonly outbound: Outbound;
  readonly timeoutMs: number;
  /** See external-id.ts. */
  readonly nextExternalId: () => Promise<bigint>;
}

/** The configuration for a bank's accounts; the same object for all banks of one connection. Throws when one lacks something. */
export function configsBy(
  connections: readonly BankConnection[],
  means: ConnectionMeans,
  otherwise: SnapBankConfig,
): (bankCode: string) => SnapBankConfig {
  const byCode = new Map<string, SnapBankConfig>();
  for (const connection of connections) {
    const config = configOf(connection, means);
    const missing = missingOf(config);
    if (missing.length > 0) {
      throw new Error(`the connection of bank ${connection.bankCodes.join(', ')} lacks ${missing.join(', ')}`);
    }
    for (const code of connection.bankCodes) byCode.set(code, config);
  }
  return (bankCode) => byCode.get(bankCode) ?? otherwise;
}

function configOf(connection: BankConnection, means: ConnectionMeans): SnapBankConfig {
  const { secrets, url, apiKey, merchantId, origin, device } = connection;
  return {
    baseUrl: url.replace(/\/+$/, ''),
    prefix: connection.prefix,
    clientId: connection.clientId,
    clientSecret: secrets.clientSecret,
    partnerId: connection.partnerId,
    channelId: connection.channelId,
    privateKeyPem: secrets.privateKeyPem,
    bankPublicKeyPem: secrets.bankPublicKeyPem,
    outbound: means.outbound,
    pageHosts: [new URL(url).host, ...connection.pages],
    timeoutMs: connection.timeoutMs ?? means.timeoutMs,
    profile: connection.profile,
    nextExternalId: means.nextExternalId,
    ...(connection.oneHouse ? { sameBankCodes: connection.bankCodes } : {}),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(secrets.apiSecret === null ? {} : { apiSecret: secrets.apiSecret }),
    ...(merchantId === undefined ? {} : { merchantId }),
    ...(origin === undefined ? {} : { origin }),
    ...(device === undefined ? {} : { device }),
  };
}

/** Hosts that may be called, with what to show and believe there; for the way out (`createOutbound`). */
export function hostsOf(connections: readonly BankConnection[]): { readonly [host: string]: PeerTls } {
  return Object.fromEntries(connections.map(({ url, tls }) => [new URL(url).host, tls]));
}

/**
 * How notices of these banks are believed, by the first bank code of each. Reads public keys and the secrets that banks sign notices with,
 * and no other file. `key`: 32 bytes, the same in all processes.
 */
export function readTrusts(list: string, key: Uint8Array): ReadonlyMap<string, BankTrust> {
  const fileOf = fileBeside(list);
  const textOf = (name: string) => fileOf(name).toString('utf8').trim();
  const tokens = callbackTokens(key);
  return new Map(
    told(list).map(
      ({ bankCodes, partnerId, bankPublicKeyFile, profile: name, changes, callback }): [string, BankTrust] => {
        const profile = profileWith(name, changes);
        if (profile.callbackSignature === 'hmac' && callback === undefined) {
          throw new Error(`bank ${bankCodes.join(', ')} signs notices with HMAC: callback is missing`);
        }
        const trust = { partnerId, bankPublicKeyPem: textOf(bankPublicKeyFile), skewSeconds: profile.skewSeconds };
        if (callback === undefined) return [bankCodes[0] ?? '', trust];
        const { clientId, clientSecretFile } = callback;
        return [
          bankCodes[0] ?? '',
          { ...trust, symmetric: { clientId, clientSecret: textOf(clientSecretFile), tokens } },
        ];
      },
    ),
  );
}
