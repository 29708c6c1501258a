/** Whom a QR pays at its acquirer. Vendors are known here by their account, and the acquirer knows its merchants by it as well. */
import type { Instruction } from './instruction.ts';

export const merchantOf = ({ beneficiary }: Pick<Instruction, 'beneficiary'>): string => beneficiary.accountNo;
