import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { eventually, OTHER_BANK_VENDOR, type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

const FEES = { INTRABANK: 500n, ONLINE: 6_500n, BIFAST: 2_500n, SKN: 2_900n, RTGS: 35_000n };
const DAY = '2026-11-25';
const SUFFIXES = ['3301', '9001', '9004', '9006', '9008', '9009', '9010', '9011', '9012'];
const ORDERS = 90;
const PATHS = { '17': 'intrabank', '18': 'interbank', '22': 'rtgs', '23': 'skn' } as const;

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ skn: { settleMs: 150 }, rtgs: { settleMs: 100 }, pendingMs: 200, fees: FEES });
  await door('PUT', '/clock', { at: `${DAY}T10:00:00+07:00` });
});
after(() => sandbox?.close());

const door = (method: string, path: string, body: unknown) =>
  fetch(`${sandbox.url}/simulation${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const check = async () =>
  (await (await fetch(`${sandbox.url}/simulasi/ledger-check`)).json()) as Record<string, unknown>;

interface Sent {
  readonly reference: string;
  readonly service: keyof typeof PATHS;
  readonly amount: bigint;
}

/** Every service, every trigger, amounts that differ: as a partner would send them, all at once. */
function orders(): readonly { readonly sent: Sent; readonly body: Record<string, unknown> }[] {
  return Array.from({ length: ORDERS }, (_, index) => {
    const service = (['17', '17', '18', '23', '22'] as const)[index % 5] ?? '17';
    const inside = service === '17';
    const amount = service === '22' ? 100_000_000n + BigInt(index) : 1_000n + BigInt(index);
    const suffix = SUFFIXES[index % SUFFIXES.length] ?? '3301';
    const account = suffix === '3301' ? VENDOR : `88880100000${suffix}`;
    const reference = `NERACA${index}`;
    return {
      sent: { reference, service, amount },
      body: {
        partnerReferenceNo: reference,
        amount: { value: `${amount}.00`, currency: 'IDR' },
        beneficiaryAccountNo: inside ? account : OTHER_BANK_VENDOR,
        beneficiaryAccountName: 'CV',
        beneficiaryBankCode: service === '18' && index % 2 === 0 ? 'CENAIDJA' : '014',
        beneficiaryCustomerResidence: '1',
        beneficiaryCustomerType: '2',
        sourceAccountNo: SOURCE,
        transactionDate: wibTimestamp(new Date()),
        feeType: index % 7 === 0 ? 'SHA|1000' : 'OUR',
      },
    };
  });
}

async function finalStatus({ reference, service }: Sent): Promise<string> {
  const body = { originalPartnerReferenceNo: reference, serviceCode: service };
  const told = (await sandbox.partner.call('/transfer/status', body)).body;
  return String(told.latestTransactionStatus ?? told.responseCode);
}

async function statementLines() {
  const lines: { remark: string; type: string; amount: { value: string } }[] = [];
  let from = `${DAY}T00:00:00+07:00`;
  for (;;) {
    const range = { accountNo: SOURCE, fromDateTime: from, toDateTime: `${DAY}T23:59:59+07:00` };
    const { body } = await sandbox.partner.call('/bank-statement', range);
    if (body.hasMore === 'N') return [...lines, ...(body.detailData as typeof lines)];
    const next = String(body.lastRecordDateTime);
    lines.push(
      ...(body.detailData as ((typeof lines)[number] & { transactionDate: string })[]).filter(
        (line) => line.transactionDate < next,
      ),
    );
    from = next;
  }
}

test('Σ debits = Σ SUCCESS amounts + fees, with every trigger and service at once; a planted debit is found', async () => {
  const all = orders();
  await Promise.all(
    all.map(({ sent, body }) => sandbox.partner.call(`/transfer-${PATHS[sent.service]}`, body).catch(() => undefined)),
  );
  const ended = new Map<string, string>();
  await eventually(async () => {
    for (const { sent } of all) ended.set(sent.reference, await finalStatus(sent));
    return [...ended.values()].every((status) => status !== '03');
  });

  const paid = all.filter(({ sent }) => ended.get(sent.reference) === '00');
  assert.ok(paid.length > ORDERS / 2 && paid.length < ORDERS, `${paid.length} of ${ORDERS} were paid`);
  const lines = (await statementLines()).filter((line) => line.type === 'DEBIT');
  const rupiah = (line: { amount: { value: string } }) => BigInt(line.amount.value.slice(0, -3));
  const feeLines = lines.filter((line) => line.remark.startsWith('BIAYA '));
  const debits = lines.reduce((sum, line) => sum + rupiah(line), 0n);
  const fees = feeLines.reduce((sum, line) => sum + rupiah(line), 0n);
  const amounts = paid.reduce((sum, { sent }) => sum + sent.amount, 0n);
  assert.equal(debits, amounts + fees);
  assert.equal(lines.length - feeLines.length, paid.length, 'each payment is one line');
  assert.equal(new Set(lines.map((line) => line.remark)).size, lines.length, 'no reference was executed twice');
  assert.equal(feeLines.length, paid.length, 'each payment has its fee');
  const whole = await check();
  assert.deepEqual([whole.balanced, whole.unexplainedDebits], [true, '0'], JSON.stringify(whole));

  const client = new pg.Client({ connectionString: sandbox.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `SELECT bank.book('TRANSFER', payer.id, payee.id, 12345, 'TANPA PERINTAH', NULL, NULL, now(), 'KLIRING')
       FROM bank.account payer, bank.account payee WHERE payer.account_no = $1 AND payee.account_no = $2`,
      [SOURCE, VENDOR],
    );
  } finally {
    await client.end();
  }
  assert.equal((await check()).unexplainedDebits, '1', 'the control: a debit that nobody ordered');
});
