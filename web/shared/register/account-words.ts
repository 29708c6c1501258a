import { defineWords } from '../words/define.ts';

export const accountWords = defineWords(
  {
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
  },
  {
    bank: 'Bank',
    fillBank: 'Choose the bank.',
    number: 'Account number',
    numberHint: 'Digits only, as in the bank book.',
    unusual: (bank: string, usual: number, typed: number) =>
      `Accounts at ${bank} usually have ${usual} digits. You entered ${typed}. Check again.`,
    fillNumber: 'Enter the account number, 6 to 20 digits.',
    name: 'Name of the account holder',
    nameHint: 'Exactly as the bank has it.',
    fillName: 'Enter the name of the account holder.',
  },
);
