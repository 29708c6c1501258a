/** Words of the hosted page, Bahasa Indonesia first. */

export type Language = 'id' | 'en';

export function languageOf(query: unknown): Language {
  return typeof query === 'object' && query !== null && 'lang' in query && query.lang === 'en' ? 'en' : 'id';
}

const ID = {
  simulation: 'Simulasi: bukan bank sungguhan, tidak ada uang sungguhan',
  otherLanguage: 'English',
  payTo: 'Bayar ke',
  description: 'Keterangan',
  reference: 'Nomor rujukan',
  validUntil: 'Berlaku sampai',
  minutesLeft: 'sisa {minutes} menit',
  stepCard: 'Langkah 1 dari 2',
  cardTitle: 'Kartu kredit pemerintah',
  cardNumber: 'Nomor kartu',
  cardNumberHint: '16 angka, hanya kartu contoh sandbox',
  expiry: 'Masa berlaku (BB/TT)',
  continue: 'Lanjutkan',
  useSample: 'Pakai kartu contoh',
  cancel: 'Batalkan pembayaran',
  stepCode: 'Langkah 2 dari 2',
  codeTitle: 'Kode sekali pakai',
  codeSent: 'Kode 6 angka dikirim ke HP pemegang kartu {card}. Berlaku 5 menit.',
  codeLabel: 'Kode 6 angka',
  pay: 'Bayar {amount}',
  agree: 'Setujui {amount}',
  holdHint: 'Limit kartu ditahan dulu. Uang baru dibayarkan ke penyedia setelah barang diterima.',
  sendAgain: 'Kirim kode lagi',
  secureTitle: 'Simulasi: pemeriksaan 3-D Secure',
  secureHint: 'Untuk mencoba bila bank tidak dapat memastikan bahwa Anda pemegang kartunya. Pembayaran ditolak.',
  secureFailed: '3-D Secure gagal',
  secureUnavailable: '3-D Secure tidak tersedia',
  openPhone: 'Buka HP Anda (simulasi, tab baru)',
  otherCard:
    'Pembayaran dengan kartu lain ditolak. Pakai kartu yang terdaftar untuk pesanan ini. Sisa percobaan: {left}.',
  wrongCode: 'Kode salah. Sisa percobaan: {left}.',
  codeExpired: 'Kode sudah lewat 5 menit. Minta kode baru.',
  noMoreCodes: 'Kode sudah dikirim tiga kali. Pakai kode terakhir atau batalkan pembayaran.',
  paid: 'Pembayaran berhasil',
  authorised: 'Limit kartu sudah ditahan',
  notPaid: 'Pembayaran tidak terjadi',
  approval: 'Kode persetujuan',
  backToShop: 'Kembali ke toko',
  phoneTitle: 'HP Anda (simulasi)',
  phoneHint: 'Halaman ini meniru SMS dari bank. Hanya ada di sandbox.',
  phoneText: 'Kode Bank Sandbox untuk {amount} ke {vendor}. Jangan berikan kepada siapa pun.',
  phoneEmpty: 'Belum ada kode. Kirim data kartu dulu di halaman pembayaran, lalu muat ulang halaman ini.',
  reload: 'Muat ulang',
  notFoundTitle: 'Halaman pembayaran tidak ditemukan',
  notFoundText: 'Periksa tautannya, atau mulai lagi pembayaran dari toko.',
} as const;

export type Words = { readonly [K in keyof typeof ID]: string };

const EN: Words = {
  simulation: 'Simulation: not a real bank, no real money',
  otherLanguage: 'Bahasa Indonesia',
  payTo: 'Pay to',
  description: 'Description',
  reference: 'Reference number',
  validUntil: 'Valid until',
  minutesLeft: '{minutes} minutes left',
  stepCard: 'Step 1 of 2',
  cardTitle: 'Government credit card',
  cardNumber: 'Card number',
  cardNumberHint: '16 digits, sandbox sample cards only',
  expiry: 'Expiry (MM/YY)',
  continue: 'Continue',
  useSample: 'Use the sample card',
  cancel: 'Cancel the payment',
  stepCode: 'Step 2 of 2',
  codeTitle: 'One-time code',
  codeSent: 'A 6-digit code was sent to the phone of the holder of card {card}. Valid for 5 minutes.',
  codeLabel: '6-digit code',
  pay: 'Pay {amount}',
  agree: 'Agree to {amount}',
  holdHint: 'The amount is kept of the card limit. The vendor is paid only after the goods have been received.',
  sendAgain: 'Send another code',
  secureTitle: 'Simulation: the 3-D Secure check',
  secureHint: 'To try what happens when the bank cannot make sure that you are the card holder. The payment is refused.',
  secureFailed: '3-D Secure fails',
  secureUnavailable: '3-D Secure is not available',
  openPhone: 'Open your phone (simulation, new tab)',
  otherCard: 'Payment with another card is refused. Use the card registered for this order. Attempts left: {left}.',
  wrongCode: 'Wrong code. Attempts left: {left}.',
  codeExpired: 'The code is older than 5 minutes. Ask for a new one.',
  noMoreCodes: 'The code was sent three times. Use the last one or cancel the payment.',
  paid: 'Payment successful',
  authorised: 'The amount is kept of the card limit',
  notPaid: 'The payment did not happen',
  approval: 'Approval code',
  backToShop: 'Back to the shop',
  phoneTitle: 'Your phone (simulation)',
  phoneHint: 'This page stands in for a text message from the bank. It exists only in the sandbox.',
  phoneText: 'Bank Sandbox code for {amount} to {vendor}. Give it to nobody.',
  phoneEmpty: 'No code yet. Send the card details on the payment page first, then reload this page.',
  reload: 'Reload',
  notFoundTitle: 'Payment page not found',
  notFoundText: 'Check the link, or start the payment again from the shop.',
};

export const WORDS: Readonly<Record<Language, Words>> = { id: ID, en: EN };

/** `fill('Sisa {left}', { left: 2 })` → `Sisa 2` */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Why a session ended, in English; the Indonesian text is stored with the session. */
export const REASONS_EN: Readonly<Record<string, string>> = {
  'Waktu pembayaran habis': 'The time to pay is over',
  'Kartu kedaluwarsa': 'The card has expired',
  'Kartu diblokir': 'The card is blocked',
  'Rekening penyedia tidak aktif': 'The vendor account is not active',
  'Limit kartu tidak cukup': 'The card limit is not sufficient',
  'Pembayaran dengan kartu lain ditolak': 'Payment with another card is refused',
  'Kode salah tiga kali': 'Wrong code three times',
  '3-D Secure gagal': '3-D Secure failed',
  '3-D Secure tidak tersedia': '3-D Secure was not available',
  'Otorisasi lewat masa berlakunya': 'The authorisation has lapsed',
  'Dibatalkan pemegang kartu': 'Cancelled by the card holder',
  'Dibatalkan oleh platform': 'Cancelled by the platform',
};
