/** What a person may send with each action on an order: the shapes that the routes check and the rules receive. */
import { z } from 'zod';
import { proof, sixDigits } from '../identity/proof.schema.ts';

export const MAX_LINES = 100;
const MAX_QUANTITY = 1_000_000;
const MAX_PHOTOS = 10;

const id = z.uuid();
const words = (max: number) => z.string().trim().max(max);
/** Why: never empty, so that whoever reads it later learns something. */
const reason = z.string().trim().min(5).max(1_000);
const note = words(1_000).default('');
const date = z.iso.date();
const rupiah = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform((digits) => BigInt(digits));
const quantity = z.int().min(1).max(MAX_QUANTITY);
const lineNo = z.int().min(1).max(MAX_LINES);
const photos = z.array(id).max(MAX_PHOTOS).default([]);

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** A fresh proof, bound to what was shown when it was given: a code, or what a passkey signed. */
export const stepUp = z.union([z.strictObject({ digest, code: sixDigits }), z.strictObject({ digest, proof })]);

const offer = z.object({
  prices: z.array(z.object({ no: lineNo, price: rupiah })).max(MAX_LINES),
  deliveryFee: rupiah,
  deliveryDate: date.nullable().default(null),
  note,
});

const checked = z.object({
  no: lineNo,
  accepted: z.int().min(0).max(MAX_QUANTITY),
  condition: z.enum(['GOOD', 'SHORT', 'DAMAGED', 'WRONG']),
  reason: words(500).default(''),
});

const empty = z.object({});
const because = z.object({ reason });

/** The six reasons for which a PPK may reject. */
export const rejectionReasons = [
  'NOT_NEEDED',
  'PRICE_TOO_HIGH',
  'WRONG_ACCOUNT',
  'WRONG_SPECIFICATION',
  'LOOKS_SPLIT',
  'OTHER',
] as const;

export const orderCommands = {
  addItem: z.object({ productId: id, quantity }),
  setItems: z.object({ lines: z.array(z.object({ productId: id, quantity })).max(MAX_LINES) }),
  request: z.object({ note, needDate: date.nullable().default(null) }),
  discard: empty,
  reorder: empty,

  setDetails: z.object({
    lines: z
      .array(z.object({ productId: id, quantity }))
      .max(MAX_LINES)
      .optional(),
    budgetLineId: id.optional(),
    needDate: date.optional(),
    address: z.string().trim().min(10).max(300).optional(),
    note: words(1_000).optional(),
  }),
  sendBack: because,
  negotiate: offer,
  skipNegotiation: empty,
  offer,
  acceptOffer: empty,
  counterOffer: offer,
  declineOffer: because,
  checkout: z.object({ ppkAssignmentId: id, rail: z.enum(['CMS', 'KKP']), note }),

  approve: z.object({ stepUp, splitReason: z.union([z.literal(''), reason]).default('') }),
  reject: z.object({ why: z.enum(rejectionReasons), reason }),

  accept: z.object({ deliveryDate: date.nullable().default(null) }),
  decline: because,
  askNewDate: z.object({ date, reason }),
  acceptNewDate: empty,
  declineNewDate: because,
  ship: z.object({ carrier: z.string().trim().min(2).max(80), trackingNo: words(60).default(''), note }),
  askCancel: because,
  consentCancel: empty,
  refuseCancel: because,

  markDelivered: z.object({ proof: photos, note }),
  receive: z.object({ photos }),
  hold: z.object({ lines: z.array(checked).min(1).max(MAX_LINES), photos }),
  shipAgain: z.object({ carrier: z.string().trim().min(2).max(80), trackingNo: words(60).default(''), note }),
  receivePart: z.object({ lines: z.array(checked).min(1).max(MAX_LINES), photos }),
  cancelForDefault: because,

  bill: z.object({ vendorNumber: words(60).default(''), faktur: words(25).default('') }),
  attachFaktur: z.object({ faktur: words(25) }),
  signSpby: z.object({ stepUp }),
  returnBill: because,
  refuseSpby: because,
  /** `executeOn`: local date on which it is to be sent; null for at once. */
  startPayment: z.object({ executeOn: z.iso.date().nullable().default(null) }),
  payByCard: z.object({ cardId: id }),
  rate: z.object({ stars: z.int().min(1).max(5), comment: words(1_000).default('') }),
} as const;

export type PersonAction = keyof typeof orderCommands;
export type CommandInput<A extends PersonAction> = z.output<(typeof orderCommands)[A]>;
