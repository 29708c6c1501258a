/**
 * The control of the kill test: `work` with a planted fault. At every start it sends again, blindly and under a new reference,
 * whatever was sent and not answered. The check must find the money that was paid twice.
 */
import { randomUUID } from 'node:crypto';
import { bankConfigOf } from '../../src/banks.ts';
import { openCore } from '../../src/core.ts';
import { instructionPage } from '../../src/payment/payment.store.ts';
import { createTransferRail } from '../../src/payment/rails/snap/transfer-rail.ts';
import { settingsOf } from '../../src/settings.ts';
import { startWork } from '../../src/work.ts';

export const blindWork = import.meta.filename;

if (import.meta.main) {
  const settings = settingsOf('work');
  const { pool, codec } = await openCore({
    databaseUrl: settings.DIGIPAY_WORK_DATABASE,
    poolSize: 1,
    keys: settings.DIGIPAY_KEYS,
    secrets: settings.secrets,
  });
  const rail = createTransferRail(bankConfigOf(settings));
  const { items } = await instructionPage(pool, codec, ['SENT', 'UNKNOWN', 'IN_CLEARING'], null);
  for (const one of items) {
    if (!one.source || one.sentAt === null) continue;
    await rail.submit({
      partnerReferenceNo: `BLIND${randomUUID().replaceAll('-', '').slice(0, 20)}`,
      source: one.source,
      beneficiary: one.beneficiary,
      amount: one.net,
      remark: one.reference,
      customerReference: one.reference,
      transactionDate: one.sentAt,
    });
  }
  await startWork({ settings });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}
