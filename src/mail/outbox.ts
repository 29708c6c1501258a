/**
 * Mail that waits to be sent. Address, subject and words lie sealed with the person's key until they are sent; the job that sends them
 * carries an id and nothing else, so that neither the queue nor a log ever holds an address or a code.
 */
import { randomUUID } from 'node:crypto';
import type { Codec } from '../journal/codec.ts';
import { ownerOfPerson } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailQueue {
  /** `expires`: after it the mail is worth nothing and is not sent any more. */
  queue(personId: string, mail: Mail, expires: Date): Promise<void>;
}

const TABLE = 'mail.outbox';

/** A mail that may wait outside the outbox: nobody reads it without the person's key. */
export interface SealedMail {
  readonly id: string;
  readonly body: Buffer;
}

export async function sealMail(codec: Codec, personId: string, mail: Mail): Promise<SealedMail> {
  const id = randomUUID();
  const binding = { table: TABLE, id, column: 'body', owner: ownerOfPerson(personId) } as const;
  return { id, body: await codec.encode({ ...mail }, binding) };
}

/** For any role that may execute `mail.queue` (migration 0012). */
export async function queueSealed(db: Queryable, personId: string, sealed: SealedMail, expires: Date): Promise<void> {
  await db.query('SELECT mail.queue($1, $2, $3, $4)', [sealed.id, personId, sealed.body, expires]);
}

export function createOutbox(db: Queryable, codec: Codec): MailQueue {
  return {
    async queue(personId, mail, expires) {
      await queueSealed(db, personId, await sealMail(codec, personId, mail), expires);
    },
  };
}

/** Sends one mail, or throws an error that names neither its reader nor its words. */
export type Send = (mail: Mail) => Promise<void>;

export interface SendDeps {
  readonly pool: Queryable;
  readonly codec: Codec;
  readonly clock: () => Date;
  readonly send: Send;
}

/** The task `mail.send` of `work`: at least once; what is too old is thrown away unsent. */
export async function sendQueued({ pool, codec, clock, send }: SendDeps, id: string): Promise<void> {
  const { rows } = await pool.query<{ person_id: string; body: Buffer; expires_at: Date }>(
    'SELECT person_id, body, expires_at FROM mail.outbox WHERE id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) return;
  if (row.expires_at > clock()) {
    const binding = { table: TABLE, id, column: 'body', owner: ownerOfPerson(row.person_id) } as const;
    await send(await codec.decode<Mail>(row.body, binding));
  }
  await pool.query('DELETE FROM mail.outbox WHERE id = $1', [id]);
}

/** Throws away what could not be sent in time. Answers how many. */
export async function sweepOutbox({ pool, clock }: Pick<SendDeps, 'pool' | 'clock'>): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM mail.outbox WHERE expires_at <= $1', [clock()]);
  return rowCount ?? 0;
}
