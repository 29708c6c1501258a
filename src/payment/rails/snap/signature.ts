/**
 * SNAP signatures as the platform computes and checks them (SNAP technical text 1.0.2, "Signature").
 *
 * Type 1, symmetric: HMAC-SHA512 with the client secret over `METHOD:EndpointUrl:AccessToken:HASH:TIMESTAMP`.
 * Type 2, asymmetric: SHA256withRSA over the same without the token. HASH is the lower-case hex SHA-256 of the
 * lexically minified body; TIMESTAMP is the header's text, unchanged.
 */
import { createHash, createHmac, createPublicKey, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

const HMAC_BYTES = 64;

export interface TransactionToSign {
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly endpointUrl: string;
  /** Without the word `Bearer`. Absent in the asymmetric form. */
  readonly accessToken?: string;
  readonly body: string | Uint8Array;
  readonly timestamp: string;
}

/**
 * Deletes space, tab, CR and LF outside string literals and nothing else: key order, number text, escapes and the
 * bytes of other alphabets are part of what was signed.
 */
export function minify(body: string | Uint8Array): Uint8Array {
  const source = Buffer.from(body);
  const target = Buffer.allocUnsafe(source.length);
  let end = 0;
  let insideString = false;
  for (let at = 0; at < source.length; at += 1) {
    const byte = source.readUInt8(at);
    if (insideString) {
      target[end++] = byte;
      if (byte === 0x5c /* \ */ && at + 1 < source.length) {
        at += 1;
        target[end++] = source.readUInt8(at);
      } else if (byte === 0x22 /* " */) insideString = false;
    } else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) {
      target[end++] = byte;
      insideString = byte === 0x22;
    }
  }
  return target.subarray(0, end);
}

export function bodyHash(body: string | Uint8Array): string {
  return createHash('sha256').update(minify(body)).digest('hex');
}

export function transactionStringToSign(transaction: TransactionToSign): string {
  const { method, endpointUrl, accessToken, body, timestamp } = transaction;
  const middle = accessToken === undefined ? '' : `${accessToken}:`;
  return `${method}:${endpointUrl}:${middle}${bodyHash(body)}:${timestamp}`;
}

export function tokenStringToSign(clientId: string, timestamp: string): string {
  return `${clientId}|${timestamp}`;
}

export type SignatureEncoding = 'base64' | 'hex';

export function signHmac(secret: string, text: string, encoding: SignatureEncoding = 'base64'): string {
  return createHmac('sha512', Buffer.from(secret, 'utf8')).update(text, 'utf8').digest(encoding);
}

/** PKCS#1 v1.5. */
export function signRsa(privateKeyPem: string, text: string, encoding: SignatureEncoding = 'base64'): string {
  return sign('sha256', Buffer.from(text, 'utf8'), privateKeyPem).toString(encoding);
}

/** Accepts hex or Base64; compares in constant time. */
export function verifyHmac(secret: string, text: string, signature: string): boolean {
  const given = decodeSignature(signature, HMAC_BYTES);
  if (given === null) return false;
  return timingSafeEqual(given, createHmac('sha512', Buffer.from(secret, 'utf8')).update(text, 'utf8').digest());
}

/** Accepts hex or Base64. False for anything that does not verify, including a key that cannot be read. */
export function verifyRsa(publicKeyPem: string, text: string, signature: string): boolean {
  const key = rsaKey(publicKeyPem);
  if (key === null) return false;
  const given = decodeSignature(signature, (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  return given !== null && verify('sha256', Buffer.from(text, 'utf8'), key, given);
}

/** The standard does not fix the encoding: exactly two hex digits a byte is hex, otherwise Base64 (SNAP samples vs banks). */
function decodeSignature(signature: string, byteLength: number): Buffer | null {
  if (signature.length === byteLength * 2 && /^[0-9a-f]+$/i.test(signature)) return Buffer.from(signature, 'hex');
  if (!/^[A-Za-z0-9+/]+=*$/.test(signature)) return null;
  const decoded = Buffer.from(signature, 'base64');
  return decoded.length === byteLength ? decoded : null;
}

function rsaKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}
