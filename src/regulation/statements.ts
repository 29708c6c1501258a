/** Terms of reconciling bank statements. None of them is law: an office may set them. */
import { always } from './types.ts';

export const statements = {
  'statement.fee.max': always(
    100_000n,
    'Biaya dan pajak bank sampai jumlah ini dijelaskan tanpa petugas; daftar biaya SKNBI, BI-RTGS dan BI-FAST jauh di bawahnya',
    'A',
  ),
  'statement.debit.days': always(
    2,
    'Pembayaran yang dinyatakan bank berhasil tetapi belum didebet pada hari kerja kedua adalah insiden',
    'A',
  ),
} as const;
