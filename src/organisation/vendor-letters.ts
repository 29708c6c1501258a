/** Letters to the admins of a vendor about its registration. Indonesian first, then English. */
import { dateLong } from '../kernel/time.ts';

export type VendorNotice =
  | { readonly kind: 'account-changed'; readonly bank: string; readonly last4: string }
  | { readonly kind: 'suket-ended'; readonly until: string }
  | { readonly kind: 'suspended'; readonly reason: string }
  | { readonly kind: 'verified' }
  | { readonly kind: 'returned'; readonly reason: string };

interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
}

function words(notice: VendorNotice): Words {
  switch (notice.kind) {
    case 'account-changed':
      return {
        subject: 'Rekening toko Anda diganti',
        lines: [
          `Rekening untuk menerima pembayaran diganti menjadi ${notice.bank}, berakhir ${notice.last4}.`,
          'Bukan Anda? Segera hubungi KPPN yang membina toko Anda dan ganti kata sandi.',
          `The account on which you are paid was changed to ${notice.bank}, ending ${notice.last4}. Not you? Tell your KPPN at once.`,
        ],
      };
    case 'suket-ended':
      return {
        subject: 'Surat keterangan PPh final berakhir',
        lines: [
          `Surat keterangan PPh final Anda berlaku sampai ${dateLong(notice.until)}. Sejak itu tarif 0,5% tidak berlaku.`,
          'Rekam surat yang baru di halaman Profil toko.',
          `Your final income tax certificate was valid until ${dateLong(notice.until, 'en')}. Record a new one on your profile.`,
        ],
      };
    case 'suspended':
      return {
        subject: 'Toko Anda dihentikan sementara',
        lines: [
          `Alasan: ${notice.reason}`,
          'Pesanan yang berjalan tetap diselesaikan. Pesanan baru belum dapat diterima.',
          'Your shop is suspended. Running orders go on; new ones are not taken.',
        ],
      };
    case 'verified':
      return {
        subject: 'Pendaftaran toko Anda disetujui',
        lines: [
          'Toko Anda sudah diperiksa dan aktif. Anda dapat menawarkan barang.',
          'Your shop was verified and is active.',
        ],
      };
    case 'returned':
      return {
        subject: 'Pendaftaran toko Anda perlu diperbaiki',
        lines: [
          `Alasan: ${notice.reason}`,
          'Perbaiki di halaman Profil toko, lalu kirim lagi.',
          'Please correct your profile and send it again.',
        ],
      };
  }
}

export function vendorLetter(notice: VendorNotice, name: string): { readonly subject: string; readonly text: string } {
  const { subject, lines } = words(notice);
  const foot = 'Surel ini dikirim otomatis oleh Digipay Satu. Kami tidak pernah meminta kata sandi atau kode Anda.';
  return { subject, text: [`Yth. ${name},`, ...lines, foot].join('\n\n') };
}
