import type { OrderStateCode, PaymentStateCode } from './states.ts';

const ORDER: Readonly<Record<OrderStateCode, string>> = {
  CART: 'Keranjang',
  REQUESTED: 'Menunggu rincian pemesanan',
  NEGO: 'Proses nego',
  NEGO_DONE: 'Nego selesai',
  WAIT_PPK: 'Menunggu persetujuan PPK',
  REJECTED_PPK: 'Ditolak PPK',
  EXPIRED: 'Batal karena lewat waktu',
  WAIT_VENDOR: 'Menunggu konfirmasi penyedia',
  REJECTED_VENDOR: 'Ditolak penyedia',
  PROCESSING: 'Diproses penyedia',
  WITHDRAW_REQUESTED: 'Menunggu persetujuan penarikan',
  CANCEL_REQUESTED: 'Menunggu persetujuan pembatalan',
  CANCELLED: 'Dibatalkan',
  SHIPPED: 'Sedang dikirim',
  DELIVERED: 'Tiba, menunggu pemeriksaan',
  PENDING: 'Ditahan penerima',
  RECEIVED: 'Diterima',
  BILLED: 'Menunggu SPBy',
  BILL_RETURNED: 'Tagihan dikembalikan',
  SPBY: 'Menunggu dibayar',
  PAYING: 'Diproses bank',
  PAID: 'Sudah dibayar',
  COMPLETED: 'Selesai',
};

const PAYMENT: Readonly<Record<PaymentStateCode, string>> = {
  DRAFT: 'Dikembalikan ke bendahara',
  SUBMITTED: 'Menunggu persetujuan KPA',
  CHECKED: 'Sudah diperiksa, menunggu KPA',
  APPROVED: 'Disetujui, menunggu dikirim',
  RELEASED: 'Dilepas, menunggu dikirim',
  SENT: 'Diproses bank',
  IN_CLEARING: 'Dalam kliring',
  UNKNOWN: 'Belum ada kabar bank',
  SETTLED: 'Sudah dibayar',
  RECONCILED: 'Dibayar, cocok dengan rekening koran',
  RETURNED: 'Dikembalikan bank',
  FAILED: 'Ditolak bank',
  WITHDRAWN: 'Ditarik kembali',
  PREPARED: 'Menyiapkan halaman bank',
  OPEN: 'Menunggu pemegang kartu',
  DECLINED: 'Tidak jadi dibayar',
  AUTHORISED: 'Disetujui bank, sedang ditagihkan',
  VOIDED: 'Dibatalkan sebelum kliring',
  REFUNDED: 'Dana dikembalikan',
};

const ROLES: Readonly<Record<string, string>> = {
  PEMESAN: 'Pemesan',
  PP: 'Pejabat Pengadaan',
  PPK: 'PPK',
  PENERIMA: 'Penerima barang/jasa',
  BENDAHARA: 'Bendahara',
  BPP: 'Bendahara Pembantu',
  KPA: 'KPA',
  KKP_HOLDER: 'Pemegang kartu',
  VENDOR: 'Penyedia',
  VENDOR_ADMIN: 'Penyedia',
  VENDOR_STAFF: 'Penyedia',
  COURIER: 'Kurir',
  SYSTEM: 'Sistem',
  BANK: 'Bank',
};

export const id = {
  order: ORDER,
  payment: PAYMENT,
  waitingForYou: 'Menunggu Anda',
  role: (code: string) => ROLES[code] ?? code,
  /** "Siti Rahma (PPK)"; the role alone where no name is known. */
  holder: (name: string, code: string) => {
    const role = ROLES[code] ?? code;
    return name === code || name === role ? role : `${name} (${role})`;
  },
};
