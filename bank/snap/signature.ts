/**
 * SNAP signatures as the bank computes them. Type 1: HMAC-SHA512 with the client secret. Type 2: SHA256withRSA. The
 * body is minified lexically: space, tab, CR and LF outside strings go, everything else stays byte for byte.
 */
import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  createSign,
  createVerify,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a]);
const HMAC_SHA512_BYTES = 64;
const HEX = /^[0-9a-fA-F]+$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export interface SignedRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as on the request line. */
  readonly endpointUrl: string;
  /** Without `Bearer`; null in the asymmetric form. */
  readonly accessToken: string | null;
  readonly body: Uint8Array;
  /** X-TIMESTAMP, unchanged. */
  readonly timestamp: string;
}

/** Removes white space outside string literals. UTF-8 bytes ≥ 0x80 never look like JSON punctuation. */
export function minify(body: Uint8Array): Buffer {
  const kept = Buffer.alloc(body.length);
  let length = 0;
  let inString = false;
  let escaped = false;
  for (const byte of body) {
    if (!inString && BLANKS.has(byte)) continue;
    kept[length++] = byte;
    if (escaped) escaped = false;
    else if (inString && byte === BACKSLASH) escaped = true;
    else if (byte === QUOTE) inString = !inString;
  }
  return kept.subarray(0, length);
}

export function bodyHash(body: Uint8Array): string {
  return createHash('sha256').update(minify(body)).digest('hex');
}

export function stringToSign(request: SignedRequest): string {
  const token = request.accessToken === null ? [] : [request.accessToken];
  return [request.method, request.endpointUrl, ...token, bodyHash(request.body), request.timestamp].join(':');
}

export function tokenStringToSign(clientId: string, timestamp: string): string {
  return `${clientId}|${timestamp}`;
}

export function hmac(secret: string, text: string): Buffer {
  return createHmac('sha512', secret).update(text).digest();
}

export function hmacMatches(secret: string, text: string, signature: string): boolean {
  const given = signatureBytes(signature, HMAC_SHA512_BYTES);
  return given !== null && timingSafeEqual(given, hmac(secret, text));
}

export function rsaSign(privateKeyPem: string, text: string): string {
  return createSign('RSA-SHA256')
    .update(text)
    .sign({ key: privateKeyPem, padding: constants.RSA_PKCS1_PADDING }, 'base64');
}

export function rsaMatches(publicKeyPem: string, text: string, signature: string): boolean {
  const key = publicKeyOf(publicKeyPem);
  const bits = key?.asymmetricKeyDetails?.modulusLength;
  if (key === null || bits === undefined) return false;
  const given = signatureBytes(signature, bits / 8);
  if (given === null) return false;
  return createVerify('RSA-SHA256').update(text).verify({ key, padding: constants.RSA_PKCS1_PADDING }, given);
}

function publicKeyOf(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}

/** The standard leaves the encoding open: exactly the hex length is hex, anything else must be Base64. */
function signatureBytes(text: string, length: number): Buffer | null {
  if (text.length === length * 2 && HEX.test(text)) return Buffer.from(text, 'hex');
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length ? bytes : null;
}
