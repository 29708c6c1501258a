import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { debitShown } from './statement.ts';
import { statusAt } from './way.ts';

const source = { bankCode: '002', accountNo: '1', name: 'BPG' };
const sentAt = '2026-11-24T03:00:00.000Z';
const reference = 'DS0123456789ABCDEF01234567';
const deposit = {
  rail: 'MPN',
  source,
  beneficiary: { ...source, accountNo: '012345678901234' },
  service: null,
  sentAt,
  reference,
  net: 100n,
} as unknown as Instruction;
const asking = (status: object, billing: object) =>
  statusAt(
    {
      mpnRail: () => ({ status: async () => status, inquire: async () => ({ kind: 'found', billing }) }),
    } as unknown as PaymentJobDeps,
    deposit,
  );

describe('a deposit whose status tells no receipt', () => {
  const paid = { kind: 'pending', paidAs: 'R1' };
  it('is proven by the receipt that its billing code has', async () => {
    const said = await asking(paid, { status: 'PAID', amount: 100n, ntpn: 'A1B2C3D4E5F60718' });
    assert.deepEqual(said, { kind: 'success', referenceNo: 'R1', bankTime: null, ntpn: 'A1B2C3D4E5F60718' });
  });

  it('and is in progress without one, or while the bank itself is not done', async () => {
    assert.equal((await asking(paid, { status: 'PAID', amount: 100n, ntpn: null }))?.kind, 'pending');
    const other = { status: 'PAID', amount: 100n, ntpn: 'A1B2C3D4E5F60718' };
    assert.equal((await asking({ kind: 'pending' }, other))?.kind, 'pending', 'somebody else may have paid the code');
  });
});

describe('the debit of a payment on the statement', () => {
  const transfer = { ...deposit, rail: 'CMS', service: '23' } as Instruction;
  const line = (over: object) => ({
    transactionId: 'T1',
    at: sentAt,
    direction: 'DEBIT',
    amount: 100n,
    remark: `${reference} PS-1`,
    ...over,
  });
  const shown = (lines: readonly object[]) =>
    debitShown(
      {
        clock: () => new Date(sentAt),
        transferRail: () => ({
          async *statement() {
            yield* lines;
          },
        }),
      } as unknown as PaymentJobDeps,
      transfer,
    );
  const fee = line({ transactionId: 'T2', amount: 29n, remark: `BIAYA SKN ${reference}` });

  it('is seen beside the charge for it', async () => {
    const found = await shown([line({}), fee]);
    assert.ok(typeof found === 'object' && found.transactionId === 'T1');
  });

  it('is unclear when it came back, when there are two, and when only a charge is there', async () => {
    assert.equal(await shown([line({}), line({ transactionId: 'T3', direction: 'CREDIT' })]), 'unclear');
    assert.equal(await shown([line({}), line({ transactionId: 'T3' })]), 'unclear');
    assert.equal(await shown([fee]), 'unclear');
    assert.equal(await shown([]), 'none');
  });
});
