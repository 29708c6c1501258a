import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { receiveUp } from '../budget/postings.ts';
import { plainCodec } from '../journal/codec.ts';
import { createCommitter } from '../journal/commit.ts';
import { accountIds } from '../ledger/accounts.ts';
import type { Satker } from '../organisation/satker.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { bookId } from './book.ts';
import type { ReadDeps } from './deps.ts';
import { explainLines } from './explain.ts';
import type { FileLine } from './files/line.ts';
import { type KeptSource, keepBalance, keepLines } from './keep-file.ts';
import { lineId } from './keys.ts';
import { type Proof, proofOf } from './proof.ts';
import { readStatement, toldBySnap } from './read.ts';
import { bookById } from './reconciliation.store.ts';
import { BATCH, takeLines } from './take.ts';
import { TestBank, testOffice } from './testing-bank.ts';

const OPENING = 300_000_000n;
const start = Date.parse('2026-11-24T03:00:00Z');

describe('every line is kept once and posted once', () => {
  let database: TestDatabase;
  let pool: Pool;
  let satker: Satker;
  let bank: TestBank;
  let deps: ReadDeps;
  let now = start;
  before(async () => {
    database = await testDatabase();
    pool = openPool(database.workUrl, 4);
    const ids = accountIds(Buffer.alloc(32, 7));
    const committer = createCommitter(pool, plainCodec, ids);
    satker = await testOffice(committer, (id) => [receiveUp(id, id, OPENING)]);
    bank = new TestBank(OPENING * 100n);
    deps = {
      pool,
      codec: plainCodec,
      committer,
      ids,
      clock: () => new Date(now),
      subjects: {} as ReadDeps['subjects'],
      expected: [],
      transferRail: (code) => bank.rail(code),
    };
  });
  after(async () => {
    await deps.committer.idle();
    await pool.end();
    await database.drop();
  });

  const later = (seconds: number): string => {
    now += seconds * 1_000;
    return new Date(now).toISOString();
  };
  const proof = (): Promise<Proof> => proofOf(pool, plainCodec, deps.ids, satker.id);
  const agrees = async (): Promise<Proof> => {
    const found = await proof();
    assert.equal(found.platform, found.statements);
    assert.equal(found.platform, bank.balance / 100n);
    assert.equal(found.books[0]?.differenceSen, 0n);
    assert.equal(found.suspense, found.unexplained);
    assert.equal(found.proven, true);
    return found;
  };
  const read = () => readStatement(deps, satker.id);

  it('opens with the balance that the ledger has already, and posts nothing for it', async () => {
    bank.book({ direction: 'DEBIT', sen: 5_000_00n, remark: 'LAMA', at: later(-600) });
    bank.balance = OPENING * 100n;
    bank.lines.length = 0;
    later(600);
    assert.deepEqual(await read(), { kept: 0, more: false });
    const { platform, suspense } = await proof();
    assert.deepEqual([platform, suspense], [OPENING, 0n]);
  });

  it('takes new lines, sen and all, and nothing of them twice', async () => {
    bank.book({ direction: 'DEBIT', sen: 1_110_000_00n, remark: 'BELANJA TANPA PESANAN', at: later(60) });
    bank.book({ direction: 'DEBIT', sen: 2_900_00n, remark: 'BIAYA SKN', at: later(0) });
    bank.book({ direction: 'CREDIT', sen: 1_234_56n, remark: 'JASA GIRO', at: later(5) });
    bank.book({ direction: 'DEBIT', sen: 246_91n, remark: 'PAJAK JASA GIRO', at: later(1) });
    assert.equal((await read())?.kept, 4);
    const first = await agrees();
    assert.equal(first.senApart, 65n);
    for (let again = 0; again < 3; again += 1) assert.equal((await read())?.kept, 0);
    assert.deepEqual((await agrees()).platform, first.platform);
    const told = bank.lines.map((line) => toldBySnap(satker.account, line));
    const several = await Promise.all(
      Array.from({ length: 5 }, () =>
        takeLines(deps, bookId(satker.account.bankCode, satker.account.accountNo), 'SNAP', told),
      ),
    );
    assert.deepEqual(
      several.map(({ kept }) => kept),
      [0, 0, 0, 0, 0],
    );
    await agrees();
  });

  it('explains charges, tax and interest by itself, and leaves the rest to people', async () => {
    await explainLines(deps, satker.id);
    const found = await agrees();
    assert.equal(found.openLines, 1);
    assert.equal(found.suspense, -1_110_000n);
    // 2.900,00 + 246,91 − 1.234,56: of the sen whole rupiah move.
    assert.ok(found.fees === 1_912n || found.fees === 1_913n, String(found.fees));
    await explainLines(deps, satker.id);
    assert.deepEqual(await agrees(), found);
  });

  it('finds a line that the bank shows an hour late', async () => {
    bank.book({ direction: 'CREDIT', sen: 700_00n, remark: 'A', at: later(60) });
    const late = bank.book({ direction: 'CREDIT', sen: 800_00n, remark: 'B', at: later(1) });
    bank.hidden.add(late);
    bank.book({ direction: 'CREDIT', sen: 900_00n, remark: 'C', at: later(1) });
    assert.deepEqual(await read(), { kept: 2, more: true });
    const gap = await proof();
    assert.equal(gap.proven, false, 'control: a hidden line is reported');
    assert.equal(gap.books[0]?.differenceSen, 800_00n);
    assert.notEqual(gap.books[0]?.gapSince, null);
    later(3_600);
    assert.deepEqual(await read(), { kept: 0, more: true });
    bank.hidden.clear();
    assert.deepEqual(await read(), { kept: 1, more: false });
    await agrees();
  });

  it('stands still while the bank is silent, and says so', async () => {
    bank.silent = true;
    bank.book({ direction: 'CREDIT', sen: 1_00n, remark: 'D', at: later(60) });
    assert.deepEqual(await read(), { kept: 0, more: false });
    assert.equal((await proof()).books[0]?.trouble, '503');
    bank.silent = false;
    assert.equal((await read())?.kept, 1);
    assert.equal((await agrees()).books[0]?.trouble, null);
  });

  it('knows in a file what SNAP has told, and in SNAP what a file has told', async () => {
    const source: KeptSource = {
      fileId: 'file',
      satkerId: satker.id,
      bankCode: satker.account.bankCode,
      accountNo: satker.account.accountNo,
      format: 'MT940',
      posts: true,
    };
    const fileLine = (over: Partial<FileLine>): FileLine => ({
      lineNo: 1,
      transactionId: null,
      bookedAt: '2026-11-24',
      direction: 'CREDIT',
      sen: 1n,
      remark: '',
      references: [],
      reversal: false,
      kind: 'OTHER',
      counterparty: null,
      after: null,
      note: null,
      ...over,
    });
    const told = bank.lines.map(({ direction, amount, sen, remark }) =>
      fileLine({ direction, sen: sen ?? amount * 100n, remark }),
    );
    // Two equal lines that SNAP has not told yet.
    const twin = { direction: 'CREDIT', sen: 55_00n, remark: 'KEMBAR' } as const;
    bank.book({ ...twin, at: later(86_400) });
    bank.book({ ...twin, at: later(0) });
    const next = fileLine({ ...twin, bookedAt: '2026-11-25' });
    const lines = [...told, next, next].map((line, i) => ({
      ...line,
      id: lineId(satker.account, `FILE ${i}`),
    }));
    assert.deepEqual(await keepLines(deps, source, lines), { kept: 2, known: told.length });
    assert.deepEqual(await keepLines(deps, source, lines), { kept: 0, known: lines.length });
    await keepBalance(deps, source, { opening: null, closing: { on: '2026-11-25', sen: bank.balance } });
    await agrees();
    assert.deepEqual((await read())?.kept, 0);
    await agrees();
    assert.deepEqual(await keepLines(deps, { ...source, format: 'CAMT054', posts: false }, lines), {
      kept: 0,
      known: lines.length,
    });
  });

  it('knows a line by the balance after it, whatever words the other source has for it', async () => {
    const first = bank.lines.length;
    bank.book({ direction: 'CREDIT', sen: 90_000_00n, remark: 'SP2D 202611240000001', at: later(60) });
    bank.book({ direction: 'DEBIT', sen: 6_500_00n, remark: 'BIAYA ADM', at: later(0) });
    assert.equal((await read())?.kept, 2);
    const { id } = satker;
    const { bankCode, accountNo } = satker.account;
    const source = { fileId: 'other', satkerId: id, bankCode, accountNo, format: 'MT940', posts: true } as const;
    const lines = bank.lines.slice(first).map(({ direction, amount, after: balance }, i) => ({
      id: lineId(satker.account, `WORDED ${i}`),
      lineNo: i,
      transactionId: null,
      bookedAt: '2026-11-25',
      direction,
      sen: amount * 100n,
      remark: `KATA LAIN 99999999999999${i}`,
      references: [],
      reversal: false,
      kind: 'OTHER' as const,
      counterparty: null,
      after: balance,
      note: null,
    }));
    assert.deepEqual(await keepLines(deps, source, lines), { kept: 0, known: 2 });
    await agrees();
  });

  it('control: a line doubled in the books of the platform is reported', async () => {
    const book = await bookById(pool, plainCodec, bookId(satker.account.bankCode, satker.account.accountNo));
    const [line] = bank.lines;
    assert.ok(book && line);
    // As a reader would that has lost the bank's ids.
    const doubled = { ...toldBySnap(satker.account, { ...line, transactionId: 'LOST' }), after: null };
    await takeLines(deps, book.id, 'SNAP', [doubled]);
    const found = await proof();
    assert.equal(found.proven, false);
    assert.equal(found.books[0]?.differenceSen, line.amount * 100n);
  });

  it(`takes many lines in batches of ${BATCH} in bounded time and memory`, async (t) => {
    const many = Number(process.env.DIGIPAY_TEST_LINES ?? 5_000);
    const id = bookId(satker.account.bankCode, satker.account.accountNo);
    const told = Array.from({ length: BATCH }, (_, i) =>
      toldBySnap(satker.account, {
        transactionId: String(i),
        at: later(1),
        direction: i % 3 === 0 ? 'DEBIT' : 'CREDIT',
        amount: BigInt(1_000 + i),
        remark: `LINE ${i}`,
      }),
    );
    const began = Date.now();
    for (let n = 0; n < many; n += BATCH) {
      const lines = told
        .map((line, i) => ({ ...line, id: `${n}`, transactionId: `M${n + i}` }))
        .map((line) => ({
          ...line,
          id: lineId(satker.account, line.transactionId),
        }));
      assert.equal((await takeLines(deps, id, 'SNAP', lines)).kept, BATCH);
    }
    const seconds = (Date.now() - began) / 1_000;
    const explaining = Date.now();
    let turn = await explainLines(deps, satker.id);
    while (turn.more) turn = await explainLines(deps, satker.id);
    t.diagnostic(`looked through for explanations in ${((Date.now() - explaining) / 1_000).toFixed(1)} s`);
    t.diagnostic(`${many} lines in ${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
    assert.ok(seconds < (many / 100_000) * 300 + 10);
    const { platform, statements } = await proof();
    assert.equal(platform, statements);
    assert.deepEqual((await pool.query('SELECT * FROM ledger.verify()')).rows, []);
  });
});
