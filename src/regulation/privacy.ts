/** Time limits of personal data: how long it must be kept, how soon people are answered. */
import { always } from './types.ts';

const PDP = 'UU 27 Tahun 2022 (Pelindungan Data Pribadi)';

export const privacy = {
  'privacy.retention.years': always(
    10,
    'UU 8 Tahun 1997 Pasal 11 (dokumen keuangan disimpan 10 tahun); jadwal retensi arsip instansi dapat lebih lama',
    'B',
  ),
  'privacy.answer.hours': always(72, `${PDP} Pasal 32 ayat (2) dan Pasal 33: 3 x 24 jam`, 'B'),
  'privacy.breach.hours': always(72, `${PDP} Pasal 46 ayat (1): 3 x 24 jam`, 'B'),
} as const;
