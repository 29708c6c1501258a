/** Virtual accounts: 27 makes one, 30 reads, 26 tells what was paid, 31 removes; 32 and 33 pay one of the bank from an own account. */
import type { Va, VaBill, VaNumber, VaOrder, VaPaid, VaRail } from '../ports/va.ts';
import { answered, orPending, outcomeOf } from './answered.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import { profileOf, type SnapBankConfig } from './config.ts';
import { callOutcome, vaEnvelope } from './outcome.ts';
import { referenceFor } from './references.ts';
import { confirmed, sameAmount, statusOutcome } from './status.ts';
import { externalIdOf, fromSnapAmount, isObject, snapTimestamp, textOf, toSnapAmount } from './wire.ts';

/** Company codes are padded with blanks before, to this many characters; the blanks are signed. */
const SERVICE_ID_CHARS = 8;

/** `client` is given only to share one token between the rails of a bank. */
export function createVaRail(config: SnapBankConfig, client: SnapClient = createSnapClient(config)): VaRail {
  const profile = profileOf(config);
  const payStatus: VaRail['payStatus'] = async (partnerReferenceNo, amount, date) => {
    const exchange = await client.call('36', {
      originalPartnerReferenceNo: referenceFor(profile, '33', partnerReferenceNo) ?? partnerReferenceNo,
      ...(profile.externalIdFollowsReference ? { originalExternalId: externalIdOf(partnerReferenceNo, date) } : {}),
      serviceCode: '33',
      transactionDate: date,
      amount: toSnapAmount(amount),
    });
    return sameAmount(statusOutcome(exchange), exchange, 'amount', amount);
  };

  const inquire: VaRail['inquire'] = async (va, trxId) =>
    answered(await client.call('30', { ...numbersOf(va), ...(trxId === undefined ? {} : { trxId }) }), (body) => {
      const found = vaIn(body);
      return found === null ? null : { va: found };
    });

  return {
    payStatus,

    create: async (order) => {
      const { raw, body } = outcomeOf('27', await client.call('27', orderBody(order)));
      const made = body === null ? null : vaIn(body);
      if (raw.kind === 'confirm') return existing(await inquire(order, order.trxId), order, raw.code);
      return {
        ...raw,
        ...(made === null || raw.kind !== 'success' ? {} : { virtualAccountNo: made.virtualAccountNo }),
      };
    },

    inquire,

    status: async (va, inquiryRequestId) =>
      answered(await client.call('26', { ...numbersOf(va), inquiryRequestId }), (body) => ({
        paid: [vaEnvelope(body)].flat().filter(isObject).flatMap(paidIn),
      })),

    remove: async (va, trxId) => orPending(callOutcome('31', await client.call('31', { ...numbersOf(va), trxId }))),

    payInquire: async (reference, va, source) =>
      answered(
        await client.call('32', {
          ...numbersOf(va),
          partnerReferenceNo: reference,
          sourceAccountNo: source.accountNo,
          trxDateTime: snapTimestamp(new Date()),
        }),
        (body) => {
          const bill = billIn(body);
          return bill === null ? null : { bill };
        },
      ),

    pay: async (payment) => {
      const { partnerReferenceNo, amount, transactionDate } = payment;
      const exchange = await client.call('33', {
        ...numbersOf(payment.va),
        partnerReferenceNo: referenceFor(profile, '33', partnerReferenceNo) ?? partnerReferenceNo,
        sourceAccountNo: payment.source.accountNo,
        paidAmount: toSnapAmount(amount),
        trxDateTime: transactionDate,
      });
      const outcome = callOutcome('33', exchange);
      if (outcome.kind !== 'confirm') return outcome;
      return confirmed(await payStatus(partnerReferenceNo, amount, transactionDate), outcome.code);
    },
  };
}

/** The same number and transaction again: it exists when the bank shows it as it is wanted now. */
function existing(
  found: Awaited<ReturnType<VaRail['inquire']>>,
  order: VaOrder,
  code: string,
): Awaited<ReturnType<VaRail['create']>> {
  if (found.kind !== 'found') return { kind: 'unknown', message: `${code}; ${found.message}` };
  const { va } = found;
  const asWanted = va.trxId === order.trxId && (order.type === 'O' || va.amount === order.amount);
  return asWanted
    ? { kind: 'success', referenceNo: order.trxId, bankTime: null, virtualAccountNo: va.virtualAccountNo }
    : { kind: 'refused', code, message: 'the number belongs to another bill' };
}

/** `virtualAccountNo` is the padded company code and the customer's number (SNAP 1.0.2, "Virtual Account"). */
export function numbersOf({ partnerServiceId, customerNo }: VaNumber) {
  const padded = partnerServiceId.trim().padStart(SERVICE_ID_CHARS, ' ');
  return { partnerServiceId: padded, customerNo, virtualAccountNo: padded + customerNo };
}

function orderBody(order: VaOrder): Readonly<Record<string, unknown>> {
  return {
    ...numbersOf(order),
    virtualAccountName: order.name,
    trxId: order.trxId,
    totalAmount: toSnapAmount(order.amount),
    virtualAccountTrxType: order.type,
    expiredDate: order.expiresAt,
    additionalInfo: {
      ...(order.description === undefined ? {} : { description: order.description }),
      ...(order.creditAccountNo === undefined ? {} : { accountNo: order.creditAccountNo }),
    },
  };
}

type Body = Readonly<Record<string, unknown>>;

function vaIn(body: Body): Va | null {
  const data = vaEnvelope(body);
  if (!isObject(data)) return null;
  const virtualAccountNo = numberOf(data, 'virtualAccountNo');
  if (virtualAccountNo === null) return null;
  return {
    virtualAccountNo,
    name: textOf(data, 'virtualAccountName') ?? '',
    trxId: textOf(data, 'trxId'),
    amount: fromSnapAmount(data.totalAmount),
    expiresAt: textOf(data, 'expiredDate'),
    type: textOf(data, 'virtualAccountTrxType'),
  };
}

/** Nothing when the number exists and was not paid. */
function paidIn(data: Body): readonly VaPaid[] {
  const paidAmount = fromSnapAmount(data.paidAmount);
  const flag = textOf(data, 'paymentFlagStatus');
  if (paidAmount === null || paidAmount === 0n || (flag !== null && flag !== '00')) return [];
  return [
    {
      paidAmount,
      paidAt: textOf(data, 'trxDateTime') ?? textOf(data, 'transactionDate'),
      paymentRequestId: textOf(data, 'paymentRequestId'),
      referenceNo: textOf(data, 'referenceNo'),
    },
  ];
}

function billIn(body: Body): VaBill | null {
  const data = vaEnvelope(body);
  if (!isObject(data)) return null;
  const virtualAccountNo = numberOf(data, 'virtualAccountNo');
  if (virtualAccountNo === null) return null;
  return {
    virtualAccountNo,
    name: textOf(data, 'virtualAccountName'),
    amount: fromSnapAmount(data.totalAmount),
    feeAmount: fromSnapAmount(data.feeAmount),
  };
}

/** Samples of the standard write numbers of accounts without quotes. */
function numberOf(data: Body, name: string): string | null {
  const value = data[name];
  return Number.isSafeInteger(value) ? String(value) : textOf(data, name);
}
