/**
 * National holidays and joint leave. 2025 and 2026 follow the joint decrees of three ministers (grade B until compared
 * with the text); 2027 is an estimate by calendar (grade A) until its decree is entered. Joint leave counts as days off.
 */
import type { Evidence } from './types.ts';

export interface Holiday {
  readonly date: string;
  readonly name: string;
  readonly kind: 'NATIONAL' | 'JOINT_LEAVE';
}

export interface CalendarYear {
  readonly year: number;
  readonly days: readonly Holiday[];
  readonly basis: string;
  readonly evidence: Evidence;
}

/** `mm-dd name` per line of data. */
function days(year: number, kind: Holiday['kind'], ...entries: readonly string[]): readonly Holiday[] {
  return entries.map((entry) => ({ date: `${year}-${entry.slice(0, 5)}`, name: entry.slice(6), kind }));
}

export const calendar: readonly CalendarYear[] = [
  {
    year: 2025,
    basis: 'SKB Tiga Menteri tentang hari libur nasional dan cuti bersama 2025, dengan perubahan 18 Agustus',
    evidence: 'B',
    days: [
      ...days(
        2025,
        'NATIONAL',
        '01-01 Tahun Baru',
        '01-27 Isra Mikraj',
        '01-29 Tahun Baru Imlek',
        '03-29 Nyepi',
        '03-31 Idulfitri',
        '04-01 Idulfitri',
        '04-18 Wafat Yesus Kristus',
        '04-20 Paskah',
        '05-01 Hari Buruh',
        '05-12 Waisak',
        '05-29 Kenaikan Yesus Kristus',
        '06-01 Hari Lahir Pancasila',
        '06-06 Iduladha',
        '06-27 Tahun Baru Islam',
        '08-17 Kemerdekaan',
        '09-05 Maulid Nabi',
        '12-25 Natal',
      ),
      ...days(
        2025,
        'JOINT_LEAVE',
        '01-28 Imlek',
        '03-28 Nyepi',
        '04-02 Idulfitri',
        '04-03 Idulfitri',
        '04-04 Idulfitri',
        '04-07 Idulfitri',
        '05-13 Waisak',
        '05-30 Kenaikan Yesus Kristus',
        '06-09 Iduladha',
        '08-18 Kemerdekaan',
        '12-26 Natal',
      ),
    ],
  },
  {
    year: 2026,
    basis: 'SKB Tiga Menteri tentang hari libur nasional dan cuti bersama 2026',
    evidence: 'B',
    days: [
      ...days(
        2026,
        'NATIONAL',
        '01-01 Tahun Baru',
        '01-16 Isra Mikraj',
        '02-17 Tahun Baru Imlek',
        '03-19 Nyepi',
        '03-21 Idulfitri',
        '03-22 Idulfitri',
        '04-03 Wafat Yesus Kristus',
        '04-05 Paskah',
        '05-01 Hari Buruh',
        '05-14 Kenaikan Yesus Kristus',
        '05-27 Iduladha',
        '05-31 Waisak',
        '06-01 Hari Lahir Pancasila',
        '06-16 Tahun Baru Islam',
        '08-17 Kemerdekaan',
        '08-25 Maulid Nabi',
        '12-25 Natal',
      ),
      ...days(
        2026,
        'JOINT_LEAVE',
        '02-16 Imlek',
        '03-18 Nyepi',
        '03-20 Idulfitri',
        '03-23 Idulfitri',
        '03-24 Idulfitri',
        '05-15 Kenaikan Yesus Kristus',
        '05-28 Iduladha',
        '12-24 Natal',
      ),
    ],
  },
  {
    year: 2027,
    basis: 'Perkiraan menurut kalender; diganti saat SKB Tiga Menteri 2027 dimasukkan',
    evidence: 'A',
    days: days(
      2027,
      'NATIONAL',
      '01-01 Tahun Baru',
      '01-05 Isra Mikraj',
      '02-06 Tahun Baru Imlek',
      '03-08 Nyepi',
      '03-10 Idulfitri',
      '03-11 Idulfitri',
      '03-26 Wafat Yesus Kristus',
      '03-28 Paskah',
      '05-01 Hari Buruh',
      '05-06 Kenaikan Yesus Kristus',
      '05-17 Iduladha',
      '05-20 Waisak',
      '06-01 Hari Lahir Pancasila',
      '06-06 Tahun Baru Islam',
      '08-15 Maulid Nabi',
      '08-17 Kemerdekaan',
      '12-25 Natal',
    ),
  },
];
