/**
 * Where banks tell us that something has happened (SNAP 25, 52, 56, 75, 76), and where those that sign with a token of ours fetch it
 * (73). Verified, kept once, and only a reason to ask.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Origin, systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import type { SecurityNotes } from '../journal/security-events.ts';
import { isRefusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { BankNotice, NoticeService } from './rails/port.ts';
import {
  admitCallback,
  type BankTrust,
  grantCallbackToken,
  type NoticeAnswer,
  type NoticeRequest,
  noticeAccepted,
  noticeAnswer,
  noticeUnknownReference,
  verifyBankNotice,
} from './rails/snap/callback.ts';
import { type VaPaymentFlag, vaFlagIn } from './rails/snap/notice-body.ts';
import { TOKEN_PATH } from './rails/snap/services.ts';
import { snapTimestamp } from './rails/snap/wire.ts';
import { askJob, noticedJob } from './transfer.ts';

/** What whoever owns a virtual account says of a payment into it. The same flag again must be `accepted` again. */
export type VaFlagVerdict = 'accepted' | 'unknown_account' | 'amount_differs' | 'paid_before' | 'expired';

export interface NoticeDeps extends Door, BankTrust {
  readonly clock: () => Date;
  readonly notes: SecurityNotes;
  /** Banks beside the first, each under a base of its own: `/bank/014/v1.0`. */
  readonly others?: ReadonlyMap<string, BankTrust>;
  /** Virtual accounts of the platform that are paid into (25). Without it no number is known. */
  readonly vaPaid?: (flag: VaPaymentFlag, at: Date) => Promise<VaFlagVerdict>;
}

const UNAUTHORIZED = 401;
const VA_SERVICE = '25';
/** Of transfers, also of those that come back days later. */
const RETURNS: readonly string[] = ['75', '76'];

const NOTICE_PATHS: readonly (readonly [Exclude<NoticeService, '25'>, string])[] = [
  ['52', '/qr/qr-mpm-notify'],
  // As BCA calls it.
  ['52', '/qr-mpm-notify'],
  ['56', '/debit/notify'],
  ['75', '/transfer-skn/notify'],
  ['76', '/transfer-rtgs/notify'],
];
const VA_PATH = '/transfer-va/payment';

/** The signature covers the bytes, so these routes read the body as bytes. */
export function noticeRoutes(app: FastifyInstance, deps: NoticeDeps): void {
  app.register(async (bank) => {
    bank.removeAllContentTypeParsers();
    bank.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    bankRoutes(bank, '/bank/v1.0', deps, deps);
    for (const [code, trust] of deps.others ?? []) bankRoutes(bank, `/bank/${code}/v1.0`, trust, deps);
  });
}

type Took = (request: NoticeRequest) => Promise<NoticeAnswer>;

function bankRoutes(app: FastifyInstance, base: string, trust: BankTrust, deps: NoticeDeps): void {
  const post = (path: string, take: Took) =>
    app.post(base + path, { schema: { hide: true } as object }, async (request, reply) => {
      const answer = await take(requestOf(request));
      if (answer.httpStatus === UNAUTHORIZED) forged(deps, request, answer.body.responseCode);
      return sent(reply, answer, deps.clock());
    });
  for (const [service, path] of NOTICE_PATHS) {
    post(path, async (request) => {
      const verdict = verifyBankNotice(request, { ...trust, service, now: deps.clock() });
      return verdict.ok ? taken(deps, service, verdict.notice) : verdict.answer;
    });
  }
  post(VA_PATH, async (request) => {
    const now = deps.clock();
    const admission = admitCallback(request, { ...trust, service: VA_SERVICE, now });
    return admission.ok ? vaTaken(deps, admission.body, now) : admission.answer;
  });
  if (trust.symmetric) {
    post(TOKEN_PATH, async (request) => grantCallbackToken(request, { ...trust, now: deps.clock() }).answer);
  }
}

function requestOf(request: FastifyRequest): NoticeRequest {
  return {
    method: 'POST',
    endpointUrl: request.url,
    headers: request.headers,
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

function sent(reply: FastifyReply, { httpStatus, body }: NoticeAnswer, now: Date): FastifyReply {
  return reply.code(httpStatus).type('application/json').header('X-TIMESTAMP', snapTimestamp(now)).send(body);
}

/** Somebody who is not the bank, or a message that was changed or kept back on the way. */
function forged({ notes }: NoticeDeps, origin: Origin, code: string): void {
  notes.refused({ kind: 'forged-callback', action: 'bank.notice', objectId: null, code, asker: null, origin });
}

async function taken(deps: NoticeDeps, service: NoticeService, notice: BankNotice): Promise<NoticeAnswer> {
  const { partnerReferenceNo: reference, latestTransactionStatus: status } = notice;
  const { rows } = await deps.pool.query<{ id: string }>('SELECT id FROM payment.knows($1)', [reference]);
  const known = rows[0];
  if (!known) return noticeUnknownReference(service);
  const at = deps.clock();
  // The same status told again is the same notice, whichever message brought it; a rejection by clearing is another.
  const id = derivedId('notice', service === '56' ? `${reference}/${status}` : `${service}/${reference}/${status}`);
  const command = { key: `notice:${id}`, request: 'notice', actor: { ...systemActor, role: 'BANK' }, at };
  const outcome = await runCommand(deps, command, async () => ({
    decision: {
      ok: true,
      events: [
        {
          type: 'payment.notice_received',
          aggregate: 'payment',
          aggregateId: known.id,
          payload: { reference, status, service },
        },
      ],
      rows: [
        {
          table: 'payment.notice',
          id,
          expectedVersion: 0,
          columns: { reference, status },
          body: { ...notice },
        },
      ],
      transfers: [],
      jobs: [RETURNS.includes(service) ? noticedJob(known.id, at) : askJob(known.id, at)],
    },
    parties: { satkerId: null, vendorId: null },
    response: {},
  }));
  if (isRefusal(outcome)) throw new Error(`notice ${id}: ${outcome.code}`);
  return noticeAccepted(service);
}

/** Case, message, and what is said in both languages. */
const VA_REFUSALS: Readonly<Record<Exclude<VaFlagVerdict, 'accepted'>, readonly [string, string, string]>> = {
  unknown_account: ['12', 'Invalid Bill/Virtual Account [Not Found]', 'Nomor virtual account tidak dikenal'],
  amount_differs: ['13', 'Invalid Amount', 'Jumlah tidak sesuai tagihan'],
  paid_before: ['14', 'Paid Bill', 'Tagihan sudah dibayar'],
  expired: ['19', 'Invalid Bill/Virtual Account', 'Masa berlaku virtual account sudah habis'],
};

async function vaTaken(deps: NoticeDeps, body: Readonly<Record<string, unknown>>, at: Date): Promise<NoticeAnswer> {
  const flag = vaFlagIn(body);
  if ('missing' in flag) return noticeAnswer(VA_SERVICE, 400, '02', `Invalid Mandatory Field ${flag.missing}`);
  if ('malformed' in flag) return noticeAnswer(VA_SERVICE, 400, '01', `Invalid Field Format ${flag.malformed}`);
  const verdict = (await deps.vaPaid?.(flag, at)) ?? 'unknown_account';
  const echo = (paymentFlagStatus: string, english: string, indonesia: string) => ({
    virtualAccountData: {
      partnerServiceId: flag.partnerServiceId.padStart(8, ' '),
      customerNo: flag.customerNo,
      virtualAccountNo: flag.virtualAccountNo,
      paymentRequestId: flag.paymentRequestId,
      ...(flag.trxId === null ? {} : { trxId: flag.trxId }),
      paidAmount: { value: `${flag.paidAmount}.00`, currency: 'IDR' },
      paymentFlagStatus,
      paymentFlagReason: { english, indonesia },
    },
  });
  if (verdict === 'accepted') return noticeAccepted(VA_SERVICE, echo('00', 'Success', 'Sukses'));
  const [code, message, indonesia] = VA_REFUSALS[verdict];
  return noticeAnswer(VA_SERVICE, 404, code, message, echo('01', message, indonesia));
}
