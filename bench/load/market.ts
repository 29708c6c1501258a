/** Offices that buy and shops that sell, each with their own people, money and bank accounts, in one database and one bank. All invented. */
import { seedBank } from '../../bank/seed.ts';
import { lineRow } from '../../src/budget/line.ts';
import { grantPagu, receiveUp } from '../../src/budget/postings.ts';
import { type Product, railsOf, type ShopFacts } from '../../src/catalogue/product.ts';
import { productRow } from '../../src/catalogue/product-row.ts';
import { type Assignment, assignmentRow, type Person, personRow } from '../../src/identity/person.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { Committer } from '../../src/journal/commit.ts';
import type { RowWrite, Transfer } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { type Satker, satkerRow } from '../../src/organisation/satker.ts';
import { type Vendor, vendorRow } from '../../src/organisation/vendor.ts';
import { importedLife } from '../../src/organisation/vendor-life.ts';
import { testLine, testProduct, testSatker, testVendor } from '../../src/purchasing/testing.ts';
import { rulesOn } from '../../src/regulation/rules.ts';
import { BANK_PARTNER_ID } from '../../src/sandbox.ts';

export const BUYING = ['PEMESAN', 'PP', 'PPK', 'PENERIMA', 'BENDAHARA', 'KPA'] as const;
export type Role = (typeof BUYING)[number] | 'VENDOR_ADMIN';

interface Official {
  readonly person: Person;
  readonly assignment: Assignment;
}

/** One office with the shop from which it buys. */
export interface Stall {
  readonly satker: Satker;
  readonly lineId: string;
  readonly vendor: Vendor;
  readonly product: Product;
  readonly people: Readonly<Record<Role, Official>>;
}

const id = (label: string) => derivedId('bench.market', label);
/** Rupiah; enough for a day of December. */
const MONEY = 900_000_000_000n;
/** Banks of the offices and of the shops: some transfers stay within one, most go through a clearing. */
const BANKS = ['002', '009', '008'] as const;
const SHOP_BANKS = ['014', '002', '200', '009'] as const;

export const marketOf = (stalls: number): Stall[] => Array.from({ length: stalls }, (_, n) => stallOf(n));

function stallOf(n: number): Stall {
  const satker = testSatker({
    id: id(`satker ${n}`),
    code: String(970_000 + n),
    name: `Kantor Pasar ${n}`,
    account: {
      bankCode: BANKS[n % BANKS.length] ?? '002',
      accountNo: `65000000000${String(1_000 + n)}`,
      name: `BPG KANTOR PASAR ${n}`,
    },
  });
  const vendor = testVendor('sumber-tinta-ungaran', {
    id: id(`vendor ${n}`),
    slug: `pasar-${n}`,
    name: `Toko Pasar ${n}`,
    account: {
      bankCode: SHOP_BANKS[n % SHOP_BANKS.length] ?? '014',
      accountNo: `75000000000${String(1_000 + n)}`,
      name: `TOKO PASAR ${n}`,
    },
    life: { ...importedLife, kppnCode: '026' },
  });
  const product = testProduct(testVendor('sumber-tinta-ungaran'), `tinta-${n}`, {
    id: id(`product ${n}`),
    vendorId: vendor.id,
    price: 85_000n,
    stock: 10_000_000,
    suggestedAkun: '521111',
  });
  const roles: readonly Role[] = [...BUYING, 'VENDOR_ADMIN'];
  const people = Object.fromEntries(roles.map((role) => [role, official(n, role, satker, vendor)])) as Stall['people'];
  return { satker, vendor, product, lineId: id(`line ${n}`), people };
}

function official(n: number, role: Role, satker: Satker, vendor: Vendor): Official {
  const selling = role === 'VENDOR_ADMIN';
  const personId = id(`person ${n} ${role}`);
  const email = `${role.toLowerCase()}-${n}@pasar.example`;
  return {
    person: { id: personId, name: `${role} ${n}`, email, nip: null, nik: null, phone: null, active: true },
    assignment: {
      id: id(`assignment ${n} ${role}`),
      personId,
      role,
      officeKind: selling ? 'VENDOR' : 'SATKER',
      satkerId: selling ? null : satker.id,
      vendorId: selling ? vendor.id : null,
      validFrom: '2026-01-02',
      validTo: null,
      decree: selling ? '' : 'KEP-003/CONTOH/2026',
      decreeDate: '2025-12-22',
      officeName: selling ? vendor.name : satker.name,
      zone: 'WIB',
    },
  };
}

/** Into the platform, through its one door. */
export async function fillMarket(stalls: readonly Stall[], committer: Committer, emailKey: Buffer): Promise<void> {
  const write = async (
    label: string,
    rows: readonly RowWrite[],
    transfers: readonly Transfer[],
    satkerId: string | null,
  ) => {
    const events = [{ type: 'bench.made', aggregate: 'bench', aggregateId: id(label), payload: {} }];
    const answer = await committer.commit({
      decision: { ok: true, events, rows, transfers, jobs: [] },
      actor: systemActor,
      parties: { satkerId, vendorId: null },
      at: new Date(),
      cause: id(label),
    });
    if (answer.kind !== 'committed') throw new Error(`the market could not be filled: ${label} ${answer.kind}`);
  };
  const rules = rulesOn('APBN', '2026-01-01');
  await Promise.all(
    stalls.map(async ({ satker, vendor, product, lineId, people }, n) => {
      const shop: ShopFacts = { ...vendor, vendorId: vendor.id };
      const officials = Object.values(people);
      await write(`offices ${n}`, [satkerRow(satker, 0), vendorRow(vendor, 0)], [], satker.id);
      await write(
        `things ${n}`,
        [
          ...officials.map(({ person }) => personRow(person, emailKey, 0)),
          lineRow(testLine(satker.id, MONEY, { id: lineId }), 0),
          productRow(product, shop, railsOf(product, shop, rules), 0),
        ],
        [grantPagu(id(`pagu ${n}`), lineId, MONEY), receiveUp(id(`up ${n}`), satker.id, MONEY)],
        satker.id,
      );
      await write(
        `seats ${n}`,
        officials.map(({ assignment }) => assignmentRow(assignment, 0)),
        [],
        satker.id,
      );
    }),
  );
}

/** Into the bank, whose partner is there already. */
export const fillBank = (stalls: readonly Stall[], databaseUrl: string): Promise<unknown> =>
  seedBank(databaseUrl, {
    partners: [],
    cards: [],
    accounts: stalls.flatMap(({ satker, vendor }) => [
      { ...satker.account, openingBalance: String(MONEY), kind: 'GIRO' as const, partnerId: BANK_PARTNER_ID },
      { ...vendor.account, openingBalance: '0', kind: 'GIRO' as const },
    ]),
  });
