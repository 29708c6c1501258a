/** What the bank's outcome means to people. Codes stay in brackets, for the bank's own help desk. */
export const paidWords = (referenceNo: string): string => `Bank telah membayar. Nomor bank ${referenceNo}.`;
export const refusedWords = (code: string, message: string): string => `Bank menolak: ${message} (${code}).`;
export const returnedWords = (code: string, message: string): string =>
  `Bank mengembalikan dana: ${message} (${code}).`;
export const shownOnStatementWords = (transactionId: string): string =>
  `Rekening koran menunjukkan debit ini. Nomor transaksi ${transactionId}.`;
export const notReceivedWords = 'Bank tidak pernah menerima perintah ini, dan rekening koran tidak menunjukkan debit.';
export const silentWords = 'Bank belum menjawab. Tidak ada yang dikirim dua kali; kami yang menanyakan kembali.';
export const bankShutWords = (code: string): string =>
  `Bank sedang tutup (${code}). Tidak ada yang dibayar; kami kirim begitu bank buka.`;
export const clearingWords = 'Bank sedang memproses.';
export const pageClosedWords = 'Halaman bank ditutup tanpa pembayaran.';
export const declinedWords = (code: string, message: string): string =>
  `Pembayaran kartu tidak jadi: ${message} (${code}).`;
export const billingOfOthersWords = 'kode billing ini atas nama wajib pajak lain, atau jumlahnya berbeda';
