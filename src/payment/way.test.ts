import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { followTransfer } from './follow.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { StatementUnavailable } from './rails/snap/statement.ts';
import { debitShown, failureShown } from './statement.ts';
import { payBilling, statusAt } from './way.ts';

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

describe('a transfer that the bank calls failed', () => {
  const transfer = { ...deposit, rail: 'CMS', service: '18', state: 'UNKNOWN' } as Instruction;
  const older = {
    transactionId: 'T0',
    at: '2026-11-24T02:59:00.000Z',
    direction: 'CREDIT',
    amount: 500n,
    remark: 'UP',
  };
  const debit = { transactionId: 'T1', at: sentAt, direction: 'DEBIT', amount: 100n, remark: `${reference} PS-1` };
  const back = { ...debit, transactionId: 'T2', direction: 'CREDIT', remark: `${reference} RETUR` };
  const fee = { ...debit, transactionId: 'T3', amount: 3n };
  const graceMs = 60_000;
  const deps = (lines: readonly object[] | null, booked: bigint, age = 1_000): PaymentJobDeps =>
    ({
      clock: () => new Date(Date.parse(sentAt) + age),
      graceMs,
      transferRail: () => ({
        status: async () => ({ kind: 'failed', code: '06', message: 'Failed' }),
        balance: async () => ({ available: booked, booked }),
        async *statement(_account: object, from: string) {
          if (lines === null) throw new StatementUnavailable('503');
          yield* lines.filter((line) => Date.parse((line as typeof older).at) >= Date.parse(from));
        },
      }),
    }) as unknown as PaymentJobDeps;
  const first = { ...older, after: 50_000n };

  it('has failed when the statement, whole, shows no debit, or its return', async () => {
    assert.equal(await failureShown(deps([first], 500n), transfer), 'confirmed');
    const early = { ...first, at: '2026-11-20T02:00:00.000Z' };
    assert.equal(await failureShown(deps([early], 500n), transfer), 'confirmed', 'the last line is days old');
    assert.equal(await failureShown(deps([first, debit, fee, back], 500n), transfer), 'confirmed');
    assert.equal((await followTransfer(deps([first], 500n), transfer)).label, 'fail');
  });

  it('has not when the debit stands, or the statement may lack it', async () => {
    assert.equal(await failureShown(deps([first, { ...debit, after: 40_000n }], 400n), transfer), 'open');
    assert.equal(await failureShown(deps([first, debit, fee], 397n), transfer), 'open');
    assert.equal(await failureShown(deps([first], 400n), transfer), 'open', 'the balance has a line that is not shown');
    const next = { ...older, at: sentAt, amount: 7n, after: 40_700n };
    assert.equal(await failureShown(deps([first, next], 407n), transfer), 'open', 'a gap between balances');
    assert.equal(await failureShown(deps(null, 500n, graceMs), transfer), 'open', 'no statement');
    assert.equal(await failureShown(deps([], 400n), transfer), 'open', 'no line to begin from');
    assert.equal((await followTransfer(deps([first, debit], 400n), transfer)).kind, 'wait');
    assert.equal((await followTransfer(deps(null, 400n), transfer)).kind, 'wait');
  });

  it('has failed when the grace period is over and no debit is shown; a refusal of the call itself is final at once', async () => {
    assert.equal(await failureShown(deps([], 400n, graceMs), transfer), 'confirmed');
    const refused = { kind: 'refused', code: '4031814', message: 'Insufficient Funds' } as const;
    const sent = { ...transfer, state: 'SENT' } as Instruction;
    assert.equal((await followTransfer(deps(null, 400n), sent, refused)).label, 'fail');
  });
});

describe('a billing code that is paid', () => {
  const satker = { npwp: '0012345678901000' };
  const paying = (billing: object | null) => {
    let paid = 0;
    const deps = {
      pool: { query: async () => ({ rows: [{ id: 's', version: 1, body: Buffer.alloc(0) }] }) },
      codec: { decode: async () => satker },
      mpnRail: () => ({
        inquire: async () => (billing ? { kind: 'found', billing } : { kind: 'unknown', message: 'silent' }),
        pay: async () => {
          paid += 1;
          return { kind: 'success', referenceNo: 'R1', bankTime: null };
        },
      }),
    } as unknown as PaymentJobDeps;
    return payBilling(deps, { ...deposit, satkerId: 's' } as Parameters<typeof payBilling>[1]).then((said) => ({
      kind: said.kind,
      paid,
    }));
  };

  it('is our own, of this amount, or stays unpaid; of a silent bank nothing is asked', async () => {
    const ours = { amount: 100n, taxpayerNpwp: '012345678901000' };
    assert.deepEqual(await paying(ours), { kind: 'success', paid: 1 });
    assert.deepEqual(await paying({ ...ours, taxpayerNpwp: '0912345678901000' }), { kind: 'refused', paid: 0 });
    assert.deepEqual(await paying({ ...ours, amount: 101n }), { kind: 'refused', paid: 0 });
    assert.deepEqual(await paying(null), { kind: 'not_sent', paid: 0 });
  });
});
