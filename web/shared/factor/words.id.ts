export const id = {
  choose: 'Pilih cara memastikan ini Anda',
  names: {
    totp: 'Kode dari aplikasi autentikator',
    passkey: 'Kunci sandi (passkey)',
    email: 'Kode lewat surel',
    recovery: 'Kode pemulihan',
  },
  hints: {
    totp: 'Buka aplikasi autentikator di ponsel, lalu salin 6 angkanya.',
    passkey: 'Pakai sidik jari, wajah, atau PIN perangkat Anda.',
    email: 'Kami kirim 6 angka ke alamat surel Anda.',
    recovery: 'Satu dari kode yang Anda simpan waktu mendaftar.',
  },
  otherWays: 'Pakai cara lain',
  totp: 'Kode dari aplikasi autentikator',
  totpHint: 'Buka aplikasi autentikator di ponsel, lalu isi 6 angka untuk Digipay Satu. Kode berganti tiap 30 detik.',
  totpFill: 'Isi 6 angka kode terbaru dari aplikasi.',
  email: 'Kode dari surel',
  emailHint: 'Isi 6 angka dari surel kami. Kode berlaku 10 menit.',
  emailFill: 'Isi 6 angka dari surel kami.',
  emailLead: 'Kami kirim kode 6 angka ke alamat surel Anda. Jangan berikan kode itu kepada siapa pun.',
  emailSend: 'Kirim kode ke surel saya',
  emailSent: 'Kode sudah dikirim. Belum ada? Periksa juga kotak spam, lalu kirim ulang.',
  emailAgain: 'Kirim ulang kode',
  recovery: 'Kode pemulihan',
  recoveryHint: 'Contoh: ABCD-EFGH-JKMN-PQRS. Setiap kode hanya bisa dipakai satu kali.',
  recoveryFill: 'Isi 16 huruf dan angka kode pemulihan.',
  passkeyLead:
    'Tekan tombol di bawah. Perangkat Anda akan meminta sidik jari, wajah, atau PIN, seperti saat membuka layar.',
  notBegun: 'Langkah ini belum bisa dimulai. Periksa sambungan internet, lalu coba lagi.',
  faults: {
    stopped: 'Kunci sandi belum terpakai. Coba lagi, atau pakai cara lain.',
    known: 'Perangkat ini sudah punya kunci sandi untuk akun Anda. Pakai perangkat lain, atau kembali.',
    failed: 'Perangkat ini belum bisa memakai kunci sandi. Pakai cara lain.',
  },
  nothingHere:
    'Perangkat ini tidak bisa memakai kunci sandi Anda. Lanjutkan di perangkat tempat kunci sandi dibuat, atau minta bantuan admin kantor Anda.',
  waitLeft: (minutes: number, seconds: number) =>
    `Anda bisa mencoba lagi dalam ${minutes > 0 ? `${minutes} menit ` : ''}${seconds} detik.`,
  waitOver: 'Anda bisa mencoba lagi sekarang.',
  confirmNew: 'Pakai cara yang sudah terpasang sebelumnya, bukan yang sedang Anda tambah.',
};
