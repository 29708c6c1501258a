/** What the API answers about payments, and what it takes. Rupiah are strings of digits. */
import { z } from 'zod';
import { rupiah } from '../platform/http/wire.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { stepUpView } from '../purchasing/order.schema.ts';
import { PURPOSES } from './instruction.ts';
import { RETURN_REASONS } from './return-asked.ts';
import { transferDetails, transferSummary } from './transfer.view.ts';

const reason = z.string().trim().min(5).max(1_000);

/** The states of both machines in `instruction.machine.ts`. */
const paymentStates = [
  'DRAFT',
  'SUBMITTED',
  'CHECKED',
  'APPROVED',
  'RELEASED',
  'SENT',
  'IN_CLEARING',
  'UNKNOWN',
  'SETTLED',
  'RECONCILED',
  'RETURNED',
  'FAILED',
  'WITHDRAWN',
  'PREPARED',
  'OPEN',
  'DECLINED',
  'AUTHORISED',
  'VOIDED',
  'REFUNDED',
] as const;

export const paymentSummary = z
  .object({
    id: z.uuid(),
    version: z.int(),
    rail: z.enum(['CMS', 'MPN', 'KKP', 'QRIS']),
    purpose: z.enum(PURPOSES),
    /** What is paid: an order, a deposit of taxes, a card bill. */
    subjectId: z.string(),
    state: z.enum(paymentStates),
    /** Null when no order is paid. */
    orderId: z.uuid().nullable(),
    orderNumber: z.string(),
    spbyNumber: z.string(),
    payee: z.string(),
    gross: rupiah,
    tax: rupiah,
    net: rupiah,
    createdAt: z.string(),
    /** It is the asker's turn. */
    waitsForAsker: z.boolean(),
    ...transferSummary,
  })
  .meta({ id: 'PaymentSummary' });

export const paymentView = paymentSummary
  .extend({
    /** Our reference at the bank. */
    reference: z.string(),
    source: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }).nullable(),
    card: z.object({ last4: z.string(), expiry: z.string(), issuer: z.string() }).nullable(),
    beneficiary: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }),
    /** The vendor changed to this account on that day, shortly before it billed: look twice. */
    payeeChangedOn: z.string().nullable(),
    approvals: z.array(
      z.object({ step: z.string(), by: z.string(), role: z.string(), at: z.string(), note: z.string() }),
    ),
    /** What the bank said last; empty when it has said nothing. */
    bankWords: z.string(),
    bankReference: z.string().nullable(),
    /** When the platform asks the bank again. */
    nextCheckAt: z.string().nullable(),
    /** The bank's own page for the card holder; null unless it is open and the asker is the holder. */
    cardPageUrl: z.string().nullable(),
    /** What the card holder scans in the bank's app (QRIS), and until when; null unless it is open and the asker is the holder. */
    qr: z.object({ content: z.string(), svgPath: z.string(), size: z.int(), validUntil: z.string() }).nullable(),
    /** What the vendor gave or gives back on the card. */
    refunds: z.array(
      z.object({
        amount: rupiah,
        reason: z.string(),
        state: z.enum(['ASKED', 'DONE', 'REFUSED']),
        at: z.string(),
        words: z.string(),
      }),
    ),
    /** What may still be given back; null when it is no card payment that was made. */
    refundable: rupiah.nullable(),
    /** Somebody has asked to undo it before it is cleared. */
    voidAsked: z.boolean(),
    /** What the asker may ask of a card payment that was made. */
    asks: z.array(z.enum(['askVoid', 'askRefund'])),
    upAvailable: rupiah.nullable(),
    ...transferDetails,
    actions: z.array(z.object({ action: z.string(), blockedBy: z.string().nullable(), stepUp: stepUpView.nullable() })),
  })
  .meta({ id: 'Payment' });

export const paymentPage = z.object({ items: z.array(paymentSummary), next: z.string().nullable() });

export const paymentCommands = {
  resubmit: z.object({}),
  withdraw: z.object({ reason }),
  check: z.object({}),
  approve: z.object({ stepUp }),
  release: z.object({ stepUp }),
  reject: z.object({ reason }),
} as const;

/** What people say about a transfer without moving it along its table. */
export const transferWords = {
  acceptPayee: z.object({ reason: z.string().trim().min(10).max(1_000), stepUp }),
  askReturn: z.object({
    kind: z.enum(RETURN_REASONS),
    to: z.enum(['VENDOR', 'BANK']),
    amount: z
      .string()
      .regex(/^\d{1,13}$/)
      .transform((digits) => BigInt(digits)),
    letter: z.object({ number: z.string().trim().min(3).max(80), date: z.iso.date() }),
    reason: z.string().trim().min(10).max(1_000),
  }),
} as const;

/** Acts on a payment by card. */
export const cardAsks = {
  askVoid: z.object({ reason }),
  askRefund: z.object({
    amount: z
      .string()
      .regex(/^\d{1,13}$/)
      .transform((digits) => BigInt(digits)),
    reason,
    stepUp,
  }),
} as const;

export const cardView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    kind: z.enum(['OPERATIONAL', 'TRAVEL']),
    /** DOMESTIC pays by QRIS in the issuer's app. */
    scheme: z.enum(['INTERNATIONAL', 'DOMESTIC']),
    status: z.enum(['ACTIVE', 'BLOCKED', 'CLOSED']),
    holderPersonId: z.uuid(),
    issuerBankCode: z.string(),
    /** Under which the monthly bill is paid; null while none is known. */
    billing: z.object({ accountNo: z.string(), name: z.string() }).nullable(),
    decree: z.object({ number: z.string(), date: z.string() }).nullable(),
    holder: z.string(),
    last4: z.string(),
    expiry: z.string(),
    issuer: z.string(),
    limit: rupiah,
    used: rupiah,
    held: rupiah,
    left: rupiah,
  })
  .meta({ id: 'Card' });
