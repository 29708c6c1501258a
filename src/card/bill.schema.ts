/** What the API answers about card bills, and what it takes. Rupiah are strings of digits. */
import { z } from 'zod';
import { rupiah } from '../platform/http/wire.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { stepUpView } from '../purchasing/order.schema.ts';

const reason = z.string().trim().min(5).max(1_000);
const number = z.string().trim().min(3).max(60);
const name = z.string().trim().min(3).max(120);
const date = z.iso.date();
const line = z.int().min(1).max(9_999);

export const lineActs = {
  document: z.object({
    line,
    receiptNo: z.string().trim().min(1).max(60),
    /** No receipt to be had: Daftar Pengeluaran Riil. */
    realExpenditure: z.boolean().default(false),
    purpose: z.string().trim().min(5).max(500),
    /** Ids of photos that the holder has added to the bill. */
    photos: z.array(z.uuid()).max(6).default([]),
  }),
  link: z.object({ line, instructionId: z.uuid() }),
  /** The budget line is for what was bought elsewhere. */
  verify: z.object({ line, budgetLineId: z.uuid().nullable().default(null) }),
  dispute: z.object({ line, reason }),
  personal: z.object({ line, reason }),
  reconsider: z.object({ line }),
  repay: z.object({ line, proofNo: number, paidOn: date }),
  confirmRepaid: z.object({ line }),
  rejectRepaid: z.object({ line, reason }),
} as const;

const paper = z.object({ number, date, signedBy: name });

export const billActs = {
  issueDpt: z.object({ stepUp }),
  finish: z.object({}),
  recordSpp: paper,
  recordSpm: paper,
  recordSp2d: paper,
  pay: z.object({}),
} as const;

const billState = z.enum(['OPEN', 'DPT', 'SPP', 'SPM', 'SP2D', 'PAYING', 'PAID_TO_ISSUER', 'CLOSED']);
const lineState = z.enum([
  'STATEMENTED',
  'DOCUMENTED',
  'VERIFIED',
  'DISPUTED',
  'PERSONAL',
  'REPAYING',
  'REPAID',
  'CARRIED',
  'RETURNED',
  'VOIDED',
  'PAID',
]);

const who = z.object({ name: z.string(), role: z.string(), at: z.string() });

export const billSummary = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: billState,
    issuer: z.string(),
    billNo: z.string(),
    /** `yyyyMM`. */
    period: z.string(),
    statementDate: z.string(),
    dueDate: z.string(),
    /** Days until it has to be paid; negative when late, null when it is paid. */
    daysLeft: z.int().nullable(),
    total: rupiah,
    lines: z.int(),
    /** Lines about which nobody has decided. */
    undecided: z.int(),
    /** It is the asker's turn. */
    waitsForAsker: z.boolean(),
  })
  .meta({ id: 'CardBillSummary' });

const lineView = z.object({
  no: z.int(),
  state: lineState,
  transactionDate: z.string(),
  postingDate: z.string(),
  last4: z.string(),
  holder: z.string().nullable(),
  /** The asker holds the card. */
  mine: z.boolean(),
  merchantName: z.string(),
  merchantCity: z.string(),
  mcc: z.string(),
  amount: rupiah,
  direction: z.enum(['DEBIT', 'CREDIT']),
  approvalCode: z.string().nullable(),
  payment: z
    .object({
      id: z.uuid(),
      orderId: z.uuid().nullable(),
      orderNumber: z.string(),
      spbyNumber: z.string(),
      vendorName: z.string(),
      by: z.enum(['REFERENCE', 'RRN', 'APPROVAL_CODE', 'AMOUNT_AND_DATE', 'HAND']),
    })
    .nullable(),
  budget: z.object({ mak: z.string(), akun: z.string(), name: z.string() }).nullable(),
  document: z
    .object({
      receiptNo: z.string(),
      realExpenditure: z.boolean(),
      purpose: z.string(),
      /** Addresses of photos. */
      photos: z.array(z.string()),
      by: who,
    })
    .nullable(),
  decision: z.object({ by: who, reason: z.string() }).nullable(),
  repayment: z
    .object({ proofNo: z.string(), paidOn: z.string(), by: who, confirmed: who.nullable(), rejected: z.string() })
    .nullable(),
  carriedFrom: z.object({ billId: z.uuid(), billNo: z.string(), no: z.int() }).nullable(),
  /** What the PPK looks at; for purchases through the platform it was looked at before. */
  tests: z.array(z.object({ code: z.enum(['own_card', 'documented', 'budget', 'akun', 'mcc']), ok: z.boolean() })),
  actions: z.array(z.string()),
});

const paperView = z
  .object({ number: z.string(), date: z.string(), signedBy: z.string(), recordedBy: z.string(), at: z.string() })
  .nullable();

export const billView = billSummary
  .extend({
    account: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }),
    /** As the issuer says, without what was carried here. */
    issuerTotal: rupiah,
    /** What it comes to by what was decided. */
    sums: z.object({
      undecided: rupiah,
      verified: rupiah,
      disputed: rupiah,
      personal: rupiah,
      total: rupiah,
    }),
    /** A holder sees lines of the own card alone. */
    items: z.array(lineView),
    dpt: z.object({ number: z.string(), total: rupiah, by: who }).nullable(),
    papers: z.object({ spp: paperView, spm: paperView, sp2d: paperView }),
    /** The instruction that pays it now, or paid it. */
    paymentId: z.uuid().nullable(),
    paidAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    /** Of the SP2D: arrived by the bank statement and not spent yet. */
    fund: rupiah.nullable(),
    actions: z.array(z.object({ action: z.string(), blockedBy: z.string().nullable(), stepUp: stepUpView.nullable() })),
    /** Payments of these cards that no bill has shown yet: a line may be one of them. */
    unbilled: z.array(
      z.object({
        instructionId: z.uuid(),
        orderNumber: z.string(),
        vendorName: z.string(),
        last4: z.string(),
        amount: rupiah,
        direction: z.enum(['DEBIT', 'CREDIT']),
        date: z.string(),
      }),
    ),
  })
  .meta({ id: 'CardBill' });

export const billList = z.object({ items: z.array(billSummary) });

/** The answer in words to who must not see a number of a card where a token belongs. */
export const registerBody = z.object({
  holderPersonId: z.uuid(),
  /** Opaque name of the card at its bank, from the bank's own page. */
  token: z.string().trim().min(8).max(128),
  last4: z.string().regex(/^\d{4}$/),
  expiry: z.string().regex(/^(0[1-9]|1[0-2])\/\d{2}$/),
  kind: z.enum(['OPERATIONAL', 'TRAVEL']),
  scheme: z.enum(['INTERNATIONAL', 'DOMESTIC']),
  issuerBankCode: z.string().regex(/^\d{3}$/),
  billing: z.object({ accountNo: z.string().regex(/^\d{6,34}$/), name }),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,12}$/)
    .transform((digits) => BigInt(digits)),
  decree: z.object({ number, date }),
});

export const changeBody = z.object({
  version: z.int(),
  limit: registerBody.shape.limit.optional(),
  expiry: registerBody.shape.expiry.optional(),
  kind: registerBody.shape.kind.optional(),
  status: z.enum(['ACTIVE', 'BLOCKED', 'CLOSED']).optional(),
  billing: registerBody.shape.billing.optional(),
  decree: registerBody.shape.decree,
});
