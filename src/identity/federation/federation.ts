/**
 * Sign-in through an institution's identity provider. The provider stands for the password; it stands for both factors only when it says
 * so in the way that the operator wrote down, and only for an account that the person has linked with a factor of ours.
 */
import { timingSafeEqual } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../kernel/decision.ts';
import type { RefusalCode } from '../../kernel/refusal-codes.ts';
import type { Pool } from '../../platform/database.ts';
import type { From } from '../deps.ts';
import type { Identity, SignedIn } from '../identity.ts';
import type { Issuer } from './issuers.ts';
import {
  confirmLink,
  type Link,
  linkByEmail,
  linkOf,
  linksOf,
  type OwnLink,
  subjectKey,
  unlink,
} from './link.store.ts';
import { type Claims, ProviderError, type Providers } from './provider.ts';
import { attemptOf, keepStart, newSecret, type Start, takeStart } from './start.store.ts';

/** What federation asks of sign-in: `via` is `oidc:<issuer id>`. */
type Openers = Pick<Identity, 'openSession' | 'openSecondStep'>;

export interface FederationOptions {
  /** Of the role of sign-in. */
  readonly pool: Pool;
  readonly issuers: readonly Issuer[];
  readonly providers: Providers;
  /** `email` as for sign-in; `federation`: 32 bytes, for subjects and attempts. */
  readonly keys: { readonly email: Buffer; readonly federation: Buffer };
  readonly identity: Openers;
  readonly clock: () => Date;
}

/** What the journal keeps of an answer; `about` null: nobody we know. `note` false: strangers leave no trace. */
interface Trace {
  readonly issuer: string | null;
  readonly startId: string | null;
  readonly about: string | null;
  readonly why: string;
  readonly note: boolean;
}

export type Outcome =
  | ({ readonly kind: 'signed-in'; readonly issuer: string } & Omit<SignedIn, 'ok'>)
  | {
      readonly kind: 'second-step';
      readonly issuer: string;
      readonly personId: string;
      readonly ticket: string;
      readonly factors: readonly string[];
      /** An unconfirmed link was made just now. */
      readonly linked: boolean;
    }
  | { readonly kind: 'linked'; readonly issuer: string; readonly personId: string }
  | ({ readonly kind: 'refused'; readonly code: RefusalCode } & Trace);

export interface Federation {
  list(): { id: string; name: string }[];
  /** `personId`: who links an account of theirs, after a fresh factor. Refusals: `not_found`, `federated_unreachable`, `federated_refused`. */
  start(issuerId: string, personId: string | null): Promise<{ url: string; secret: string } | Refusal>;
  /** What came of an answer; `secret` as the browser's cookie holds it. */
  finish(secret: string | undefined, answer: URL, from: From): Promise<Outcome>;
  links(personId: string): Promise<OwnLink[]>;
  unlink(issuerId: string, personId: string): Promise<boolean>;
}

export function createFederation(options: FederationOptions): Federation {
  const { pool, providers, keys, identity, clock } = options;
  const issuers = new Map(options.issuers.map((issuer) => [issuer.id, issuer]));

  async function signIn(issuer: Issuer, claims: Claims, start: Start, from: From): Promise<Outcome> {
    const now = clock();
    const subject = subjectKey(keys.federation, issuer.issuer, claims.subject);
    const linked = await linkOf(pool, issuer.issuer, subject, now);
    const link = linked ?? (await byAddress(issuer, claims, subject, now));
    if (!link) return refused('federated_not_linked', start, 'not_linked', null);
    const { personId } = link;
    const via = `oidc:${issuer.id}`;
    if (link.confirmed && claims.twoFactors) {
      const opened = await identity.openSession(personId, from, via);
      if (isRefusal(opened)) return refused(opened.code, start, opened.code, personId);
      const { token, device, asker } = opened;
      return { kind: 'signed-in', issuer: issuer.id, token, device, asker };
    }
    const opened = await identity.openSecondStep(personId, from, via);
    if (isRefusal(opened)) return refused(opened.code, start, opened.code, personId);
    return {
      kind: 'second-step',
      issuer: issuer.id,
      personId,
      linked: linked === null,
      ticket: opened.ticket,
      factors: opened.factors,
    };
  }

  async function byAddress(issuer: Issuer, claims: Claims, subject: Buffer, now: Date): Promise<Link | null> {
    const email = claims.verifiedEmail;
    // A look-alike domain or a second @ is no domain of theirs: the whole part behind the only @ has to be pinned.
    const [mailbox, domain, ...rest] = email?.split('@') ?? [];
    if (!email || !mailbox || !domain || rest.length > 0 || !issuer.emailDomains.includes(domain)) return null;
    return linkByEmail(pool, keys.email, { issuer: issuer.issuer, subject, email }, now);
  }

  async function link(issuer: Issuer, claims: Claims, start: Start, personId: string): Promise<Outcome> {
    const subject = subjectKey(keys.federation, issuer.issuer, claims.subject);
    const done = await confirmLink(pool, { issuer: issuer.issuer, subject, personId }, clock());
    if (!done) return refused('federated_other_person', start, 'other_person', personId);
    return { kind: 'linked', issuer: issuer.id, personId };
  }

  return {
    list: () => [...issuers.values()].map(({ id, name }) => ({ id, name })),

    async start(issuerId, personId) {
      const issuer = issuers.get(issuerId);
      if (!issuer) return refuse('not_found');
      const secret = newSecret();
      try {
        const again = personId !== null;
        const url = await providers.authorizationUrl(issuer, attemptOf(keys.federation, secret), { again });
        await keepStart(pool, secret, { issuer: issuerId, personId }, clock());
        return { url: url.href, secret };
      } catch (error) {
        if (error instanceof ProviderError) return refuse(codeOf(error));
        throw error;
      }
    },

    async finish(secret, answer, from) {
      const taken = secret === undefined ? ({ kind: 'unknown' } as const) : await takeStart(pool, secret, clock());
      if (secret === undefined || taken.kind === 'unknown')
        return {
          kind: 'refused',
          code: 'federated_expired',
          issuer: null,
          startId: null,
          about: null,
          why: 'unknown',
          note: false,
        };
      const { start } = taken;
      if (taken.kind === 'replayed')
        return { ...refused('federated_expired', start, 'replayed', start.personId), note: taken.first };
      const issuer = issuers.get(start.issuer);
      if (!issuer) return refused('federated_expired', start, 'issuer_gone', start.personId);
      const attempt = attemptOf(keys.federation, secret);
      if (!same(answer.searchParams.get('state') ?? '', attempt.state))
        return refused('federated_refused', start, 'state', start.personId);
      try {
        const claims = await providers.redeem(issuer, attempt, answer);
        return start.personId === null
          ? await signIn(issuer, claims, start, from)
          : await link(issuer, claims, start, start.personId);
      } catch (error) {
        if (error instanceof ProviderError) return refused(codeOf(error), start, error.why, start.personId);
        throw error;
      }
    },

    links: async (personId) =>
      (await linksOf(pool, personId)).flatMap((own) => {
        const known = options.issuers.find(({ issuer }) => issuer === own.issuer);
        return known ? [{ ...own, issuer: known.id }] : [];
      }),

    async unlink(issuerId, personId) {
      const issuer = issuers.get(issuerId);
      return issuer !== undefined && (await unlink(pool, issuer.issuer, personId));
    },
  };
}

const codeOf = (error: ProviderError): RefusalCode =>
  error.kind === 'unreachable' ? 'federated_unreachable' : 'federated_refused';

function refused(
  code: RefusalCode,
  start: Start,
  why: string,
  about: string | null,
): Extract<Outcome, { kind: 'refused' }> {
  return { kind: 'refused', code, issuer: start.issuer, startId: start.id, about, why, note: true };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
