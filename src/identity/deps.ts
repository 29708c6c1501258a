/** What every piece of this room works with. */
import type { Codec } from '../journal/codec.ts';
import type { Pool, Queryable } from '../platform/database.ts';
import type { Background } from './background.ts';
import type { Breached } from './common-passwords.ts';
import type { IdentityKeys, Keyed } from './keys.ts';
import type { Note } from './notes.ts';
import type { PasswordProfile } from './password-rules.ts';
import type { Post } from './post.ts';
import type { EmailUse } from './security.schema.ts';

export type { From } from './from.ts';

/** Who passkeys are made for (WebAuthn L3 §4, relying party). */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  readonly origins: readonly string[];
}

export interface IdentityDeps {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly clock: () => Date;
  readonly keys: IdentityKeys;
  readonly keyed: Keyed;
  readonly note: Note;
  readonly post: Post;
  readonly background: Background;
  readonly publicUrl: string;
  readonly relyingParty: RelyingParty;
  readonly profile: PasswordProfile;
  readonly breached: Breached;
  /** What an office may allow at most. */
  readonly emailCeiling: EmailUse;
}

/** Several statements, all or none. */
export async function inTransaction<T>(pool: Pool, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}
