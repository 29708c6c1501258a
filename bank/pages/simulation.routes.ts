/** The overview, the page assets and the demo-only JSON answers under `/simulasi`. No real bank offers these. */
import type { FastifyInstance } from 'fastify';
import { availableOf, customerAccount } from '../accounts/account.ts';
import { checkLedger } from '../accounts/ledger-check.ts';
import type { Bank } from '../bank.ts';
import { checkCards } from '../bills/card-check.ts';
import { sendPage } from './layout.ts';
import { overviewPage } from './overview.ts';
import { COUNTDOWN_SCRIPT, STYLE } from './style.ts';

const NOTE = 'Simulasi: hanya ada di sandbox, tidak ada di bank sungguhan.';

export async function simulationRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.get('/', async (_request, reply) => sendPage(reply, 200, await overviewPage(bank.db)));
  app.get('/aset/bank.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/aset/hitung-mundur.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(COUNTDOWN_SCRIPT),
  );

  app.get('/simulasi/ledger-check', async () => ({
    note: NOTE,
    ...(await checkLedger(bank.db)),
    cards: await checkCards(bank.db),
  }));

  app.get<{ Params: { bankCode: string; accountNo: string } }>(
    '/simulasi/accounts/:bankCode/:accountNo',
    async (request, reply) => {
      const account = await customerAccount(bank.db, request.params.bankCode, request.params.accountNo);
      if (account === null) return reply.code(404).send({ note: NOTE, message: 'Rekening tidak ditemukan' });
      return {
        note: NOTE,
        name: account.name,
        balance: String(account.balance),
        available: String(availableOf(account)),
      };
    },
  );
}
