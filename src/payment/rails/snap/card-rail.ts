/**
 * Card payments on the bank's hosted page: 54 opens a sale, 55 tells what became of it, 57 closes it, 58 gives back; 63 to 69 do the
 * same in two steps, authorisation and capture.
 */
import type { CardRail, CardSessionOrder, CardStatus } from '../ports/card.ts';
import type { CallOutcome, StatusOutcome } from '../ports/outcome.ts';
import { orPending } from './answered.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { callOutcome, type Exchange } from './outcome.ts';
import { refundKnown } from './refund.ts';
import { confirmed, sameAmount, statusOutcome, stepStatus } from './status.ts';
import { isObject, textOf, toSnapAmount } from './wire.ts';

/** `client` is given only to share one token between the rails of a bank. */
export function createCardRail(config: SnapBankConfig, client: SnapClient = createSnapClient(config)): CardRail {
  const ask = async (service: '55' | '64', of: string, field: string, ...asked: Parameters<CardRail['status']>) => {
    const [partnerReferenceNo, amount, date] = asked;
    const exchange = await client.call(service, {
      originalPartnerReferenceNo: partnerReferenceNo,
      serviceCode: of,
      transactionDate: date,
      amount: toSnapAmount(amount),
    });
    return withKeys(sameAmount(statusOutcome(exchange), exchange, field, amount), exchange);
  };

  const opened = (service: '54' | '63', exchange: Exchange): CallOutcome & { readonly redirectUrl?: string } => {
    const outcome = callOutcome(service, exchange);
    // The reference has been used and its page is closed: only status tells how it ended.
    if (outcome.kind === 'confirm') return { kind: 'pending', referenceNo: null };
    const redirectUrl = redirectUrlOf(exchange, config.pageHosts);
    if (redirectUrl === null) {
      return outcome.kind === 'success' ? { kind: 'unknown', message: 'page opened without an address' } : outcome;
    }
    // A repeated request finds its page still open (202): as good as opened now.
    if (outcome.kind === 'pending' && outcome.referenceNo !== null) {
      return { kind: 'success', referenceNo: outcome.referenceNo, bankTime: null, redirectUrl };
    }
    return { ...outcome, redirectUrl };
  };

  const captureStatus: CardRail['captureStatus'] = async (order) => {
    const exchange = await client.call('66', {
      originalPartnerReferenceNo: order.partnerReferenceNo,
      originalReferenceNo: order.referenceNo,
      partnerCaptureNo: order.captureReference,
      serviceCode: '65',
    });
    const outcome = stepStatus(exchange, 'latestCaptureStatus', 'captureNo');
    return sameAmount(outcome, exchange, 'captureAmount', order.amount);
  };

  const voidStatus: CardRail['voidStatus'] = async (order) => {
    const exchange = await client.call('68', {
      originalPartnerReferenceNo: order.partnerReferenceNo,
      originalReferenceNo: order.referenceNo,
      partnerVoidNo: order.voidReference,
      serviceCode: '67',
    });
    return stepStatus(exchange, 'latestVoidStatus', 'voidNo');
  };

  return {
    status: (...asked) => ask('55', '54', 'transAmount', ...asked),
    authStatus: (...asked) => ask('64', '63', 'amount', ...asked),
    captureStatus,
    voidStatus,

    open: async (order) => opened('54', await client.call('54', sessionBody(order))),

    authorise: async (order) => {
      const title = order.description || order.partnerReferenceNo;
      return opened('63', await client.call('63', { ...sessionBody(order), merchantId: merchantOf(config), title }));
    },

    cancel: async (partnerReferenceNo) => {
      const body = { originalPartnerReferenceNo: partnerReferenceNo, reason: 'Pembayaran dibatalkan' };
      return orPending(callOutcome('57', await client.call('57', body)));
    },

    capture: async (order) => {
      const exchange = await client.call('65', {
        originalReferenceNo: order.referenceNo,
        originalPartnerReferenceNo: order.partnerReferenceNo,
        partnerCaptureNo: order.captureReference,
        merchantId: merchantOf(config),
        captureAmount: toSnapAmount(order.amount),
        title: order.title,
        lastCapture: String(order.last),
      });
      const outcome = callOutcome('65', exchange);
      return outcome.kind === 'confirm' ? confirmed(await captureStatus(order), outcome.code) : outcome;
    },

    void: async (order) => {
      const exchange = await client.call('67', {
        originalReferenceNo: order.referenceNo,
        originalPartnerReferenceNo: order.partnerReferenceNo,
        partnerVoidNo: order.voidReference,
        merchantId: merchantOf(config),
        ...(order.amount === undefined ? { voidRemainingAmount: 'true' } : { voidAmount: toSnapAmount(order.amount) }),
        reason: order.reason,
      });
      const outcome = callOutcome('67', exchange);
      return outcome.kind === 'confirm' ? confirmed(await voidStatus(order), outcome.code) : outcome;
    },

    refund: async (order) => {
      const service = order.captureNo === null ? '58' : '69';
      const original = {
        originalPartnerReferenceNo: order.partnerReferenceNo,
        ...(order.referenceNo === null ? {} : { originalReferenceNo: order.referenceNo }),
      };
      const exchange = await client.call(service, {
        ...original,
        ...(order.captureNo === null ? {} : { originalCaptureNo: order.captureNo }),
        partnerRefundNo: order.refundReference,
        refundAmount: toSnapAmount(order.amount),
        reason: order.reason,
      });
      const outcome = callOutcome(service, exchange);
      if (outcome.kind !== 'confirm') return outcome;
      const [status, of] = service === '58' ? (['55', '54'] as const) : (['64', '63'] as const);
      return refundKnown(await client.call(status, { ...original, serviceCode: of }), order.refundReference);
    },
  };
}

const merchantOf = ({ merchantId, partnerId }: SnapBankConfig): string => merchantId ?? partnerId;

/** The vendor travels in additionalInfo: the standard has no field for the account that is credited. */
function sessionBody(order: CardSessionOrder): Readonly<Record<string, unknown>> {
  return {
    partnerReferenceNo: order.partnerReferenceNo,
    bankCardToken: order.cardToken,
    amount: toSnapAmount(order.amount),
    urlParams: [{ url: order.returnUrl, type: 'PAY_RETURN', isDeeplink: 'N' }],
    validUpTo: order.validUntil,
    payOptionDetails: [{ payMethod: 'CREDIT_CARD', payOption: 'CREDIT_CARD_KKP' }],
    additionalInfo: {
      beneficiaryBankCode: order.beneficiary.bankCode,
      beneficiaryAccountNo: order.beneficiary.accountNo,
      beneficiaryAccountName: order.beneficiary.name,
      description: order.description,
    },
  };
}

/** Null when the answer names no page, or one that is not the bank's: nobody is sent there, nor to `javascript:` or the like. */
function redirectUrlOf(exchange: Exchange, hosts: readonly string[]): string | null {
  if (exchange.kind !== 'answered' || exchange.body === null) return null;
  const info = isObject(exchange.body.additionalInfo) ? exchange.body.additionalInfo : {};
  const url = URL.parse(textOf(exchange.body, 'webRedirectUrl') ?? textOf(info, 'webRedirectUrl') ?? '');
  if (url === null || !hosts.includes(url.host)) return null;
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function withKeys(outcome: StatusOutcome, exchange: Exchange): CardStatus {
  if (exchange.kind !== 'answered' || exchange.body === null) return outcome;
  const openAs = textOf(exchange.body, 'originalReferenceNo');
  if (outcome.kind === 'pending' && openAs !== null) return { ...outcome, openAs };
  if (outcome.kind !== 'success') return outcome;
  const info = isObject(exchange.body.additionalInfo) ? exchange.body.additionalInfo : {};
  const approvalCode = textOf(exchange.body, 'approvalCode') ?? textOf(info, 'approvalCode');
  return approvalCode === null ? outcome : { ...outcome, approvalCode };
}
