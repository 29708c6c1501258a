/** What the jobs of payments stand on, as a test needs it: the real database, the real bank, and what is put between. */

import { bankConfigOf } from '../../src/banks.ts';
import { accountIds } from '../../src/ledger/accounts.ts';
import type { PaymentJobDeps } from '../../src/payment/payment.deps.ts';
import type { TransferRail } from '../../src/payment/rails/port.ts';
import { bankRails } from '../../src/payment/rails/snap/bank-rails.ts';
import { settingsOf } from '../../src/settings.ts';
import { subjects } from '../../src/subjects.ts';
import type { World } from './world.ts';

export interface Between {
  /** The rail as the test lets it be; the real one unless given. */
  readonly rail?: (real: TransferRail) => Partial<TransferRail>;
  readonly clock?: () => Date;
}

/** As one process of `work` has them. */
export function paymentDeps(
  world: World,
  { rail = () => ({}), clock = () => new Date() }: Between = {},
): PaymentJobDeps {
  const settings = settingsOf('work', world.env);
  const bank = bankConfigOf(settings);
  const rails = bankRails(bank, clock);
  const real = rails.transfer;
  const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
  return {
    pool: world.pool,
    codec: world.codec,
    committer: world.committer,
    ids,
    clock,
    transferRail: () => ({ ...real, ...rail(real) }),
    mpnRail: () => rails.mpn,
    cardRail: () => rails.card,
    qrRail: () => rails.qr,
    cardBillRail: () => rails.cardBill,
    subjects,
    publicUrl: settings.DIGIPAY_PUBLIC_URL,
    graceMs: settings.DIGIPAY_GRACE_MS,
    link: () => ({ enter: () => ({ ok: true, leave() {} }) }),
    // The longest pauses.
    random: () => 1,
  };
}
