export const id = {
  title: 'Belanja dan bayar satuan kerja, tanpa uang tunai',
  lead: 'Satuan kerja memesan dari penyedia kecil di sekitarnya, lalu membayar lewat transfer CMS atau kartu kredit pemerintah.',
  catalogue: 'Cari di katalog',
  searchLabel: 'Nama barang, toko, atau kategori',
  search: 'Cari',
  promises: [
    {
      title: 'Satu cerita, dari cari sampai lapor',
      text: 'Pesanan, persetujuan, serah terima, pajak, dan pembayaran tercatat pada satu halaman.',
    },
    {
      title: 'Selalu jelas giliran siapa',
      text: 'Setiap halaman menyebut posisi pesanan, siapa yang memegangnya, dan sampai kapan.',
    },
    {
      title: 'Setiap rupiah bisa diperiksa',
      text: 'Surat dan catatan disegel. Siapa pun dapat memeriksa keasliannya tanpa perlu percaya kepada kami.',
    },
  ],
  sell: 'Punya toko? Daftar sebagai penyedia',
  demoTitle: 'Mulai demo',
  demoLead:
    'Semua data dan uang di sini contoh. Pilih seseorang, masuk sebagai orang itu, lalu kerjakan langkah berikutnya.',
  demoUnavailable: 'Data demo belum bisa diambil. Katalog tetap bisa dicari.',
  tryAgain: 'Coba lagi',
  nextStep: (step: number) => `Langkah berikutnya: nomor ${step}`,
  groups: {
    story: 'Orang-orang dalam cerita ini',
    shops: 'Toko penyedia',
    others: 'Kantor lain',
    treasury: 'Perbendaharaan dan pengawas',
  },
  storyTitle: 'Cerita satu pembelian',
  storyDone: 'Cerita selesai: pesanan sudah dibayar dan dibukukan. Anda dapat memulai pesanan baru.',
  email: 'Surel',
  password: 'Kata sandi',
  code: 'Kode',
  validFor: (seconds: number) => `berlaku ${seconds} detik`,
  signInAs: (name: string) => `Masuk sebagai ${name}`,
};
