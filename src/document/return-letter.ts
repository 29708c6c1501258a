/** The treasurer's letter that asks a vendor, or the bank, for money of a payment back. */
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, localDate } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Instruction } from '../payment/instruction.ts';
import type { Rules } from '../regulation/rules.ts';
import { html } from './html.ts';
import { accountLine } from './parties.ts';
import { doneAt, facts, sheet } from './sheet.ts';

const WHY = {
  OVERPAID: 'kelebihan pembayaran',
  WRONG_ACCOUNT: 'pembayaran ke rekening yang keliru menurut data penyedia',
  DOUBLE_BILLED: 'tagihan yang diajukan dua kali',
} as const;

/** A whole page; null when nothing was asked back. */
export function returnLetter(instruction: Instruction, satker: Satker, rules: Rules): string | null {
  const { returnAsked: asked = null, zone, source, bank } = instruction;
  if (asked === null || source === null) return null;
  const sentOn = instruction.sentAt === null ? null : dateLong(localDate(new Date(instruction.sentAt), zone));
  const bankName = rules.bank(instruction.beneficiary.bankCode)?.name ?? instruction.beneficiary.bankCode;
  const to = asked.to === 'VENDOR' ? instruction.vendorName : bankName;
  return sheet({
    title: 'Permintaan Pengembalian Dana',
    number: asked.letter.number,
    satker,
    workUnit: rules.terms.workUnit,
    sample: satker.fictional,
    mark: null,
    body: html`${facts([
      ['Tanggal', dateLong(asked.letter.date)],
      ['Kepada', to],
      ['Perihal', `Pengembalian ${WHY[asked.kind]}`],
    ])}<p>Kami telah membayar dengan data berikut:</p>${facts([
      ['Nomor SPBy', instruction.spbyNumber],
      ['Nomor pesanan', instruction.orderNumber],
      ['Tanggal bayar', sentOn],
      ['Nilai yang dibayar', money(instruction.net)],
      ['Dari rekening', accountLine(source, rules)],
      ['Ke rekening', accountLine(instruction.beneficiary, rules)],
      ['Nomor rujukan', instruction.reference],
      ['Nomor bank', bank.referenceNo],
    ])}<p>Pembayaran tersebut mengandung ${WHY[asked.kind]}: ${asked.reason}</p>
<p>Kami minta dikembalikan:</p>
<p class="amount">${money(asked.amount)}</p><p class="words">${terbilang(asked.amount)}</p>
<p>ke rekening sumber di atas, dengan menuliskan nomor rujukan ${instruction.reference} pada berita transfer.</p>`,
    hands: [
      {
        office: 'Bendahara Pengeluaran',
        name: asked.by,
        done: doneAt('Dicatat secara elektronik', asked.at, zone),
      },
    ],
  });
}
