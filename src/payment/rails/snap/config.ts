/** How the platform reaches one bank over SNAP. Secrets stay in this object; nothing here is logged. */

import type { Outbound } from '../../../platform/outbound.ts';

export interface SnapBankConfig {
  /** Scheme, host and port, without path: `https://partner.bank.example`. */
  readonly baseUrl: string;
  /** Path before the service path, part of what is signed: `/snap/v1.0`. */
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
}
