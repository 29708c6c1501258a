/**
 * The identity providers of institutions that this instance trusts. They stand in a file that the operator keeps, with the client's secret
 * in a file of its own: whom we believe is part of the installation, so that nobody can add a provider through the API.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

/** RFC 8725 §3.1: the algorithm is ours to choose; `none` and shared-secret ones cannot be written here. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];
const TWELVE_HOURS = 43_200;

const domain = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);

const issuerShape = z.strictObject({
  /** Short name in addresses: `kemcontoh`. */
  id: z.string().regex(/^[a-z0-9-]{2,30}$/),
  /** As people know the institution. */
  name: z.string().min(2).max(80),
  /** Exactly as the provider writes it in its tokens (OpenID Connect Discovery 1.0 §4.3). */
  issuer: z.url().refine(isAcceptableIssuer, 'https, without query or fragment; http only on loopback'),
  clientId: z.string().min(1).max(200),
  /** Path of a file that holds the secret and nothing else; relative to this file. */
  clientSecretFile: z.string().min(1),
  clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  signingAlgorithm: z.enum(ALGORITHMS).default('RS256'),
  /** Hosts beside the issuer's own on which the provider has its endpoints. */
  hosts: z.array(z.string().min(1).max(253)).max(10).default([]),
  /** Domains whose addresses only this provider may vouch for. Empty: people link their account themselves. */
  emailDomains: z.array(domain).max(50).default([]),
  /** What in the token shows that the provider asked for two factors. Nothing: a factor of ours is always asked. */
  secondFactor: z
    .strictObject({ acr: z.array(z.string().min(1)).default([]), amr: z.array(z.string().min(1)).default([]) })
    .default({ acr: [], amr: [] }),
  /** How long ago the person may have signed in at the provider, in seconds. */
  maxAgeSeconds: z.int().min(60).max(TWELVE_HOURS).default(TWELVE_HOURS),
});

const fileShape = z.strictObject({ issuers: z.array(issuerShape).max(100) });

export interface Issuer extends z.output<typeof issuerShape> {
  readonly clientSecret: string;
}

/** Reads the file; an empty list without one. Throws with every fault named, secrets never among them. */
export function issuersFrom(file: string | undefined): Issuer[] {
  if (file === undefined || file === '') return [];
  const read = fileShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${file}:\n${faults.join('\n')}`);
  }
  const issuers = read.data.issuers.map((one) => ({
    ...one,
    clientSecret: readFileSync(resolve(dirname(file), one.clientSecretFile), 'utf8').trim(),
  }));
  const faults = contradictions(issuers);
  if (faults.length > 0) throw new Error(`${file}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return issuers;
}

/** What makes a list of issuers ambiguous: names or issuers that come twice, a domain pinned to two. */
export function contradictions(issuers: readonly Issuer[]): string[] {
  const twice = (what: string, values: readonly string[]) =>
    [...new Set(values.filter((value, i) => values.indexOf(value) !== i))].map((value) => `${what} twice: ${value}`);
  return [
    ...twice(
      'id',
      issuers.map(({ id }) => id),
    ),
    ...twice(
      'issuer',
      issuers.map(({ issuer }) => issuer),
    ),
    ...twice(
      'emailDomains',
      issuers.flatMap(({ emailDomains }) => [...new Set(emailDomains)]),
    ),
    ...issuers.filter(({ clientSecret }) => clientSecret === '').map(({ id }) => `clientSecretFile of ${id} is empty`),
  ];
}

/** Whether the provider is spoken to without TLS, which is possible on this machine alone. */
export const isLoopback = (issuer: string): boolean => {
  const url = new URL(issuer);
  return url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
};

function isAcceptableIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || isLoopback(text);
  return secure && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}
