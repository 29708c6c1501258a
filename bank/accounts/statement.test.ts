import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

const PAGE = 5;
const TRANSFERS = 23;
let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ statementPageSize: PAGE });
  for (let index = 0; index < TRANSFERS; index += 1) {
    const reply = await sandbox.partner.call('/transfer-intrabank', {
      partnerReferenceNo: `MUTASI${index}`,
      amount: { value: `${index + 1}.00`, currency: 'IDR' },
      beneficiaryAccountNo: VENDOR,
      sourceAccountNo: SOURCE,
      transactionDate: wibTimestamp(new Date()),
      remark: `PESANAN ${index}`,
    });
    assert.equal(reply.status, 200);
    if (index % 9 === 8) await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
});
after(() => sandbox.close());

interface Line {
  readonly transactionId: string;
  readonly remark: string;
  readonly type: string;
}

const read = async (fromDateTime: string, toDateTime = wibTimestamp(new Date())) => {
  const reply = await sandbox.partner.call('/bank-statement', { accountNo: SOURCE, fromDateTime, toDateTime });
  return reply.body as { responseCode: string; hasMore: string; lastRecordDateTime?: string; detailData: Line[] };
};

test('pages lead from the oldest to the newest line and lose none, many in one second included', async () => {
  const lines = new Map<string, Line>();
  let from = wibTimestamp(new Date(Date.now() - 86_400_000));
  for (let page = 0; ; page += 1) {
    assert.ok(page < 20, 'pages must come to an end');
    const statement = await read(from);
    assert.equal(statement.responseCode, '2001400');
    for (const line of statement.detailData) lines.set(line.transactionId, line);
    if (statement.hasMore === 'N') break;
    assert.ok(statement.lastRecordDateTime);
    assert.ok(statement.lastRecordDateTime > from);
    from = statement.lastRecordDateTime;
  }
  const remarks = [...lines.values()].filter((line) => line.type === 'DEBIT').map((line) => line.remark);
  assert.deepEqual(
    remarks,
    Array.from({ length: TRANSFERS }, (_, index) => `MUTASI${index} PESANAN ${index}`),
  );
});

test('an empty range is an answer, a range above one month or turned round is refused', async () => {
  const early = await read('2020-01-01T00:00:00+07:00', '2020-01-02T00:00:00+07:00');
  assert.equal(early.responseCode, '2001400');
  assert.deepEqual(early.detailData, []);
  assert.equal(early.hasMore, 'N');
  assert.equal((await read('2020-01-01T00:00:00+07:00', '2020-03-02T00:00:00+07:00')).responseCode, '4001401');
  assert.equal((await read('2020-02-01T00:00:00+07:00', '2020-01-02T00:00:00+07:00')).responseCode, '4001401');
});

test('an account outside the contract shows nothing', async () => {
  const reply = await sandbox.partner.call('/bank-statement', { accountNo: VENDOR });
  assert.equal(reply.body.responseCode, '4041411');
  assert.equal((await sandbox.partner.call('/balance-inquiry', { accountNo: VENDOR })).body.responseCode, '4041111');
});

test('after a simulation set the clock ahead and back, each day still opens as the day before closed', async () => {
  const other = await startSandbox();
  try {
    const clock = (at: string | null) =>
      fetch(`${other.url}/simulation/clock`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ at }),
      });
    const pay = (partnerReferenceNo: string, value: string) =>
      other.partner.call('/transfer-intrabank', {
        partnerReferenceNo,
        amount: { value, currency: 'IDR' },
        beneficiaryAccountNo: VENDOR,
        sourceAccountNo: SOURCE,
        transactionDate: wibTimestamp(new Date()),
      });
    const dayAfter = (days: number) => wibTimestamp(new Date(Date.now() + days * 86_400_000));
    await clock(dayAfter(3));
    await pay('MAJU', '300.00');
    await clock(dayAfter(1));
    await pay('MUNDUR', '50.00');
    const open = async (from: string, to: string) => {
      const range = { accountNo: SOURCE, fromDateTime: from, toDateTime: to };
      const { body } = await other.partner.call('/bank-statement', range);
      const [balance] = body.balance as { startingBalance: { value: string }; endingBalance: { value: string } }[];
      return [balance?.startingBalance.value, balance?.endingBalance.value];
    };
    assert.deepEqual(await open(dayAfter(0.5), dayAfter(2)), ['1000000000.00', '999999950.00']);
    assert.deepEqual(await open(dayAfter(2), dayAfter(4)), ['999999950.00', '999999650.00']);
  } finally {
    await other.close();
  }
});
