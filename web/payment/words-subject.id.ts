/** Words of what a payment is for. */
interface SubjectWords {
  readonly subject: string;
  readonly paper: string;
  readonly gross: string;
  readonly net: string;
  readonly open: string;
  readonly paid: string;
  readonly failed: string;
  readonly withdrawn: string;
}

type Purpose = 'ORDER' | 'TAX_DEPOSIT' | 'CARD_BILL' | 'UP_RETURN';

export const id: Readonly<Record<Purpose, SubjectWords>> = {
  ORDER: {
    subject: 'Pesanan',
    paper: 'SPBy',
    gross: 'Nilai tagihan, termasuk PPN',
    net: 'Dibayarkan ke penyedia',
    open: 'Buka pesanan',
    paid: 'Penyedia menerima kabar. Bukti bayar ada pada pesanan.',
    failed: 'Uang tidak sampai ke penyedia. Tagihan kembali menunggu dibayar; mulai lagi dari pesanan.',
    withdrawn: 'Uang tidak dikirim. Tagihan kembali menunggu dibayar.',
  },
  TAX_DEPOSIT: {
    subject: 'Setoran pajak',
    paper: 'Kode billing',
    gross: 'Pajak dalam setoran',
    net: 'Disetor ke kas negara',
    open: 'Buka setoran',
    paid: 'NTPN ada pada setoran.',
    failed: 'Uang tidak sampai ke kas negara. Setoran kembali menunggu dibayar; mulai lagi dari setoran.',
    withdrawn: 'Uang tidak dikirim. Setoran kembali menunggu dibayar.',
  },
  CARD_BILL: {
    subject: 'Tagihan kartu',
    paper: 'DPT',
    gross: 'Tagihan bank penerbit',
    net: 'Dibayarkan ke bank penerbit',
    open: 'Buka tagihan kartu',
    paid: 'Limit kartu pulih setelah bank penerbit mencatatnya.',
    failed: 'Uang tidak sampai ke bank penerbit. Tagihan kembali menunggu dibayar; mulai lagi dari tagihan.',
    withdrawn: 'Uang tidak dikirim. Tagihan kembali menunggu dibayar.',
  },
  UP_RETURN: {
    subject: 'Pengembalian UP',
    paper: 'Nomor',
    gross: 'Uang persediaan',
    net: 'Dikembalikan ke kas negara',
    open: 'Buka kas',
    paid: 'Uang persediaan sudah dikembalikan.',
    failed: 'Uang tidak sampai ke kas negara.',
    withdrawn: 'Uang tidak dikirim.',
  },
};
