/** A new secret for an authenticator app, as the page shows it: to be scanned or to be typed. */
import { Secret, TOTP } from 'otpauth';
import { qrPath } from './factors/qr.ts';

/** RFC 4226 §4 R6 asks for 128 bits and recommends 160. */
const SECRET_BYTES = 20;

export interface TotpOffer {
  readonly uri: string;
  readonly secret: string;
  readonly qrSvgPath: string;
  readonly qrSize: number;
}

export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

export function totpOffer(secretBase32: string, email: string): TotpOffer {
  const uri = new TOTP({
    issuer: 'Digipay Satu',
    label: email,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    secret: Secret.fromBase32(secretBase32),
  }).toString();
  const { path, size } = qrPath(uri);
  return { uri, secret: secretBase32, qrSvgPath: path, qrSize: size };
}
