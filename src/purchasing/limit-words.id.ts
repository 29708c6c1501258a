/** Kalimat tiap pemeriksaan batas. At most 25 words a sentence; amounts come from the finding. */
import { money } from '../kernel/money.ts';
import type { Finding, FindingCode } from './limits.ts';

type Params = Finding['params'];
export type LimitWords = { readonly [C in FindingCode]: (level: Finding['level'], p: Params) => string };

/** A parameter as money, or as it is. */
export function shown(value: Params[string] | undefined): string {
  return typeof value === 'bigint' ? money(value) : String(value ?? '');
}

const against = (level: Finding['level'], p: Params, what: string, cure: string): string =>
  level === 'block'
    ? `Nilai ${shown(p.total)} melebihi batas ${shown(p.limit)} untuk ${what}. ${cure}`
    : `Nilai ${shown(p.total)} masih dalam batas ${shown(p.limit)} untuk ${what}.`;

export const id: LimitWords = {
  rail_ceiling: (level, p) => against(level, p, 'cara bayar ini', 'Kurangi jumlah barang atau pilih cara bayar lain.'),
  rail_ceiling_near: (_, p) =>
    `Nilai ${shown(p.total)} di atas ${shown(p.limit)}. Pastikan KPPN Anda membolehkan pembayaran UP sebesar ini.`,
  qris_ceiling: (level, p) => against(level, p, 'QRIS', 'Bayar dengan kartu tanpa QRIS.'),
  akun_unknown: (_, p) => `Akun ${shown(p.akun)} belum ada di daftar. Periksa kembali kodenya.`,
  akun_not_from_up: (_, p) => `Akun ${shown(p.akun)} tidak boleh dibayar dari UP. Pilih akun lain.`,
  akun_not_in_marketplace: (_, p) => `Akun ${shown(p.akun)} bukan untuk belanja di lokapasar. Pilih akun lain.`,
  akun_not_for_card: (_, p) => `Akun ${shown(p.akun)} tidak boleh dibayar dengan kartu. Pilih CMS atau akun lain.`,
  akun_allowed: (_, p) => `Akun ${shown(p.akun)} boleh dipakai.`,
  direct_procurement: (level, p) => against(level, p, 'pengadaan langsung', 'Pilih metode lain.'),
  pp_authority: (level, p) => against(level, p, 'wewenang Pejabat Pengadaan', 'Serahkan pemilihan kepada PPK.'),
  mini_competition_small: (_, p) => `Nilai tidak lebih dari ${shown(p.limit)}. Mini-kompetisi tidak diperlukan.`,
  mini_competition_ceiling: (level, p) =>
    against(level, p, 'mini-kompetisi oleh Pejabat Pengadaan', 'Serahkan kepada PPK.'),
  mini_competition_suppliers: (level, p) =>
    level === 'block'
      ? `Mini-kompetisi memerlukan ${shown(p.fewest)} penyedia. Baru ada ${shown(p.suppliers)}.`
      : `Mini-kompetisi diikuti ${shown(p.suppliers)} penyedia.`,
  local_content: (_, p) =>
    `${shown(p.lines)} barang ber-TKDN di bawah ${shown(p.least)}%, padahal ada produk dalam negeri yang lebih kuat. Tulis alasannya.`,
  import_despite_domestic: (_, p) =>
    `${shown(p.lines)} barang impor, padahal ada produk dalam negeri. Tulis alasannya.`,
  domestic_product: () => 'Ketentuan produk dalam negeri terpenuhi.',
};
