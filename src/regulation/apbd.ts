/**
 * The regional budget: the same engine, with only what differs. Most figures are set by each head of region; the
 * defaults here mirror the centre, are graded A, and are replaced per region by overrides.
 */
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { apbnRules, type RegimeTerms } from './apbn.ts';
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

const REGION = 'peraturan kepala daerah masing-masing';
const PERMENDAGRI79 = 'Permendagri 79 Tahun 2022';
const PERMENDAGRI77 = 'Permendagri 77 Tahun 2020';

export const apbdTerms: RegimeTerms = {
  budgetDocument: 'DPA-SKPD',
  workUnit: 'SKPD',
  budgetHolder: 'PA/KPA',
  commitmentOfficer: 'PA/KPA selaku PPK, dibantu PPTK',
  verifier: 'PPK-SKPD',
  treasuryOffice: 'BUD/Kuasa BUD',
  application: 'SIPD-RI',
  advances: ['UP', 'GU', 'TU', 'LS'],
  paymentRequest: 'NPD',
  card: 'KKPD',
  accountCode: 'Kode rekening',
  accountPattern: '^5\\.\\d\\.\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$',
};

export const apbdRules = {
  ...apbnRules,
  'limit.up.cash': always(50_000_000n, `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'limit.up.cms.digipay': always(200_000_000n, `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'limit.up.cms.digipay.warn': always(50_000_000n, `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'limit.cash.safe': always(50_000_000n, `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'limit.kkp.general': always(50_000_000n, `${PERMENDAGRI79}; ${REGION}`, 'A'),
  'limit.kkp.pdnUmk': inTurn(
    from(RULES_KNOWN_FROM, 50_000_000n, `Sebelum ${PERMENDAGRI79}`, 'A'),
    from('2022-08-01', 200_000_000n, `${PERMENDAGRI79}; ${REGION}`, 'A'),
  ),
  'up.split.cash': always<Ratio>(ratio(60n, 100n), `${PERMENDAGRI79}; ${REGION}`, 'A'),
  'up.split.card': always<Ratio>(ratio(40n, 100n), `${PERMENDAGRI79}; ${REGION}`, 'A'),
  'up.split.minUp': always(0n, `${PERMENDAGRI79}; ${REGION}`, 'A'),
  'up.split.approver': always<string>('PPKD', `${PERMENDAGRI79}; Perwali Tarakan 24 Tahun 2023`, 'R'),
  'up.revolve.minUsed': always<Ratio>(ratio(50n, 100n), `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'up.revolve.maxMonths': always(1, `${PERMENDAGRI77}; ${REGION}`, 'A'),
  'up.tup.termMonths': always(1, `${PERMENDAGRI77}, tambahan uang satu bulan; ${REGION}`, 'A'),
  'up.akunGroups': always<readonly string[]>(['5.1', '5.2'], `${PERMENDAGRI77}, belanja operasi dan modal`, 'B'),
  'kkp.exempt.maxPagu': always(0n, `${PERMENDAGRI79}: kewajiban KKPD diatur ${REGION}`, 'A'),
  'report.minInvoicesPerQuarter': always(0, 'Kewajiban Digipay triwulanan hanya bagi satker APBN', 'A'),
} as const;
