/** Simulation door of statements: the ledger as files, as a bank gives them in its portal or by SFTP. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type Account, banksOfNumber, customerAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { missing, wrong } from '../simulation-body.ts';
import { type CamtVersion, camtHead, camtNotification, camtStatement, camtTail } from './camt.ts';
import { daysOf, type Range, rangeOf } from './day.ts';
import { mt940Message } from './mt940.ts';

interface Query {
  readonly accountNo?: string;
  readonly bankCode?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format?: string;
}

const CAMT: Readonly<Record<string, CamtVersion>> = {
  camt053: '053.001.08',
  camt053v02: '053.001.02',
  camt054: '054.001.08',
};

export async function statementSimulationRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.get<{ Querystring: Query }>('/simulation/statement', async (request, reply) => {
    const { accountNo, bankCode, from, to, format = 'mt940' } = request.query;
    const range = rangeOf(from, to);
    if (typeof accountNo !== 'string') return wrong(reply, 'accountNo');
    if (range === null) return wrong(reply, 'from, to');
    const version = CAMT[format];
    if (version === undefined && format !== 'mt940') return wrong(reply, 'format');
    const account = await accountOf(bank, accountNo, bankCode);
    if (account === null) return missing(reply, 'Rekening tidak ditemukan');
    const file = version === undefined ? mt940File(bank, account, range) : camtFile(bank, account, range, version);
    return reply
      .type(version === undefined ? 'text/plain; charset=us-ascii' : 'application/xml; charset=utf-8')
      .send(Readable.from(file));
  });
}

async function accountOf(bank: Bank, accountNo: string, given: string | undefined): Promise<Account | null> {
  const [only, another] = given === undefined ? await banksOfNumber(bank.db, accountNo) : [given];
  return only === undefined || another !== undefined ? null : customerAccount(bank.db, only, accountNo);
}

export async function* mt940File(bank: Bank, account: Account, range: Range): AsyncGenerator<string> {
  for await (const day of daysOf(bank.db, account, range)) yield mt940Message(account, day);
}

export async function* camtFile(
  bank: Bank,
  account: Account,
  range: Range,
  version: CamtVersion,
): AsyncGenerator<string> {
  const now = bank.now();
  yield camtHead(version, account, now);
  for await (const day of daysOf(bank.db, account, range)) {
    yield version === '054.001.08' ? camtNotification(account, day, now) : camtStatement(version, account, day, now);
  }
  yield camtTail(version);
}
