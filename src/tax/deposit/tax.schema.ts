/** What the API answers about taxes kept back, and what it takes. Rupiah are strings of digits. */
import { z } from 'zod';
import { rupiah } from '../../platform/http/wire.ts';

const reason = z.string().trim().min(5).max(1_000);
const date = z.iso.date();
/** Nomor Transaksi Penerimaan Negara: sixteen letters and digits. */
const ntpn = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{16}$/);
/** Fifteen digits, the first 0 to 3 for taxes. */
const billingCode = z.string().regex(/^[0-3]\d{14}$/);
export const period = z.string().regex(/^(0[1-9]|1[0-2])20\d{2}$/);

export const depositCommands = {
  draft: z.object({ withholdingIds: z.array(z.uuid()).min(1).max(200), period }),
  recordBilling: z.object({ code: billingCode, expiresOn: date }),
  pay: z.object({}),
  recordNtpn: z.object({ number: ntpn, date }),
  withdraw: z.object({ reason }),
} as const;

export const withholdingCommands = {
  slip: z.object({ number: z.string().trim().min(5).max(40), date }),
  closeOutsideCard: z.object({ ntpn, date, note: reason }),
} as const;

export const reportCommand = z.object({ period, withholdingIds: z.array(z.uuid()).min(1).max(500) });

const taxPaper = z.object({ number: z.string(), date: z.string() });

export const withholdingView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    orderId: z.uuid(),
    orderNumber: z.string(),
    spbyNumber: z.string(),
    vendorName: z.string(),
    kind: z.enum(['PPN', 'PPH']),
    article: z.string().nullable(),
    objectCode: z.string().nullable(),
    base: rupiah,
    rate: z.string(),
    amount: rupiah,
    source: z.enum(['PAYMENT', 'OUTSIDE_CARD']),
    state: z.enum(['OWED', 'IN_DEPOSIT', 'DEPOSITED', 'SLIPPED', 'REPORTED', 'CLOSED']),
    withheldAt: z.string(),
    due: z.string(),
    depositId: z.uuid().nullable(),
    ntpn: z.string().nullable(),
    slip: taxPaper.nullable(),
    reportedIn: z.string().nullable(),
  })
  .meta({ id: 'Withholding' });

export const withholdingList = z.object({ items: z.array(withholdingView), owed: rupiah });

export const depositView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    number: z.string(),
    state: z.enum(['DRAFTED', 'BILLED', 'PAYING', 'DEPOSITED', 'WITHDRAWN']),
    kap: z.string(),
    kjs: z.string(),
    period: z.string(),
    amount: rupiah,
    billing: z.object({ code: z.string(), expiresAt: z.string(), madeBy: z.enum(['BANK', 'TYPED']) }).nullable(),
    paymentId: z.uuid().nullable(),
    ntpn: z.string().nullable(),
    ntb: z.string().nullable(),
    depositedAt: z.string().nullable(),
    draftedBy: z.string(),
    createdAt: z.string(),
    /** What the bank said last when a code could not be made or paid. */
    trouble: z.string(),
    items: z.array(withholdingView),
    actions: z.array(z.string()),
  })
  .meta({ id: 'TaxDeposit' });

export const depositPageView = z.object({
  items: z.array(depositView.omit({ items: true })),
  next: z.string().nullable(),
});
