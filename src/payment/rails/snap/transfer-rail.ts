/** Bank transfers over SNAP: 15/16 name check, 17/18/22/23 transfer, 36 status, 11 balance, 14 statement, 12/13 history. */
import type { CallOutcome, StatusOutcome } from '../ports/outcome.ts';
import type { AccountName, TransferOrder, TransferRail, TransferService } from '../ports/transfer.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import { profileOf, type SnapBankConfig } from './config.ts';
import { readHistory, readHistoryOf } from './history.ts';
import { callOutcome, codeOf, describe, type Exchange } from './outcome.ts';
import { referenceFor } from './references.ts';
import { readStatement } from './statement.ts';
import { confirmed, sameAmount, statusOutcome } from './status.ts';
import { inquiryBody, transferBody } from './transfer-body.ts';
import { externalIdOf, fromSnapAmount, isObject, newExternalId, senOf, textOf, toSnapAmount } from './wire.ts';

const MINUTE_MS = 60_000;

/** `client` is given only to share one token between the rails of a bank. */
export function createTransferRail(
  config: SnapBankConfig,
  client: SnapClient = createSnapClient(config),
): TransferRail {
  const profile = profileOf(config);
  /** When this process last ordered from an account, in milliseconds. */
  const orderedAt = new Map<string, number>();
  const status: TransferRail['status'] = (partnerReferenceNo, service, amount, date) =>
    askStatus(config, client, { partnerReferenceNo, service, amount, date });

  return {
    status,

    inquire: async (account, source, intended = {}) => {
      const reference = intended.partnerReferenceNo ?? `NI${newExternalId(new Date())}`;
      const bodies = inquiryBody(profile, account, source, {
        ...intended,
        partnerReferenceNo: referenceFor(profile, '17', reference) ?? reference,
      });
      const sameBank = isSameBank(config, account.bankCode, source.bankCode);
      const shaped = sameBank ? bodies.internal() : bodies.external();
      if (!shaped.ok) return { kind: 'unknown', message: `${shaped.missing} missing` };
      return nameOf(await client.call(sameBank ? '15' : '16', shaped.body));
    },

    submit: async (order) => {
      const service = order.service ?? usualService(config, order);
      const reference = referenceFor(profile, service, order.partnerReferenceNo);
      if (reference === null) return { ...notOurs(service, 'partnerReferenceNo'), service };
      const shaped = transferBody(profile, order, service, reference);
      if (!shaped.ok) return { ...notOurs(service, shaped.missing), service };
      orderedAt.set(order.source.accountNo, Date.now());
      const outcome = callOutcome(service, await client.call(service, shaped.body), order.earlierUnknown);
      if (outcome.kind !== 'confirm') return { ...outcome, service };
      const earlier = await status(order.partnerReferenceNo, service, order.amount, order.transactionDate);
      return { ...confirmed(earlier, outcome.code), service };
    },

    balance: async (account) => {
      const counts = (orderedAt.get(account.accountNo) ?? 0) + profile.balanceDelayMinutes * MINUTE_MS;
      if (profile.balanceDelayMinutes > 0 && Date.now() < counts) {
        return { unknown: `a balance of this bank counts ${profile.balanceDelayMinutes} minutes after an order` };
      }
      const exchange = await client.call('11', { accountNo: account.accountNo });
      if (exchange.kind !== 'answered') return { unknown: exchange.message };
      if (codeOf(exchange)?.http !== 200 || exchange.body === null) return { unknown: describe(exchange) };
      // BCA sends one object where the standard has a list.
      const infos = [exchange.body.accountInfos].flat().filter(isObject);
      const available = fromSnapAmount(infos[0]?.availableBalance);
      return available === null
        ? { unknown: 'availableBalance missing' }
        : { available, booked: wholeOf(infos[0]?.amount) };
    },

    statement: (account, from, to) => readStatement(client, profile.statement, account, from, to),
    history: (from, to) => readHistory(client, from, to),
    historyOf: (reference) => readHistoryOf(client, reference),
  };
}

const SEN = 100n;

/** Rupiah of a balance, without its sen. */
function wholeOf(amount: unknown): bigint | null {
  const sen = senOf(amount);
  return sen === null ? null : sen / SEN;
}

interface Asked {
  readonly partnerReferenceNo: string;
  readonly service: TransferService;
  readonly amount: bigint;
  readonly date: string;
}

/** A bank may keep an order under another service code than it took it by: not found means found under none. */
async function askStatus(config: SnapBankConfig, client: SnapClient, asked: Asked): Promise<StatusOutcome> {
  const profile = profileOf(config);
  const codes = [asked.service, ...(profile.serviceCodeAliases[asked.service] ?? [])];
  let outcome: StatusOutcome = { kind: 'not_found' };
  for (const serviceCode of codes) {
    const exchange = await client.call('36', {
      originalPartnerReferenceNo:
        referenceFor(profile, asked.service, asked.partnerReferenceNo) ?? asked.partnerReferenceNo,
      ...(profile.externalIdFollowsReference
        ? { originalExternalId: externalIdOf(asked.partnerReferenceNo, asked.date) }
        : {}),
      serviceCode,
      transactionDate: asked.date,
      amount: toSnapAmount(asked.amount),
    });
    // A code that the bank does not take for a service tells nothing about the order.
    if (serviceCode !== asked.service && refusesQuestion(exchange)) continue;
    outcome = sameAmount(statusOutcome(exchange), exchange, 'amount', asked.amount);
    if (outcome.kind !== 'not_found') return outcome;
  }
  return outcome;
}

function refusesQuestion(exchange: Exchange): boolean {
  return exchange.kind === 'answered' && [400, 403, 405].includes(codeOf(exchange)?.http ?? 0);
}

/** What a bank would answer to an order that lacks a field: said here, since it is known before the call. */
function notOurs(service: TransferService, field: string): CallOutcome {
  return { kind: 'refused', code: `400${service}02`, message: `Invalid Mandatory Field ${field}` };
}

function usualService(config: SnapBankConfig, { source, beneficiary }: TransferOrder): TransferService {
  return isSameBank(config, source.bankCode, beneficiary.bankCode) ? '17' : '18';
}

function isSameBank(config: SnapBankConfig, a: string, b: string): boolean {
  const house = config.sameBankCodes ?? [];
  return a === b || (house.includes(a) && house.includes(b));
}

function nameOf(exchange: Exchange): AccountName {
  if (exchange.kind !== 'answered') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: describe(exchange) };
  const referenceNo = textOf(exchange.body, 'referenceNo');
  if (code.http === 200) {
    const name = textOf(exchange.body, 'beneficiaryAccountName');
    return name === null
      ? { kind: 'unknown', message: 'name missing', referenceNo }
      : { kind: 'found', name, referenceNo };
  }
  // Invalid account, dormant, inactive, abnormal: no account that could be paid.
  const unusable =
    (code.http === 404 && code.case === '11') || (code.http === 403 && ['05', '09', '18'].includes(code.case));
  return { kind: unusable ? 'not_found' : 'unknown', message: describe(exchange), referenceNo };
}
