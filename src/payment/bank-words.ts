/** What the bank's outcome means to people. Codes stay in brackets, for the bank's own help desk. */
export const paidWords = (referenceNo: string): string => `Bank telah membayar. Nomor bank ${referenceNo}.`;
export const refusedWords = (code: string, message: string): string => `Bank menolak: ${message} (${code}).`;
export const returnedWords = (code: string, message: string): string =>
  `Bank mengembalikan dana: ${message} (${code}).`;
export const shownOnStatementWords = (transactionId: string): string =>
  `Rekening koran menunjukkan debit ini. Nomor transaksi ${transactionId}.`;
export const notReceivedWords = 'Bank tidak pernah menerima perintah ini, dan rekening koran tidak menunjukkan debit.';
export const silentWords = 'Bank belum menjawab. Uang bisa jadi sudah terkirim; kami yang memeriksa.';
export const clearingWords = 'Bank sedang memproses.';
export const pageClosedWords = 'Halaman bank ditutup tanpa pembayaran.';
export const declinedWords = (code: string, message: string): string =>
  `Pembayaran kartu tidak jadi: ${message} (${code}).`;
