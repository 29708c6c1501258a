/** How accounts are shown to whoever need not know all of them. */
import { banks } from '../regulation/banks.ts';
import type { BankAccount } from './satker.ts';

const SHOWN = 4;

export const bankName = (code: string): string => banks.find((bank) => bank.value.code === code)?.value.name ?? code;

/** Null for one that is not recorded. Without `full`, the last four digits. */
export function accountShown(account: BankAccount, full: boolean) {
  if (account.accountNo === '') return null;
  const { accountNo } = account;
  const hidden = `${'*'.repeat(Math.max(0, accountNo.length - SHOWN))}${accountNo.slice(-SHOWN)}`;
  return { bank: bankName(account.bankCode), accountNo: full ? accountNo : hidden, name: account.name };
}
