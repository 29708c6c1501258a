/** SNAP 47 (make a code), 51 (was it paid), 77 (withdraw), 78 (refund): the acquirer's side of QRIS. */
import { ACCOUNT_COLUMNS, type Account, customerAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { inTransaction } from '../db/pool.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { amount, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { type Code, type CodeState, endCode, lockCode, makeCode, partnerCode } from './code.ts';
import { issuerServices } from './issuer-services.ts';
import { type Merchant, merchantByIdentity, registerMerchant } from './merchant.ts';
import { evidenceOf } from './notice.ts';
import { paymentOfCode } from './paid.ts';
import { refundCode, refundsOfCode } from './refund.ts';

const DEFAULT_LIFE_MS = 3_600_000;
const LONGEST_LIFE_MS = 86_400_000;
const reference = text(64);
const originals = { originalPartnerReferenceNo: optional(reference), originalReferenceNo: optional(reference) };

/**
 * The merchant is named by merchantId (its id at the acquirer, its NMID or merchant PAN, or the number of its account), or
 * by its account in additionalInfo as in 54.
 */
const generate = snapService({
  code: '47',
  path: '/qr/qr-mpm-generate',
  fields: {
    partnerReferenceNo: required(reference),
    amount: required(amount),
    merchantId: optional(reference),
    terminalId: optional(text(16)),
    validityPeriod: optional(moment),
    additionalInfo: optional(object),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const info = values.additionalInfo ?? {};
    const merchant = await merchantOf(bank, values.merchantId, info);
    if (merchant === null) return answer('invalidMerchant');
    if (values.amount > bank.terms.qrisLimit) return answer('overLimit');
    const now = bank.now();
    const validUntil = values.validityPeriod ?? new Date(now.getTime() + DEFAULT_LIFE_MS);
    if (validUntil <= now || validUntil.getTime() - now.getTime() > LONGEST_LIFE_MS) {
      return answer('invalidFormat', 'validityPeriod');
    }
    const { code, isNew } = await makeCode(bank, {
      partnerId: partner.partnerId,
      partnerReferenceNo: values.partnerReferenceNo,
      externalId,
      merchant,
      amount: values.amount,
      billNo: typeof info.billNo === 'string' ? info.billNo.replace(/[^\x20-\x7e]/g, '') : '',
      terminalId: values.terminalId?.replace(/[^\x21-\x7e]/g, '') ?? '',
      validUntil,
    });
    const fields = {
      referenceNo: code.referenceNo,
      partnerReferenceNo: code.partnerReferenceNo,
      qrContent: code.content,
      merchantName: merchant.name,
      terminalId: code.terminalId,
      additionalInfo: { nmid: merchant.nmid, mcc: merchant.mcc, validityPeriod: wibTimestamp(code.validUntil) },
    };
    if (isNew) return answer('successful', '', fields);
    if (code.amount !== values.amount || code.merchantId !== merchant.accountId) return answer('inconsistent');
    return answer(code.state === 'CREATED' && code.validUntil > now ? 'inProgress' : 'duplicate', '', fields);
  },
});

/** SNAP latestTransactionStatus of a code, and its words. Acquirers call an unpaid code pending and an expired one failed. */
const STATUS: Readonly<Record<CodeState, readonly [string, string]>> = {
  CREATED: ['03', 'Pending'],
  PAID: ['00', 'Success'],
  EXPIRED: ['06', 'Expired'],
  CANCELLED: ['05', 'Canceled'],
};
const REFUNDED = ['04', 'Refunded'] as const;

const query = snapService({
  code: '51',
  path: '/qr/qr-mpm-query',
  fields: { ...originals, serviceCode: required(pattern(/^47$/)) },
  handle: async ({ bank, partner, values }) => {
    const { originalPartnerReferenceNo: ours, originalReferenceNo: theirs } = values;
    if (ours === null && theirs === null) return answer('missingField', 'originalPartnerReferenceNo');
    const code = await partnerCode(bank.db, partner.partnerId, ours, theirs, bank.now());
    if (code === null) return answer('notFound');
    const [latestTransactionStatus, transactionStatusDesc] =
      code.refunded === code.amount ? REFUNDED : STATUS[code.state];
    return answer('successful', '', {
      ...originalsOf(code),
      serviceCode: '47',
      latestTransactionStatus,
      transactionStatusDesc,
      amount: snapAmount(code.amount),
      terminalId: code.terminalId,
      ...(code.state === 'PAID' ? await paidFields(bank, code) : {}),
    });
  },
});

const cancel = snapService({
  code: '77',
  path: '/qr/qr-mpm-cancel',
  fields: { ...originals, merchantId: required(reference), reason: required(text(256)) },
  handle: async ({ bank, partner, values }) => {
    const { originalPartnerReferenceNo: ours, originalReferenceNo: theirs } = values;
    if (ours === null && theirs === null) return answer('missingField', 'originalPartnerReferenceNo');
    return inTransaction(bank.db, async (tx) => {
      const code = await lockCode(tx, partner.partnerId, ours, theirs, bank.now());
      if (code === null) return answer('notFound');
      if (code.state === 'PAID') return answer('notAllowedNow', '[already paid]');
      if (code.state === 'EXPIRED') return answer('invalidStatus', '[expired]');
      const ended = code.state === 'CANCELLED' ? code : await endCode(tx, code, 'CANCELLED', bank.now());
      return answer('successful', '', {
        ...originalsOf(ended),
        cancelTime: wibTimestamp(ended.finishedAt ?? bank.now()),
        transactionDate: wibTimestamp(ended.createdAt),
      });
    });
  },
});

const refund = snapService({
  code: '78',
  path: '/qr/qr-mpm-refund',
  fields: {
    ...originals,
    partnerRefundNo: required(reference),
    refundAmount: optional(amount),
    reason: optional(text(256)),
  },
  handle: async ({ bank, partner, values }) => {
    const { originalPartnerReferenceNo: ours, originalReferenceNo: theirs } = values;
    if (ours === null && theirs === null) return answer('missingField', 'originalPartnerReferenceNo');
    const result = await refundCode(bank, {
      partnerId: partner.partnerId,
      partnerReferenceNo: ours,
      referenceNo: theirs,
      partnerRefundNo: values.partnerRefundNo,
      amount: values.refundAmount,
      reason: values.reason ?? '',
    });
    if (result.kind === 'refused') return answer(result.case, result.info);
    return answer(result.kind === 'done' ? 'successful' : 'duplicate', '', {
      ...originalsOf(result.code),
      refundNo: result.refund.refundNo,
      partnerRefundNo: result.refund.partnerRefundNo,
      refundAmount: snapAmount(result.refund.amount),
      refundTime: wibTimestamp(result.refund.doneAt),
    });
  },
});

export const qrisServices: readonly SnapService[] = [generate, query, cancel, refund, ...issuerServices];

function originalsOf(code: Code) {
  return {
    originalReferenceNo: code.referenceNo,
    originalPartnerReferenceNo: code.partnerReferenceNo,
    originalExternalId: code.externalId,
  };
}

async function paidFields(bank: Bank, code: Code): Promise<Readonly<Record<string, unknown>>> {
  const paid = await paymentOfCode(bank.db, code.id);
  if (paid === null) throw new Error(`code ${code.referenceNo} is paid without a payment`);
  const refunds = code.refunded === 0n ? [] : await refundsOfCode(bank.db, code);
  return {
    paidTime: wibTimestamp(paid.paidAt),
    ...(refunds.length === 0
      ? {}
      : {
          refundHistory: refunds.map((one) => ({
            refundNo: one.refundNo,
            partnerRefundNo: one.partnerRefundNo,
            refundAmount: snapAmount(one.amount),
            refundStatus: '00',
            refundDate: wibTimestamp(one.doneAt),
            reason: one.reason,
          })),
        }),
    additionalInfo: {
      ...evidenceOf(paid, code),
      ...(code.refunded === 0n ? {} : { refundedAmount: snapAmount(code.refunded) }),
      ...(paid.paidAt > code.validUntil ? { paidAfterExpiry: 'Y' } : {}),
    },
  };
}

async function merchantOf(
  bank: Bank,
  identity: string | null,
  info: Readonly<Record<string, unknown>>,
): Promise<Merchant | null> {
  const { beneficiaryBankCode, beneficiaryAccountNo } = info;
  if (typeof beneficiaryBankCode === 'string' && typeof beneficiaryAccountNo === 'string') {
    const account = await customerAccount(bank.db, beneficiaryBankCode, beneficiaryAccountNo);
    return account === null || !isVendor(account) ? null : registerMerchant(bank.db, account);
  }
  if (identity === null) return null;
  const known = await merchantByIdentity(bank.db, identity);
  if (known !== null) return known;
  const found = await bank.db.query<Account>(
    `SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE account_no = $1 LIMIT 2`,
    [identity],
  );
  const [only, another] = found.rows;
  return only === undefined || another !== undefined || !isVendor(only) ? null : registerMerchant(bank.db, only);
}

/** Accounts under a partner's contract pay; they take no payments by code. */
function isVendor(account: Account): boolean {
  return (account.kind === 'GIRO' || account.kind === 'TABUNGAN') && account.partnerId === null;
}
