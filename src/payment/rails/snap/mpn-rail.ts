/** Deposits to the State: 92 makes a billing code, 90 reads it, 91 pays it, 36 (service 91) tells what became of it. */
import type { Billing, BillingOrder, Deposited, MpnRail } from '../ports/mpn.ts';
import type { StatusOutcome } from '../ports/outcome.ts';
import { answered } from './answered.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { callOutcome, type Exchange } from './outcome.ts';
import { confirmed, sameAmount, statusOutcome } from './status.ts';
import { fromSnapAmount, isObject, textOf, toSnapAmount } from './wire.ts';

/** `client` is given only to share one token between the rails of a bank. */
export function createMpnRail(config: SnapBankConfig, client: SnapClient = createSnapClient(config)): MpnRail {
  const status: MpnRail['status'] = async (partnerReferenceNo, amount, date) => {
    const exchange = await client.call('36', {
      originalPartnerReferenceNo: partnerReferenceNo,
      serviceCode: '91',
      transactionDate: date,
      amount: toSnapAmount(amount),
    });
    return withReceipt(sameAmount(statusOutcome(exchange), exchange, 'amount', amount), exchange);
  };

  return {
    status,

    createBilling: async (order) =>
      answered(await client.call('92', billingBody(order)), (body) => {
        const billingCode = textOf(body, 'billingCode');
        const expiresAt = textOf(body, 'expiresAt');
        return billingCode === null || expiresAt === null ? null : { billingCode, expiresAt };
      }),

    inquire: async (billingCode) =>
      answered(await client.call('90', { billingCode }), (body) => {
        const billing = billingIn(body);
        return billing === null ? null : { billing };
      }),

    pay: async ({ partnerReferenceNo, billingCode, amount, source, transactionDate }) => {
      const exchange = await client.call('91', {
        partnerReferenceNo,
        billingCode,
        amount: toSnapAmount(amount),
        sourceAccountNo: source.accountNo,
        transactionDate,
      });
      const outcome = callOutcome('91', exchange);
      if (outcome.kind === 'confirm') {
        const earlier = await status(partnerReferenceNo, amount, transactionDate);
        const { ntpn, ntb } = earlier;
        return { ...confirmed(earlier, outcome.code), ...(ntpn && ntb ? { ntpn, ntb } : {}) };
      }
      if (outcome.kind !== 'success') return outcome;
      const receipt = receiptIn(exchange);
      // The State's receipt proves a deposit (PMK 225/PMK.05/2020): without it the bank is asked.
      return receipt.ntpn === undefined
        ? { kind: 'pending', referenceNo: outcome.referenceNo }
        : { ...outcome, ...receipt };
    },
  };
}

function billingBody(order: BillingOrder): Readonly<Record<string, unknown>> {
  const { taxpayerNpwp, taxpayerName, kap, kjs, period, amount, description } = order;
  return { taxpayerNpwp, taxpayerName, kap, kjs, period, amount: toSnapAmount(amount), description };
}

const BILLING_STATES: readonly string[] = ['UNPAID', 'PAID', 'EXPIRED'];

function billingIn(body: Readonly<Record<string, unknown>>): Billing | null {
  const amount = fromSnapAmount(body.amount);
  const status = textOf(body, 'billingStatus');
  const billingCode = textOf(body, 'billingCode');
  if (amount === null || billingCode === null || status === null || !BILLING_STATES.includes(status)) return null;
  return {
    billingCode,
    taxpayerName: textOf(body, 'taxpayerName') ?? '',
    taxpayerNpwp: textOf(body, 'taxpayerNpwp') ?? '',
    kap: textOf(body, 'kap') ?? '',
    kjs: textOf(body, 'kjs') ?? '',
    period: textOf(body, 'period') ?? '',
    amount,
    expiresAt: textOf(body, 'expiresAt') ?? '',
    status: status as Billing['status'],
    ntpn: textOf(body, 'ntpn'),
  };
}

function withReceipt(outcome: StatusOutcome, exchange: Exchange): StatusOutcome & Deposited {
  if (outcome.kind !== 'success') return outcome;
  const receipt = receiptIn(exchange);
  return receipt.ntpn === undefined ? { kind: 'pending', paidAs: outcome.referenceNo } : { ...outcome, ...receipt };
}

function receiptIn(exchange: Exchange): Deposited {
  if (exchange.kind !== 'answered' || exchange.body === null) return {};
  const info = isObject(exchange.body.additionalInfo) ? exchange.body.additionalInfo : {};
  const ntpn = textOf(exchange.body, 'ntpn') ?? textOf(info, 'ntpn');
  const ntb = textOf(exchange.body, 'ntb') ?? textOf(info, 'ntb');
  return { ...(ntpn === null ? {} : { ntpn }), ...(ntb === null ? {} : { ntb }) };
}
