export const id = {
  title: 'Data saya',
  lead: 'Yang kami simpan tentang Anda, untuk apa, dan berapa lama.',
  why: 'Untuk apa',
  basis: 'Dasar hukum',
  kept: 'Disimpan',
  toSecurity: 'Lihat cara masuk dan perangkat',
  takeAlong: 'Salinan data',
  takeAlongText:
    'Anda berhak membawa salinan data Anda. Berkasnya berisi data diri, jabatan, dan tindakan yang tercatat.',
  download: 'Unduh salinan',
  wrong: 'Ada yang keliru?',
  wrongText:
    'Minta perbaikan kepada Admin Satker, atau kepada KPPN bila Anda Admin Satker. Permintaan dan alasannya dicatat.',
  askCorrection: 'Ajukan perbaikan data',
  erase: 'Penghapusan data',
  eraseText: (years: number) =>
    `Selama Anda menjabat, data Anda diperlukan. Setelah masa jabatan berakhir, alamat surel, telepon, NIK, dan cara masuk dihapus. Nama dan NIP pada dokumen keuangan disimpan ${years} tahun sesuai undang-undang, lalu dimusnahkan.`,
  ask: 'Minta penghapusan',
  askTitle: 'Minta penghapusan data Anda?',
  askText:
    'Permintaan dijalankan dengan sendirinya setelah Anda tidak lagi menjabat. Anda dapat menariknya sebelum itu.',
  reason: 'Alasan',
  back: 'Kembali',
  asked: 'Penghapusan data sudah diminta',
  askedOn: 'Diminta',
  until: (date: string) => `Sisa data disimpan sampai ${date}.`,
  withdraw: 'Tarik permintaan',
  done: 'Permintaan dicatat.',
  withdrawn: 'Permintaan ditarik.',
};
