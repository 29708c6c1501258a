export const id = {
  codeNow: 'Demo: kode di aplikasi orang ini sekarang',
};
