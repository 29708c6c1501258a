/** Bank transfers over SNAP: 15/16 name check, 17/18 transfer, 36 status, 11 balance, 14 statement. */
import type { AccountName, CallOutcome, StatusOutcome, TransferOrder, TransferRail, TransferService } from '../port.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { callOutcome, codeOf, type Exchange, statusOutcome } from './outcome.ts';
import { readStatement } from './statement.ts';
import { fromSnapAmount, isObject, textOf, toSnapAmount } from './wire.ts';

const TRANSFER_PATHS: Readonly<Record<TransferService, string>> = {
  '17': '/transfer-intrabank',
  '18': '/transfer-interbank',
};

/** `client` is given only to share one token between the rails of a bank. */
export function createTransferRail(
  config: SnapBankConfig,
  client: SnapClient = createSnapClient(config),
): TransferRail {
  const status: TransferRail['status'] = async (partnerReferenceNo, service, amount, date) => {
    const exchange = await client.call('/transfer/status', {
      originalPartnerReferenceNo: partnerReferenceNo,
      serviceCode: service,
      transactionDate: date,
      amount: toSnapAmount(amount),
    });
    return sameAmount(statusOutcome(exchange), exchange, 'amount', amount);
  };

  return {
    status,

    inquire: async (account, source) => {
      const sameBank = isSameBank(config, account.bankCode, source.bankCode);
      const exchange = sameBank
        ? await client.call('/account-inquiry-internal', {
            beneficiaryAccountNo: account.accountNo,
            additionalInfo: { sourceAccountNo: source.accountNo },
          })
        : await client.call('/account-inquiry-external', {
            beneficiaryBankCode: account.bankCode,
            beneficiaryAccountNo: account.accountNo,
          });
      return nameOf(exchange);
    },

    submit: async (order) => {
      const service = isSameBank(config, order.source.bankCode, order.beneficiary.bankCode) ? '17' : '18';
      const exchange = await client.call(TRANSFER_PATHS[service], transferBody(order, service));
      const outcome = callOutcome(service, exchange);
      if (outcome.kind !== 'confirm') return { ...outcome, service };
      const earlier = await status(order.partnerReferenceNo, service, order.amount, order.transactionDate);
      return { ...confirmed(earlier, outcome.code), service };
    },

    balance: async (account) => {
      const exchange = await client.call('/balance-inquiry', { accountNo: account.accountNo });
      if (exchange.kind !== 'answered') return { unknown: exchange.message };
      if (codeOf(exchange)?.http !== 200 || exchange.body === null) return { unknown: describe(exchange) };
      // BCA sends one object where the standard has a list.
      const infos = [exchange.body.accountInfos].flat().filter(isObject);
      const available = fromSnapAmount(infos[0]?.availableBalance);
      return available === null ? { unknown: 'availableBalance missing' } : { available };
    },

    statement: (account, from, to) => readStatement(client, account, from, to),
  };
}

function isSameBank(config: SnapBankConfig, a: string, b: string): boolean {
  const house = config.sameBankCodes ?? [];
  return a === b || (house.includes(a) && house.includes(b));
}

function transferBody(order: TransferOrder, service: TransferService): Readonly<Record<string, unknown>> {
  const common = {
    partnerReferenceNo: order.partnerReferenceNo,
    amount: toSnapAmount(order.amount),
    beneficiaryAccountNo: order.beneficiary.accountNo,
    currency: 'IDR',
    customerReference: order.customerReference,
    feeType: 'OUR',
    remark: order.remark,
    sourceAccountNo: order.source.accountNo,
    transactionDate: order.transactionDate,
  };
  if (service === '17') return common;
  return {
    ...common,
    beneficiaryAccountName: order.beneficiary.name,
    beneficiaryBankCode: order.beneficiary.bankCode,
  };
}

/** After "this reference was already used": only a status of success is success; all else is asked about again. */
function confirmed(earlier: StatusOutcome, code: string): CallOutcome {
  switch (earlier.kind) {
    case 'success':
      return earlier;
    case 'unknown':
      return { kind: 'unknown', message: `${code}; ${earlier.message}` };
    default:
      return { kind: 'pending', referenceNo: null };
  }
}

/** A status that speaks of another amount is about another payment: nobody may post on it. */
export function sameAmount(outcome: StatusOutcome, exchange: Exchange, field: string, expected: bigint): StatusOutcome {
  if (outcome.kind !== 'success' || exchange.kind !== 'answered') return outcome;
  const given = exchange.body?.[field];
  if (given === undefined || fromSnapAmount(given) === expected) return outcome;
  return { kind: 'unknown', message: 'the bank reports another amount under this reference' };
}

function nameOf(exchange: Exchange): AccountName {
  if (exchange.kind !== 'answered') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: describe(exchange) };
  if (code.http === 200) {
    const name = textOf(exchange.body, 'beneficiaryAccountName');
    return name === null ? { kind: 'unknown', message: 'name missing' } : { kind: 'found', name };
  }
  // Invalid account, dormant, inactive, abnormal: no account that could be paid.
  const unusable =
    (code.http === 404 && code.case === '11') || (code.http === 403 && ['05', '09', '18'].includes(code.case));
  return { kind: unusable ? 'not_found' : 'unknown', message: describe(exchange) };
}

export function describe(exchange: Exchange): string {
  if (exchange.kind !== 'answered') return exchange.message;
  const code = codeOf(exchange)?.text ?? `HTTP ${exchange.httpStatus}`;
  return `${code} ${exchange.body === null ? '' : (textOf(exchange.body, 'responseMessage') ?? '')}`.trim();
}
