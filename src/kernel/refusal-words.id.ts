/** What each refusal says to a person, in Bahasa Indonesia: what happened and what to do. The source of `refusal-words.en.ts`. */
import type { RefusalCode } from './refusal-codes.ts';

/** Parameters of a sentence, already printed: amounts by `money()`, dates by `when()`. */
export type Words = (p: Readonly<Record<string, string>>) => string;

/** A wait, in seconds or in minutes. */
const waiting = (seconds = ''): string =>
  Number(seconds) > 90 ? `${Math.ceil(Number(seconds) / 60)} menit` : `${seconds} detik`;

export const id: Readonly<Record<RefusalCode, Words>> = {
  not_signed_in: () => 'Masuk dahulu. Isian Anda tetap tersimpan.',
  not_your_role: (p) => `Ini bukan tugas peran Anda. Yang dapat melakukannya: ${p.who}.`,
  not_yours: () => 'Data ini milik kantor atau toko lain. Periksa nomor yang Anda buka.',
  not_assigned_to_you: (p) =>
    `Tugas ini ditujukan kepada ${p.who}. Minta yang bersangkutan, atau alihkan melalui Admin Satker.`,
  same_person: (p) =>
    `Anda sudah ${p.did} pada pesanan ini, jadi tidak boleh melakukan langkah ini. Yang dapat melakukannya: ${p.who}.`,
  not_your_turn: (p) => `Sekarang giliran ${p.who}. Tunggu jawabannya.`,
  not_possible_now: (p) =>
    `Langkah ini tidak dapat dilakukan saat status “${p.state}”. Muat ulang halaman untuk melihat langkah berikutnya.`,
  already_done: (p) => `Ini sudah dilakukan ${p.who} pada ${p.at}. Halaman kami perbarui.`,
  moved_on: () => 'Data ini baru saja diubah orang lain. Muat ulang, periksa, lalu ulangi.',
  erasure_asked: () =>
    'Permintaan penghapusan data sudah tercatat. Anda dapat menariknya selama masa jabatan belum berakhir.',
  data_erased: () => 'Data ini telah dihapus atas permintaan pemiliknya.',
  kept_by_law: (p) => `Data ini masih wajib disimpan sampai ${p.until}. Setelah itu dapat dimusnahkan.`,
  not_found: () => 'Tidak ditemukan. Periksa nomor atau tautannya.',
  key_reused: () => 'Kunci permintaan ini sudah dipakai untuk isi yang lain. Kirim ulang dengan kunci baru.',
  reason_required: () => 'Isi alasan.',
  quantity_invalid: (p) => `Isi jumlah antara ${p.min} dan ${p.max}.`,
  below_minimum_order: (p) => `Pesanan paling sedikit ${p.min} ${p.unit}. Tambah jumlahnya.`,
  out_of_stock: (p) => `Stok tinggal ${p.stock}. Kurangi jumlah atau pilih barang lain.`,
  line_unknown: () => 'Barang ini tidak ada dalam pesanan. Muat ulang halaman.',
  nothing_accepted: () => 'Tidak ada barang yang diterima. Tahan kiriman dengan alasan, atau isi jumlah yang diterima.',
  cart_empty: () => 'Keranjang kosong. Tambahkan barang dahulu.',
  date_in_past: (p) => `Tanggal ${p.date} sudah lewat. Pilih hari ini atau sesudahnya.`,
  date_invalid: (p) => `${p.date} bukan tanggal yang berlaku. Tulis seperti 24-11-2026.`,
  photo_required: () => 'Tambahkan paling sedikit satu foto.',
  text_too_long: (p) => `Paling banyak ${p.max} huruf. Pendekkan isian.`,
  amount_invalid: () => 'Isi jumlah uang dalam rupiah bulat, tanpa sen.',
  input_invalid: (p) => `Periksa isian: ${p.field}.`,
  file_invalid: (p) => `Berkas ini tidak dapat dibaca sebagai ${p.kind}. Pilih berkas lain.`,
  nik_invalid: () => 'NIK terdiri atas 16 angka seperti di KTP. Periksa lagi.',
  nip_invalid: () => 'NIP terdiri atas 18 angka. Periksa lagi.',
  nip_required: (p) => `${p.role} harus pegawai negeri. Isi NIP.`,
  nik_known: () => 'NIK ini sudah terdaftar dengan surel lain. Pakai surel itu, atau ajukan koreksi data.',
  email_taken: () => 'Surel ini sudah dipakai orang lain. Satu orang satu surel; pakai surel lain.',
  holds_office: (p) =>
    `${p.name} masih memegang peran lain pada tanggal itu. Satu orang satu peran; akhiri peran itu dahulu.`,
  office_taken: (p) => `${p.role} masih dijabat ${p.who} pada tanggal itu. Pakai penggantian pejabat.`,
  successor_named: (p) => `Penggantinya sudah ditunjuk: ${p.name}. Batalkan penunjukan itu dahulu.`,
  stand_in_only: () => 'Ini jabatan sementara (Plh/Plt). Akhiri masa tugasnya lebih awal, atau tunggu sampai selesai.',
  already_activated: () => 'Orang ini sudah mengaktifkan akunnya. Undangan tidak perlu dikirim lagi.',
  correction_own: () => 'Koreksi diputuskan oleh orang lain, bukan oleh pengusul atau pemilik data.',
  register_own: () =>
    'Anda tidak dapat memberi jabatan kepada diri sendiri. Pilih orang lain, atau minta atasan pendaftaran Anda.',
  nothing_changed: () => 'Isian sama dengan yang sudah tercatat. Tidak ada yang diubah.',
  code_taken: (p) => `Kode ${p.code} sudah terdaftar. Periksa lagi.`,
  profile_incomplete: (p) => `Profil belum lengkap: ${p.missing}. Lengkapi, lalu kirim lagi.`,
  letter_ended: (p) => `Surat keterangan ini berlaku sampai ${p.until}. Isi surat yang masih berlaku.`,
  product_not_ready: (p) => `${p.product} sedang tidak dijual. Pilih barang lain.`,
  vendor_not_active: (p) => `${p.vendor} belum dapat menerima pesanan. Pilih penyedia lain.`,
  other_vendor: () => 'Satu pesanan hanya untuk satu penyedia. Barang ini masuk keranjang penyedianya sendiri.',
  price_changed: (p) => `Harga berubah dari ${p.before} menjadi ${p.now}. Terima harga baru atau hapus barang.`,
  compare_too_many: (p) => `Paling banyak ${p.max} barang dapat dibandingkan. Hapus satu dahulu.`,
  offer_above_list: (p) => `Tawaran melebihi harga tayang ${p.list}. Turunkan tawaran.`,
  too_many_rounds: (p) => `Negosiasi sudah ${p.max} putaran. Setujui tawaran terakhir atau akhiri negosiasi.`,
  negotiation_open: () => 'Negosiasi belum selesai. Selesaikan atau akhiri dahulu.',
  date_change_open: () => 'Masih ada permintaan ubah tanggal. Jawab dahulu.',
  rating_window_closed: (p) => `Penilaian ditutup pada ${p.until}.`,
  already_rated: () => 'Anda sudah menilai pesanan ini.',
  budget_line_required: () => 'Pilih akun (MAK) untuk pesanan ini.',
  budget_line_unknown: () => 'Akun (MAK) ini bukan anggaran satker Anda. Pilih dari daftar.',
  budget_insufficient: (p) =>
    `Sisa pagu ${p.mak} tinggal ${p.left}, kurang ${p.short}. Pilih akun lain atau minta PPK menambah pagu.`,
  up_insufficient: (p) => `Sisa uang persediaan ${p.left}, kurang ${p.short}. Ajukan penggantian (GUP) dahulu.`,
  card_limit_insufficient: (p) =>
    `Sisa limit kartu ${p.left}, kurang ${p.short}. Pakai kartu lain atau bayar tagihan kartu dahulu.`,
  limit_exceeded: (p) =>
    `Nilai ${p.amount} melebihi batas ${p.limit} untuk cara bayar ini. Kurangi jumlah barang atau pilih cara bayar lain.`,
  akun_not_for_card: (p) => `Akun ${p.akun} tidak boleh dibayar dengan kartu. Pilih CMS atau akun lain.`,
  split_reason_required: (p) =>
    `Pesanan serupa berjumlah ${p.sum} dalam ${p.days} hari. Tulis alasan bahwa ini bukan pemecahan paket.`,
  wrong_official: (p) => `${p.person} tidak sedang menjabat ${p.role}. Pilih pejabat lain.`,
  rail_not_available: () => 'Cara bayar ini belum tersedia untuk penyedia ini. Pilih cara bayar lain.',
  contract_date_order: (p) => `Tanggal ${p.later} tidak boleh sebelum ${p.earlier}. Periksa urutannya.`,
  faktur_required: () => 'Isi nomor faktur pajak. Penyedia PKP wajib menerbitkannya.',
  faktur_invalid: (p) => `Nomor faktur pajak terdiri atas 17 angka. Anda mengisi ${p.length}.`,
  bill_incomplete: (p) => `Tagihan belum lengkap: ${p.missing}. Kembalikan kepada penyedia dengan alasan.`,
  account_name_differs: (p) =>
    `Nama rekening di bank “${p.bankName}” berbeda dari “${p.name}”. Periksa rekening penyedia sebelum membayar.`,
  payee_unchecked: () =>
    'Nama pemilik rekening penerima sedang ditanyakan ke bank. Tunggu sebentar, halaman ini memperbarui diri.',
  payee_changed: () =>
    'Penyedia mengganti rekening setelah SPBy. Tarik perintah bayar, lalu kembalikan SPBy ke PPK agar tagihan memakai rekening yang baru.',
  payee_not_found: (p) =>
    `Bank tidak menemukan rekening penerima atau rekening itu tidak aktif (${p.message}). Minta penyedia memperbaiki rekeningnya.`,
  payee_name_differs: (p) =>
    `Nama pada rekening di bank “${p.found}”, sedangkan tagihan menulis “${p.expected}”. Perlu keterangan dari ${p.who}.`,
  level_limit_exceeded: (p) =>
    `Nilai ${p.amount} melebihi batas ${p.limit} untuk jenjang ${p.level} (${p.who}). Minta Admin Satker atau KPA mengubah jenjang CMS dengan surat keputusan.`,
  execution_too_late: (p) => `Paling lambat ${p.days} hari dari sekarang. Pilih tanggal yang lebih dekat.`,
  not_a_working_day: (p) => `${p.date} hari libur atau akhir pekan. Pilih hari kerja.`,
  return_amount_invalid: (p) => `Isi jumlah yang diminta kembali, paling banyak ${p.most}.`,
  owner_in_office: () =>
    'Pemilik usaha ini memegang jabatan di satuan kerja, sehingga tidak dapat menjadi penyedia (Perpres 16/2018 Pasal 7).',
  account_not_verified: () =>
    'Rekening penyedia berubah dan belum diperiksa. Minta Pejabat Pengadaan atau KPPN memeriksanya pada halaman penyedia.',
  card_required: () => 'Pilih kartu kredit pemerintah.',
  card_not_yours: (p) => `Kartu ini dipegang ${p.holder}. Hanya pemegangnya yang boleh membayar.`,
  card_inactive: (p) => `Kartu •••• ${p.last4} tidak aktif. Pilih kartu lain, atau minta Admin Satker memeriksanya.`,
  card_expired: (p) => `Masa berlaku kartu •••• ${p.last4} sudah berakhir (${p.expiry}). Pilih kartu lain.`,
  card_number_refused: () =>
    'Jangan isi nomor kartu. Isi token yang diberikan bank; nomor kartu tidak boleh disimpan di sini.',
  card_not_of_office: (p) =>
    `Kartu •••• ${p.last4} tidak terdaftar di kantor ini. Sengketakan baris ini ke bank penerbit.`,
  card_domestic_only: () =>
    'KKP Domestik hanya untuk produk dalam negeri dari usaha mikro, usaha kecil, atau koperasi. Bayar dengan kartu lain.',
  card_void_too_late: () => 'Pembatalan hanya dapat diminta pada hari yang sama. Minta penyedia mengembalikan dana.',
  refund_too_much: (p) => `Yang masih dapat dikembalikan paling banyak ${p.left}. Kurangi nilainya.`,
  receipt_missing: (p) => `Belum ada bukti belanja untuk baris ini. ${p.who} menyerahkan bukti dahulu.`,
  merchant_not_for_card: (p) =>
    `Jenis usaha ini (MCC ${p.mcc}) tidak boleh dibayar dengan KKP. Bebankan kepada pemegang kartu atau sengketakan.`,
  amount_differs: (p) =>
    `Nilainya ${p.amount}, sedangkan baris tagihan ${p.expected}. Pilih pembayaran yang nilainya sama.`,
  credit_above_spending: (p) =>
    `Realisasi akun ${p.mak} baru ${p.spent}, kurang dari kredit ${p.amount}. Pilih akun tempat belanja itu dahulu dibebankan.`,
  lines_undecided: (p) => `Masih ada baris yang belum diputuskan: nomor ${p.lines}. Uji semua baris dahulu.`,
  dpt_empty: () => 'Tidak ada yang dibayar negara pada tagihan ini. Tutup pengujian tanpa DPT.',
  dpt_needed: (p) => `Ada ${p.total} yang harus dibayar negara. Terbitkan DPT.`,
  paper_date_wrong: (p) => `Tanggal surat harus antara ${p.from} dan ${p.to}. Periksa suratnya.`,
  kkp_fund_insufficient: (p) =>
    `Dana SP2D untuk tagihan ini belum tampak di rekening koran: tersedia ${p.left}, kurang ${p.short}. Tunggu sampai masuk.`,
  step_up_required: () => 'Masukkan kode terbaru dari aplikasi autentikator untuk langkah ini.',
  code_wrong: () => 'Kode tidak cocok atau sudah lewat waktunya. Masukkan kode terbaru.',
  code_used: () => 'Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi.',
  code_for_other: () => 'Penerima atau jumlah berubah sejak kode diminta. Periksa lagi, lalu masukkan kode baru.',
  bank_silent: () => 'Bank belum menjawab. Uang bisa jadi sudah terkirim. Jangan bayar ulang; kami yang memeriksa.',
  credentials_wrong: () => 'Surel, kata sandi, atau kode tidak cocok. Periksa lalu coba lagi.',
  ticket_expired: () => 'Waktu masuk sudah habis. Mulai lagi dari surel dan kata sandi.',
  federated_expired: () => 'Waktu masuk lewat lembaga sudah habis atau sudah terpakai. Mulai lagi dari halaman masuk.',
  federated_not_linked: () =>
    'Akun lembaga Anda belum ditautkan. Masuk dengan surel dan kata sandi, lalu tautkan di halaman Keamanan.',
  federated_other_person: () =>
    'Akun lembaga ini sudah ditautkan pada orang lain. Periksa akun mana yang Anda pakai, atau hubungi admin.',
  federated_refused: () =>
    'Masuk lewat lembaga tidak dapat disahkan. Ulangi dari awal, atau masuk dengan surel dan kata sandi.',
  federated_unreachable: () =>
    'Layanan masuk lembaga tidak menjawab. Coba lagi nanti, atau masuk dengan surel dan kata sandi.',
  service_address_invalid: (p) =>
    `Alamat jaringan ${p.address} tidak berlaku atau terlalu luas. Tulis seperti 192.0.2.0/24.`,
  service_key_invalid: () => 'Kunci layanan tidak berlaku. Periksa kunci dan alamat pengirim, atau minta kunci baru.',
  service_scope_refused: (p) => `Hak ${p.scope} tidak dapat diberikan kepada kunci layanan kantor ini. Pilih hak lain.`,
  link_expired: () => 'Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru.',
  passkey_wrong: () => 'Kunci sandi tidak cocok atau waktunya habis. Ulangi, atau pakai cara lain.',
  email_code_forbidden: () => 'Kode lewat surel tidak diizinkan di kantor Anda. Pakai cara lain.',
  nothing_to_replace: () =>
    'Belum ada pembayaran dari UP yang perlu diganti. Ajukan lagi setelah ada belanja yang dibayar.',
  gup_too_early: (p) =>
    `UP baru terpakai ${p.used}%. Penggantian UP dapat diajukan mulai ${p.min}% terpakai (PMK 190/PMK.05/2012).`,
  approval_required: () => 'Isi nomor dan tanggal surat persetujuan KPPN untuk UP atau TUP ini.',
  paper_before: (p) => `Tanggal surat tidak boleh sebelum ${p.date}, tanggal surat ${p.paper}. Periksa tanggalnya.`,
  nothing_to_deposit: () => 'Pilih sedikitnya satu pajak yang belum disetor.',
  nothing_to_report: () => 'Belum ada pajak yang siap dilaporkan. Catat dahulu nomor bukti potongnya.',
  billing_expired: () => 'Kode billing ini sudah lewat masa berlakunya. Buat kode baru, lalu bayar lagi.',
  line_class_unfit: () => 'Jenis ini tidak cocok untuk arah uang baris ini. Pilih jenis lain.',
  line_explained: () => 'Baris ini sudah dijelaskan. Muat ulang daftar kerja.',
  line_match_unfit: () =>
    'Baris ini tidak cocok dengan pilihan itu: jumlah, arah uang, atau keadaan pembayarannya berbeda. Pilih yang lain.',
  line_not_undoable: () =>
    'Penjelasan ini tidak dapat dibatalkan: sudah dipakai pembayaran atau penerimaan, atau bulannya sudah ditutup.',
  month_needs_note: () => 'Masih ada titipan yang harus dikembalikan. Tulis penjelasannya sebelum menandatangani.',
  month_not_over: (p) => `Bulan ${p.period} belum berakhir. Tutup setelah hari terakhir bulan itu.`,
  month_not_proven: (p) =>
    `Catatan platform belum sama dengan rekening koran (selisih Rp${p.difference}). Baca rekening koran lagi atau unggah berkasnya.`,
  month_out_of_turn: (p) => `Giliran menutup adalah bulan ${p.period}. Tutup bulan itu dahulu.`,
  month_unexplained: (p) => `Masih ada ${p.count} baris yang belum dijelaskan. Selesaikan di daftar kerja.`,
  last_factor: () => 'Ini cara masuk Anda yang terakhir. Tambahkan yang baru dahulu, lalu hapus yang ini.',
  password_wrong: () => 'Kata sandi sekarang tidak cocok. Periksa lalu coba lagi.',
  password_expired: (p) =>
    `Kata sandi Anda sudah lebih dari ${p.days} hari. Buka tautan di surel Anda untuk menggantinya.`,
  account_unused: (p) =>
    `Akun Anda tidak dipakai lebih dari ${p.days} hari. Minta admin kantor Anda mengaktifkannya lagi.`,
  password_too_short: (p) => `Kata sandi paling sedikit ${p.min} karakter. Kalimat pendek lebih mudah diingat.`,
  password_too_long: (p) => `Kata sandi paling banyak ${p.max} karakter. Pendekkan.`,
  password_common: () => 'Kata sandi ini terlalu mudah ditebak. Pilih yang lain.',
  password_breached: () => 'Kata sandi ini pernah bocor di tempat lain. Pilih yang lain.',
  password_personal: () => 'Kata sandi ini hanya berisi nama, surel, atau kantor Anda. Pilih yang lain.',
  password_needs_letters_and_digits: () => 'Kata sandi harus berisi huruf dan angka.',
  password_used_before: (p) => `Kata sandi ini sama dengan salah satu dari ${p.count} yang terakhir. Pilih yang lain.`,
  too_many_tries: (p) => `Terlalu banyak percobaan. Coba lagi dalam ${waiting(p.seconds)}.`,
  too_many_requests: (p) => `Terlalu banyak permintaan. Coba lagi dalam ${p.seconds} detik.`,
  foreign_request: (p) =>
    `Permintaan ini tidak datang dari halaman Digipay Satu (${p.sign}). Buka aplikasi di tab ini, lalu ulangi.`,
  body_too_large: (p) => `Kiriman lebih besar dari ${p.max}. Kecilkan berkas.`,
  unexpected: (p) =>
    `Halaman ini belum bisa dibuka karena gangguan di sistem kami. Coba lagi, atau laporkan kode ${p.reference}.`,
};
