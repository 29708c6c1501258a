import type { BankLink, FlightReason, InFlight } from './flight-data.ts';
import type { id } from './words.id.ts';

const REASONS: Readonly<Record<FlightReason, string>> = {
  LEAVING: 'Approved, about to leave for the bank.',
  SCHEDULED: 'Approved, waiting for its time.',
  BANK_SILENT: 'The bank is disturbed. Not sent yet; it leaves by itself when the bank is back.',
  BANK_SHUT: 'The bank is closed. Not sent yet; it leaves by itself when the bank opens.',
  ANSWER_AWAITED: 'Sent. The bank’s answer is awaited.',
  UNANSWERED: 'The bank has not answered. Nothing is sent twice.',
  CLEARING: 'The bank is working on it.',
  PAGE_AWAITED: 'The bank is preparing its payment page.',
  HOLDER_AWAITED: 'Waiting for the card holder to pay on the bank’s page.',
};

const LINKS: Readonly<Record<BankLink['state'], string>> = {
  NORMAL: 'Normal',
  DISTURBED: 'Disturbed',
  CLOSED: 'Closed by the bank for a while',
};

export const en: typeof id = {
  title: 'Payments under way',
  intro: 'What is approved and has not ended at the bank, longest waiting first.',
  banks: 'Connections to banks',
  noBanks: 'No bank is in use now.',
  bank: 'Bank',
  link: 'State',
  linkOf: (state: BankLink['state']) => LINKS[state],
  since: 'Since',
  until: 'Tried again',
  caption: (total: number) => `Under way: ${total} payments`,
  number: 'Order',
  payee: 'Payee',
  net: 'Paid',
  why: 'Why it has not ended',
  reason: (one: InFlight['reason']) => REASONS[one],
  asked: 'We ask again',
  leaves: 'We try again',
  lastWord: (words: string) => `The bank’s last word: ${words}`,
  empty: 'No payment is under way',
  emptyText: 'Everything that was approved has ended at the bank.',
  toPayments: 'To the list of payments',
  pages: 'Pages of payments under way',
  oldest: 'Longest waiting',
  newer: 'Newer',
  asOf: 'As of',
};
