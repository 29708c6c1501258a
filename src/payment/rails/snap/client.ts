/** Signed calls to one bank: access token, headers, one renewal when the bank refuses the token. */
import type { SnapBankConfig } from './config.ts';
import { post } from './http-exchange.ts';
import { codeOf, type Exchange } from './outcome.ts';
import { signHmac, signRsa, tokenStringToSign, transactionStringToSign } from './signature.ts';
import { newExternalId, snapTimestamp, textOf } from './wire.ts';

export interface SnapClient {
  /** Sends a service request. Each attempt has its own X-EXTERNAL-ID and timestamp; the body never changes. */
  call(path: string, body: Readonly<Record<string, unknown>>): Promise<Exchange>;
}

interface Token {
  readonly value: string;
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

type TokenResult = { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly message: string };

const TOKEN_PATH = '/access-token/b2b';
/** A token is renewed when this share of its life is over. */
const RENEWAL_PERCENT = 80;
const MIN_TOKEN_SECONDS = 1;
const MAX_TOKEN_SECONDS = 86_400;
/** Invalid Token (B2B), Token Not Found (B2B). */
const TOKEN_REFUSALS: ReadonlySet<string> = new Set(['01', '03']);

/** `now` is the platform's clock. Clients are independent; keep one per bank, so that its token is shared. */
export function createSnapClient(config: SnapBankConfig, now: () => Date = () => new Date()): SnapClient {
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

  const attempt = async (path: string, body: string): Promise<{ exchange: Exchange; used: Token | null }> => {
    const access = await currentToken();
    // Without a token the request itself was never sent, whatever happened to the token request.
    if (!access.ok) return { exchange: { kind: 'not_sent', message: access.message }, used: null };
    const exchange = await send(config, path, body, access.token.value, now());
    return { exchange, used: access.token };
  };

  return {
    call: async (path, body) => {
      const text = JSON.stringify(body);
      const first = await attempt(path, text);
      if (!refusesToken(first.exchange)) return first.exchange;
      if (token === first.used) token = null;
      return (await attempt(path, text)).exchange;
    },
  };
}

function refusesToken(exchange: Exchange): boolean {
  if (exchange.kind !== 'answered') return false;
  const code = codeOf(exchange);
  return code !== null && code.http === 401 && TOKEN_REFUSALS.has(code.case);
}

async function send(
  config: SnapBankConfig,
  path: string,
  body: string,
  accessToken: string,
  at: Date,
): Promise<Exchange> {
  const endpointUrl = config.prefix + path;
  const timestamp = snapTimestamp(at);
  const signed = transactionStringToSign({ method: 'POST', endpointUrl, accessToken, body, timestamp });
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${accessToken}`,
    'X-TIMESTAMP': timestamp,
    'X-SIGNATURE': signHmac(config.clientSecret, signed),
    'X-PARTNER-ID': config.partnerId,
    'X-EXTERNAL-ID': newExternalId(at),
    'CHANNEL-ID': config.channelId,
  };
  return post(config.outbound, config.baseUrl + endpointUrl, headers, body, config.timeoutMs);
}

async function requestToken(config: SnapBankConfig, now: () => Date): Promise<TokenResult> {
  const askedAt = now();
  const timestamp = snapTimestamp(askedAt);
  const headers = {
    'Content-Type': 'application/json',
    'X-TIMESTAMP': timestamp,
    'X-CLIENT-KEY': config.clientId,
    'X-SIGNATURE': signRsa(config.privateKeyPem, tokenStringToSign(config.clientId, timestamp)),
  };
  const body = JSON.stringify({ grantType: 'client_credentials' });
  const exchange = await post(
    config.outbound,
    config.baseUrl + config.prefix + TOKEN_PATH,
    headers,
    body,
    config.timeoutMs,
  );
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
