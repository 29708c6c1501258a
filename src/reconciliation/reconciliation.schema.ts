/** What the API answers about accounts, statement lines and months. Rupiah are digits; with sen they have two decimals. */
import { z } from 'zod';
import { rupiah } from '../platform/http/wire.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { stepUpView } from '../purchasing/order.schema.ts';
import { INCIDENTS, LINE_CLASSES } from './line.ts';

const withSen = z.string().regex(/^-?\d{1,18}\.\d{2}$/);
const reason = z.string().trim().min(5).max(1_000);
const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const bookView = z.object({
  id: z.uuid(),
  bank: z.string(),
  accountNo: z.string(),
  name: z.string(),
  /** Opening and every line since. */
  statement: withSen,
  /** What the bank says; null when it never said. */
  bankBalance: withSen.nullable(),
  bankAt: z.string().nullable(),
  difference: withSen.nullable(),
  lines: z.int(),
  readAt: z.string().nullable(),
  trouble: z.string().nullable(),
  gapSince: z.string().nullable(),
  /** Booked by the bank and not shown on the statement, by its balance inquiry. */
  unshown: rupiah,
});

export const proofView = z
  .object({
    books: z.array(bookView),
    platform: rupiah,
    statements: rupiah,
    /** Sen that the ledger does not know. */
    senApart: z.int(),
    /** Platform − statements. */
    difference: rupiah,
    onTheWay: rupiah,
    incoming: rupiah,
    fees: rupiah,
    suspense: rupiah,
    openLines: z.int(),
    proven: z.boolean(),
    /** One sentence for people. */
    says: z.string(),
    /** Payments that the bank called paid and that are not on the statement by the second working day. */
    missing: z.array(
      z.object({
        paymentId: z.uuid(),
        reference: z.string(),
        payee: z.string(),
        amount: rupiah,
        paidAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ReconciliationProof' });

const suggestionView = z.object({
  kind: z.enum(['PAYMENT', 'EXPECTED']),
  id: z.string(),
  title: z.string(),
  basis: z.enum(['REFERENCE', 'REMARK', 'ACCOUNT_DATE', 'NAME', 'SIMILAR_NAME', 'AMOUNT']),
  score: z.int(),
});

export const lineView = z
  .object({
    id: z.uuid(),
    at: z.string(),
    period,
    direction: z.enum(['CREDIT', 'DEBIT']),
    amount: withSen,
    remark: z.string(),
    accountNo: z.string(),
    source: z.enum(['SNAP', 'FILE']),
    status: z.enum(['TAKEN', 'WAITING', 'OPEN', 'EXPLAINED']),
    class: z.enum(LINE_CLASSES).nullable(),
    incident: z.enum(INCIDENTS).nullable(),
    /** Came after its own month was closed. */
    late: z.boolean(),
    explained: z
      .object({ by: z.string(), at: z.string(), reason: z.string(), basis: z.string(), subject: z.string() })
      .nullable(),
    /** Payment that it is about. */
    paymentId: z.uuid().nullable(),
    suggestions: z.array(suggestionView),
    /** What the asker may do with it now. */
    actions: z.array(z.enum(['match', 'classify', 'undo'])),
    choices: z.array(z.enum(['FEE', 'TAX', 'INTEREST', 'RETURN', 'CORRECTION', 'TO_RETURN'])),
  })
  .meta({ id: 'StatementLine' });

export const linePageView = z.object({ items: z.array(lineView), next: z.string().nullable() });

export const lineCommands = {
  match: z.object({ kind: z.enum(['PAYMENT', 'EXPECTED']), id: z.string().min(1).max(80), reason }),
  classify: z.object({
    class: z.enum(['FEE', 'TAX', 'INTEREST', 'RETURN', 'CORRECTION', 'TO_RETURN']),
    reason,
  }),
  undo: z.object({ reason }),
} as const;

export const figuresView = z.object({
  opening: withSen,
  credits: withSen,
  debits: withSen,
  closing: withSen,
  lines: z.int(),
  bankClosing: withSen.nullable(),
  toReturn: rupiah,
});

export const monthSummary = z
  .object({
    bookId: z.uuid(),
    bank: z.string(),
    accountNo: z.string(),
    period,
    state: z.enum(['OPEN', 'SIGNED', 'SENT_BACK', 'CLOSED']),
    figures: figuresView,
    /** It is this month's turn. */
    next: z.boolean(),
  })
  .meta({ id: 'AccountMonth' });

export const shortLineView = z.object({
  id: z.uuid(),
  at: z.string(),
  direction: z.enum(['CREDIT', 'DEBIT']),
  amount: withSen,
  remark: z.string(),
  reason: z.string(),
});

export const monthView = monthSummary
  .extend({
    satker: z.string(),
    accountName: z.string(),
    signatures: z.array(
      z.object({ act: z.string(), name: z.string(), role: z.string(), at: z.string(), note: z.string() }),
    ),
    /** Platform − statements now, whole rupiah. */
    difference: rupiah,
    onTheWay: z.array(
      z.object({ reference: z.string(), payee: z.string(), amount: rupiah, paidAt: z.string().nullable() }),
    ),
    incoming: rupiah,
    openLines: z.int(),
    toReturn: z.array(shortLineView),
    late: z.array(shortLineView),
    actions: z.array(
      z.object({
        action: z.enum(['sign', 'sendBack', 'close']),
        blockedBy: z.string().nullable(),
        stepUp: stepUpView.nullable(),
      }),
    ),
  })
  .meta({ id: 'AccountMonthProof' });

export const closingCommands = {
  sign: z.object({ stepUp, note: z.union([z.literal(''), reason]).default('') }),
  sendBack: z.object({ reason }),
  close: z.object({ stepUp }),
} as const;
