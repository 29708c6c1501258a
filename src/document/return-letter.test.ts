import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askReturn } from '../payment/ask-return.ts';
import { type Instruction, instructionTable } from '../payment/instruction.ts';
import { factsFor, orderToPay, payers, UP } from '../payment/testing-office.ts';
import { submitTransfer } from '../payment/transfer.ts';
import { returnLetter } from './return-letter.ts';

const { at, order } = orderToPay('CMS');
const facts = factsFor(payers.bendahara);

function written(outcome: ReturnType<typeof submitTransfer>): Instruction {
  assert.ok(outcome.ok);
  return outcome.rows.find(({ table }) => table === instructionTable)?.body as unknown as Instruction;
}

describe('the letter that asks for money back', () => {
  const paid = { ...written(submitTransfer(order, at.satker, UP, facts)), state: 'RECONCILED' } as Instruction;
  it('is not there while nothing was asked', () => {
    assert.equal(returnLetter(paid, at.satker, facts.rules), null);
  });

  it('names payment, amount in words, accounts and reference, and prints what was typed as text', () => {
    const wanted = {
      kind: 'OVERPAID',
      to: 'VENDOR',
      amount: 1_500_000n,
      letter: { number: 'S-7/CONTOH/2026', date: '2026-11-24' },
      reason: 'Barang kurang <b>dua</b>',
    } as const;
    const page = returnLetter(written(askReturn(paid, wanted, facts)), at.satker, facts.rules) ?? '';
    for (const part of ['S-7/CONTOH/2026', 'Rp1.500.000,00', 'satu juta lima ratus ribu rupiah', paid.reference])
      assert.ok(page.includes(part), part);
    assert.ok(page.includes('&lt;b&gt;dua'), 'escaped');
  });
});
