/** Simulation doors of virtual accounts: one of a vendor, and a payment from outside the sandbox. */
import type { FastifyInstance } from 'fastify';
import { banksOfNumber, customerAccount, lockAccounts } from '../accounts/account.ts';
import { book, internalAccount } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { inTransaction, one } from '../db/pool.ts';
import { referenceNo } from '../references.ts';
import { bodyOf, missing, rupiah, wrong } from '../simulation-body.ts';
import { MALFORMED } from '../snap/fields.ts';
import { companyCode, customerNumber } from './fields.ts';
import { recordPayment, vaRemark } from './paid.ts';
import {
  insertVirtualAccount,
  lockVirtualAccount,
  paymentProblem,
  registerCompany,
  type VaNumber,
} from './virtual-account.ts';

export async function vaSimulationRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.post('/simulation/va', async (request, reply) => {
    const body = bodyOf(request.body);
    const number = numberIn(body);
    const total = rupiah(body.amount);
    const { accountNo, name, trxId } = body;
    if (number === null) return wrong(reply, 'partnerServiceId, customerNo');
    if (total === MALFORMED) return wrong(reply, 'amount');
    if (typeof accountNo !== 'string' || typeof name !== 'string' || typeof trxId !== 'string') {
      return wrong(reply, 'accountNo, name, trxId');
    }
    const [bankCode, another] = await banksOfNumber(bank.db, accountNo);
    const account =
      bankCode === undefined || another !== undefined ? null : await customerAccount(bank.db, bankCode, accountNo);
    if (account === null) return missing(reply, 'Rekening tidak ditemukan');
    const made = await inTransaction(bank.db, async (tx) => {
      await registerCompany(tx, number.partnerServiceId, account.partnerId, account.id);
      const more = { email: '', phone: '', trxType: 'C', expiresAt: null, additionalInfo: {} } as const;
      return insertVirtualAccount(tx, { ...number, ...more, name, trxId, totalAmount: total }, bank.now());
    });
    return made ? number : reply.code(409).send({ message: 'Nomor virtual account sudah ada' });
  });

  app.post('/simulation/va/pay', async (request, reply) => {
    const body = bodyOf(request.body);
    const number = numberIn(body);
    const amount = rupiah(body.amount);
    if (number === null) return wrong(reply, 'partnerServiceId, customerNo');
    if (amount === MALFORMED) return wrong(reply, 'amount');
    const problem = await payFromOutside(bank, number, amount);
    bank.noticeQueued();
    return problem === null ? { paid: true } : reply.code(409).send({ message: `Tidak dapat dibayar: ${problem}` });
  });
}

function numberIn(body: Readonly<Record<string, unknown>>): VaNumber | null {
  const partnerServiceId = companyCode(body.partnerServiceId);
  const customerNo = customerNumber(body.customerNo);
  return partnerServiceId === MALFORMED || customerNo === MALFORMED ? null : { partnerServiceId, customerNo };
}

function payFromOutside(bank: Bank, number: VaNumber, amount: bigint): Promise<string | null> {
  return inTransaction(bank.db, async (tx) => {
    const va = await lockVirtualAccount(tx, number);
    const at = bank.now();
    const problem = va === null ? 'invalidBill' : paymentProblem(va, amount, at);
    if (va === null || problem !== null) return problem;
    const found = await tx.query<{ bankCode: string }>(
      'SELECT bank_code AS "bankCode" FROM bank.account WHERE id = $1',
      [va.accountId],
    );
    const outside = await internalAccount(tx, one(found.rows).bankCode, 'LUAR');
    const locked = await lockAccounts(tx, [va.accountId, outside.id]);
    const to = locked.get(va.accountId);
    if (to === undefined) throw new Error(`virtual account ${va.id} lost its account`);
    await book(tx, {
      kind: 'VA',
      from: outside,
      to,
      amount,
      remark: vaRemark(va),
      at,
      reference: va.trxId,
      channel: 'VA',
    });
    await recordPayment(tx, va, amount, referenceNo(at), at);
    return null;
  });
}
