/**
 * Drafts the notices that a failure of protection obliges to: to the people concerned and to the authority, within 3 × 24 hours
 * (UU 27/2022 art. 46), saying what was revealed, when and how, and what is done about it. A person checks and signs it.
 */
import { when } from '../kernel/time.ts';

export type BreachCause = 'account' | 'key' | 'dump';

export interface BreachFacts {
  readonly cause: BreachCause;
  /** When it began, ended and was found out. */
  readonly from: Date;
  readonly to: Date;
  readonly foundAt: Date;
  readonly hoursToTell: number;
  readonly basis: string;
  readonly people: number;
  readonly satkers: number;
  readonly vendors: number;
  readonly orders: number;
  readonly payments: number;
  /** Security events in the journal within the time, by type, most frequent first. */
  readonly events: readonly { readonly type: string; readonly count: number }[];
  /** First and last number of the journal in that time, so that nothing can be added or left out later. */
  readonly journal: { readonly first: string; readonly last: string } | null;
}

interface Account {
  readonly how: string;
  readonly what: readonly string[];
  readonly measures: readonly string[];
}

const ACCOUNTS: { readonly [C in BreachCause]: Account } = {
  account: {
    how: 'Akun seorang pengguna dipakai oleh orang lain.',
    what: [
      'nama, jabatan, dan alamat surel rekan sekantor',
      'isi pesanan, harga, rekening tujuan, dan dokumen pembayaran kantor tersebut',
    ],
    measures: [
      'semua sesi akun itu diakhiri dan cara masuknya diganti',
      'persetujuan yang dibuat pada masa itu diperiksa satu per satu',
      'pembayaran yang belum dikirim ditahan',
    ],
  },
  key: {
    how: 'Kunci layanan sebuah integrasi dipakai oleh pihak lain.',
    what: ['data yang boleh dibaca kunci tersebut: pesanan, pembayaran, dan anggaran kantor pemiliknya'],
    measures: ['kunci dicabut', 'alamat asal permintaan diperiksa pada jurnal', 'kunci baru dibatasi alamatnya'],
  },
  dump: {
    how: 'Salinan basis data atau cadangan berada di tangan pihak lain.',
    what: [
      'isi yang terenkripsi (AES-256-GCM, kunci di luar basis data): tidak terbaca tanpa penyimpan kunci',
      'yang terbaca: kode satker, keadaan dan waktu pesanan, angka buku besar tanpa nama pemiliknya',
    ],
    measures: [
      'kunci pembungkus dirotasi dan semua kunci data dibungkus ulang',
      'kunci data diganti dan isi disegel ulang',
      'sandi semua peran basis data diganti',
    ],
  },
};

const HOUR_MS = 3_600_000;

/** Markdown in Bahasa Indonesia: the notice to the authority, the letter to each person concerned, and what is still to be filled in. */
export function breachDraft(facts: BreachFacts): string {
  const account = ACCOUNTS[facts.cause];
  const deadline = new Date(facts.foundAt.getTime() + facts.hoursToTell * HOUR_MS);
  const at = (instant: Date) => when(instant, 'WIB');
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const events = facts.events.map(({ type, count }) => `| ${type} | ${count} |`).join('\n');
  return `# Rancangan pemberitahuan kegagalan pelindungan data pribadi

Batas penyampaian: **${at(deadline)}** (${facts.basis}). Rancangan ini dibuat dari jurnal; periksa, lengkapi bagian [ … ], lalu tandatangani.

## Kepada lembaga pelindungan data pribadi

1. **Data yang terungkap**
${list(account.what)}
2. **Kapan dan bagaimana terungkap**
   ${account.how} Masa kejadian ${at(facts.from)} sampai ${at(facts.to)}; diketahui ${at(facts.foundAt)}. [ Uraikan penyebabnya. ]
3. **Yang terdampak**: ${facts.people} orang, ${facts.satkers} satker, ${facts.vendors} penyedia; ${facts.orders} pesanan dan ${facts.payments} pembayaran pada masa itu.
4. **Upaya penanganan dan pemulihan**
${list(account.measures)}
5. **Narahubung**: [ nama, jabatan, telepon pejabat pelindungan data ].

### Catatan jurnal
${facts.journal ? `Nomor jurnal ${facts.journal.first} sampai ${facts.journal.last}, tanpa celah.` : 'Tidak ada catatan jurnal pada masa itu.'}

| Kejadian keamanan | Jumlah |
|---|---|
${events === '' ? '| tidak ada | 0 |' : events}

## Kepada orang yang terdampak

Yth. [ nama ],

Kami memberitahukan bahwa pada ${at(facts.from)} sampai ${at(facts.to)} terjadi kegagalan pelindungan data pribadi. ${account.how}

Data Anda yang mungkin terungkap:
${list(account.what)}

Yang sudah kami lakukan:
${list(account.measures)}

Yang sebaiknya Anda lakukan: ganti kata sandi, periksa daftar perangkat di Keamanan akun, dan abaikan permintaan kode dari siapa pun. Kami tidak pernah meminta kode.

Pertanyaan dan keberatan: [ narahubung ]. Anda berhak meminta salinan data Anda di menu Data saya.
`;
}
