/** `serve` with a planted fault: a notice is believed without its signature, and the payment is settled on it. */

import { openCore } from '../../src/core.ts';
import type { PaymentJobDeps } from '../../src/payment/payment.deps.ts';
import { change } from '../../src/payment/payment.jobs.ts';
import { instructionById } from '../../src/payment/payment.store.ts';
import { settled } from '../../src/payment/step.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { subjects } from '../../src/subjects.ts';

if (import.meta.main) {
  const settings = settingsOf('serve');
  const core = await openCore({
    // Reads as `work` does: whoever believes everybody asks nobody whose it is.
    databaseUrl: process.env.DIGIPAY_WORK_DATABASE ?? '',
    poolSize: 2,
    keys: settings.DIGIPAY_KEYS,
    secrets: settings.secrets,
  });
  const deps = { ...core, subjects, clock: () => new Date() } as unknown as PaymentJobDeps;
  const app = await buildServe({ settings, webDir: null });
  app.addHook('preHandler', async (request) => {
    if (!request.url.startsWith('/bank/')) return;
    const said = JSON.parse(String(request.body)) as Record<string, string>;
    const { rows } = await core.pool.query<{ id: string }>('SELECT id FROM payment.instruction WHERE reference = $1', [
      said.originalPartnerReferenceNo,
    ]);
    const id = rows[0]?.id;
    const instruction = id === undefined ? null : await instructionById(core.pool, core.codec, id);
    if (!instruction || said.latestTransactionStatus !== '00') return;
    const words = { words: 'Kata seseorang.', referenceNo: 'PALSU' };
    await change(deps, instruction.id, 'believed', (i, subject, moment) => settled(i, subject, words, moment));
  });
  await app.listen({ port: settings.DIGIPAY_PORT, host: settings.DIGIPAY_HOST });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}
