/** The tests of a bill as sentences: what was compared. */

export type BillTest = 'payee' | 'price' | 'quantity' | 'documents' | 'budget' | 'tax' | 'limit' | 'not_paid' | 'dates';

type Words = { readonly [T in BillTest]: string };

const id: Words = {
  payee: 'Rekening tagihan sama dengan rekening penyedia yang terdaftar.',
  price: 'Harga sama dengan yang disepakati.',
  quantity: 'Jumlah tidak melebihi yang diterima dalam BAST.',
  documents: 'Dokumen lengkap: BAST, tagihan, dan faktur pajak bila wajib.',
  budget: 'Akun benar dan nilai tidak melebihi komitmen.',
  tax: 'Pajak dihitung ulang dan hasilnya sama.',
  limit: 'Nilai dalam batas cara bayar.',
  not_paid: 'Belum pernah dibayar.',
  dates: 'Urutan tanggal benar: pesanan, kirim, BAST, tagihan.',
};

const en: Words = {
  payee: 'The account on the bill is the vendor’s registered account.',
  price: 'Prices are those agreed.',
  quantity: 'Quantities do not exceed what the receipt (BAST) accepted.',
  documents: 'Papers are complete: receipt (BAST), bill, and tax invoice where due.',
  budget: 'The account is right and the amount is within the commitment.',
  tax: 'Tax was computed again with the same result.',
  limit: 'The amount is within the ceiling of this way of paying.',
  not_paid: 'It has not been paid before.',
  dates: 'Dates follow each other: order, shipment, receipt, bill.',
};

export function billTestSentence(test: BillTest, language: 'id' | 'en'): string {
  return (language === 'id' ? id : en)[test];
}
