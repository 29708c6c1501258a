/** What the API answers about orders. Rupiah are strings of digits; moments ISO 8601; local dates `yyyy-mm-dd`. */
import { z } from 'zod';
import { paperKinds } from '../document/papers.ts';
import { rupiah } from '../platform/http/wire.ts';
import { orderMachine } from './order.machine.ts';

const sentence = z.string();
const person = z.object({ name: z.string(), role: z.string() });
const moment = z.string();
const states = Object.keys(orderMachine.states) as [string, ...string[]];

export const orderState = z.enum(states);

export const picture = z.object({ drawing: z.string(), variant: z.int(), hue: z.int() });

const taxView = z
  .object({
    dpp: rupiah,
    ppn: rupiah,
    ppnCollectedBy: z.enum(['TREASURER', 'VENDOR', 'PLATFORM', 'NONE']),
    pph: z.array(
      z.object({
        article: z.string(),
        objectCode: z.string(),
        base: rupiah,
        rate: z.string(),
        amount: rupiah,
        withheldBy: z.enum(['TREASURER', 'PLATFORM', 'OUTSIDE_CARD']),
      }),
    ),
    gross: rupiah,
    net: rupiah,
    treasurerDeposits: rupiah,
    outsideCardFlow: rupiah,
    fakturCode: z.string().nullable(),
    why: z.array(sentence),
  })
  .meta({ id: 'Tax' });

const finding = z.object({
  code: z.string(),
  level: z.enum(['ok', 'warn', 'block']),
  sentence,
  basis: z.string(),
});

const checkedLine = z.object({
  no: z.int(),
  accepted: z.int(),
  condition: z.enum(['GOOD', 'SHORT', 'DAMAGED', 'WRONG']),
  reason: z.string(),
});

/** What the dialog of a binding act repeats, and the digest that binds the code to it. */
export const stepUpView = z.object({
  digest: z.string(),
  documentNumber: z.string(),
  payee: z.string(),
  amount: rupiah,
});

const openAction = z.object({
  action: z.string(),
  /** Why it would be refused now, with the cure; null when nothing stands in the way. */
  blockedBy: sentence.nullable(),
  stepUp: stepUpView.nullable(),
});

export const orderSummary = z
  .object({
    id: z.uuid(),
    version: z.int(),
    number: z.string().nullable(),
    state: orderState,
    rail: z.enum(['CMS', 'KKP']).nullable(),
    satker: z.object({ id: z.uuid(), name: z.string() }),
    vendor: z.object({ id: z.uuid(), name: z.string() }),
    /** `Kertas HVS A4 70 gsm, 40 rim` or with "+ 2 lainnya". */
    title: z.string(),
    lineCount: z.int(),
    picture: picture.nullable(),
    gross: rupiah,
    createdAt: moment,
    dueAt: moment.nullable(),
    /** Whose turn it is. */
    turn: person.nullable(),
    requester: z.string(),
    /** What the vendor is paid, once it is billed. */
    net: rupiah.nullable(),
    receiptNumber: z.string().nullable(),
    paidAt: moment.nullable(),
  })
  .meta({ id: 'OrderSummary' });

export const orderView = orderSummary
  .extend({
    regime: z.enum(['APBN', 'APBD']),
    zone: z.enum(['WIB', 'WITA', 'WIT']),
    vendor: z.object({
      id: z.uuid(),
      name: z.string(),
      slug: z.string(),
      town: z.string(),
      umk: z.boolean(),
      pkp: z.boolean(),
    }),
    people: z.object({
      requester: person,
      pp: person.nullable(),
      ppk: person.nullable(),
      receiver: person.nullable(),
      treasurer: person.nullable(),
    }),
    lines: z.array(
      z.object({
        no: z.int(),
        productId: z.uuid(),
        slug: z.string(),
        name: z.string(),
        kind: z.enum(['GOODS', 'SERVICE']),
        unit: z.string(),
        quantity: z.int(),
        minOrder: z.int(),
        listPrice: rupiah,
        price: rupiah,
        priceIncludesPpn: z.boolean(),
        amount: rupiah,
        pdn: z.boolean(),
        tkdnPercent: z.number().nullable(),
        picture,
        /** Accepted so far by the BAST; null before it. */
        accepted: z.int().nullable(),
      }),
    ),
    totals: z.object({ goods: rupiah, deliveryFee: rupiah, gross: rupiah }),
    /** The tax of the chosen rail, or of each rail that the vendor takes while none is chosen. */
    tax: z.object({ CMS: taxView.nullable(), KKP: taxView.nullable() }),
    need: z.object({ date: z.string().nullable(), address: z.string(), note: z.string() }),
    orderedOn: z.string().nullable(),
    deliveryDate: z.string().nullable(),
    /** Hidden from the vendor. */
    budget: z
      .object({
        lineId: z.uuid(),
        mak: z.string(),
        akun: z.string(),
        name: z.string(),
        available: rupiah,
        /** What would be left after this order; equals `available` once it is committed. */
        after: rupiah,
      })
      .nullable(),
    findings: z.array(finding),
    splits: z.array(z.object({ sentence, orderNumbers: z.array(z.string()), basis: z.string() })),
    splitReason: z.string(),
    offers: z.array(
      z.object({
        no: z.int(),
        by: z.enum(['PP', 'VENDOR']),
        person: z.string(),
        at: moment,
        prices: z.array(z.object({ no: z.int(), price: rupiah })),
        deliveryFee: rupiah,
        deliveryDate: z.string().nullable(),
        note: z.string(),
        outcome: z.enum(['OPEN', 'ACCEPTED', 'DECLINED', 'COUNTERED', 'EXPIRED']),
        reason: z.string(),
        /** What the whole order would come to. */
        gross: rupiah,
        /** Against the listed prices. */
        saving: rupiah,
      }),
    ),
    dateChange: z.object({ by: z.enum(['PEMESAN', 'VENDOR']), date: z.string(), reason: z.string() }).nullable(),
    cancelReason: z.string(),
    shipments: z.array(
      z.object({
        no: z.int(),
        number: z.string(),
        carrier: z.string(),
        trackingNo: z.string(),
        note: z.string(),
        at: moment,
        deliveredAt: moment.nullable(),
        proof: z.array(z.uuid()),
      }),
    ),
    complaints: z.array(
      z.object({ at: moment, by: z.string(), lines: z.array(checkedLine), photos: z.array(z.uuid()) }),
    ),
    receipt: z
      .object({
        number: z.string(),
        at: moment,
        by: z.string(),
        partial: z.boolean(),
        lines: z.array(checkedLine),
        photos: z.array(z.uuid()),
      })
      .nullable(),
    bill: z
      .object({
        number: z.string(),
        vendorNumber: z.string(),
        at: moment,
        faktur: z.string().nullable(),
        fakturNeeded: z.boolean(),
        payee: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }),
        returned: z.array(z.object({ at: moment, by: z.string(), reason: z.string() })),
      })
      .nullable(),
    /** The PPK's and the treasurer's tests of the bill, filled in by the platform. */
    billTests: z.array(z.object({ code: z.string(), passed: z.boolean(), sentence })),
    spby: z.object({ number: z.string(), at: moment, by: z.string(), kuitansi: z.string() }).nullable(),
    /** The living instruction: `GET /api/v1/payments/{id}`. */
    paymentId: z.uuid().nullable(),
    rating: z.object({ stars: z.int(), comment: z.string(), by: z.string(), at: moment }).nullable(),
    ended: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
    papers: z.array(z.object({ kind: z.enum(paperKinds), number: z.string(), title: z.string(), url: z.string() })),
    timeline: z.array(
      z.object({
        at: moment,
        type: z.string(),
        sentence,
        by: z.string().nullable(),
        role: z.string(),
        note: z.string(),
      }),
    ),
    /** Who may be chosen as PPK at checkout; empty in other states and for other roles. */
    ppkChoices: z.array(z.object({ assignmentId: z.uuid(), name: z.string() })),
    /** The asker's open actions. Buttons come from here and from nothing else. */
    actions: z.array(openAction),
  })
  .meta({ id: 'Order' });

export type OrderView = z.output<typeof orderView>;
export type OrderSummaryView = z.output<typeof orderSummary>;

export const orderPage = z.object({ items: z.array(orderSummary), next: z.string().nullable() });

export const task = z
  .object({
    /**
     * `order` opens /pesanan/:id, `payment` /bayar/:id, `cardBill` /kartu/tagihan/:id, `deposit` /pajak/setoran/:id,
     * `replenishment` /kas/up/:id, `tax` the list /pajak.
     */
    subject: z.enum(['order', 'payment', 'cardBill', 'tax', 'deposit', 'replenishment']),
    id: z.uuid(),
    number: z.string(),
    action: z.string(),
    title: z.string(),
    counterpart: z.string(),
    amount: rupiah,
    dueAt: moment.nullable(),
    since: moment,
  })
  .meta({ id: 'Task' });
export const taskList = z.object({
  today: z.array(task),
  next: z.array(task),
  /** With whom it waits stands in `counterpart`. */
  waiting: z.array(task),
});
