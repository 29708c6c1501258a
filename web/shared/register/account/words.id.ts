export const id = {
  bank: 'Bank',
  fillBank: 'Pilih bank.',
  number: 'Nomor rekening',
  numberHint: 'Angka saja, seperti di buku tabungan.',
  unusual: (bank: string, usual: number, typed: number) =>
    `Rekening ${bank} biasanya ${usual} angka. Anda mengisi ${typed}. Periksa lagi.`,
  fillNumber: 'Isi nomor rekening, 6 sampai 20 angka.',
  name: 'Nama pemilik rekening',
  nameHint: 'Persis seperti tercatat di bank.',
  fillName: 'Isi nama pemilik rekening.',
};
