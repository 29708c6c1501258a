/**
 * What the platform keeps about people, why, on what ground and how long: the privacy notice (UU 27/2022 art. 5, 21, 27–28) as
 * data, so that the screen, the copy and the documents say the same.
 */
export type Words = { readonly id: string; readonly en: string };

export interface Category {
  readonly key: 'person' | 'office' | 'proof' | 'acts';
  readonly title: Words;
  readonly purpose: Words;
  readonly basis: Words;
  readonly kept: Words;
}

const PUBLIC_TASK: Words = {
  id: 'Pelaksanaan tugas pelayanan publik dan kewajiban hukum bendahara negara (UU 27/2022 Pasal 20 ayat (2) huruf c dan e; UU 1/2004)',
  en: 'Public service and legal duty of state treasurers (Law 27/2022 art. 20(2)c, e; Law 1/2004)',
};

export const categories: readonly Category[] = [
  {
    key: 'person',
    title: { id: 'Data diri', en: 'About you' },
    purpose: {
      id: 'Mengenali Anda, mengirim pemberitahuan, dan mencegah satu orang memegang dua peran',
      en: 'To know you, to write to you, and to keep one person from holding two roles',
    },
    basis: PUBLIC_TASK,
    kept: {
      id: 'Selama Anda menjabat. Setelah itu, atas permintaan Anda, tinggal nama dan NIP',
      en: 'While you hold office. After that, if you ask, only name and NIP are left',
    },
  },
  {
    key: 'office',
    title: { id: 'Jabatan', en: 'Offices' },
    purpose: { id: 'Membuktikan siapa yang berwenang pada tanggal itu', en: 'To prove who was entitled on a day' },
    basis: PUBLIC_TASK,
    kept: { id: 'Sampai batas retensi dokumen keuangan', en: 'As long as financial records must be kept' },
  },
  {
    key: 'proof',
    title: { id: 'Cara masuk', en: 'How you sign in' },
    purpose: { id: 'Memastikan hanya Anda yang masuk', en: 'To let only you in' },
    basis: { id: 'Keamanan pemrosesan (UU 27/2022 Pasal 35)', en: 'Security of processing (Law 27/2022 art. 35)' },
    kept: { id: 'Sampai Anda menggantinya atau tidak lagi menjabat', en: 'Until you change it or leave office' },
  },
  {
    key: 'acts',
    title: { id: 'Tindakan yang tercatat', en: 'Recorded acts' },
    purpose: { id: 'Pertanggungjawaban uang negara', en: 'Accounting for public money' },
    basis: PUBLIC_TASK,
    kept: { id: 'Sampai batas retensi dokumen keuangan', en: 'As long as financial records must be kept' },
  },
];
