import type { BankLink, FlightReason, InFlight } from './flight-data.ts';

const REASONS: Readonly<Record<FlightReason, string>> = {
  LEAVING: 'Sudah disetujui, sebentar lagi dikirim ke bank.',
  SCHEDULED: 'Sudah disetujui, menunggu waktunya.',
  BANK_SILENT: 'Bank sedang terganggu. Belum dikirim; dikirim sendiri begitu bank pulih.',
  BANK_SHUT: 'Bank sedang tutup. Belum dikirim; dikirim sendiri begitu bank buka.',
  ANSWER_AWAITED: 'Sudah dikirim. Menunggu jawaban bank.',
  UNANSWERED: 'Bank belum menjawab. Tidak ada yang dikirim dua kali.',
  CLEARING: 'Bank sedang memproses.',
  PAGE_AWAITED: 'Bank sedang menyiapkan halaman bayarnya.',
  HOLDER_AWAITED: 'Menunggu pemegang kartu membayar di halaman bank.',
};

const LINKS: Readonly<Record<BankLink['state'], string>> = {
  NORMAL: 'Normal',
  DISTURBED: 'Gangguan',
  CLOSED: 'Ditutup sementara oleh bank',
};

export const id = {
  title: 'Pembayaran dalam proses',
  intro: 'Yang sudah disetujui dan belum selesai di bank, dari yang paling lama menunggu.',
  banks: 'Hubungan dengan bank',
  noBanks: 'Tidak ada bank yang sedang dipakai.',
  bank: 'Bank',
  link: 'Keadaan',
  linkOf: (state: BankLink['state']) => LINKS[state],
  since: 'Sejak',
  until: 'Dicoba lagi',
  caption: (total: number) => `Dalam proses: ${total} pembayaran`,
  number: 'Pesanan',
  payee: 'Penerima',
  net: 'Dibayar',
  why: 'Mengapa belum selesai',
  reason: (one: InFlight['reason']) => REASONS[one],
  asked: 'Kami menanyakan kembali',
  leaves: 'Kami mencoba lagi',
  lastWord: (words: string) => `Kata bank terakhir: ${words}`,
  empty: 'Tidak ada pembayaran yang sedang diproses',
  emptyText: 'Semua yang disetujui sudah selesai di bank.',
  toPayments: 'Ke daftar pembayaran',
  pages: 'Halaman pembayaran dalam proses',
  oldest: 'Paling lama menunggu',
  newer: 'Lebih baru',
  asOf: 'Keadaan pada',
};
