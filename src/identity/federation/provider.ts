/**
 * Speaks to identity providers: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636, S256), `iss` in the answer (RFC 9207),
 * the advice of RFC 9700. The signature of an ID token is checked although it comes over TLS from the provider itself.
 */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client';
import { type Issuer, isLoopback } from './issuers.ts';

/** `fetch` of the platform, which lets through what the operator allows. */
export type Fetch = CustomFetch;

const TIMEOUT_SECONDS = 10;
/** A provider may move its endpoints; its keys are fetched anew whenever a token names an unknown one. */
const METADATA_MS = 60 * 60_000;

/** What the browser's secret became for one attempt. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Claims {
  readonly subject: string;
  /** Lower case; null unless the provider says that it has verified it. */
  readonly verifiedEmail: string | null;
  /** Whether the provider says that it asked for two factors, as the operator has written down for it. */
  readonly twoFactors: boolean;
}

/** `why` is a code of the protocol or the library, fit for the journal: never a token or what a person typed. */
export class ProviderError extends Error {
  readonly kind: 'unreachable' | 'refused';
  readonly why: string;

  constructor(kind: 'unreachable' | 'refused', why: string, cause?: unknown) {
    super(`identity provider ${kind}: ${why}`, { cause });
    this.name = 'ProviderError';
    this.kind = kind;
    this.why = why;
  }
}

export interface Providers {
  /** Where the browser goes. Throws ProviderError. */
  authorizationUrl(issuer: Issuer, attempt: Attempt, ask: { readonly again: boolean }): Promise<URL>;
  /** Exchanges the code of an answer and checks everything about it. Throws ProviderError. */
  redeem(issuer: Issuer, attempt: Attempt, answer: URL): Promise<Claims>;
}

export interface ProviderOptions {
  readonly issuers: readonly Issuer[];
  /** Exactly as registered with every provider. */
  readonly redirectUri: string;
  readonly fetch: Fetch;
  readonly clock: () => Date;
}

interface Known {
  readonly configuration: Promise<Configuration>;
  readonly until: number;
}

export function createProviders({ issuers, redirectUri, fetch, clock }: ProviderOptions): Providers {
  const known = new Map<string, Known>();

  function configurationOf(issuer: Issuer): Promise<Configuration> {
    const now = clock().getTime();
    const found = known.get(issuer.id);
    if (found && found.until > now) return found.configuration;
    const configuration = discover(issuer, fetch, issuers.length > 1);
    known.set(issuer.id, { configuration, until: now + METADATA_MS });
    // A failure is not remembered.
    configuration.catch(() => known.delete(issuer.id));
    return configuration;
  }

  return {
    async authorizationUrl(issuer, { state, nonce, verifier }, { again }) {
      const configuration = await asked(configurationOf(issuer));
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: issuer.emailDomains.length > 0 ? 'openid email' : 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        max_age: String(issuer.maxAgeSeconds),
        ...(issuer.secondFactor.acr.length > 0 ? { acr_values: issuer.secondFactor.acr.join(' ') } : {}),
        ...(again ? { prompt: 'login' } : {}),
      });
      if (!hostsOf(issuer).includes(url.host)) throw new ProviderError('refused', 'foreign_endpoint');
      return url;
    },

    async redeem(issuer, { state, nonce, verifier }, answer) {
      const configuration = await asked(configurationOf(issuer));
      // The address is ours, never the Host header's: redirect_uri is compared by the provider, letter by letter.
      const here = new URL(redirectUri);
      here.search = answer.search;
      const tokens = await asked(
        authorizationCodeGrant(configuration, here, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          maxAge: issuer.maxAgeSeconds,
          idTokenExpected: true,
        }),
      );
      const claims = tokens.claims();
      if (!claims) throw new ProviderError('refused', 'no_id_token');
      if ([claims.aud].flat().join() !== issuer.clientId) throw new ProviderError('refused', 'several_audiences');
      // OpenID Connect Core 1.0 §5.4: with a code, a provider may tell the address at the UserInfo endpoint alone. Tokens are not kept.
      const wanted = issuer.emailDomains.length > 0 && claims.email === undefined;
      const told =
        wanted && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await asked(fetchUserInfo(configuration, tokens.access_token, claims.sub))
          : claims;
      return claimsOf(issuer, claims, told);
    },
  };
}

async function discover(issuer: Issuer, fetch: Fetch, several: boolean): Promise<Configuration> {
  const authentication: ClientAuth =
    issuer.clientAuthentication === 'client_secret_post'
      ? ClientSecretPost(issuer.clientSecret)
      : ClientSecretBasic(issuer.clientSecret);
  const configuration = await discovery(
    new URL(issuer.issuer),
    issuer.clientId,
    { id_token_signed_response_alg: issuer.signingAlgorithm },
    authentication,
    {
      [customFetch]: within(hostsOf(issuer), fetch),
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...(isLoopback(issuer.issuer) ? [allowInsecureRequests] : [])],
    },
  );
  const metadata = configuration.serverMetadata();
  // RFC 9207: with several providers, one of them could otherwise be handed the code of another (mix-up).
  if (several && metadata.authorization_response_iss_parameter_supported !== true)
    throw new ProviderError('refused', 'no_iss');
  // RFC 9700 §2.1.1; absent metadata means that it is not known.
  if (metadata.code_challenge_methods_supported && !metadata.supportsPKCE())
    throw new ProviderError('refused', 'no_pkce');
  return configuration;
}

const hostsOf = (issuer: Issuer): string[] => [new URL(issuer.issuer).host, ...issuer.hosts];

/** Metadata may name endpoints anywhere: only those on the hosts of this provider are called. */
function within(hosts: readonly string[], fetch: Fetch): Fetch {
  return (url, options) => {
    const { host } = new URL(url);
    if (!hosts.includes(host)) throw new ProviderError('refused', 'foreign_endpoint');
    return fetch(url, options);
  };
}

interface Told {
  readonly [name: string]: unknown;
  readonly sub: string;
}

/** Who it is and how they proved it come from the signed token alone; the address may come from UserInfo. */
function claimsOf(issuer: Issuer, claims: Told, told: Told): Claims {
  const { acr, amr } = claims;
  const { email } = told;
  const twoFactors =
    (typeof acr === 'string' && issuer.secondFactor.acr.includes(acr)) ||
    (Array.isArray(amr) && amr.some((method) => issuer.secondFactor.amr.includes(method)));
  // `email_verified` must be the boolean: the text "false" is true to a careless reader.
  const verifiedEmail = told.email_verified === true && typeof email === 'string' ? email.trim().toLowerCase() : null;
  return { subject: claims.sub, verifiedEmail, twoFactors };
}

async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asProviderError(error);
  }
}

function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof Error && error.cause instanceof ProviderError) return error.cause;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return new ProviderError('refused', plainCode(error.error), error);
  if (error instanceof ClientError) {
    const code = error.code ?? 'unknown';
    return new ProviderError(code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'refused', plainCode(code), error);
  }
  return new ProviderError('unreachable', 'no_answer', error);
}

/** Error codes come from outside: short, and of the letters that RFC 6749 §5.2 uses. */
const plainCode = (code: string): string => code.replaceAll(/[^\w.-]/g, '').slice(0, 60);
