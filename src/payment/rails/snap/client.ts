/** Signed calls to one bank: access token, headers; once more when the bank refuses the token or is asked too often. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BankProfile, Product } from '../profiles/profile.ts';
import { LONG_EXTERNAL_ID, missingOf, profileOf, type SnapBankConfig } from './config.ts';
import { canonicalUrlBca } from './endpoint-url.ts';
import { exchanged } from './http-exchange.ts';
import { codeOf, type Exchange } from './outcome.ts';
import { type ServiceCode, services, TOKEN_PATH } from './services.ts';
import { signHmac, signRsa, tokenStringToSign, transactionStringToSign } from './signature.ts';
import { externalIdOf, newExternalId, textOf, timestampAs } from './wire.ts';

export interface SnapClient {
  /** Sends a service request. Each attempt has its own X-EXTERNAL-ID and timestamp; the body never changes. */
  call(service: ServiceCode, body: Readonly<Record<string, unknown>>): Promise<Exchange>;
}

interface Token {
  readonly value: string;
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

type TokenResult = { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly message: string };

/** A token is renewed when this share of its life is over. */
const RENEWAL_PERCENT = 80;
const MIN_TOKEN_SECONDS = 1;
const MAX_TOKEN_SECONDS = 86_400;
/** Invalid Token (B2B), Token Not Found (B2B). */
const TOKEN_REFUSALS: ReadonlySet<string> = new Set(['01', '03']);
/** Too Many Requests: refused before anything was done, so the same request may go again after a while. */
const PAUSE_MS = 1_000;

/**
 * `now` is the platform's clock. Clients are independent; keep one per bank, so that its token is shared. Throws when the
 * profile wants what the connection does not have.
 */
export function createSnapClient(
  config: SnapBankConfig,
  now: () => Date = () => new Date(),
  pause: (ms: number) => Promise<unknown> = sleep,
): SnapClient {
  const missing = missingOf(config);
  if (missing.length > 0) throw new Error(`bank profile ${profileOf(config).id} needs ${missing.join(', ')}`);
  let token: Token | null = null;
  let refreshing: Promise<TokenResult> | null = null;

  const refresh = (): Promise<TokenResult> => {
    refreshing ??= requestToken(config, now).then((result) => {
      if (result.ok) token = result.token;
      refreshing = null;
      return result;
    });
    return refreshing;
  };

  const currentToken = async (): Promise<TokenResult> => {
    const held = token;
    if (held !== null && now().getTime() < held.renewAtMs) return { ok: true, token: held };
    const renewed = await refresh();
    if (renewed.ok || held === null || now().getTime() >= held.expiresAtMs) return renewed;
    return { ok: true, token: held };
  };

  const attempt = async (service: ServiceCode, body: string): Promise<{ exchange: Exchange; used: Token | null }> => {
    const access = await currentToken();
    // Without a token the request itself was never sent, whatever happened to the token request.
    if (!access.ok) return { exchange: { kind: 'not_sent', message: access.message }, used: null };
    const exchange = await send(config, service, body, access.token.value, now());
    return { exchange, used: access.token };
  };

  return {
    call: async (service, body) => {
      const text = JSON.stringify(body);
      const first = await attempt(service, text);
      if (refusesToken(first.exchange)) {
        if (token === first.used) token = null;
        return (await attempt(service, text)).exchange;
      }
      if (!asksForPatience(first.exchange)) return first.exchange;
      await pause(PAUSE_MS * (1 + Math.random()));
      return (await attempt(service, text)).exchange;
    },
  };
}

function refusesToken(exchange: Exchange): boolean {
  if (exchange.kind !== 'answered') return false;
  const code = codeOf(exchange);
  return code !== null && code.http === 401 && TOKEN_REFUSALS.has(code.case);
}

function asksForPatience(exchange: Exchange): boolean {
  return exchange.kind === 'answered' && codeOf(exchange)?.http === 429;
}

async function send(
  config: SnapBankConfig,
  service: ServiceCode,
  body: string,
  accessToken: string,
  at: Date,
): Promise<Exchange> {
  const profile = profileOf(config);
  const method = profile.methods[service] ?? services[service].method;
  const path = profile.paths[service] ?? (profile.prefix ?? config.prefix) + services[service].path;
  const endpointUrl = profile.urlCanonicalisation === 'bca' ? canonicalUrlBca(path, []) : path;
  const timestamp = timestampAs(profile.timestamp, at);
  const signed = transactionStringToSign({ method, endpointUrl, accessToken, body, timestamp });
  const secret = profile.hmacKey === 'apiSecret' ? (config.apiSecret ?? '') : config.clientSecret;
  const externalId = await externalIdFor(config, service, body, at);
  if (externalId === null) return { kind: 'not_sent', message: 'no X-EXTERNAL-ID could be drawn' };
  const product = productOf(service);
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${accessToken}`,
    'X-TIMESTAMP': timestamp,
    'X-SIGNATURE': signHmac(secret, signed, profile.signatureEncoding),
    'X-PARTNER-ID': partnerIdFor(config, profile, product),
    'X-EXTERNAL-ID': externalId,
    'CHANNEL-ID': profile.channelId[product] ?? config.channelId,
    ...extraHeaders(config, profile),
  };
  return exchanged(config.outbound, method, config.baseUrl + endpointUrl, headers, body, config.timeoutMs);
}

/** Digits as the profile allows: moment and chance, the counter of the database, or what follows from the reference. */
async function externalIdFor(
  config: SnapBankConfig,
  service: ServiceCode,
  body: string,
  at: Date,
): Promise<string | null> {
  const { externalId, externalIdFollowsReference } = profileOf(config);
  const length = externalId[service] ?? externalId.default;
  if (externalIdFollowsReference && ORDERS.has(service)) {
    const { partnerReferenceNo, transactionDate, trxDateTime } = JSON.parse(body) as Record<string, unknown>;
    return externalIdOf(String(partnerReferenceNo), String(transactionDate ?? trxDateTime));
  }
  if (length >= LONG_EXTERNAL_ID) return newExternalId(at, length);
  const next = await config.nextExternalId?.().catch(() => undefined);
  return next === undefined ? null : String(next % 10n ** BigInt(length)).padStart(length, '0');
}

/** Orders about which status is asked by X-EXTERNAL-ID. */
const ORDERS: ReadonlySet<ServiceCode> = new Set(['17', '18', '22', '23', '33']);

function productOf(service: ServiceCode): Product {
  const code = Number(service);
  if (code >= 90) return code <= 92 ? 'mpn' : 'card';
  if ((code >= 47 && code <= 53) || code === 77 || code === 78) return 'qr';
  if (code >= 54) return 'card';
  return code >= 24 && code <= 35 ? 'va' : 'transfer';
}

function partnerIdFor(config: SnapBankConfig, profile: BankProfile, product: Product): string {
  switch (profile.partnerId[product] ?? profile.partnerId.default) {
    case 'apiKey':
      return config.apiKey ?? '';
    case 'merchantId':
      return config.merchantId ?? config.partnerId;
    case 'partnerId':
      return config.partnerId;
  }
}

function extraHeaders({ origin = '', device }: SnapBankConfig, { headers }: BankProfile): Record<string, string> {
  const values: Readonly<Record<BankProfile['headers'][number], string>> = {
    ORIGIN: origin,
    'X-IP-ADDRESS': device?.ipAddress ?? '',
    'X-DEVICE-ID': device?.deviceId ?? '',
    'X-LATITUDE': device?.latitude ?? '',
    'X-LONGITUDE': device?.longitude ?? '',
  };
  return Object.fromEntries(headers.map((name) => [name, values[name]]));
}

async function requestToken(config: SnapBankConfig, now: () => Date): Promise<TokenResult> {
  const profile = profileOf(config);
  const askedAt = now();
  const timestamp = timestampAs(profile.timestamp, askedAt);
  const signed = tokenStringToSign(config.clientId, timestamp);
  const headers = {
    'Content-Type': 'application/json',
    'X-TIMESTAMP': timestamp,
    'X-CLIENT-KEY': config.clientId,
    'X-SIGNATURE': signRsa(config.privateKeyPem, signed, profile.signatureEncoding),
  };
  const body = JSON.stringify({ grantType: 'client_credentials' });
  const path = profile.tokenPath ?? (profile.prefix ?? config.prefix) + TOKEN_PATH;
  const exchange = await exchanged(config.outbound, 'POST', config.baseUrl + path, headers, body, config.timeoutMs);
  if (exchange.kind !== 'answered') return { ok: false, message: `token: ${exchange.message}` };
  const value = exchange.body === null ? null : textOf(exchange.body, 'accessToken');
  const seconds = Number(exchange.body?.expiresIn);
  if (
    exchange.httpStatus !== 200 ||
    value === null ||
    !(seconds >= MIN_TOKEN_SECONDS && seconds <= MAX_TOKEN_SECONDS)
  ) {
    return { ok: false, message: `token: HTTP ${exchange.httpStatus} ${codeOf(exchange)?.text ?? ''}`.trim() };
  }
  const expiresAtMs = askedAt.getTime() + seconds * 1000;
  const renewAtMs = askedAt.getTime() + seconds * 10 * RENEWAL_PERCENT;
  return { ok: true, token: { value, renewAtMs, expiresAtMs } };
}
