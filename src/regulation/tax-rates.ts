/** General rates and switches of tax. What is due on one kind of supply is in `tax-objects.ts`. */
import type { RoundingMode } from '../kernel/money.ts';
import { ONE, type Ratio, ratio } from '../kernel/ratio.ts';
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

/** Who collects tax on a payment (PMK 231/2019 jo. 59/2022; PMK 58/2022). */
export type Collector = 'TREASURER' | 'CARD' | 'PIHAK_LAIN';

const HPP = 'UU 7 Tahun 2021 (HPP) Pasal 7';
const PMK131 = 'PMK 131 Tahun 2024';
const PMK59 = 'PMK 231/PMK.03/2019 jo. PMK 59/PMK.03/2022';
const ELEVEN_TWELFTHS = ratio(11n, 12n);

export const taxRates = {
  'tax.ppn.rate': inTurn<Ratio>(
    from(RULES_KNOWN_FROM, ratio(10n, 100n), 'UU 42 Tahun 2009 (PPN) Pasal 7', 'B'),
    from('2022-04-01', ratio(11n, 100n), HPP, 'V'),
    from('2025-01-01', ratio(12n, 100n), `${HPP}; ${PMK131}`, 'V'),
  ),
  'tax.ppn.dppFactor': inTurn<Ratio>(
    from(RULES_KNOWN_FROM, ONE, 'UU 42 Tahun 2009 (PPN) Pasal 8A', 'B'),
    from('2025-01-01', ELEVEN_TWELFTHS, `${PMK131} Pasal 3`, 'V'),
  ),
  'tax.ppn.dppFactor.luxury': inTurn<Ratio>(
    from(RULES_KNOWN_FROM, ONE, 'UU 42 Tahun 2009 (PPN) Pasal 8A', 'B'),
    from('2025-01-01', ELEVEN_TWELFTHS, `${PMK131} Pasal 5, masa peralihan Januari 2025`, 'B'),
    from('2025-02-01', ONE, `${PMK131} Pasal 2`, 'V'),
  ),
  /** First day of the rate in force. */
  'tax.ppn.from': inTurn<string>(
    from(RULES_KNOWN_FROM, RULES_KNOWN_FROM, 'UU 42 Tahun 2009 (PPN) Pasal 7', 'B'),
    from('2022-04-01', '2022-04-01', HPP, 'V'),
    from('2025-01-01', '2025-01-01', PMK131, 'V'),
  ),
  /** Payments up to this, without PPN and not split, are not collected from by the treasurer. */
  'tax.threshold': inTurn(
    from(RULES_KNOWN_FROM, 1_000_000n, 'KMK 563/KMK.03/2003', 'B'),
    from('2020-04-01', 2_000_000n, `${PMK59} Pasal 12 ayat (2) huruf a dan Pasal 18 ayat (1) huruf a`, 'V'),
  ),
  'tax.collector.cms': always<Collector>('TREASURER', PMK59, 'V'),
  'tax.collector.card': always<Collector>(
    'CARD',
    `${PMK59} Pasal 12 ayat (2) huruf b dan Pasal 18 ayat (1) huruf b`,
    'V',
  ),
  'tax.collector.platform': always<Collector>('PIHAK_LAIN', 'PMK 58/PMK.03/2022', 'V'),
  'tax.ppn.onlyPkp': always(true, 'UU PPN Pasal 3A: hanya PKP memungut PPN', 'B'),
  'tax.pph22.skbExempts': always(true, `${PMK59} Pasal 12 ayat (2) huruf g`, 'V'),
  'tax.noNpwp.multiplier': always<Ratio>(ratio(2n, 1n), 'UU PPh Pasal 22 ayat (3) dan Pasal 23 ayat (1a)', 'B'),
  'tax.pph21.noNpwp.multiplier': always<Ratio>(ratio(6n, 5n), 'UU PPh Pasal 21 ayat (5a)', 'B'),
  /** Share of the fee of a person who is no employee on which PPh 21 is counted. */
  'tax.pph21.baseShare': always<Ratio>(ratio(50n, 100n), 'PMK 168 Tahun 2023; sebelumnya PER-16/PJ/2016', 'B'),
  /** Upper ends of the layers of PPh art. 17, rupiah; the last layer has none. */
  'tax.pph21.layerTops': inTurn<readonly bigint[]>(
    from(RULES_KNOWN_FROM, [50_000_000n, 250_000_000n, 500_000_000n], 'UU PPh Pasal 17 ayat (1) huruf a', 'B'),
    from(
      '2022-01-01',
      [60_000_000n, 250_000_000n, 500_000_000n, 5_000_000_000n],
      'UU PPh Pasal 17 jo. UU 7 Tahun 2021',
      'B',
    ),
  ),
  /** Rates of those layers in percent. */
  'tax.pph21.layerPercents': inTurn<readonly bigint[]>(
    from(RULES_KNOWN_FROM, [5n, 15n, 25n, 30n], 'UU PPh Pasal 17 ayat (1) huruf a', 'B'),
    from('2022-01-01', [5n, 15n, 25n, 30n, 35n], 'UU PPh Pasal 17 jo. UU 7 Tahun 2021', 'B'),
  ),
  'tax.rounding': always<RoundingMode>('HALF_UP', 'Kebijakan platform; belum ada ketentuan yang dipastikan', 'A'),
  'tax.suket.applyBelowThreshold': always(false, 'PMK 164 Tahun 2023 tidak menyebutkan; kebijakan platform', 'A'),
  'tax.suket.maxTurnover': always(4_800_000_000n, 'PP 55 Tahun 2022; sebelumnya PP 23 Tahun 2018', 'V'),
  'tax.suket.declarationTurnover': always(500_000_000n, 'PP 55 Tahun 2022 Pasal 60 ayat (2)', 'V'),
  'tax.suket.years.individual': always(7, 'PP 55 Tahun 2022 Pasal 59', 'V'),
  'tax.suket.years.partnership': always(4, 'PP 55 Tahun 2022 Pasal 59', 'V'),
  'tax.suket.years.company': always(3, 'PP 55 Tahun 2022 Pasal 59', 'V'),
  /** `KAP-KJS` to which treasurers deposit; null while each tax has its own code. */
  'tax.depositAccount': inTurn<string | null>(
    from(RULES_KNOWN_FROM, null, 'PER-09/PJ/2020: kode tiap jenis pajak', 'V'),
    from('2025-01-01', '411618-100', 'SE-1/PB/2025; PMK 81 Tahun 2024', 'V'),
  ),
  /** Calendar days after the payment. */
  'tax.depositDue': always(7, 'PMK 231/PMK.03/2019; PMK 81 Tahun 2024 mungkin menetapkan tanggal 15', 'B'),
} as const;
