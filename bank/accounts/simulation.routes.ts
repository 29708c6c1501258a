/** Simulation doors of accounts: the bank's clock, and money that comes in from outside the sandbox. */
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import type { Clock } from '../clock.ts';
import { inTransaction } from '../db/pool.ts';
import { bodyOf, missing, rupiah, wrong } from '../simulation-body.ts';
import { MALFORMED } from '../snap/fields.ts';
import { parseTimestamp, wibTimestamp } from '../time.ts';
import { banksOfNumber, customerAccount, lockAccounts } from './account.ts';
import { book, internalAccount } from './booking.ts';

const LONGEST_REMARK = 256;

export async function accountSimulationRoutes(app: FastifyInstance, bank: Bank, clock: Clock): Promise<void> {
  app.get('/simulation/clock', async () => ({ now: wibTimestamp(clock.now()) }));

  app.put('/simulation/clock', async (request, reply) => {
    const { at } = bodyOf(request.body);
    const moment = typeof at === 'string' ? parseTimestamp(at) : null;
    if (at !== null && moment === null) return wrong(reply, 'at');
    await clock.set(moment);
    return { now: wibTimestamp(clock.now()) };
  });

  app.post('/simulation/credit', async (request, reply) => {
    const { accountNo, bankCode, amount, remark } = bodyOf(request.body);
    const sum = rupiah(amount);
    if (typeof accountNo !== 'string') return wrong(reply, 'accountNo');
    if (bankCode !== undefined && typeof bankCode !== 'string') return wrong(reply, 'bankCode');
    if (sum === MALFORMED) return wrong(reply, 'amount');
    if (typeof remark !== 'string' || remark === '' || remark.length > LONGEST_REMARK) return wrong(reply, 'remark');
    const credited = await credit(bank, accountNo, bankCode, sum, remark);
    return credited ?? missing(reply, 'Rekening tidak ditemukan, atau nomornya ada di lebih dari satu bank');
  });
}

/** Books money from outside; null when the number names no account, or several. */
async function credit(bank: Bank, accountNo: string, given: string | undefined, amount: bigint, remark: string) {
  const [only, another] = given === undefined ? await banksOfNumber(bank.db, accountNo) : [given];
  if (only === undefined || another !== undefined) return null;
  return inTransaction(bank.db, async (tx) => {
    const found = await customerAccount(tx, only, accountNo);
    if (found === null) return null;
    const outside = await internalAccount(tx, found.bankCode, 'LUAR');
    const locked = await lockAccounts(tx, [found.id, outside.id]);
    const account = locked.get(found.id) ?? found;
    const at = bank.now();
    await book(tx, { kind: 'INCOMING', from: outside, to: account, amount, remark, at });
    return {
      accountNo,
      bankCode: account.bankCode,
      bookedAt: wibTimestamp(at),
      balance: String(account.balance + amount),
    };
  });
}
