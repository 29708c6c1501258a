/** What the API answers about petty cash, and what it takes. Rupiah are strings of digits. */
import { z } from 'zod';
import { rupiah } from '../platform/http/wire.ts';
import { paperInput, papersView, sp2dInput } from './papers.ts';
import { REPLENISHMENT_KINDS } from './replenishment.ts';

const reason = z.string().trim().min(5).max(1_000);
const amount = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(BigInt);
const approval = z.object({ number: z.string().trim().min(3).max(60), date: z.iso.date() });

export const treasuryCommands = {
  draft: z.object({
    kind: z.enum(REPLENISHMENT_KINDS),
    /** Of UP and TUP: what the KPPN approved, and its letter. A GUP is as large as what was spent. */
    amount: amount.optional(),
    approval: approval.optional(),
  }),
  issueSpp: paperInput,
  issueSpm: paperInput,
  recordSp2d: sp2dInput,
  recordNihil: sp2dInput,
  sendBack: z.object({ reason }),
  withdraw: z.object({ reason }),
} as const;

const state = z.enum(['DRAFTED', 'SPP', 'SPM', 'SP2D', 'RECEIVED', 'WITHDRAWN']);

export const replenishmentSummary = z
  .object({
    id: z.uuid(),
    version: z.int(),
    kind: z.enum(REPLENISHMENT_KINDS),
    number: z.string(),
    state,
    year: z.int(),
    amount: rupiah,
    createdAt: z.string(),
    waitsForAsker: z.boolean(),
  })
  .meta({ id: 'ReplenishmentSummary' });

const spent = z.object({
  orderId: z.uuid(),
  orderNumber: z.string(),
  spbyNumber: z.string(),
  payee: z.string(),
  mak: z.string(),
  akun: z.string(),
  paidAt: z.string(),
  gross: rupiah,
});

export const replenishmentView = replenishmentSummary
  .extend({
    approval: z.object({ number: z.string(), date: z.string() }).nullable(),
    draftedBy: z.string(),
    lines: z.array(spent),
    /** Sums of the lines, for the SPP. */
    byMak: z.array(z.object({ mak: z.string(), akun: z.string(), amount: rupiah })),
    papers: papersView,
    sentBack: z.array(z.object({ by: z.string(), role: z.string(), reason: z.string(), at: z.string() })),
    receivedAt: z.string().nullable(),
    actions: z.array(z.string()),
  })
  .meta({ id: 'Replenishment' });

export const replenishmentPageView = z.object({
  items: z.array(replenishmentSummary),
  next: z.string().nullable(),
});

export const spentView = z.object({
  lines: z.array(spent),
  amount: rupiah,
  /** Left of the petty cash, holds included. */
  left: rupiah,
  /** Of what is left: held for payments under way. */
  held: rupiah,
  /** Share of the petty cash that is spent, in whole percent, and what a GUP asks for at least. */
  usedPercent: z.int(),
  minPercent: z.int(),
});
