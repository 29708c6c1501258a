/**
 * What a budget line and the petty cash of a satker do in the ledger. By these accounts
 * available = pagu − blocked − committed − realised holds at any moment: commitments are the holds on `budget.available`.
 * Amounts in rupiah, PPN included. Ids derive from the command.
 */
import type { Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';

/** Pagu of a line as the DIPA/DPA grants it. */
export function grantPagu(cause: string, line: string, amount: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'pagu'),
    debit: account('budget.authorised', line),
    credit: account('budget.available', line),
    amount,
    reason: 'budget.granted',
  };
}

/** Part of a line that may not be used yet (*blokir*). */
export function blockPagu(cause: string, line: string, amount: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'block'),
    debit: account('budget.available', line),
    credit: account('budget.blocked', line),
    amount,
    reason: 'budget.blocked',
  };
}

/** The PPK commits the order (row O10). Keep the id: it is posted when paid, voided when cancelled. */
export function commitOrder(cause: string, line: string, total: bigint): Transfer {
  return {
    kind: 'hold',
    id: derivedId(cause, 'commitment'),
    debit: account('budget.available', line),
    credit: account('budget.realised', line),
    amount: total,
    reason: 'order.committed',
  };
}

/** The order is paid (row O30): what was billed is realised, what was committed beyond it is free again. */
export function realiseOrder(cause: string, commitment: string, billed: bigint): Transfer {
  return { kind: 'post', id: derivedId(cause, 'realisation'), hold: commitment, amount: billed, reason: 'order.paid' };
}

/** The order ends unpaid (rows O14, O17, O23). */
export function releaseOrder(cause: string, commitment: string): Transfer {
  return { kind: 'void', id: derivedId(cause, 'release'), hold: commitment, reason: 'order.released' };
}

/** UP arrives at the bank account of the treasurer (SP2D-UP). */
export function receiveUp(cause: string, satker: string, amount: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'up'),
    debit: account('bank.cash', satker),
    credit: account('up.fund', satker),
    amount,
    reason: 'up.received',
  };
}

/** Limit of a card as the issuer grants it. */
export function grantCardLimit(cause: string, card: string, amount: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'limit'),
    debit: account('card.facility', card),
    credit: account('card.limit', card),
    amount,
    reason: 'card.limit.granted',
  };
}
