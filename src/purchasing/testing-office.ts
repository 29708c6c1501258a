/** The office in which a walk takes place, and what may be typed there without being at fault. */
import { grantCardLimit, grantPagu, receiveUp } from '../budget/postings.ts';
import type { Transfer } from '../kernel/decision.ts';
import { voidHolds } from '../payment/postings.ts';
import { decideOrder, openActions } from './decide.ts';
import * as paying from './paying.ts';
import {
  alsoAs,
  buyers,
  type Person,
  person,
  type Stage,
  sellers,
  stage,
  system,
  testId,
  testProduct,
  testVendor,
} from './testing.ts';

export const CARD = testId('card');
export const LINES = [testId('line'), testId('small line')] as const;

/** The rules that are walked through; a test of the checker puts a faulty one in. */
export interface Walked {
  readonly decide: typeof decideOrder;
  readonly open: typeof openActions;
  readonly settle: typeof paying.settleOrder;
  readonly fail: typeof paying.failPayment;
  readonly voids: typeof voidHolds;
}

export const asBuilt: Walked = {
  decide: decideOrder,
  open: openActions,
  settle: paying.settleOrder,
  fail: paying.failPayment,
  voids: voidHolds,
};

/** An office in which some persons hold two offices, a vendor, and people who have no business here. */
export function walkedOffice(): { readonly at: Stage; readonly people: readonly Person[] } {
  const vendor = testVendor('pena-lintas-kota');
  const at = stage({ vendor });
  const product = (label: string, price: bigint, own = {}) =>
    testProduct(vendor, label, { price, priceIncludesPpn: false, ...own });
  const products = [
    product('pulpen', 100_000n),
    product('toner', 950_000n, { priceIncludesPpn: true, stock: 40 }),
    product('meterai', 10_000n, { exemption: 'POSTAL', category: 'METERAI', stock: 500, minOrder: 2 }),
    product('laptop', 9_500_000n, { category: 'KOMPUTER', pdn: false, tkdnPercent: null, stock: 20 }),
  ];
  const us = buyers(at.satker.id);
  const twice = [
    alsoAs(us.pemesan, 'PPK'),
    alsoAs(us.pp, 'PPK'),
    alsoAs(us.penerima, 'PPK'),
    alsoAs(us.ppk, 'PENERIMA'),
    alsoAs(us.pp, 'PENERIMA'),
    alsoAs(us.ppk, 'BENDAHARA'),
    alsoAs(us.ppk, 'KKP_HOLDER'),
  ];
  const foreign = testId('other satker');
  const strangers = [
    ...(['PEMESAN', 'PP', 'PPK', 'PENERIMA', 'BENDAHARA', 'KKP_HOLDER'] as const).map((role) =>
      person(`Asing ${role}`, role, { satkerId: foreign }),
    ),
    person('Asing penjual', 'VENDOR_ADMIN', { vendorId: testId('other vendor') }),
    person('Asing kurir', 'COURIER', { vendorId: testId('other vendor') }),
    person('Palsu', 'PPK', { vendorId: vendor.id }),
  ];
  const officials = [...Object.values(us), ...twice];
  return {
    at: { ...at, products, officials },
    people: [...officials, ...Object.values(sellers(vendor.id)), ...strangers, system],
  };
}

/** Pagu, uang persediaan and card limit at the beginning; less than a long walk could spend. */
export const opening = (satkerId: string): readonly Transfer[] => [
  grantPagu(testId('pagu'), LINES[0], 300_000_000n),
  grantPagu(testId('small pagu'), LINES[1], 6_000_000n),
  receiveUp(testId('up'), satkerId, 120_000_000n),
  grantCardLimit(testId('limit'), CARD, 90_000_000n),
];
