/** Lines, proofs and months as the API shows them. */

import type { z } from 'zod';
import type { Instruction } from '../payment/instruction.ts';
import type { Asker } from '../platform/http/asker.ts';
import { holidaySet } from '../regulation/rules.ts';
import { type Book, monthOf } from './book.ts';
import type { MonthFigures } from './closing.ts';
import type { ExpectedCredit } from './expected.ts';
import { ofAskedBack, ofExpected, ofPayment } from './facts.ts';
import { bankDay, type StatementRow } from './line.ts';
import { suggest } from './match.ts';
import { compareNames } from './names.ts';
import type { Proof } from './proof.ts';
import type { figuresView, lineView, proofView, shortLineView } from './reconciliation.schema.ts';
import { kindOfRemark } from './remark.ts';
import { CHOICES, type Choice, mayUndo } from './work-list.ts';

/** `1234.56`. */
function senText(sen: bigint): string {
  const size = sen < 0n ? -sen : sen;
  return `${sen < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

export interface LineFacts {
  readonly asker: Pick<Asker, 'role'>;
  readonly books: ReadonlyMap<string, Book>;
  readonly payments: readonly Instruction[];
  readonly expected: readonly ExpectedCredit[];
  /** Paid and seen: of which a return may be. */
  readonly paid: readonly Instruction[];
}

const SHOWN_SUGGESTIONS = 5;

export function lineViewOf(line: StatementRow, facts: LineFacts): z.output<typeof lineView> {
  const book = facts.books.get(line.bookId);
  const treasurer = facts.asker.role === 'BENDAHARA';
  const open = line.status === 'OPEN';
  const undoable = treasurer && book !== undefined && mayUndo(line, book);
  const { explained } = line;
  return {
    id: line.id,
    at: line.at,
    period: line.period,
    direction: line.direction,
    amount: senText(line.sen),
    remark: line.remark,
    accountNo: book?.account.accountNo ?? '',
    source: line.source,
    status: line.status,
    class: line.class,
    incident: line.incident,
    late: line.period !== monthOf(bankDay(line.at)),
    explained: explained && {
      by: explained.by === 'SYSTEM' ? '' : explained.by.name,
      at: explained.at,
      reason: explained.reason,
      basis: explained.basis,
      subject: explained.subject?.title ?? '',
    },
    paymentId: line.instructionId,
    suggestions: open ? suggestionsFor(line, facts) : [],
    actions: treasurer
      ? [...(open ? (['match', 'classify'] as const) : []), ...(undoable ? (['undo'] as const) : [])]
      : [],
    choices: open && treasurer ? choicesFor(line) : [],
  };
}

const choicesFor = ({ direction }: StatementRow): Choice[] =>
  (Object.keys(CHOICES) as Choice[]).filter((choice) => CHOICES[choice].includes(direction));

function suggestionsFor(line: StatementRow, { payments, expected, paid }: LineFacts) {
  const titles = new Map<string, string>([
    ...[...payments, ...paid].map((one): [string, string] => [one.id, `${one.orderNumber} · ${one.vendorName}`]),
    ...expected.map((one): [string, string] => [`${one.kind}:${one.id}`, one.title]),
  ]);
  const returns = mayBeReturn(line)
    ? paid.map((one) => ({ ...ofPayment(one), direction: 'CREDIT' as const, until: null }))
    : [];
  const candidates = [
    ...payments.map(ofPayment),
    ...expected.map(ofExpected),
    ...paid.flatMap(ofAskedBack),
    ...returns,
  ];
  return suggest(line, candidates, { holidays: holidaySet(), compare: compareNames })
    .slice(0, SHOWN_SUGGESTIONS)
    .map(({ candidate, basis, score }) => ({
      kind: candidate.kind,
      id: candidate.id,
      title: titles.get(candidate.id) ?? '',
      basis,
      score,
    }));
}

const mayBeReturn = (line: StatementRow): boolean =>
  line.direction === 'CREDIT' && (line.kind === 'RETURN' || kindOfRemark(line.remark, 'CREDIT') === 'RETURN');

export function proofViewOf(
  proof: Proof,
  missing: readonly Instruction[],
  language: 'id' | 'en',
): z.output<typeof proofView> {
  return {
    books: proof.books.map((one) => ({
      id: one.bookId,
      bank: one.bankCode,
      accountNo: one.accountNo,
      name: one.name,
      statement: senText(one.statementSen),
      bankBalance: one.bankSen === null ? null : senText(one.bankSen),
      bankAt: one.bankAt,
      difference: one.differenceSen === null ? null : senText(one.differenceSen),
      lines: one.lines,
      readAt: one.readAt,
      trouble: one.trouble,
      gapSince: one.gapSince,
      unshown: one.unshown.toString(),
    })),
    platform: proof.platform.toString(),
    statements: proof.statements.toString(),
    senApart: Number(proof.senApart),
    difference: proof.difference.toString(),
    onTheWay: proof.onTheWay.toString(),
    incoming: proof.incoming.toString(),
    fees: proof.fees.toString(),
    suspense: proof.suspense.toString(),
    openLines: proof.openLines,
    proven: proof.proven,
    says: saysOf(proof, language),
    missing: missing.map((one) => ({
      paymentId: one.id,
      reference: one.reference,
      payee: one.vendorName,
      amount: one.net.toString(),
      paidAt: one.bank.at,
    })),
  };
}

function saysOf(proof: Proof, language: 'id' | 'en'): string {
  const apart = proof.books.reduce((sum, one) => sum + ((one.differenceSen ?? 0n) / 100n || one.unshown), 0n);
  const off = apart === 0n ? proof.difference : apart;
  if (proof.books.length === 0) return language === 'id' ? 'Rekening belum dibaca.' : 'The account was not read yet.';
  if (proof.proven) return language === 'id' ? 'Platform = bank: selisih Rp0.' : 'Platform = bank: difference Rp0.';
  return language === 'id'
    ? `Platform belum sama dengan bank: selisih Rp${off}.`
    : `The platform does not agree with the bank: difference Rp${off}.`;
}

export const figuresViewOf = (figures: MonthFigures): z.output<typeof figuresView> => ({
  opening: senText(figures.opening),
  credits: senText(figures.credits),
  debits: senText(figures.debits),
  closing: senText(figures.closing),
  lines: figures.lines,
  bankClosing: figures.bankClosing === null ? null : senText(figures.bankClosing),
  toReturn: figures.toReturn.toString(),
});

export const shortLineOf = (line: StatementRow): z.output<typeof shortLineView> => ({
  id: line.id,
  at: line.at,
  direction: line.direction,
  amount: senText(line.sen),
  remark: line.remark,
  reason: line.explained?.reason ?? '',
});
