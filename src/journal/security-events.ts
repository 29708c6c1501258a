/**
 * What somebody tried and was not let do, as events `security.refused` of the journal (NIST SP 800-92; OWASP ASVS 5.0 V16.3).
 * Nobody waits for them, none of them can fail an answer, and a flood of them fills neither the journal nor the memory: what is
 * left out is counted and told by the next event.
 */
import { randomUUID } from 'node:crypto';
import { derivedId } from '../kernel/ids.ts';
import type { Asker } from '../platform/http/asker.ts';
import { subscriberOf } from '../platform/http/flood.ts';
import { actorOf, type Origin, systemActor } from './actor.ts';
import type { Actor, Committer } from './commit.ts';

export type RefusedKind =
  /** An object of another office, or one that does not exist: to the person they look the same. */
  | 'foreign-object'
  /** The role, or the part played in this document, does not allow it. */
  | 'role'
  /** A code or passkey that is wrong, used, or was given for something else. */
  | 'code'
  /** A message in the name of a bank that the bank did not sign. */
  | 'forged-callback'
  /** A session that was copied, or goes on where it cannot. */
  | 'session'
  /** A page of another site made the browser ask. */
  | 'cross-site'
  /** More requests than a person makes. */
  | 'flood';

export interface RefusedAct {
  readonly kind: RefusedKind;
  /** Action of the permission matrix, or the name of the door. */
  readonly action: string;
  /** What it was tried on, when the request names one thing. */
  readonly objectId: string | null;
  /** Code of the refusal. */
  readonly code: string;
  /** Who was signed in. */
  readonly asker: Asker | null;
  /** Whose it was, when that is known though nobody is signed in: the owner of a stolen session. */
  readonly personId?: string | null;
  readonly origin: Origin;
}

export interface SecurityNotes {
  refused(act: RefusedAct): void;
  /** Waits for what is being written. */
  idle(): Promise<void>;
}

export interface SecurityNotesOptions {
  readonly committer: Pick<Committer, 'commit'>;
  readonly clock: () => Date;
  readonly warn: (message: string) => void;
  readonly perSource?: number;
  readonly perMinute?: number;
}

const MINUTE_MS = 60_000;
/** Enough to see what somebody is after; the rest is a number. */
const PER_SOURCE = 10;
/** From all sources together, so that many addresses are not more than one. */
const PER_MINUTE = 120;
const MAX_SOURCES = 5_000;

/** Of one source in this minute, and what was left out since its last event. */
interface Share {
  since: number;
  used: number;
  leftOut: number;
}

/** Bounds how much is written in a minute. Pure but for its own counts; the time comes in. */
export class Quota {
  readonly #perSource: number;
  readonly #perMinute: number;
  readonly #shares = new Map<string, Share>();
  readonly #all: Share = { since: 0, used: 0, leftOut: 0 };

  constructor(perSource: number, perMinute: number) {
    this.#perSource = perSource;
    this.#perMinute = perMinute;
  }

  /** How many were left out before this one, of the source and of everybody; null: this one is left out too. */
  take(source: string, now: number): { readonly ofSource: number; readonly ofAll: number } | null {
    const share = this.#shareOf(source, now);
    fresh(share, now);
    fresh(this.#all, now);
    if (share.used >= this.#perSource || this.#all.used >= this.#perMinute) {
      share.leftOut += 1;
      this.#all.leftOut += 1;
      return null;
    }
    const left = { ofSource: share.leftOut, ofAll: this.#all.leftOut };
    share.used += 1;
    share.leftOut = 0;
    this.#all.used += 1;
    this.#all.leftOut = 0;
    return left;
  }

  get sources(): number {
    return this.#shares.size;
  }

  #shareOf(source: string, now: number): Share {
    const known = this.#shares.get(source);
    if (known) return known;
    if (this.#shares.size >= MAX_SOURCES) {
      const [oldest] = this.#shares.keys();
      if (oldest !== undefined) this.#shares.delete(oldest);
    }
    const share = { since: now, used: 0, leftOut: 0 };
    this.#shares.set(source, share);
    return share;
  }
}

function fresh(share: Share, now: number): void {
  if (now - share.since < MINUTE_MS) return;
  share.since = now;
  share.used = 0;
}

/** Strangers are nobody's record: their events hang on the platform itself. */
const PLATFORM_ID = derivedId('security', 'platform');

export function createSecurityNotes(options: SecurityNotesOptions): SecurityNotes {
  const { committer, clock, warn, perSource = PER_SOURCE, perMinute = PER_MINUTE } = options;
  // Apart, so that strangers who make a noise do not hide what a person inside does.
  const people = new Quota(perSource, perMinute);
  const strangers = new Quota(perSource, perMinute);
  const writing = new Set<Promise<unknown>>();

  function write(act: RefusedAct, left: { readonly ofSource: number; readonly ofAll: number }, at: Date): void {
    const { kind, action, objectId, code, origin } = act;
    const person = act.asker?.personId ?? act.personId ?? null;
    const payload = {
      kind,
      action,
      object: objectId,
      code,
      reference: origin.id,
      leftOut: left.ofSource,
      leftOutOfAll: left.ofAll,
    };
    const subject =
      person === null
        ? { aggregate: 'platform', aggregateId: PLATFORM_ID }
        : { aggregate: 'person', aggregateId: person };
    const written = committer
      .commit({
        decision: {
          ok: true,
          events: [{ type: 'security.refused', ...subject, payload }],
          rows: [],
          transfers: [],
          jobs: [],
        },
        actor: actorIn(act, person),
        // For those who look after the platform: a satker's own journal is about its purchases.
        parties: { satkerId: null, vendorId: null },
        at,
        cause: randomUUID(),
      })
      .catch((error: unknown) =>
        warn(`a refusal could not be written down: ${error instanceof Error ? error.name : ''}`),
      )
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  return {
    refused(act) {
      const at = clock();
      const person = act.asker?.personId ?? act.personId ?? null;
      const left =
        person === null ? strangers.take(subscriberOf(act.origin.ip), at.getTime()) : people.take(person, at.getTime());
      if (left) write(act, left, at);
    },
    async idle() {
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}

function actorIn({ asker, origin }: RefusedAct, personId: string | null): Actor {
  if (asker) return actorOf(asker, origin);
  const agent = origin.headers['user-agent'];
  return {
    ...systemActor,
    personId,
    role: 'NONE',
    origin: { address: origin.ip, request: origin.id, ...(agent === undefined ? {} : { agent: agent.slice(0, 200) }) },
  };
}
