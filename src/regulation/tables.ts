/** The regulation as tables, so that `docs` can print what the platform applies. Words are Indonesian, as in the law. */
import { money } from '../kernel/money.ts';
import { percent } from '../kernel/ratio.ts';
import { dateLong } from '../kernel/time.ts';
import { type Akun, akunList } from './accounts.ts';
import { rekeningList } from './accounts-regional.ts';
import { banks } from './banks.ts';
import { calendar } from './calendar.ts';
import { paymentCodes } from './payment-codes.ts';
import { type RuleKey, ruleTable } from './rules.ts';
import { taxExemptions } from './tax-exemptions.ts';
import { taxObjects } from './tax-objects.ts';
import type { Dated, Regime, RuleValue } from './types.ts';

export interface RegulationTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SINCE = ['Berlaku', 'Dasar', 'Bukti'] as const;

/** Every table of the regulation: rules of both regimes, tax objects, payment codes, accounts, banks, calendar. */
export function regulationTables(): readonly RegulationTable[] {
  return [
    ruleRows('APBN', 'Aturan APBN', () => true),
    ruleRows('APBD', 'Aturan APBD yang berbeda dari APBN', (key) => ruleTable('APBD')[key] !== ruleTable('APBN')[key]),
    {
      title: 'Objek pajak penghasilan',
      columns: ['Kode', 'Pasal', 'Objek', 'Tarif', ...SINCE],
      rows: taxObjects.map((o) => [o.value.code, o.value.article, o.value.nameId, percent(o.value.rate), ...since(o)]),
    },
    {
      title: 'Pengecualian pemungutan oleh bendahara',
      columns: ['Kategori', 'PPh 22', 'PPN', ...SINCE],
      rows: Object.values(taxExemptions).flatMap((entries) =>
        entries.map((e) => [
          e.value.nameId,
          e.value.pph22 === 'EXEMPT' ? 'dikecualikan' : 'dipungut',
          PPN_WORDS[e.value.ppn],
          ...since(e),
        ]),
      ),
    },
    paymentCodeTable('APBN'),
    paymentCodeTable('APBD'),
    akunTable('Akun belanja APBN', akunList),
    akunTable('Kode rekening APBD (contoh)', rekeningList),
    {
      title: 'Bank',
      columns: ['Kode', 'Nama', 'BIC', 'Panjang rekening', ...SINCE],
      rows: banks.map((b) => [
        b.value.code,
        b.value.name,
        b.value.bic ?? '–',
        String(b.value.accountDigits ?? '–'),
        ...since(b),
      ]),
    },
    {
      title: 'Hari libur nasional dan cuti bersama',
      columns: ['Tanggal', 'Nama', 'Jenis', 'Dasar', 'Bukti'],
      rows: calendar.flatMap((year) =>
        year.days.map((d) => [
          dateLong(d.date),
          d.name,
          d.kind === 'NATIONAL' ? 'Libur nasional' : 'Cuti bersama',
          year.basis,
          year.evidence,
        ]),
      ),
    },
  ];
}

function ruleRows(regime: Regime, title: string, wanted: (key: RuleKey) => boolean): RegulationTable {
  const keys = (Object.keys(ruleTable(regime)) as RuleKey[]).filter(wanted);
  return {
    title,
    columns: ['Kunci', 'Nilai', ...SINCE],
    rows: keys.flatMap((key) => {
      const entries: readonly Dated<RuleValue>[] = ruleTable(regime)[key];
      return entries.map((entry) => [key, shown(entry.value), ...since(entry)]);
    }),
  };
}

function paymentCodeTable(regime: Regime): RegulationTable {
  return {
    title: `Kode setoran pajak ${regime}`,
    columns: ['Untuk', 'KAP', 'KJS', ...SINCE],
    rows: Object.entries(paymentCodes[regime]).flatMap(([purpose, entries]) =>
      entries.map((entry) => [purpose, entry.value.kap, entry.value.kjs, ...since(entry)]),
    ),
  };
}

function akunTable(title: string, list: readonly Dated<Akun>[]): RegulationTable {
  return {
    title,
    columns: ['Kode', 'Nama', 'Kartu', 'Lokapasar', ...SINCE],
    rows: list.map((a) => [
      a.value.code,
      a.value.name,
      CARD_WORDS[a.value.card ?? 'NONE'],
      a.value.marketplace ? 'ya' : 'tidak',
      ...since(a),
    ]),
  };
}

const PPN_WORDS = { NORMAL: 'dipungut', VENDOR: 'disetor penyedia', NONE: 'tidak ada' } as const;
const CARD_WORDS = { OPERATIONAL: 'operasional', TRAVEL: 'perjalanan dinas', NONE: 'tidak' } as const;

function since(entry: Dated<unknown>): readonly string[] {
  const end = entry.validTo === undefined ? '' : ` s.d. ${dateLong(entry.validTo)}`;
  return [`${dateLong(entry.validFrom)}${end}`, entry.basis, entry.evidence];
}

function shown(value: RuleValue): string {
  if (value === null) return '–';
  if (typeof value === 'bigint') return money(value);
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (isList(value)) return value.map((item) => (typeof item === 'bigint' ? item.toString() : item)).join(', ');
  // A factor such as 11/12 has no clean percentage.
  return (value.num * 10_000n) % value.den === 0n ? percent(value) : `${value.num}/${value.den}`;
}

function isList(value: RuleValue): value is readonly bigint[] | readonly string[] {
  return Array.isArray(value);
}
