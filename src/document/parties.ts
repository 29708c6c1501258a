/** Those whom a paper names: the vendor, its account, the office's officials. */
import type { BankAccount } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import type { Order } from '../purchasing/order.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Html } from './html.ts';
import { doneAt, facts, grouped, type Hand } from './sheet.ts';

export function vendorFacts(vendor: Vendor): Html {
  return facts([
    ['Penyedia', vendor.name],
    ['Alamat', `${vendor.address}, ${vendor.town}`],
    ['NPWP', vendor.npwp === null ? 'tidak ada' : grouped(vendor.npwp)],
    ['Status PPN', vendor.pkp ? 'Pengusaha Kena Pajak (PKP)' : 'bukan PKP'],
  ]);
}

/** `Bank Rakyat Indonesia 0206 … a.n. CV Pena`. */
export function accountLine(account: BankAccount, rules: Rules): string {
  return `${rules.bank(account.bankCode)?.name ?? account.bankCode} ${account.accountNo} a.n. ${account.name}`;
}

/** Label and code under which the budget is charged. */
export function charge(order: Order, rules: Rules): readonly [string, string | null] {
  const label = rules.regime === 'APBN' ? 'Akun (MAK)' : rules.terms.accountCode;
  return [label, order.budget ? `${order.budget.mak} · ${order.budget.name}` : null];
}

export const PPK = 'Pejabat Pembuat Komitmen (PPK)';

export function ppkHand(order: Order): Hand {
  return {
    office: PPK,
    name: order.ppk?.name ?? null,
    done: doneAt('Ditandatangani secara elektronik', order.approvedAt, order.zone),
  };
}

/** Whoever of the vendor made the bill. */
export function billerHand(order: Order, vendor: Vendor): Hand {
  const { bill } = order;
  return {
    office: `Penyedia, ${vendor.name}`,
    name: bill?.by.name ?? null,
    done: doneAt('Diajukan secara elektronik', bill?.at ?? null, order.zone),
  };
}
