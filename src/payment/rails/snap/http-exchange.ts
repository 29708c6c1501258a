/** One HTTP POST, and what is certain about it afterwards. Never retried, never redirected. */
import type { Exchange } from './outcome.ts';
import { isObject } from './wire.ts';

/** Largest answer read; a statement page is far below. */
const MAX_ANSWER_BYTES = 8_388_608;

/** Failures that happen before a request can have been written: no connection, no name, no trust. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs: number,
): Promise<Exchange> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const text = await readBounded(response);
    return {
      kind: 'answered',
      httpStatus: response.status,
      bankTime: response.headers.get('X-TIMESTAMP'),
      body: text === null ? null : parseObject(text),
    };
  } catch (error) {
    const codes = errorCodes(error);
    const message = codes[0] ?? (error instanceof Error ? error.name : 'no answer');
    const neverLeft = codes.length > 0 && codes.every((code) => BEFORE_SENDING.has(code));
    return { kind: neverLeft ? 'not_sent' : 'lost', message };
  }
}

/** Codes of an error and its causes; several when more than one address was tried. */
function errorCodes(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return error.errors.flatMap(errorCodes);
  if (error.cause !== undefined) return errorCodes(error.cause);
  return 'code' in error && typeof error.code === 'string' ? [error.code] : [];
}

/** The body as text, or null when it is too large. */
async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
