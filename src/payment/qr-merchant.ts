/** Whom a QR pays at its acquirer. Vendors are known here by their account, which the acquirer knows as well. */
import type { Instruction } from './instruction.ts';

/** `002:002101000123456`: the acquirer registers the owner of the account as a merchant. */
export const merchantOf = ({ beneficiary }: Pick<Instruction, 'beneficiary'>): string =>
  `${beneficiary.bankCode}:${beneficiary.accountNo}`;
