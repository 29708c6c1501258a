/** The tax of a bill line by line: how each figure comes about, who deposits it under which code, and why. */
import { money } from '../kernel/money.ts';
import { percent } from '../kernel/ratio.ts';
import type { TaxFigures } from '../purchasing/order.ts';
import type { Rules } from '../regulation/rules.ts';
import { type Html, html } from './html.ts';
import { table } from './sheet.ts';

type Pph = TaxFigures['pph'][number];

export function taxComputation(tax: TaxFigures, rules: Rules): Html {
  return html`${steps(tax, rules)}${deposits(tax, rules)}
<h2>Alasan dan dasar hukum</h2><ul>${tax.why.map((reason) => html`<li>${reason.id}</li>`)}</ul>`;
}

const pphName = ({ article }: Pph): string => {
  if (article === 'FINAL') return 'PPh final usaha kecil';
  return article === '4(2)' ? 'PPh final Pasal 4 ayat (2)' : `PPh Pasal ${article}`;
};

/** From the price to what reaches the vendor. */
function steps(tax: TaxFigures, rules: Rules): Html {
  const object = (line: Pph) => rules.taxObject(line.objectCode)?.value.nameId ?? '';
  return table({
    caption: 'Perhitungan',
    columns: [{ title: 'Langkah' }, { title: 'Hitungan' }, { title: 'Jumlah', n: true }],
    rows: [
      ['Harga tanpa PPN (DPP)', '', money(tax.dpp)],
      ...ppnSteps(tax, rules),
      ...tax.pph.map((line) => [
        `${pphName(line)}, ${line.objectCode} ${object(line)}`,
        `${money(line.base)} × ${line.rate}`,
        money(line.amount),
      ]),
      ['Nilai tagihan', 'DPP + PPN', money(tax.gross)],
      ['Dipotong dan dipungut dari pembayaran', '', money(tax.gross - tax.net)],
    ],
    foot: [{ label: 'Dibayarkan kepada penyedia', value: money(tax.net), total: true }],
  });
}

function ppnSteps(tax: TaxFigures, rules: Rules): (readonly string[])[] {
  if (tax.ppn === 0n) return [['PPN', 'tidak ada, lihat alasan', money(0n)]];
  const { num, den } = rules.get('tax.ppn.dppFactor');
  const rate = percent(rules.get('tax.ppn.rate'));
  return [
    [
      'DPP nilai lain untuk PPN',
      num === den
        ? 'sama dengan harga'
        : `${num}/${den} × harga yang terkena PPN (${rules.basis('tax.ppn.dppFactor')})`,
      money(tax.dppNilaiLain),
    ],
    ['PPN', `${money(tax.dppNilaiLain)} × ${rate}, dibulatkan (${rules.basis('tax.ppn.rate')})`, money(tax.ppn)],
  ];
}

/** Who brings each tax to the state, and under which KAP-KJS. */
function deposits(tax: TaxFigures, rules: Rules): Html {
  const held = tax.pph.filter((line) => line.withheldBy === 'TREASURER');
  const ppnHeld = tax.treasurerDeposits - held.reduce((sum, line) => sum + line.amount, 0n);
  const ppnLeft = tax.ppn - ppnHeld;
  const own = codeText(rules.paymentCode('PPN'));
  const ppn = [
    ...(ppnHeld > 0n ? [['PPN', 'Bendahara', own, money(ppnHeld)]] : []),
    ...(ppnLeft > 0n ? [['PPN', PPN_BY[tax.ppnCollectedBy], '–', money(ppnLeft)]] : []),
  ];
  const pph = tax.pph
    .filter((line) => line.amount > 0n)
    .map((line) => [
      pphName(line),
      PPH_BY[line.withheldBy],
      line.withheldBy === 'PLATFORM' ? '–' : pphCode(line, rules),
      money(line.amount),
    ]);
  const rows = [...ppn, ...pph];
  if (rows.length === 0) return html`<p>Tidak ada pajak yang disetor.</p>`;
  return html`${table({
    caption: 'Setoran',
    columns: [
      { title: 'Pajak' },
      { title: 'Disetor oleh' },
      { title: 'Kode jenis pajak (KAP-KJS)' },
      { title: 'Jumlah', n: true },
    ],
    rows,
    foot: [
      ...(tax.outsideCardFlow > 0n
        ? [{ label: 'Ditagih bendahara di luar pembayaran kartu', value: money(tax.outsideCardFlow) }]
        : []),
      { label: 'Disetor bendahara dari pembayaran ini', value: money(tax.treasurerDeposits), total: true as const },
    ],
  })}${tax.treasurerDeposits + tax.outsideCardFlow > 0n ? howToDeposit(tax, rules) : null}`;
}

function howToDeposit(tax: TaxFigures, rules: Rules): Html {
  const days = rules.get('tax.depositDue');
  const where =
    tax.depositCode === null
      ? 'Bendahara menyetor tiap pajak dengan kodenya sendiri.'
      : `Bendahara menyetor ke Deposit Pajak, kode ${tax.depositCode}. Dasar: ${rules.basis('tax.depositAccount')}.`;
  return html`<p>${where}</p><p>Batas setor ${days} hari setelah pembayaran. Dasar: ${rules.basis('tax.depositDue')}.</p>`;
}

const codeText = ({ kap, kjs }: { readonly kap: string; readonly kjs: string }): string => `${kap}-${kjs}`;

function pphCode(line: Pph, rules: Rules): string {
  const object = rules.taxObject(line.objectCode);
  return object ? codeText(rules.paymentCode(object.value.payment)) : '–';
}

const PPN_BY: { readonly [C in TaxFigures['ppnCollectedBy']]: string } = {
  // What a treasurer does not collect of a mixed order, the vendor deposits.
  TREASURER: 'Penyedia sendiri',
  VENDOR: 'Penyedia sendiri',
  PLATFORM: 'Penyelenggara lokapasar',
  NONE: '–',
};
const PPH_BY: { readonly [W in Pph['withheldBy']]: string } = {
  TREASURER: 'Bendahara',
  PLATFORM: 'Penyelenggara lokapasar',
  OUTSIDE_CARD: 'Bendahara, di luar pembayaran kartu',
};
