/** Letters in Bahasa Indonesia; the source of `letters.en.ts`. */
import type { Letter, Words } from './letter.ts';

const NOT_YOU =
  'Bukan Anda? Buka Keamanan akun, keluar dari semua perangkat, ganti kata sandi, lalu beri tahu admin kantor Anda.';
const NOT_ASKED = 'Jika perbaikan ini salah atau tidak Anda kenal, segera beri tahu admin kantor Anda.';

export function letterId(letter: Letter): Words {
  switch (letter.kind) {
    case 'invitation':
      return {
        subject: 'Aktifkan akun Digipay Satu Anda',
        lines: [
          `Anda didaftarkan di Digipay Satu untuk ${letter.office}.`,
          `Buka tautan ini untuk membuat kata sandi dan cara masuk kedua. Berlaku 72 jam dan hanya sekali:\n${letter.link}`,
          'Tidak mengenal kantor ini? Abaikan surel ini.',
        ],
      };
    case 'appointed':
      return {
        subject: 'Tugas baru di Digipay Satu',
        lines: [
          `Anda didaftarkan untuk ${letter.office}. Masuk seperti biasa untuk melihat tugas Anda:\n${letter.link}`,
        ],
      };
    case 'reset':
      return {
        subject: 'Buat kata sandi baru',
        lines: [
          `Seseorang meminta kata sandi baru untuk akun Anda. Buka tautan ini. Berlaku 30 menit dan hanya sekali:\n${letter.link}`,
          'Anda tetap diminta kode dari aplikasi autentikator, kunci sandi, atau kode pemulihan.',
          'Bukan Anda? Abaikan surel ini. Kata sandi Anda tidak berubah.',
        ],
      };
    case 'sign-in-code':
      return {
        subject: 'Kode masuk Digipay Satu',
        lines: [
          `Kode masuk Anda: ${letter.code}`,
          'Berlaku 10 menit dan hanya sekali. Jangan beri tahu siapa pun, termasuk petugas.',
          'Bukan Anda yang masuk? Seseorang tahu kata sandi Anda. Ganti segera.',
        ],
      };
    case 'act-code':
      return {
        subject: 'Kode persetujuan Digipay Satu',
        lines: [
          `Kode persetujuan Anda: ${letter.code}`,
          'Berlaku 10 menit, sekali, dan hanya untuk langkah yang sedang Anda buka. Jangan beri tahu siapa pun.',
          NOT_YOU,
        ],
      };
    case 'activation-code':
      return {
        subject: 'Kode aktivasi Digipay Satu',
        lines: [`Kode aktivasi Anda: ${letter.code}`, 'Berlaku 10 menit dan hanya sekali. Jangan beri tahu siapa pun.'],
      };
    case 'new-device':
      return {
        subject: 'Masuk dari perangkat baru',
        lines: [
          `Akun Anda masuk dari perangkat baru: ${letter.agent}, alamat ${letter.address}, ${letter.at}.`,
          'Jika itu Anda, tidak ada yang perlu dilakukan.',
          NOT_YOU,
        ],
      };
    case 'password-changed':
      return {
        subject: 'Kata sandi Anda diganti',
        lines: [`Kata sandi Anda diganti pada ${letter.at}. Perangkat lain sudah dikeluarkan.`, NOT_YOU],
      };
    case 'factor-added':
      return {
        subject: 'Cara masuk baru ditambahkan',
        lines: [`“${letter.label}” ditambahkan pada akun Anda pada ${letter.at}.`, NOT_YOU],
      };
    case 'factor-removed':
      return {
        subject: 'Cara masuk dihapus',
        lines: [`“${letter.label}” dihapus dari akun Anda pada ${letter.at}.`, NOT_YOU],
      };
    case 'recovery-codes-made':
      return {
        subject: 'Kode pemulihan baru dibuat',
        lines: [`Kode pemulihan baru dibuat pada ${letter.at}. Kode yang lama tidak berlaku lagi.`, NOT_YOU],
      };
    case 'recovery-code-used':
      return {
        subject: 'Kode pemulihan dipakai',
        lines: [`Satu kode pemulihan dipakai pada ${letter.at}. Sisa: ${letter.left}.`, NOT_YOU],
      };
    case 'factors-reset':
      return {
        subject: 'Cara masuk Anda diatur ulang',
        lines: [
          `Admin menghapus kata sandi dan semua cara masuk Anda di ${letter.office}, setelah memeriksa identitas Anda.`,
          `Buka tautan ini untuk membuat yang baru. Berlaku 72 jam dan hanya sekali:\n${letter.link}`,
          'Anda tidak memintanya? Jangan buka tautannya, dan segera hubungi admin kantor Anda.',
        ],
      };
    case 'session-stolen':
      return {
        subject: 'Kami mengeluarkan Anda dari semua perangkat',
        lines: [
          `Pada ${letter.at} sesi Anda dipakai dari dua tempat. Seseorang mungkin menyalinnya, jadi semua perangkat kami keluarkan.`,
          'Masuk lagi seperti biasa. Jika ini terulang, ganti kata sandi dan beri tahu admin kantor Anda.',
        ],
      };
    case 'codes-guessed':
      return {
        subject: 'Seseorang mencoba menebak kode Anda',
        lines: [
          `Pada ${letter.at} seseorang mengetik kata sandi Anda dengan benar, lalu beberapa kali salah mengetik kode.`,
          'Jika bukan Anda, ganti kata sandi segera.',
        ],
      };
    case 'data-reduced':
      return {
        subject: 'Data pribadi Anda sudah dihapus',
        lines: [
          `Sesuai permintaan Anda, pada ${letter.at} kami menghapus alamat surel, nomor telepon, NIK, dan semua cara masuk Anda.`,
          `Nama dan NIP pada dokumen keuangan yang Anda tanda tangani wajib disimpan sampai ${letter.until}. Setelah tanggal itu data dimusnahkan.`,
          'Ini surel terakhir kami: alamat Anda tidak kami simpan lagi.',
        ],
      };
    case 'correction-approved':
      return {
        subject: 'Data Anda sudah diperbaiki',
        lines: [`Permintaan perbaikan ${letter.field} disetujui pada ${letter.at}.`, NOT_ASKED],
      };
    case 'correction-rejected':
      return {
        subject: 'Permintaan perbaikan data ditolak',
        lines: [
          `Permintaan perbaikan ${letter.field} ditolak pada ${letter.at}. Alasan: ${letter.reason}`,
          'Jika datanya memang salah, ajukan lagi dengan bukti, atau hubungi pejabat pelindungan data.',
        ],
      };
    case 'correction-overdue':
      return {
        subject: 'Perbaikan data melewati batas waktu',
        lines: [
          `Permintaan perbaikan data pribadi dari ${letter.at} belum diputuskan oleh kantor di bawah Anda. Batasnya 3 x 24 jam (UU 27 Tahun 2022 Pasal 30).`,
          'Hubungi admin kantor itu agar memutuskannya hari ini.',
        ],
      };
  }
}
