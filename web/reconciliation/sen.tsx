import { money } from '../../src/kernel/money.ts';

/** `-1234.56` of the wire as people read it: `−Rp1.234,56`. */
export function senWords(text: string): string {
  const [whole = '0', sen = '00'] = text.split('.');
  const size = BigInt(whole.replace('-', ''));
  return `${text.startsWith('-') ? '\u2212' : ''}${money(size).slice(0, -'00'.length)}${sen}`;
}

/** An amount of a statement, with its sen. */
export function Sen({ amount }: { amount: string }) {
  return (
    <data value={amount} className="whitespace-nowrap">
      {senWords(amount)}
    </data>
  );
}

const MONTHS = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** `2026-11` as `November 2026`. */
export function monthWords(period: string, language: 'id' | 'en'): string {
  const [year = '', month = ''] = period.split('-');
  return `${MONTHS[language][Number(month) - 1] ?? ''} ${year}`;
}
