import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Recorded, type RecordingBank, startRecordingBank } from '../testing/recording-bank.ts';
import { StatementUnavailable } from './statement.ts';
import { linesOf } from './statement-lines.ts';
import { createTransferRail } from './transfer-rail.ts';

const idr = (value: string) => ({ value, currency: 'IDR' });
const detail = (changes: Record<string, unknown> = {}) => ({
  transactionDate: '2026-11-24T10:00:00+07:00',
  amount: idr('2500.00'),
  type: 'DEBIT',
  remark: 'BIAYA SKN',
  ...changes,
});

describe('a line', () => {
  it('without a number of the bank is known by its content, and one of several equal ones by its place', () => {
    const [first, second, third] = linesOf('1', [detail(), detail(), detail({ remark: 'LAIN' })]) ?? [];
    assert.match(first?.transactionId ?? '', /^H[0-9a-f]{32}$/);
    assert.equal(new Set([first, second, third].map((line) => line?.transactionId)).size, 3);
    // Read again, it is the same line.
    assert.deepEqual(
      linesOf('1', [detail(), detail()])?.map((line) => line.transactionId),
      [first?.transactionId, second?.transactionId],
    );
    assert.notEqual(linesOf('2', [detail()])?.[0]?.transactionId, first?.transactionId);
    const after = (value: string) => ({ detailBalance: { endAmount: [{ amount: idr(value) }] } });
    const bca = linesOf('1', [detail({ endAmount: idr('7.00') })])?.[0]?.transactionId;
    assert.equal(linesOf('1', [detail(after('7.00'))])?.[0]?.transactionId, bca);
    assert.notEqual(linesOf('1', [detail(after('8.00'))])?.[0]?.transactionId, bca);
  });

  it('is the same when the bank adds to its remark on the day after (BRI)', () => {
    const idOf = (remark: string) => linesOf('1', [detail({ remark })])?.[0]?.transactionId;
    assert.equal(idOf('DS01 PESANAN WS_OB;998877;IDR'), idOf('DS01 PESANAN'));
  });

  it('of interest keeps its sen, and a correction of the bank is told', () => {
    const [interest, correction] =
      linesOf('1', [
        detail({ amount: idr('1250.57'), type: 'CREDIT', transactionId: 'T1' }),
        detail({ transactionDetailStatus: 'ERROR CORECTION', transactionId: 'T2' }),
      ]) ?? [];
    assert.deepEqual([interest?.amount, interest?.sen], [1_250n, 125_057n]);
    assert.ok(correction?.reversal === true && correction.sen === undefined);
  });

  it('that cannot be read makes the whole answer none', () => {
    for (const wrong of [
      detail({ amount: idr('1,000.00') }),
      detail({ amount: { value: '1.00', currency: 'USD' } }),
      detail({ type: 'D' }),
      detail({ transactionDate: '' }),
      null,
    ]) {
      assert.equal(linesOf('1', [detail(), wrong]), null);
    }
  });
});

describe('a bank that gives its lines no numbers', () => {
  let bank: RecordingBank;
  before(async () => {
    bank = await startRecordingBank();
  });
  after(() => bank.close());

  const at = (second: number) => `2026-11-24T10:00:${String(second).padStart(2, '0')}+07:00`;
  const all = [0, 1, 1, 1, 2].map((second) => detail({ transactionDate: at(second) }));
  const read = () =>
    Array.fromAsync(
      createTransferRail(bank.config).statement(
        { bankCode: '002', accountNo: '1', name: 'X' },
        '2026-11-24T00:00:00+07:00',
        '2026-11-24T23:59:59+07:00',
      ),
    );

  it('is read over pages that begin within a second, each line once', async () => {
    bank.answer(200, ({ body }: Recorded) => {
      const from = Date.parse(String(body.fromDateTime));
      const rest = all.filter((line) => Date.parse(line.transactionDate) >= from);
      // A page that ends in the middle of a second is followed by one that begins with that second.
      const isFirst = rest.length === all.length;
      return {
        responseCode: '2001400',
        detailData: isFirst ? rest.slice(0, 3) : rest,
        hasMore: isFirst ? 'Y' : 'N',
        lastRecordDateTime: at(1),
      };
    });
    const lines = await read();
    assert.equal(lines.length, 5);
    assert.equal(new Set(lines.map((line) => line.transactionId)).size, 5);
  });

  it('that announces more and gives nothing new is not believed to have told all', async () => {
    bank.answer(200, { responseCode: '2001400', detailData: [], hasMore: 'Y', lastRecordDateTime: at(1) });
    await assert.rejects(read(), StatementUnavailable);
  });
});
