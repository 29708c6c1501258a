export const id = {
  noAnswerYet: 'Belum ada jawaban. Jangan ulangi; kami cek.',
  connectionLost:
    'Sambungan terputus. Isian Anda aman di halaman ini. Coba lagi saat tersambung; tidak akan terkirim dua kali.',
  ourFault: 'Permintaan ini belum bisa diproses karena gangguan di sistem kami. Isian Anda tetap ada. Coba lagi.',
};
