/** Many satker with money at three banks, vendors at five, some of whose accounts the bank refuses. All invented. */
import { randomUUID } from 'node:crypto';
import { type AccountSeed, type CardSeed, seedBank } from '../../bank/seed.ts';
import { lineRow } from '../../src/budget/line.ts';
import { grantCardLimit, grantPagu, receiveUp } from '../../src/budget/postings.ts';
import { personRow } from '../../src/identity/person.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { CommitRequest, Committer } from '../../src/journal/commit.ts';
import type { RowWrite, Transfer } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { type Satker, satkerRow } from '../../src/organisation/satker.ts';
import { type Vendor, vendorRow } from '../../src/organisation/vendor.ts';
import { importedLife } from '../../src/organisation/vendor-life.ts';
import { type Card, cardRow } from '../../src/payment/card.ts';
import {
  buyers,
  type Stage,
  testLine,
  testProduct,
  testSatker,
  testVendor,
  today,
} from '../../src/purchasing/testing.ts';
import { BANK_PARTNER_ID } from '../../src/sandbox.ts';

/** What the bank does with a payment to this vendor, whatever else happens. */
export type Payee = 'PAYS' | 'REFUSES';

export interface ChaosVendor {
  readonly vendor: Vendor;
  readonly payee: Payee;
  /** Takes cards. */
  readonly cards: boolean;
}

export interface ChaosSatker {
  readonly satker: Satker;
  /** Pays on the bank's page. */
  readonly card: Card;
  /** KKP Domestik: pays a QR. */
  readonly qrCard: Card;
  /** The stage on which the rules make its orders, one for each vendor. */
  readonly stages: readonly Stage[];
}

export interface ChaosOffice {
  readonly satkers: readonly ChaosSatker[];
  readonly vendors: readonly ChaosVendor[];
}

const id = (label: string) => derivedId('chaos', label);
const MONEY = 400_000_000_000n;
const BANKS = ['002', '009', '008'] as const;
const SLUGS = ['pena-lintas-kota', 'sumber-tinta-ungaran', 'karya-guyub-bersama'] as const;
/** Account endings of the sandbox: ordinary ones, slow ones, ones that lose answers, ones that refuse. */
const PAYEES: readonly (readonly [bank: string, ending: string, payee: Payee])[] = [
  ['002', '0001', 'PAYS'],
  ['014', '0002', 'PAYS'],
  ['009', '0003', 'PAYS'],
  ['200', '0004', 'PAYS'],
  ['008', '0005', 'PAYS'],
  ['002', '9008', 'PAYS'],
  ['002', '9010', 'PAYS'],
  ['014', '9012', 'PAYS'],
  ['009', '9001', 'REFUSES'],
  ['002', '9004', 'REFUSES'],
];

export function officeOf(satkers: number): ChaosOffice {
  const vendors = PAYEES.map(([bankCode, ending, payee], n): ChaosVendor => {
    const slug = SLUGS[n % SLUGS.length] ?? SLUGS[0];
    const account = { bankCode, accountNo: `77000000000${ending}`, name: `CV UJI KACAU ${n}` };
    const life = { ...importedLife, kppnCode: '026' };
    return {
      payee,
      cards: n % SLUGS.length === 0 && payee === 'PAYS',
      vendor: testVendor(slug, { id: id(`vendor ${n}`), slug: `kacau-${n}`, account, life }),
    };
  });
  return { vendors, satkers: Array.from({ length: satkers }, (_, n) => satkerOf(n, vendors)) };
}

function satkerOf(n: number, vendors: readonly ChaosVendor[]): ChaosSatker {
  const satkerId = id(`satker ${n}`);
  const bankCode = BANKS[n % BANKS.length] ?? BANKS[0];
  const satker = testSatker({
    id: satkerId,
    code: String(980_000 + n),
    name: `Kantor Kacau ${n}`,
    account: { bankCode, accountNo: `66000000000${String(1_000 + n)}`, name: `BPG KANTOR KACAU ${n}` },
  });
  const line = testLine(satkerId, MONEY, { id: id(`line ${n}`) });
  const card: Card = {
    id: id(`card ${n}`),
    satkerId,
    holderPersonId: buyers(satkerId).holder.personId,
    token: `kkp-kacau-${String(n).padStart(4, '0')}`,
    holder: 'Indra',
    last4: String(1_000 + n),
    expiry: '12/39',
    issuerBankCode: bankCode,
  };
  const qrCard: Card = {
    ...card,
    id: id(`qr card ${n}`),
    token: `kkp-domestik-kacau-${String(n).padStart(4, '0')}`,
    last4: String(5_000 + n),
    scheme: 'DOMESTIC',
  };
  const model = { now: today, officials: Object.values(buyers(satkerId)), recent: [] };
  return {
    satker,
    card,
    qrCard,
    stages: vendors.map(({ vendor }, at) => ({ ...model, satker, vendor, line, products: [pens(vendor, at)] })),
  };
}

const pens = (vendor: Vendor, n: number) =>
  testProduct(testVendor(SLUGS[n % SLUGS.length] ?? SLUGS[0]), `kacau-${n}`, {
    vendorId: vendor.id,
    price: 120_000n,
    priceIncludesPpn: false,
  });

/** Into the platform, through its one door. */
export async function fillPlatform(office: ChaosOffice, committer: Committer, emailKey: Buffer): Promise<void> {
  const write = async (
    rows: readonly RowWrite[],
    transfers: readonly Transfer[] = [],
    parties: CommitRequest['parties'] = { satkerId: null, vendorId: null },
  ): Promise<void> => {
    const events = [{ type: 'test.made', aggregate: 'test', aggregateId: randomUUID(), payload: {} }];
    const decision = { ok: true as const, events, rows, transfers, jobs: [] };
    const done = await committer.commit({ decision, actor: systemActor, parties, at: new Date(), cause: randomUUID() });
    if (done.kind !== 'committed') throw new Error(`not written: ${done.kind} ${rows[0]?.table}`);
  };
  const [first] = office.satkers;
  if (!first) throw new RangeError('no satker');
  // The invented people of the rules' tests are the same in every office.
  const { holder } = buyers(first.satker.id);
  const person = { id: holder.personId, name: holder.name, email: 'indra@kacau.example', active: true };
  await write([personRow({ ...person, nip: null, nik: null, phone: null }, emailKey, 0)]);
  for (const { vendor } of office.vendors) await write([vendorRow(vendor, 0)]);
  for (const { satker, card, qrCard, stages } of office.satkers) {
    const line = stages[0]?.line;
    if (!line) throw new RangeError('no line');
    const own = { satkerId: satker.id, vendorId: null };
    const given = [
      grantPagu(id(`pagu ${satker.id}`), line.id, MONEY),
      receiveUp(id(`up ${satker.id}`), satker.id, MONEY),
      grantCardLimit(id(`limit ${satker.id}`), card.id, MONEY),
      grantCardLimit(id(`qr limit ${satker.id}`), qrCard.id, MONEY),
    ];
    await write([satkerRow(satker, 0)], [], own);
    await write([lineRow({ ...line }, 0), cardRow(card, 0), cardRow(qrCard, 0)], given, own);
  }
}

/** Into the bank. Its partner must be there already. */
export async function fillBank(office: ChaosOffice, databaseUrl: string): Promise<void> {
  const accounts: AccountSeed[] = [
    ...office.satkers.map(
      ({ satker }): AccountSeed => ({
        ...satker.account,
        openingBalance: String(MONEY),
        kind: 'GIRO',
        partnerId: BANK_PARTNER_ID,
      }),
    ),
    ...office.vendors.map(({ vendor }): AccountSeed => ({ ...vendor.account, openingBalance: '0', kind: 'GIRO' })),
  ];
  const held = office.satkers.flatMap(({ card, qrCard }) => [card, qrCard]);
  const cards: CardSeed[] = held.map((card) => ({
    token: card.token,
    holder: card.holder,
    last4: card.last4,
    expiry: card.expiry,
    limit: String(MONEY),
    issuerBankCode: card.issuerBankCode,
    billingAccountNo: `5500000000${card.last4}`,
    otp: CARD_CODE,
  }));
  await seedBank(databaseUrl, { partners: [], accounts, cards });
}

/** The code that the holders' telephones show, so that nobody has to look. */
export const CARD_CODE = '246810';
