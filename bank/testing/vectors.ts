/** SNAP test vectors that lie beside the repository in some checkouts; absent elsewhere. */
import { readFileSync } from 'node:fs';

export interface SignatureVector {
  readonly id: string;
  readonly kind: 'tx-hmac-sha512' | 'token-b2b' | 'tx-sha256withrsa' | 'negative';
  readonly key: string;
  readonly clientKey?: string;
  readonly method?: string;
  readonly endpointUrl?: string;
  readonly accessToken?: string;
  readonly timestamp: string;
  readonly body?: string;
  readonly minifiedBody?: string;
  readonly bodySha256?: string;
  readonly stringToSign: string;
  readonly signature: { readonly base64: string; readonly hexLower: string };
  /** Of a negative one: the base, and what is different. */
  readonly of?: string;
  readonly change?: Partial<SignatureVector>;
}

export interface SnapVectors {
  readonly keys: Readonly<Record<string, { utf8?: string; publicKeySpkiPem?: string; privateKeyPkcs8Pem?: string }>>;
  readonly vectors: readonly SignatureVector[];
  readonly minify: readonly {
    readonly id: string;
    readonly body: string;
    readonly minified: string;
    readonly sha256: string;
  }[];
  readonly endpointUrl: readonly {
    readonly id: string;
    readonly path: string;
    readonly query: readonly [string, string][];
    readonly canonicalBca: string;
  }[];
  readonly responseCodes: readonly {
    readonly code: string;
    readonly http: number | null;
    readonly service: string | null;
    readonly case: string | null;
    readonly outcome: string;
  }[];
  readonly crc16: readonly { readonly input: string; readonly crc: string }[];
  readonly qris: readonly {
    readonly id: string;
    readonly payload: string;
    readonly crc: string;
    readonly crcValid: boolean;
    readonly tlvValid: boolean;
    readonly tags?: readonly (readonly [id: string, value: string])[];
    readonly crcComputed?: string;
  }[];
}

const FILE = new URL('../../../shared/domain/snap-vectors.json', import.meta.url);

export function snapVectors(): SnapVectors | null {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as SnapVectors;
  } catch {
    return null;
  }
}

/** Option for node:test: skips, and says why, when the file is absent. */
export function skipWithout(vectors: SnapVectors | null): { readonly skip: string | false } {
  if (vectors !== null) return { skip: false };
  console.warn('SKIPPED: snap-vectors.json is not beside the repository; signature vectors were NOT checked');
  return { skip: 'snap-vectors.json absent' };
}
