import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainCodec } from '../journal/codec.ts';
import { isRefusal, type Plain, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Book } from './book.ts';
import { bookTable } from './book.ts';
import type { Finding } from './deps.ts';
import type { ExpectedCredit } from './expected.ts';
import { explaining } from './explanation.ts';
import { factsOf } from './facts.ts';
import type { StatementRow } from './line.ts';
import { matchExpected, undo } from './work-list.ts';

const satkerId = derivedId('test', 'satker');
const paymentId = derivedId('test', 'payment');
const reference = 'DS0123456789ABCDEF01234567';
const moment = { cause: derivedId('test', 'cause'), now: new Date('2026-11-24T03:00:00Z') };
const person = { by: { personId: 'p', name: 'Fitri', role: 'BENDAHARA' }, reason: 'Sesuai surat' };

const credit = (over: Partial<StatementRow> = {}): StatementRow => ({
  id: derivedId('test', 'line'),
  version: 1,
  satkerId,
  bookId: derivedId('test', 'book'),
  source: 'SNAP',
  status: 'TAKEN',
  class: null,
  incident: null,
  instructionId: null,
  period: '2026-11',
  seenAs: null,
  alike: '',
  balanceKey: null,
  amountKey: '',
  posted: 100n,
  takenAt: moment.now.toISOString(),
  explained: null,
  undone: [],
  transactionId: 'T1',
  at: '2026-11-24T10:00:00+07:00',
  direction: 'CREDIT',
  sen: 100_00n,
  remark: `KOREKSI MPN ${reference}`,
  references: [],
  reversal: true,
  kind: null,
  counterparty: null,
  after: null,
  ...over,
});

const told = { holds: [], bank: {}, beneficiary: {}, vendorName: '', orderNumber: '', sentAt: '2026-11-24T03:00:00Z' };
const deposit = { id: paymentId, version: 3, rail: 'MPN', purpose: 'TAX_DEPOSIT', state: 'RECONCILED', net: 100n };

/** What was deposited does not come back through the bank. */
const keeps = async () => ({ returned: () => refuse('not_possible_now', { state: 'DEPOSITED' }) });
const subjects = Object.fromEntries([['TAX_DEPOSIT', keeps]]) as unknown as Finding['subjects'];

/** One payment, whose debit is explained by it already. */
async function findingOf(expected: readonly ExpectedCredit[] = []): Promise<Finding> {
  const body = await plainCodec.encode(
    { ...deposit, ...told, satkerId, reference } as unknown as Plain,
    {
      table: 'payment.instruction',
      id: paymentId,
      column: 'body',
    } as never,
  );
  const query = async (text: string) => {
    if (text.includes('FILTER')) return { rows: [{ debits: 1, credits: 0 }] };
    if (text.includes('FROM payment.instruction'))
      return { rows: [{ id: paymentId, version: 3, satker_id: satkerId, body }] };
    return { rows: [] };
  };
  return {
    db: { query } as unknown as Finding['db'],
    codec: plainCodec,
    keyed: (text) => text,
    subjects,
    expected: [async () => [...expected]],
  };
}

describe('a line that cannot be what it seems', () => {
  it('goes to people when what was paid cannot take the money back', async () => {
    const finding = await findingOf();
    const answer = await explaining(finding, factsOf(finding, satkerId), credit(), moment);
    assert.ok(!isRefusal(answer), 'a line that nobody may touch would keep its month open for ever');
    const [row] = answer.decision.rows;
    assert.equal((row?.body as unknown as StatementRow | undefined)?.status, 'OPEN');
    assert.deepEqual(answer.decision.transfers, []);
  });

  it('is not matched by a person with an expected credit of another amount', async () => {
    const sp2d: ExpectedCredit = {
      id: 'r',
      kind: 'SP2D_GUP',
      amount: 90n,
      references: [],
      title: 'GUP',
      payer: null,
      since: '2026-11-20',
      tell: (_, { cause }) => ({
        ok: true,
        events: [],
        rows: [],
        transfers: [
          {
            kind: 'move',
            id: derivedId(cause, 'x'),
            debit: { kind: 'bank.cash', owner: satkerId },
            credit: { kind: 'up.fund', owner: satkerId },
            amount: 90n,
            reason: 'up.received',
          },
        ],
        jobs: [],
      }),
    };
    const finding = await findingOf([sp2d]);
    const answer = await matchExpected(finding, credit({ status: 'OPEN' }), 'SP2D_GUP:r', person, moment);
    assert.ok(isRefusal(answer) && answer.code === 'line_match_unfit');
  });
});

describe('a debit that no instruction has made', () => {
  const recorded: ExpectedCredit = {
    id: 'd',
    kind: 'DEPOSIT',
    direction: 'DEBIT',
    amount: 100n,
    references: ['012345678901234'],
    title: 'Setoran',
    payer: null,
    since: '2026-11-24',
    tell: ({ length }, { cause }) => ({
      ok: true,
      events: [],
      rows: [],
      transfers: [
        {
          kind: 'move',
          id: derivedId(cause, `x${length}`),
          debit: { kind: 'bank.clearing', owner: satkerId },
          credit: { kind: 'bank.cash', owner: satkerId },
          amount: 100n,
          reason: 'payment.reconciled',
        },
      ],
      jobs: [],
    }),
  };
  const debit = credit({ direction: 'DEBIT', posted: -100n, remark: 'LOKET MPN 012345678901234', reversal: false });

  it('is found by the billing code, and never taken for a credit of that amount', async () => {
    const finding = await findingOf([recorded]);
    const facts = { ...factsOf(finding, satkerId), payments: async () => [], paid: async () => [] };
    const answer = await explaining(finding, facts, debit, moment);
    assert.ok(!isRefusal(answer));
    assert.equal((answer.decision.rows[0]?.body as unknown as StatementRow | undefined)?.class, 'EXPECTED');
    const open = { ...debit, status: 'OPEN' } as const;
    assert.ok(!isRefusal(await matchExpected(finding, open, 'DEPOSIT:d', person, moment)));
    const other = { ...open, direction: 'CREDIT', posted: 100n } as const;
    assert.ok(isRefusal(await matchExpected(finding, other, 'DEPOSIT:d', person, moment)));
  });
});

describe('words of a remark', () => {
  const said = async (over: Partial<StatementRow>): Promise<StatementRow | null> => {
    const finding = await findingOf();
    const facts = { ...factsOf(finding, satkerId), payments: async () => [], paid: async () => [] };
    const answer = await explaining(finding, facts, credit({ reversal: false, ...over }), moment);
    return isRefusal(answer) ? null : (answer.decision.rows[0]?.body as unknown as StatementRow);
  };
  const large = { posted: 5_000_000n, sen: 5_000_000_00n };

  it('explain small interest, and large interest only when the bank itself names it so', async () => {
    assert.equal((await said({ remark: 'BUNGA REKENING' }))?.class, 'INTEREST');
    assert.equal((await said({ remark: 'PENGEMBALIAN BUNGA PAPAN', ...large }))?.status, 'OPEN');
    assert.equal((await said({ remark: 'X', kind: 'INTEREST', ...large }))?.class, 'INTEREST');
  });

  it('explain no large charge, also with a reference of ours', async () => {
    const debit = { direction: 'DEBIT', remark: `BIAYA SKN ${reference}` } as const;
    assert.equal((await said({ ...debit, posted: -2_900n, sen: 2_900_00n }))?.class, 'FEE');
    const much = await said({ ...debit, posted: -5_000_000n, sen: 5_000_000_00n });
    assert.deepEqual([much?.status, much?.incident], ['OPEN', 'OTHER_AMOUNT']);
  });
});

describe('an explanation that is taken back', () => {
  it('holds the book, so that nobody closes the month meanwhile', () => {
    const line = credit({
      status: 'EXPLAINED',
      class: 'CORRECTION',
      explained: { by: person.by, at: '', basis: 'PERSON', reason: '', moves: [], told: false, subject: null },
    });
    const book = { id: line.bookId, version: 7, satkerId, closedThrough: null, askedAt: '' } as unknown as Book;
    const decision = undo(line, book, person, moment);
    assert.ok(decision.ok);
    assert.ok(decision.rows.some(({ table, expectedVersion }) => table === bookTable && expectedVersion === 7));
  });
});
