/** Fields of what banks send, by service. Pure. Numbers of accounts and customers are masked here and go no further. */
import type { BankNotice, NoticeService } from '../ports/notice.ts';
import { vaEnvelope } from './outcome.ts';
import { referenceMeant } from './references.ts';
import { fromSnapAmount, isObject, textOf } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;
type Faulty = { readonly missing: string } | { readonly malformed: string };

/** Services whose notices must name the bank's own reference; rejections of SKN and RTGS need not. */
const NAMES_BANK_REFERENCE: ReadonlySet<NoticeService> = new Set(['52', '56']);

/** What is kept beside the references: nothing about who paid but its bank. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  approvalCode: ['approvalCode'],
  rrn: ['issuerReferenceNumber', 'referenceNumber'],
  issuerName: ['issuerName'],
  channelName: ['paymentChannelName'],
  reason: ['rejectStatusID', 'rejectStatusEN'],
  traceNo: ['traceNo'],
};

/** A notice of 52, 56, 75 or 76. */
export function noticeIn(service: NoticeService, body: Body): BankNotice | Faulty {
  const referenceNo = textOf(body, 'originalReferenceNo');
  const partnerReferenceNo = textOf(body, 'originalPartnerReferenceNo');
  const latestTransactionStatus = textOf(body, 'latestTransactionStatus');
  if (referenceNo === null && NAMES_BANK_REFERENCE.has(service)) return { missing: 'originalReferenceNo' };
  if (latestTransactionStatus === null) return { missing: 'latestTransactionStatus' };
  if (!/^\d{2}$/.test(latestTransactionStatus)) return { malformed: 'latestTransactionStatus' };
  // Optional in the standard, but our banks echo it and nothing else names the payment for certain.
  if (partnerReferenceNo === null) return { missing: 'originalPartnerReferenceNo' };
  const amount = fromSnapAmount(body.amount);
  if (body.amount !== undefined && body.amount !== null && amount === null) return { malformed: 'amount' };
  const details = detailsOf(body);
  return {
    service,
    partnerReferenceNo: referenceMeant(partnerReferenceNo),
    referenceNo: referenceNo ?? '',
    latestTransactionStatus,
    amount,
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

const LONGEST_DETAIL = 64;

function detailsOf(body: Body): Record<string, string> {
  const info = isObject(body.additionalInfo) ? body.additionalInfo : {};
  const found = Object.entries(DETAILS).flatMap(([name, fields]): [string, string][] => {
    const text = fields.map((field) => textOf(info, field) ?? textOf(body, field)).find((value) => value !== null);
    return text ? [[name, text.slice(0, LONGEST_DETAIL)]] : [];
  });
  const numbers = ['customerNumber', 'beneficiaryAccountNo'].flatMap((name): [string, string][] => {
    const text = textOf(body, name);
    return text === null ? [] : [[name, masked(text)]];
  });
  return Object.fromEntries([...found, ...numbers]);
}

const SHOWN = 4;

/** Stars and the last four: a customer number may be a card's. */
export function masked(text: string): string {
  return text.slice(-SHOWN).padStart(Math.min(text.length, LONGEST_DETAIL), '*');
}

/** Service 25: a virtual account of the platform was paid. */
export interface VaPaymentFlag {
  readonly partnerServiceId: string;
  readonly customerNo: string;
  readonly virtualAccountNo: string;
  readonly paymentRequestId: string;
  readonly trxId: string | null;
  readonly paidAmount: bigint;
  readonly paidAt: string | null;
  readonly referenceNo: string | null;
}

/** In the envelope, or bare as the table of the standard has it. */
export function vaFlagIn(body: Body): VaPaymentFlag | Faulty {
  const envelope = vaEnvelope(body);
  const data = isObject(envelope) ? envelope : body;
  const texts: Record<string, string> = {};
  for (const name of ['partnerServiceId', 'customerNo', 'virtualAccountNo', 'paymentRequestId']) {
    const value = data[name];
    const text = typeof value === 'number' ? String(value) : textOf(data, name);
    if (text === null) return { missing: name };
    texts[name] = text;
  }
  if (data.paidAmount === undefined) return { missing: 'paidAmount' };
  const paidAmount = fromSnapAmount(data.paidAmount);
  if (paidAmount === null || paidAmount === 0n) return { malformed: 'paidAmount' };
  const { partnerServiceId = '', customerNo = '', virtualAccountNo = '', paymentRequestId = '' } = texts;
  return {
    partnerServiceId: partnerServiceId.trim(),
    customerNo,
    virtualAccountNo,
    paymentRequestId,
    trxId: textOf(data, 'trxId'),
    paidAmount,
    paidAt: textOf(data, 'trxDateTime'),
    referenceNo: textOf(data, 'referenceNo'),
  };
}
