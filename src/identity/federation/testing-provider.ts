/** For tests of this room: real identity providers on loopback, and a browser that walks through them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

/** Who sits at the provider's sign-in page, and what the provider knows of them. */
export interface Account {
  readonly sub: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  /** How the provider says that they signed in (RFC 8176). */
  readonly amr?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what the provider signs, to forge tokens of its own with. */
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly publicPem: string;
  /** Who signs in from now on. */
  be(account: Account): void;
  /** A browser without memory follows the address to the answer for the platform. */
  walk(url: string): Promise<URL>;
  close(): Promise<void>;
}

export interface TestProviderOptions {
  readonly redirectUri: string;
  /** RFC 9207; a provider of old does not name itself. */
  readonly namesItself?: boolean;
}

const CLIENT_ID = 'digipay-satu';
const MOST_STEPS = 12;

export async function startProvider({ redirectUri, namesItself = true }: TestProviderOptions): Promise<TestProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'one' };
  const [publicJwk, publicPem] = [await exportJWK(publicKey), await exportSPKI(publicKey)];
  const clientSecret = crypto.randomUUID();
  let account: Account = { sub: 'nobody' };

  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['key of this test'] },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        ...(account.email === undefined
          ? {}
          : { email: account.email, email_verified: account.emailVerified ?? false }),
      }),
    }),
    // Consent was given for the whole institution.
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  } satisfies Configuration);

  if (!namesItself) {
    provider.use(async (ctx, next) => {
      await next();
      if (ctx.path.startsWith('/.well-known/'))
        delete (ctx.body as Record<string, unknown>).authorization_response_iss_parameter_supported;
    });
  }
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const url = request.url ?? '';
    if (url.startsWith('/sign-in/')) {
      const login = { accountId: account.sub, remember: false, ...(account.amr ? { amr: [...account.amr] } : {}) };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    } else {
      await answer(request, response);
    }
  });

  async function walk(from: string): Promise<URL> {
    const jar = new Map<string, string>();
    let url = new URL(from);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
      if (url.href.startsWith(redirectUri)) {
        if (!namesItself) url.searchParams.delete('iss');
        return url;
      }
    }
    throw new Error(`no end after ${MOST_STEPS} steps: ${url}`);
  }

  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret,
    privateKey,
    publicJwk,
    publicPem,
    be(who) {
      account = who;
    },
    walk,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
