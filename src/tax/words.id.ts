/** Mengapa pajak ini ada atau tidak ada. At most 25 words a sentence; the legal basis is a sentence of its own. */
import { money } from '../kernel/money.ts';
import type { ExplanationCode, ExplanationParams } from './explanation.ts';

type Sentence = (p: ExplanationParams) => string;
export type TaxWords = { readonly [C in ExplanationCode]: Sentence };

const sum = (p: ExplanationParams): string => `${money(p.base)} × ${p.rate} = ${money(p.amount)}`;
const because = (text: string, p: ExplanationParams): string => `${text} Dasar: ${p.basis}.`;

export const id: TaxWords = {
  ppn_treasurer: (p) => because(`PPN dipungut bendahara: ${sum(p)}.`, p),
  ppn_platform: (p) => because(`PPN dipungut penyelenggara lokapasar: ${sum(p)}.`, p),
  ppn_vendor_card: (p) =>
    because(`PPN ${money(p.amount)} disetor penyedia sendiri, karena dibayar dengan kartu kredit pemerintah.`, p),
  ppn_vendor_threshold: (p) =>
    because(
      `PPN ${money(p.amount)} disetor penyedia sendiri, karena nilai tanpa PPN tidak lebih dari ${money(p.threshold)}.`,
      p,
    ),
  ppn_vendor_category: (p) => because(`PPN ${money(p.amount)} disetor penyedia sendiri, karena ini ${p.subjectId}.`, p),
  ppn_none_not_pkp: (p) => because('Tidak ada PPN, karena penyedia bukan Pengusaha Kena Pajak (PKP).', p),
  ppn_none_regional: (p) => because('Tidak ada PPN, karena makanan dan katering dikenai pajak daerah.', p),
  ppn_none_category: (p) => because(`Tidak ada PPN, karena ini ${p.subjectId}.`, p),
  ppn_inside_price: (p) => because(`Harga sudah termasuk PPN; harga tanpa PPN ${money(p.base)}.`, p),
  platform_needs_pkp: (p) => because('Penyedia di lokapasar ini harus PKP. Minta penyedia mendaftar sebagai PKP.', p),
  pph22_due: (p) => because(`PPh Pasal 22 dipungut bendahara: ${sum(p)}.`, p),
  pph23_due: (p) => because(`PPh Pasal 23 untuk ${p.subjectId}: ${sum(p)}.`, p),
  pph42_due: (p) => because(`PPh final Pasal 4 ayat (2) untuk ${p.subjectId}: ${sum(p)}.`, p),
  pph21_due: (p) => because(`PPh Pasal 21 untuk jasa perorangan: ${sum(p)}.`, p),
  pph_platform: (p) => because(`PPh dipungut penyelenggara lokapasar: ${sum(p)}.`, p),
  final_suket: (p) => because(`Penyedia punya surat keterangan, jadi PPh final: ${sum(p)}.`, p),
  final_declaration: (p) => because('Penyedia perorangan menyatakan omzet kecil, jadi PPh final nol.', p),
  no_npwp: (p) => because(`Penyedia tidak punya NPWP, jadi tarif PPh menjadi ${p.rate} dari tarif biasa.`, p),
  pph22_none_card: (p) => because('Tidak ada PPh Pasal 22, karena dibayar dengan kartu kredit pemerintah.', p),
  pph22_none_threshold: (p) =>
    because(`Tidak ada PPh Pasal 22, karena nilai tanpa PPN tidak lebih dari ${money(p.threshold)}.`, p),
  pph22_none_category: (p) => because(`Tidak ada PPh Pasal 22, karena ini ${p.subjectId}.`, p),
  pph_none_skb: (p) => because(`Tidak ada PPh, karena penyedia punya surat keterangan bebas ${p.subjectId}.`, p),
  pph_outside_card: (p) =>
    because(`Kartu membayar penuh. Bendahara menagih dan menyetor PPh ${money(p.amount)} di luar pembayaran kartu.`, p),
  suket_not_valid: (p) =>
    because(`Surat keterangan ${p.subjectId} tidak berlaku pada tanggal ini, jadi tarif biasa dipakai.`, p),
  split_package: (p) =>
    because(
      `Pesanan ini dihitung sebagai satu paket ${money(p.base)}, jadi batas ${money(p.threshold)} tidak membebaskan.`,
      p,
    ),
};
