/** Rows of the dialog that repeats what a code will confirm, by the names the server gives them. */
const WHAT: Readonly<Record<string, string>> = {
  name: 'Nama',
  nik: 'NIK',
  email: 'Surel',
  role: 'Jabatan',
  office: 'Kantor',
  decree: 'Nomor SK',
  from: 'Mulai',
  to: 'Sampai',
  replaces: 'Menggantikan',
  standsInFor: 'Bertindak untuk',
  lastDay: 'Hari terakhir',
  bank: 'Bank',
  accountNo: 'Nomor rekening',
  accountName: 'Atas nama',
  npwp: 'NPWP',
  address: 'Alamat',
  field: 'Yang diperbaiki',
  before: 'Tercatat sekarang',
  after: 'Menjadi',
  scopes: 'Boleh membaca',
  addresses: 'Dari alamat jaringan',
  validDays: 'Masa berlaku',
  overlapHours: 'Kunci lama masih berlaku',
};

const FIELDS: Readonly<Record<string, string>> = {
  nik: 'NIK',
  name: 'Nama',
  email: 'Surel',
  nip: 'NIP',
  phone: 'Nomor telepon',
};

/** What a service key may be given, as the scopes are called on the wire. */
const SCOPES: Readonly<Record<string, string>> = {
  'order.list': 'Daftar pesanan',
  'order.read': 'Isi pesanan',
  'file.read': 'Foto dan berkas pesanan',
  'paper.read': 'Dokumen pesanan',
  'payment.list': 'Daftar pembayaran',
  'payment.read': 'Isi pembayaran',
  'budget.read': 'Pagu dan sisa anggaran',
};

export const id = {
  what: (code: string) => WHAT[code] ?? code,
  field: (code: string) => FIELDS[code] ?? code,
  scope: (code: string) => SCOPES[code] ?? code,
  days: (count: string) => `${count} hari`,
  hours: (count: string) => `${count} jam`,
  back: 'Kembali',
  reason: 'Alasan',
  reasonHint: 'Alasan disimpan dan dapat dibaca pemeriksa.',
  fillReason: 'Tulis alasan, paling sedikit 5 huruf.',
  history: 'Riwayat',
  noHistory: 'Belum ada catatan.',
  bySystem: 'Sistem',
  choose: 'Pilih',
  name: 'Nama lengkap',
  nameHint: 'Seperti tertulis di KTP.',
  fillName: 'Isi nama lengkap.',
  nik: 'NIK',
  nikHint: '16 angka di KTP.',
  fillNik: (digits: number) => (digits === 0 ? 'Isi NIK.' : `NIK terdiri atas 16 angka. Anda mengisi ${digits}.`),
  nip: 'NIP',
  nipHint: '18 angka. Kosongkan bila bukan pegawai negeri.',
  nipHintNeeded: '18 angka. Jabatan ini hanya untuk pegawai negeri.',
  fillNip: (digits: number) =>
    digits === 0
      ? 'Isi NIP. Jabatan ini hanya untuk pegawai negeri.'
      : `NIP terdiri atas 18 angka. Anda mengisi ${digits}.`,
  email: 'Surel (email)',
  emailHint: 'Undangan dikirim ke surel ini. Satu orang satu surel.',
  fillEmail: 'Isi surel yang benar, misalnya nama@kantor.go.id.',
  phone: 'Nomor telepon seluler',
  phoneHint: 'Misalnya 0812 3456 7890.',
  fillPhone: 'Isi nomor seluler yang dimulai dengan 08.',
};
