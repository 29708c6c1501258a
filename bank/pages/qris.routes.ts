/** The simulated payer's app: pages at `/simulasi/qris`, and the doors that pay, for callers on this computer only. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNT_COLUMNS, type Account, availableOf, customerAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { maskedNumber } from '../cards/card.ts';
import { registerMerchant } from '../qris/merchant.ts';
import { paymentByReference } from '../qris/paid.ts';
import { type Payer, payCode, type QrRefused, scan } from '../qris/pay.ts';
import { writeCode } from '../qris/payload.ts';
import { bodyOf, missing, rupiah, wrong } from '../simulation-body.ts';
import { type Case, responseMessage } from '../snap/answer.ts';
import { optional, readFields, required, text } from '../snap/fields.ts';
import { wibTimestamp } from '../time.ts';
import { sendPage } from './layout.ts';
import { confirmPage, QRIS_PATH, QRIS_PAY_PATH, receiptPage, type Source, scanPage } from './qris-page.ts';
import { type Language, languageOf, QRIS_REFUSALS, WORDS } from './words.ts';

const MAX_FORM_BYTES = 4_096;
const MAX_SOURCES = 200;
const PRINTED_TERMINAL = 'A01';
/** Refusals after which a code can never be paid. */
const FINAL: ReadonlySet<Case> = new Set(['paidBill', 'expired', 'cancelled', 'notFound']);

interface SourceRow extends Account {
  readonly cardNumber: string | null;
  readonly cardToken: string | null;
  readonly holder: string | null;
}

export async function qrisRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  app.get<{ Querystring: { qr?: string } }>(QRIS_PATH, async (request, reply) => {
    const content = String(request.query.qr ?? '').trim();
    const language = languageOf(request.query);
    if (content === '') return sendPage(reply, 200, scanPage(language, '', null));
    return showCode(bank, reply, language, { content, chosen: '', typed: '', complaint: null, isOver: false });
  });

  app.post(QRIS_PAY_PATH, async (request, reply) => {
    if (comesFromElsewhere(request)) return reply.code(403).send({ message: 'Hanya dari halaman bank sendiri' });
    const language = languageOf(request.query);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const content = (form.get('qr') ?? '').trim();
    const [chosen, typed] = [form.get('source') ?? '', (form.get('amount') ?? '').trim()];
    const refuse = (complaint: string, isOver = false) =>
      showCode(bank, reply, language, { content, chosen, typed, complaint, isOver });
    const source = (await sourcesOf(bank)).find(({ id }) => String(id) === chosen);
    if (source === undefined) return refuse(WORDS[language].qrisSourceMissing);
    const amount = typed === '' ? null : rupiah(typed);
    if (typeof amount === 'symbol') return refuse(WORDS[language].qrisAmountMissing);
    const paid = await payCode(bank, { content, payer: payerOf(source), amount, afterExpiry: false });
    if (!paid.ok) return refuse(reasonOf(language, paid), FINAL.has(paid.case));
    return reply.redirect(`${QRIS_PATH}/bukti/${paid.referenceNo}?lang=${language}`, 303);
  });

  app.get<{ Params: { referenceNo: string } }>(`${QRIS_PATH}/bukti/:referenceNo`, async (request, reply) => {
    const language = languageOf(request.query);
    const paid = await paymentByReference(bank.db, request.params.referenceNo);
    if (paid === null) return sendPage(reply, 404, scanPage(language, '', WORDS[language].qrisUnreadable));
    const source = paid.card === null ? paid.payer.name : `KKP Domestik ${maskedNumber(paid.card.number)}`;
    return sendPage(reply, 200, receiptPage(language, { ok: true, ...paid, merchantName: paid.merchant.name }, source));
  });

  app.post('/simulation/qris/pay', async (request, reply) => {
    const read = readFields(bodyOf(request.body), {
      qrContent: required(text(512)),
      cardToken: optional(text(128)),
      accountNo: optional(text(34)),
      bankCode: optional(text(3)),
      amount: optional(rupiah),
    });
    if (!read.ok) return wrong(reply, read.answer.info);
    const { qrContent, cardToken, accountNo, bankCode, amount } = read.values;
    const payer =
      cardToken === null ? await accountPayer(bank, accountNo, bankCode) : { kind: 'card' as const, token: cardToken };
    if (payer === null) return wrong(reply, 'cardToken, atau accountNo dengan bankCode');
    const afterExpiry = bodyOf(request.body).afterExpiry === true;
    const paid = await payCode(bank, { content: qrContent, payer, amount, afterExpiry });
    if (!paid.ok) return reply.code(409).send({ case: paid.case, message: responseMessage(paid.case, paid.info) });
    return {
      referenceNo: paid.referenceNo,
      issuerReferenceNumber: paid.rrn,
      approvalCode: paid.approvalCode,
      amount: String(paid.amount),
      merchantName: paid.merchantName,
      paidTime: wibTimestamp(paid.paidAt),
    };
  });

  app.get<{ Querystring: { bankCode?: string; accountNo?: string } }>(
    '/simulation/qris/static',
    async (request, reply) => {
      const { bankCode = '', accountNo = '' } = request.query;
      const account = await customerAccount(bank.db, bankCode, accountNo);
      if (account === null || account.kind === 'KARTU') return missing(reply, 'Rekening penyedia tidak ditemukan');
      const merchant = await registerMerchant(bank.db, account);
      const { accountId: _accountId, ...registered } = merchant;
      return { ...registered, qrContent: writeCode({ merchant, amount: null, terminalId: PRINTED_TERMINAL }) };
    },
  );
}

interface Shown {
  readonly content: string;
  readonly chosen: string;
  readonly typed: string;
  readonly complaint: string | null;
  readonly isOver: boolean;
}

async function showCode(bank: Bank, reply: FastifyReply, language: Language, shown: Shown): Promise<FastifyReply> {
  const scanned = await scan(bank.db, shown.content);
  if (!scanned.ok) return sendPage(reply, 422, scanPage(language, shown.content, reasonOf(language, scanned)));
  const rows = await sourcesOf(bank);
  const sources = rows.map(sourceOf);
  const status = shown.complaint === null ? 200 : 422;
  return sendPage(reply, status, confirmPage({ language, scanned, sources, ...shown }));
}

function reasonOf(language: Language, refused: QrRefused): string {
  if (refused.case === 'invalidFormat') return WORDS[language].qrisUnreadable;
  if (refused.case === 'invalidMerchant') return WORDS[language].qrisUnknownMerchant;
  if (refused.case === 'missingField') return WORDS[language].qrisAmountMissing;
  return QRIS_REFUSALS[language][refused.case] ?? QRIS_REFUSALS[language].other ?? '';
}

/** Cards, and accounts under a partner's contract: those of work units. */
async function sourcesOf(bank: Bank): Promise<readonly SourceRow[]> {
  const found = await bank.db.query<SourceRow>(
    `SELECT a.*, c.number AS "cardNumber", c.token AS "cardToken", c.holder
     FROM (SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE status = 'ACTIVE') a
     LEFT JOIN bank.card c ON c.account_id = a.id
     WHERE c.token IS NOT NULL OR a."partnerId" IS NOT NULL
     ORDER BY c.token IS NULL, a.name, a.id LIMIT $1`,
    [MAX_SOURCES],
  );
  return found.rows;
}

function sourceOf(row: SourceRow): Source {
  const label =
    row.cardNumber === null
      ? `${row.name} (${row.accountNo.slice(-4)})`
      : `${maskedNumber(row.cardNumber)} ${row.holder ?? ''}`;
  return { accountId: row.id, label, available: availableOf(row), isCard: row.cardToken !== null };
}

function payerOf(row: SourceRow): Payer {
  return row.cardToken === null ? { kind: 'account', accountId: row.id } : { kind: 'card', token: row.cardToken };
}

async function accountPayer(bank: Bank, accountNo: string | null, bankCode: string | null): Promise<Payer | null> {
  if (accountNo === null || bankCode === null) return null;
  const account = await customerAccount(bank.db, bankCode, accountNo);
  return account === null || account.kind === 'KARTU' ? null : { kind: 'account', accountId: account.id };
}

/** Browsers say where a form comes from; a page of another site must not pay. */
function comesFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
