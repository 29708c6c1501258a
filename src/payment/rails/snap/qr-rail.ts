/** QRIS at the acquirer: 47 makes a code, 51 tells whether it is paid, 77 withdraws it, 78 gives back, 48 reads; 50 and 53 pay one. */
import type { StatusOutcome } from '../ports/outcome.ts';
import type { DecodedQr, QrOrder, QrPaid, QrRail } from '../ports/qr.ts';
import type { BankProfile } from '../profiles/profile.ts';
import { asVendorPayment } from '../qris/vendor.ts';
import { answered, orPending, outcomeOf } from './answered.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import { profileOf, type SnapBankConfig } from './config.ts';
import { callOutcome, type Exchange } from './outcome.ts';
import { refundKnown } from './refund.ts';
import { sameAmount, statusOutcome } from './status.ts';
import { fromSnapAmount, isObject, parseSnapTime, snapTimestamp, textOf, toSnapAmount } from './wire.ts';

const MINUTE_MS = 60_000;

/** `client` is given only to share one token between the rails of a bank. */
export function createQrRail(
  config: SnapBankConfig,
  client: SnapClient = createSnapClient(config),
  now: () => Date = () => new Date(),
): QrRail {
  const profile = profileOf(config);
  const ask = async (service: '51' | '53', of: string, reference: string, amount: bigint, date: string) => {
    const exchange = await client.call(service, {
      originalPartnerReferenceNo: reference,
      serviceCode: of,
      transactionDate: date,
    });
    const outcome = sameAmount(statusOutcome(exchange), exchange, 'amount', amount);
    return { ...outcome, ...paidBy(outcome, exchange) };
  };

  return {
    generate: async (order) => {
      const exchange = await client.call('47', orderBody(profile, order, now()));
      const { raw, body } = outcomeOf('47', exchange);
      const qrContent = body === null ? null : textOf(body, 'qrContent');
      if (qrContent === null) {
        return raw.kind === 'success' ? { kind: 'unknown', message: 'a code was made, but not told' } : orPending(raw);
      }
      // Nobody is shown a code that pays something else than what is owed.
      const fit = asVendorPayment(qrContent, { amount: order.amount, nmid: null });
      if (!fit.ok) return { kind: 'unknown', message: `the code is not as ordered: ${fit.why}` };
      return { ...orPending(raw), qrContent };
    },

    status: (reference, amount, date) => ask('51', '47', reference, amount, date),

    cancel: async (reference, merchantId, reason) =>
      orPending(
        callOutcome('77', await client.call('77', { originalPartnerReferenceNo: reference, merchantId, reason })),
      ),

    refund: async ({ partnerReferenceNo, referenceNo, refundReference, amount, reason }) => {
      const exchange = await client.call('78', {
        originalPartnerReferenceNo: partnerReferenceNo,
        ...(referenceNo === undefined ? {} : { originalReferenceNo: referenceNo }),
        partnerRefundNo: refundReference,
        refundAmount: toSnapAmount(amount),
        reason,
      });
      const outcome = callOutcome('78', exchange);
      if (outcome.kind !== 'confirm') return outcome;
      const asked = await client.call('51', { originalPartnerReferenceNo: partnerReferenceNo, serviceCode: '47' });
      return refundKnown(asked, refundReference);
    },

    decode: async (partnerReferenceNo, qrContent, scanTime) =>
      answered(await client.call('48', { partnerReferenceNo, qrContent, scanTime }), decoded),

    pay: async ({ partnerReferenceNo, qrContent, amount, from }) => {
      const otp = 'otp' in from && from.otp !== undefined ? { otp: from.otp } : {};
      const payer = 'cardToken' in from ? { bankCardToken: from.cardToken } : { sourceAccountNo: from.sourceAccountNo };
      const exchange = await client.call('50', {
        partnerReferenceNo,
        amount: toSnapAmount(amount),
        ...otp,
        additionalInfo: { qrContent, ...payer },
      });
      return orPending(callOutcome('50', exchange));
    },

    payStatus: (reference, amount, date) => ask('53', '50', reference, amount, date),
  };
}

function orderBody(profile: BankProfile, order: QrOrder, now: Date): Readonly<Record<string, unknown>> {
  const { contentOption, minValidMinutes, maxValidMinutes } = profile.qr;
  const wanted = parseSnapTime(order.validUntil) ?? now;
  const earliest = now.getTime() + minValidMinutes * MINUTE_MS;
  const latest = now.getTime() + maxValidMinutes * MINUTE_MS;
  return {
    partnerReferenceNo: order.partnerReferenceNo,
    amount: toSnapAmount(order.amount),
    merchantId: order.merchantId,
    ...(order.subMerchantId === undefined ? {} : { subMerchantId: order.subMerchantId }),
    ...(order.storeId === undefined ? {} : { storeId: order.storeId }),
    ...(order.terminalId === undefined ? {} : { terminalId: order.terminalId }),
    validityPeriod: snapTimestamp(new Date(Math.min(Math.max(wanted.getTime(), earliest), latest))),
    ...(contentOption === null ? {} : { additionalInfo: { qrOption: contentOption } }),
  };
}

/** Approval code and RRN of the issuer stand in additionalInfo, where an acquirer tells them. */
function paidBy(outcome: StatusOutcome, exchange: Exchange): QrPaid {
  if (outcome.kind !== 'success' || exchange.kind !== 'answered' || exchange.body === null) return {};
  const info = isObject(exchange.body.additionalInfo) ? exchange.body.additionalInfo : {};
  const approvalCode = textOf(info, 'approvalCode') ?? textOf(exchange.body, 'approvalCode');
  const rrn = textOf(info, 'issuerReferenceNumber') ?? textOf(info, 'rrn');
  const issuerName = textOf(info, 'issuerName');
  return {
    ...(approvalCode === null ? {} : { approvalCode }),
    ...(rrn === null ? {} : { rrn }),
    ...(issuerName === null ? {} : { issuerName }),
  };
}

function decoded(body: Readonly<Record<string, unknown>>): DecodedQr | null {
  const merchantName = textOf(body, 'merchantName');
  if (merchantName === null) return null;
  const infos = Array.isArray(body.merchantInfos) ? body.merchantInfos.filter(isObject) : [];
  return {
    referenceNo: textOf(body, 'referenceNo'),
    merchantName,
    merchantCategory: textOf(body, 'merchantCategory'),
    merchantLocation: textOf(body, 'merchantLocation'),
    acquirers: infos.map((info) => ({
      merchantPan: textOf(info, 'merchantPAN') ?? '',
      acquirerName: textOf(info, 'acquirerName') ?? '',
    })),
    amount: fromSnapAmount(body.transactionAmount),
  };
}
