/** Files between the platform and the sandbox bank: what one writes the other reads, and a file tells nothing twice that SNAP has told. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { demoSatkers } from '../src/demo/people.ts';
import type { Satker } from '../src/organisation/satker.ts';
import type { FileLine } from '../src/reconciliation/files/line.ts';
import { type PainPayment, writePain001 } from '../src/reconciliation/files/pain001.ts';
import { readPain002, statusFor } from '../src/reconciliation/files/pain002.ts';
import { readStatementFile } from '../src/reconciliation/files/read.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

const WAIT_MS = 60_000;
const FORMATS = ['mt940', 'camt053', 'camt053v02', 'camt054'] as const;

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail(`waited too long for ${what}`);
}

describe('files of the bank', () => {
  let world: World;
  let treasurer: Client;
  const [satker, other] = demoSatkers as readonly [Satker, Satker];
  /** In WIB. */
  const dayOf = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  const today = dayOf(0);

  before(async () => {
    world = await startWorld();
    treasurer = await world.signIn('rina@balai-contoh.example');
  });
  after(() => world?.close());

  const atBank = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${world.bankUrl}${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const count = async (sql: string): Promise<number> =>
    Number((await world.pool.query(`SELECT count(*) AS n FROM ${sql}`)).rows[0].n);
  const linesKept = () => count(`payment.statement_line WHERE satker_id = '${satker.id}'`);
  const statement = async (format: string): Promise<string> => {
    const query = new URLSearchParams({
      accountNo: satker.account.accountNo,
      bankCode: satker.account.bankCode,
      // A test may run over midnight.
      from: dayOf(-1),
      to: dayOf(1),
      format,
    });
    return (await atBank(`/simulation/statement?${query}`)).text();
  };
  const read = async (format: string): Promise<FileLine[]> => {
    const events = await Array.fromAsync(readStatementFile(bytesOf(await statement(format))));
    return events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
  };
  const credit = (amount: number, remark: string) =>
    atBank('/simulation/credit', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...satker.account, amount, remark }),
    });
  const pay = async (payments: readonly PainPayment[], version: '03' | '09') => {
    const batch = {
      messageId: `DSB${Date.now()}${version}`,
      createdAt: new Date().toISOString(),
      initiator: satker.name,
      payments,
    };
    const answer = await atBank('/simulation/pain001', {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: writePain001(batch, version),
    });
    return readPain002(bytesOf(await answer.text()));
  };
  const bring = async (content: string): Promise<Json> => {
    const edge = '----berkas';
    const payload = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="rk"\r\n\r\n${content}\r\n--${edge}--\r\n`;
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/statements/files',
      payload,
      headers: {
        cookie: treasurer.cookie,
        'x-digipay': '1',
        'idempotency-key': randomUUID(),
        'content-type': `multipart/form-data; boundary=${edge}`,
      },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    const { id } = answer.json();
    const file = () => treasurer.get(`/api/v1/statements/files/${id}`);
    await until('the file', async () => ['DONE', 'REFUSED'].includes((await file()).state));
    return file();
  };

  const debtor = { ...satker.account };
  const payment = (reference: string, over: Partial<PainPayment> = {}): PainPayment => ({
    reference,
    amount: 1_110_000n,
    channel: 'BIFAST',
    executeOn: today,
    debtor,
    creditor: { ...other.account },
    remittance: 'INV-2026-000123',
    ...over,
  });

  it('the bank carries out a pain.001 and says of each transfer what became of it', async () => {
    await until(
      'the book of the account',
      async () => (await count(`reconciliation.book WHERE satker_id = '${satker.id}'`)) > 0,
    );
    const nobody = { ...other.account, accountNo: '1234569001' };
    for (const version of ['03', '09'] as const) {
      const [good, bad] = [`DSF${version}00000000000000000000001`, `DSF${version}00000000000000000000002`];
      const report = await pay([payment(good), payment(bad, { creditor: nobody })], version);
      assert.equal(statusFor(report, good)?.outcome, 'SUCCESS');
      assert.partialDeepStrictEqual(statusFor(report, bad) as object, {
        outcome: 'FAILED',
        reasons: [{ code: 'AC01', meaning: 'WRONG_ACCOUNT' }],
      });
    }
  });

  it('its statement says the same in every format', async () => {
    await credit(2_500_000, 'SP2D 261234567890123 KPPN CONTOH');
    await credit(1_234, 'JASA GIRO');
    await credit(1_234, 'JASA GIRO');
    const core = ({ transactionId, direction, sen, kind, reversal }: FileLine) => [
      transactionId,
      direction,
      sen,
      kind,
      reversal,
    ];
    const [mt940 = [], ...others] = await Promise.all(FORMATS.map(read));
    assert.ok(mt940.length >= 5);
    for (const lines of others)
      assert.deepEqual(
        lines.map(core).map(([id, way, sen]) => [id, way, sen]),
        mt940.map(core).map(([id, way, sen]) => [id, way, sen]),
      );
    const paid = mt940.find(({ remark }) => remark.includes('DSF03'));
    assert.ok(paid && paid.direction === 'DEBIT' && paid.sen === 111_000_000n);
    for (const lines of others)
      assert.ok(lines.some(({ references }) => references.includes('DSF0300000000000000000000001')));
  });

  it('what SNAP has told is not told again by a file, whatever its format', async () => {
    const told = (await read('mt940')).length;
    await world.pool.query("SELECT graphile_worker.add_job('payment.statement', $1::json)", [
      JSON.stringify({ satkerId: satker.id, turn: 0 }),
    ]);
    await until('SNAP', async () => (await linesKept()) >= told - 1);
    await until('quiet', async () => {
      const before = await linesKept();
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return before === (await linesKept());
    });
    const kept = await linesKept();
    for (const format of FORMATS) {
      const file = await bring(await statement(format));
      assert.partialDeepStrictEqual(file, { state: 'DONE', lines: { kept: 0 } }, format);
      assert.equal(await linesKept(), kept, format);
    }
  });

  it('what a file has told SNAP does not tell again', async () => {
    const kept = await linesKept();
    await credit(777_000, 'KEMBALIAN PERJALANAN DINAS');
    const file = await bring(await statement('mt940'));
    assert.equal(file.state, 'DONE');
    // On the day that the book was opened a line without an hour may stand in the opening balance: SNAP alone tells.
    assert.ok(file.lines.kept <= 1);
    await world.pool.query("SELECT graphile_worker.add_job('payment.statement', $1::json)", [
      JSON.stringify({ satkerId: satker.id, turn: 0 }),
    ]);
    await until('SNAP', async () => (await linesKept()) > kept);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    assert.equal(await linesKept(), kept + 1);
    assert.partialDeepStrictEqual(await bring(await statement('camt053')), { state: 'DONE', lines: { kept: 0 } });
  });

  it('a file with one digit changed is refused whole', async () => {
    const kept = await linesKept();
    const text = await statement('mt940');
    const file = await bring(text.replace('C777000,00', 'C778000,00'));
    assert.partialDeepStrictEqual(file, { state: 'REFUSED', refusal: { reason: 'BALANCE' } });
    assert.equal(await linesKept(), kept);
  });
});
