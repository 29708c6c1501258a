/** How the platform reaches one bank over SNAP. Secrets stay in this object; nothing here is logged. */

import type { Outbound } from '../../../platform/outbound.ts';
import { standard } from '../profiles/default.ts';
import type { BankProfile } from '../profiles/profile.ts';

export interface SnapBankConfig {
  /** Scheme, host and port, without path: `https://partner.bank.example`. */
  readonly baseUrl: string;
  /** Path before the service path, part of what is signed: `/snap/v1.0`. A profile may name another. */
  readonly prefix: string;
  /** X-CLIENT-KEY. */
  readonly clientId: string;
  /** HMAC-SHA512 key. */
  readonly clientSecret: string;
  /** X-PARTNER-ID. */
  readonly partnerId: string;
  /** CHANNEL-ID, at most five characters. */
  readonly channelId: string;
  /** The platform's RSA key for token requests. */
  readonly privateKeyPem: string;
  /** The bank's RSA key, for its notifications. */
  readonly bankPublicKeyPem: string;
  /** The way out: knows which hosts and addresses may be called, and what to show there. */
  readonly outbound: Outbound;
  /** Hosts (with port) to whose pages a person may be sent; any other address in an answer is not followed. */
  readonly pageHosts: readonly string[];
  /** Longest wait for one answer. */
  readonly timeoutMs: number;
  /** Bank codes that this bank books as one house, so that service 17 applies between them. */
  readonly sameBankCodes?: readonly string[];
  /** What the bank does otherwise than the standard; the standard unless given. */
  readonly profile?: BankProfile;
  /** Second pair of credentials, for banks that want it on the transaction level (BNI, BTN). */
  readonly apiKey?: string;
  readonly apiSecret?: string;
  /** X-PARTNER-ID of QRIS where the bank puts the merchant there (BCA). */
  readonly merchantId?: string;
  /** Our domain, for banks that want the header ORIGIN. */
  readonly origin?: string;
  /** What the machine that calls says of itself, for banks that want it (BNI). */
  readonly device?: {
    readonly ipAddress: string;
    readonly deviceId: string;
    readonly latitude: string;
    readonly longitude: string;
  };
  /** A number that no other process got that day; needed when X-EXTERNAL-ID is short (see external-id.ts). */
  readonly nextExternalId?: () => Promise<bigint>;
}

export const profileOf = (config: SnapBankConfig): BankProfile => config.profile ?? standard;

/** What the profile wants and the connection does not give, in words for whoever configures it. */
export function missingOf(config: SnapBankConfig): readonly string[] {
  const profile = profileOf(config);
  const sources = Object.values(profile.partnerId);
  const wanted: readonly (readonly [boolean, string])[] = [
    [sources.includes('apiKey') && !config.apiKey, 'apiKey'],
    [profile.hmacKey === 'apiSecret' && !config.apiSecret, 'apiSecret'],
    [profile.headers.includes('ORIGIN') && !config.origin, 'origin'],
    [profile.headers.some((name) => name !== 'ORIGIN') && !config.device, 'device'],
    [needsCounter(profile) && !config.nextExternalId, 'nextExternalId'],
  ];
  return wanted.flatMap(([missing, name]) => (missing ? [name] : []));
}

/** From this many digits on, a moment and nine random digits fit. */
export const LONG_EXTERNAL_ID = 26;

const needsCounter = ({ externalId }: BankProfile): boolean =>
  Object.values(externalId).some((length) => length < LONG_EXTERNAL_ID);
