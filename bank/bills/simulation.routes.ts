/** Doors of the simulation for cards and their bills. Only for callers on this computer; no real bank offers these. */
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { inTransaction } from '../db/pool.ts';
import { bodyOf, missing, rupiah, wrong } from '../simulation-body.ts';
import { responseMessage } from '../snap/answer.ts';
import { optional, pattern, readFields, required, text } from '../snap/fields.ts';
import { billingAccountId, billOf, closeNow, linesOf } from './bill.ts';
import { billCsv } from './csv.ts';
import { giveBackOverpaid } from './overpayment.ts';
import { purchaseOutside } from './purchase.ts';
import { billFields } from './services.ts';

const accountNumber = required(pattern(/^[0-9A-Z]{1,34}$/));

export async function cardSimulationRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.post('/simulation/card/close-month', async (request, reply) => {
    const read = readFields(bodyOf(request.body), { billingAccountNo: accountNumber });
    if (!read.ok) return wrong(reply, read.answer.info);
    const accountId = await billingAccountId(bank.db, read.values.billingAccountNo);
    if (accountId === null) return missing(reply, 'Rekening tagihan tidak ditemukan');
    const bill = await closeNow(bank, accountId);
    if (bill === null) return reply.code(409).send({ message: 'Belum ada transaksi yang belum ditagih' });
    return billFields(bill, await linesOf(bank.db, bill));
  });

  app.post('/simulation/card/purchase', async (request, reply) => {
    const read = readFields(bodyOf(request.body), {
      cardToken: required(text(128)),
      merchantName: required(text(40)),
      merchantCity: optional(text(15)),
      mcc: required(pattern(/^\d{4}$/)),
      amount: required(rupiah),
    });
    if (!read.ok) return wrong(reply, read.answer.info);
    const { values } = read;
    const done = await purchaseOutside(bank, { ...values, merchantCity: values.merchantCity ?? 'JAKARTA PUSAT' });
    if (!done.ok) return reply.code(409).send({ message: responseMessage(done.case) });
    return { approvalCode: done.approvalCode, rrn: done.rrn };
  });

  app.post('/simulation/card/give-back-overpaid', async (request, reply) => {
    const read = readFields(bodyOf(request.body), { billingAccountNo: accountNumber });
    if (!read.ok) return wrong(reply, read.answer.info);
    const accountId = await billingAccountId(bank.db, read.values.billingAccountNo);
    if (accountId === null) return missing(reply, 'Rekening tagihan tidak ditemukan');
    const given = await inTransaction(bank.db, (tx) => giveBackOverpaid(tx, accountId, bank.now()));
    return { amount: String(given) };
  });

  app.get<{ Querystring: { billingAccountNo?: string; period?: string } }>(
    '/simulation/card/bill.csv',
    async (request, reply) => {
      const accountId = await billingAccountId(bank.db, String(request.query.billingAccountNo ?? ''));
      const bill = accountId === null ? null : await billOf(bank.db, accountId, String(request.query.period ?? ''));
      if (bill === null) return missing(reply, 'Tagihan tidak ditemukan');
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename="${bill.billNo}.csv"`)
        .send(billCsv(bill, await linesOf(bank.db, bill)));
    },
  );
}
