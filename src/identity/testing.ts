/** For tests of this room: one office with people on a real database, and a clock that the test turns. */
import { randomUUID } from 'node:crypto';
import { Secret } from 'otpauth';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { systemActor } from '../journal/actor.ts';
import { plainCodec } from '../journal/codec.ts';
import { type Committer, createCommitter } from '../journal/commit.ts';
import { accountIds } from '../ledger/accounts.ts';
import type { Mail } from '../mail/outbox.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
import { type Assignment, assignmentRow, type Person, personRow } from './person.ts';
import { codeAt } from './totp.ts';

export const PASSWORD = 'kata-sandi-contoh';
export const ORIGIN = 'http://localhost:8080';
export const FROM = { address: '192.0.2.7', agent: 'test' };

export interface Someone {
  readonly person: Person;
  readonly assignment: Assignment;
  /** The code of the authenticator at this moment, or some seconds off. */
  code(offsetSeconds?: number): string;
}

export interface IdentityWorld {
  readonly database: TestDatabase;
  readonly pool: Pool;
  readonly servePool: Pool;
  readonly workPool: Pool;
  readonly committer: Committer;
  readonly identity: Identity;
  readonly clock: () => Date;
  setClock(at: string | Date): void;
  pass(minutes: number): void;
  /** A person with password and authenticator, in an office of their own unless told. */
  someone(over?: Partial<Assignment>): Promise<Someone>;
  /** Answers the token of a new session. */
  signIn(who: Someone): Promise<string>;
  /** A person who was appointed and has nothing to sign in with yet. */
  appointed(over?: Partial<Assignment>): Promise<Someone>;
  /** What was written to them and not sent yet, in the order of writing. */
  mails(who: Someone): Promise<Mail[]>;
  /** What the journal holds about them, oldest first. */
  events(who: Someone): Promise<{ type: string; payload: Record<string, unknown>; role: string }[]>;
  /** What no role of the application may do. */
  asOwner(sql: string, values?: unknown[]): Promise<void>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;

type WorldOptions = Partial<Pick<IdentityOptions, 'passwordProfile' | 'emailCeiling' | 'breachedDir'>> & {
  /** Stands between sign-in and the journal. */
  readonly journal?: (committer: Committer) => Committer;
};

export async function startIdentity(options: WorldOptions = {}): Promise<IdentityWorld> {
  const database = await testDatabase();
  const [pool, servePool, workPool] = [database.identityUrl, database.serveUrl, database.workUrl].map((url) =>
    openPool(url, 4),
  ) as [Pool, Pool, Pool];
  const key = Buffer.alloc(32, 5);
  const committer = createCommitter(servePool, plainCodec, accountIds(key));
  let now = new Date('2026-11-24T03:00:00Z');
  const clock = () => now;
  const { journal = (real: Committer) => real, ...own } = options;
  const identity = createIdentity({
    pool,
    codec: plainCodec,
    keys: { email: key, totp: key },
    clock,
    committer: journal(committer),
    publicUrl: ORIGIN,
    ...own,
  });
  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * MINUTE_MS);
  };

  async function someone(over: Partial<Assignment> = {}): Promise<Someone> {
    const { secret, ...who } = await made(over);
    await identity.setCredential(who.person.id, PASSWORD, secret);
    return who;
  }

  async function made(over: Partial<Assignment>): Promise<Someone & { readonly secret: string }> {
    const id = randomUUID();
    const person = { id, name: `Orang ${id.slice(0, 4)}`, email: `${id}@contoh.example`, nip: null, active: true };
    const assignment: Assignment = {
      id: randomUUID(),
      personId: id,
      role: 'PPK',
      officeKind: 'SATKER',
      satkerId: over.officeKind === undefined || over.officeKind === 'SATKER' ? randomUUID() : null,
      vendorId: null,
      validFrom: '2026-01-01',
      validTo: null,
      decree: 'KEP-1/2026',
      officeName: 'Kantor Contoh',
      zone: 'WIB',
      ...over,
    };
    const rows = [personRow(person, key, 0), assignmentRow(assignment, 0)];
    const event = { type: 'identity.appointed', aggregate: 'person', aggregateId: id, payload: {} };
    const done = await committer.commit({
      decision: { ok: true, events: [event], rows, transfers: [], jobs: [] },
      actor: systemActor,
      parties: { satkerId: null, vendorId: null },
      at: now,
      cause: randomUUID(),
    });
    if (done.kind !== 'committed') throw new Error(`not written: ${JSON.stringify(done)}`);
    const secret = new Secret({ size: 20 }).base32;
    return {
      secret,
      person,
      assignment,
      code: (offset = 0) => codeAt(secret, new Date(now.getTime() + offset * 1000)),
    };
  }

  async function signIn(who: Someone): Promise<string> {
    pass(0.5);
    const first = await identity.signIn(who.person.email, PASSWORD, FROM);
    if (!first.ok) throw new Error(first.code);
    const second = await identity.signInCode(first.ticket, who.code(), FROM);
    if (!second.ok) throw new Error(second.code);
    return second.token;
  }

  return {
    database,
    pool,
    servePool,
    workPool,
    committer,
    identity,
    clock,
    setClock(at) {
      now = new Date(at);
    },
    pass,
    someone,
    signIn,
    appointed: (over = {}) => made(over),
    async mails({ person }) {
      await identity.idle();
      const { rows } = await workPool.query<{ id: string; body: Buffer }>(
        'SELECT id, body FROM mail.outbox WHERE person_id = $1 ORDER BY made_at, id',
        [person.id],
      );
      return Promise.all(
        rows.map(({ id, body }) => plainCodec.decode<Mail>(body, { table: 'mail.outbox', id, column: 'body' })),
      );
    },
    async events({ person }) {
      await identity.idle();
      await committer.idle();
      const { rows } = await workPool.query<{ id: string; type: string; payload: Buffer; role: string }>(
        'SELECT id, type, payload, role FROM journal.event WHERE aggregate_id = $1 ORDER BY seq',
        [person.id],
      );
      return Promise.all(
        rows.map(async ({ id, type, payload, role }) => ({
          type,
          role,
          payload: await plainCodec.decode<Record<string, unknown>>(payload, {
            table: 'journal.event',
            id,
            column: 'payload',
          }),
        })),
      );
    },
    async asOwner(sql, values = []) {
      const owner = openPool(database.ownerUrl, 1);
      await owner.query(sql, values).finally(() => owner.end());
    },
    async close() {
      await identity.idle();
      await committer.idle();
      await Promise.all([pool.end(), servePool.end(), workPool.end()]);
      await database.drop();
    },
  };
}
