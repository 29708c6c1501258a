/** Card payments on the bank's hosted page: 54 opens it, 55 tells what became of it, 57 closes it. */
import type { CardRail, CardSessionOrder, StatusOutcome } from '../port.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { callOutcome, type Exchange, statusOutcome } from './outcome.ts';
import { sameAmount } from './transfer-rail.ts';
import { textOf, toSnapAmount } from './wire.ts';

/** `client` is given only to share one token between the rails of a bank. */
export function createCardRail(config: SnapBankConfig, client: SnapClient = createSnapClient(config)): CardRail {
  const status: CardRail['status'] = async (partnerReferenceNo, amount, date) => {
    const exchange = await client.call('/debit/status', {
      originalPartnerReferenceNo: partnerReferenceNo,
      serviceCode: '54',
      transactionDate: date,
      amount: toSnapAmount(amount),
    });
    const outcome = sameAmount(statusOutcome(exchange), exchange, 'transAmount', amount);
    const approvalCode = approvalCodeOf(outcome, exchange);
    return approvalCode === null ? outcome : { ...outcome, approvalCode };
  };

  return {
    status,

    open: async (order) => {
      const exchange = await client.call('/debit/payment-host-to-host', sessionBody(order));
      const outcome = callOutcome('54', exchange);
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
    },

    cancel: async (partnerReferenceNo) => {
      const exchange = await client.call('/debit/cancel', {
        originalPartnerReferenceNo: partnerReferenceNo,
        reason: 'Pembayaran dibatalkan',
      });
      const outcome = callOutcome('57', exchange);
      return outcome.kind === 'confirm' ? { kind: 'pending', referenceNo: null } : outcome;
    },
  };
}

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

/** An address a browser may be sent to; never `javascript:` or the like. */
/** Null when the answer names no page, or one that is not the bank's: nobody is sent there. */
function redirectUrlOf(exchange: Exchange, hosts: readonly string[]): string | null {
  if (exchange.kind !== 'answered' || exchange.body === null) return null;
  const url = URL.parse(textOf(exchange.body, 'webRedirectUrl') ?? '');
  if (url === null || !hosts.includes(url.host)) return null;
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function approvalCodeOf(outcome: StatusOutcome, exchange: Exchange): string | null {
  if (outcome.kind !== 'success' || exchange.kind !== 'answered' || exchange.body === null) return null;
  return textOf(exchange.body, 'approvalCode');
}
