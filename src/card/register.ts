/**
 * Cards of an office: registered and changed by its admin on a decree of the KPA (PMK 196/PMK.05/2018). The number of a card is
 * shown to its bank alone, on the bank's page; here comes the token that the bank gave for it.
 */
import { type Decision, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { localDate, type Zone } from '../kernel/time.ts';
import { account } from '../ledger/accounts.ts';
import { type Card, type CardKind, type CardScheme, type CardStatus, cardRow } from '../payment/card.ts';
import type { Moment } from './facts.ts';

export interface NewCard {
  readonly token: string;
  readonly last4: string;
  readonly expiry: string;
  readonly kind: CardKind;
  readonly scheme: CardScheme;
  readonly issuerBankCode: string;
  readonly billing: { readonly accountNo: string; readonly name: string };
  readonly limit: bigint;
  readonly decree: { readonly number: string; readonly date: string };
}

export interface RegisterFacts extends Moment {
  readonly satkerId: string;
  readonly zone: Zone;
  /** The holder in office (KKP_HOLDER); null when the person is not. */
  readonly holder: { readonly personId: string; readonly name: string } | null;
  /** All cards of the office. */
  readonly cards: readonly Card[];
}

const SHORTEST_NUMBER = 13;
const LONGEST_NUMBER = 19;

/** Whether a text holds what could be a card number: 13 to 19 digits that pass the Luhn sum (ISO/IEC 7812-1). */
export function looksLikeCardNumber(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits) || digits.length < SHORTEST_NUMBER || digits.length > LONGEST_NUMBER) return false;
  const sum = [...digits].reverse().reduce((all, character, i) => {
    const digit = Number(character) * (i % 2 === 1 ? 2 : 1);
    return all + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

export function registerCard(wanted: NewCard, facts: RegisterFacts): Decision | Refusal {
  const { holder, satkerId, cause, now, zone } = facts;
  if (looksLikeCardNumber(wanted.token)) return refuse('card_number_refused');
  if (!holder) return refuse('wrong_official', { who: 'KKP_HOLDER' });
  if (facts.cards.some(({ token }) => token === wanted.token)) return refuse('code_taken', { code: wanted.last4 });
  const today = localDate(now, zone);
  if (wanted.decree.date > today) return refuse('date_invalid', { date: wanted.decree.date });
  const { limit, ...about } = wanted;
  const card: Card = {
    ...about,
    id: derivedId(cause, 'card'),
    satkerId,
    holderPersonId: holder.personId,
    holder: holder.name,
    status: 'ACTIVE',
  };
  return decided('card.registered', card, 0, [granted(cause, card.id, limit)], {
    last4: card.last4,
    kind: wanted.kind,
    scheme: wanted.scheme,
    limit,
    decree: wanted.decree.number,
  });
}

export interface CardChange {
  readonly limit?: bigint | undefined;
  readonly expiry?: string | undefined;
  readonly kind?: CardKind | undefined;
  readonly status?: CardStatus | undefined;
  readonly billing?: { readonly accountNo: string; readonly name: string } | undefined;
  readonly decree: { readonly number: string; readonly date: string };
}

export interface ChangeFacts extends Moment {
  /** Rupiah: the limit as it stands, and what of it is free. */
  readonly limit: bigint;
  readonly left: bigint;
}

export function changeCard(card: Card, change: CardChange, facts: ChangeFacts): Decision | Refusal {
  const { limit, decree, ...given } = change;
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(own).length === 0 && (limit === undefined || limit === facts.limit)) return refuse('nothing_changed');
  const by = limit === undefined ? 0n : limit - facts.limit;
  // What is used or held cannot be taken away.
  if (by < 0n && facts.left < -by)
    return refuse('card_limit_insufficient', { left: facts.left, short: -by - facts.left });
  const { cause } = facts;
  const transfers = by > 0n ? [granted(cause, card.id, by)] : by < 0n ? [takenBack(cause, card.id, -by)] : [];
  return decided('card.changed', { ...card, ...own, decree }, card.version ?? 1, transfers, {
    ...own,
    ...(limit === undefined ? {} : { limit, before: facts.limit }),
    decree: decree.number,
  });
}

function decided(
  type: string,
  card: Card,
  version: number,
  transfers: readonly Transfer[],
  payload: Decision['events'][number]['payload'],
): Decision {
  return {
    ok: true,
    events: [{ type, aggregate: 'card', aggregateId: card.id, payload }],
    rows: [cardRow(card, version)],
    transfers,
    jobs: [],
  };
}

const move = (cause: string, label: string, [debit, credit]: readonly [string, string], card: string, amount: bigint) =>
  ({
    kind: 'move',
    id: derivedId(cause, label),
    debit: account(debit as 'card.limit', card),
    credit: account(credit as 'card.limit', card),
    amount,
    reason: `card.${label}`,
  }) as const satisfies Transfer;

const granted = (cause: string, card: string, amount: bigint): Transfer =>
  move(cause, 'limit.granted', ['card.facility', 'card.limit'], card, amount);
const takenBack = (cause: string, card: string, amount: bigint): Transfer =>
  move(cause, 'limit.reduced', ['card.limit', 'card.facility'], card, amount);
