/** Banks by BI code, and the usual length of their account numbers. */
import { type Dated, from, RULES_KNOWN_FROM } from './types.ts';

export interface Bank {
  /** Three digits, leading zeros kept. */
  readonly code: string;
  readonly name: string;
  readonly bic: string | null;
  /** Usual number of digits of an account; null when not known. A different length is a warning only. */
  readonly accountDigits: number | null;
}

function bank(code: string, name: string, bic: string | null = null, accountDigits: number | null = null): Dated<Bank> {
  return from(
    RULES_KNOWN_FROM,
    { code, name, bic, accountDigits },
    'Daftar kode bank Bank Indonesia',
    accountDigits === null ? 'V' : 'B',
  );
}

export const banks: readonly Dated<Bank>[] = [
  bank('002', 'BRI', 'BRINIDJA', 15),
  bank('008', 'Bank Mandiri', 'BMRIIDJA', 13),
  bank('009', 'BNI', 'BNINIDJA', 10),
  bank('200', 'BTN', 'BTANIDJA', 16),
  bank('451', 'BSI', 'BSMDIDJA', 10),
  bank('014', 'BCA', 'CENAIDJA', 10),
  bank('022', 'CIMB Niaga'),
  bank('013', 'Bank Permata'),
  bank('011', 'Bank Danamon'),
  bank('019', 'Bank Panin'),
  bank('016', 'Maybank Indonesia'),
  bank('426', 'Bank Mega'),
  bank('028', 'OCBC'),
  bank('147', 'Bank Muamalat'),
  bank('213', 'SMBC Indonesia'),
  bank('153', 'Bank Sinarmas'),
  bank('110', 'Bank BJB'),
  bank('111', 'Bank DKI'),
  bank('536', 'BCA Syariah'),
  bank('542', 'Bank Jago'),
  bank('535', 'SeaBank'),
];
