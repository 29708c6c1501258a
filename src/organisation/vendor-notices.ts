/** Tells the admins of a vendor what happened to it, by mail. */
import type { Codec } from '../journal/codec.ts';
import type { MailQueue } from '../mail/outbox.ts';
import { type Pool, readAs } from '../platform/database.ts';
import { vendorAdmins } from './vendor.store.ts';
import { type VendorNotice, vendorLetter } from './vendor-letters.ts';

/** A notice that is older is news no more. */
const WORTH_MS = 7 * 24 * 60 * 60_000;

export interface NoticeDeps {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly clock: () => Date;
  readonly mail: MailQueue;
}

export async function tellVendor(deps: NoticeDeps, vendorId: string, notice: VendorNotice): Promise<void> {
  const admins = await readAs(deps.pool, { vendorId }, (db) => vendorAdmins(db, deps.codec, vendorId));
  const expires = new Date(deps.clock().getTime() + WORTH_MS);
  for (const { id, name, email } of admins)
    await deps.mail.queue(id, { to: email, ...vendorLetter(notice, name) }, expires);
}
