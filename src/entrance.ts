/** Who gets in, and how: people with two factors, through their institution's provider, and integrations with a key. */
import type { FastifyRequest } from 'fastify';
import type { Core } from './core.ts';
import { fromHex } from './core.ts';
import { CALLBACK_PATH, federationRoutes } from './identity/federation/federation.routes.ts';
import { createFederation } from './identity/federation/federation.ts';
import { issuersFrom } from './identity/federation/issuers.ts';
import { createProviders, type Fetch } from './identity/federation/provider.ts';
import { authenticateBy, identityRoutes } from './identity/identity.routes.ts';
import { createIdentity, type Identity } from './identity/identity.ts';
import { createServiceDoor } from './identity/service-key/door.ts';
import { serviceKeyRoutes } from './identity/service-key/service-key.routes.ts';
import { matrix } from './permission/matrix.ts';
import { openPool } from './platform/database.ts';
import type { App } from './platform/http/app.ts';
import type { Asker } from './platform/http/asker.ts';
import { createOutbound } from './platform/outbound.ts';
import type { Settings } from './settings.ts';

const POOL_SIZE = 4;

export interface EntranceOptions {
  readonly settings: Settings<'serve'>;
  readonly core: Core;
  readonly clock: () => Date;
  readonly secure: boolean;
  readonly demo: boolean;
}

export interface Entrance {
  readonly identity: Identity;
  /** For `createApp`. */
  readonly authenticate: (request: FastifyRequest) => Promise<Asker | null>;
  addRoutes(app: App): void;
  close(): Promise<void>;
}

/** Throws with a message for people when a setting of it is wrong. */
export function openEntrance({ settings, core, clock, secure, demo }: EntranceOptions): Entrance {
  const { secrets } = settings;
  const { codec, committer } = core;
  const pool = openPool(settings.DIGIPAY_IDENTITY_DATABASE, POOL_SIZE);
  const email = fromHex(secrets.emailKey);
  const origin = new URL(settings.DIGIPAY_PUBLIC_URL).origin;
  const identity = createIdentity({
    pool,
    codec,
    keys: { email, totp: fromHex(secrets.totpKey) },
    clock,
    committer,
    publicUrl: settings.DIGIPAY_PUBLIC_URL,
    passwordProfile: settings.DIGIPAY_PASSWORD_PROFILE,
    breachedDir: settings.DIGIPAY_BREACHED_DIR,
    emailCeiling: settings.DIGIPAY_EMAIL_CODES,
  });
  const issuers = issuersFrom(settings.DIGIPAY_FEDERATION);
  // Institutions' providers are called at the hosts that the file names, and nowhere else.
  const hosts = issuers.flatMap((issuer) => [new URL(issuer.issuer).host, ...issuer.hosts]);
  const { fetch } = createOutbound({ hosts, ranges: settings.DIGIPAY_OUTBOUND_RANGES });
  const outbound: Fetch = (url, options) => fetch(url, options as RequestInit);
  const providers = createProviders({
    issuers,
    redirectUri: `${origin}${CALLBACK_PATH}`,
    fetch: outbound,
    clock,
  });
  const keys = { email, federation: fromHex(secrets.federationKey) };
  const federation = createFederation({ pool, issuers, providers, identity, clock, keys });
  const key = fromHex(secrets.serviceKey);
  const services = { codec, committer, key, env: demo ? 'trial' : 'live', permissions: matrix, clock } as const;
  const door = createServiceDoor({ ...services, pool });
  const session = authenticateBy(identity, secure);
  return {
    identity,
    authenticate: async (request) => (await door(request)) ?? session(request),
    addRoutes(app) {
      identityRoutes(app, { identity, secure, demo });
      federationRoutes(app, { federation, identity, committer, clock, secure });
      serviceKeyRoutes(app, { ...services, pool: core.pool, identityPool: pool, checkProof: identity.takeProof });
    },
    async close() {
      await identity.idle();
      await pool.end();
    },
  };
}
