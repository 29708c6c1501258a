import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { StatementFileRefused } from './fault.ts';
import { type PainBatch, type PainPayment, type PainVersion, writePain001 } from './pain001.ts';
import { readPain002, statusFor } from './pain002.ts';
import { streamed } from './testing-statements.ts';
import { allOf, at, textAt, type XmlNode, xmlStream } from './xml.ts';

const payment = (over: Partial<PainPayment> = {}): PainPayment => ({
  reference: 'DS0123456789ABCDEF01234567',
  amount: 1_110_000n,
  channel: 'SKN',
  executeOn: '2026-11-25',
  debtor: { name: 'BPG 411792 SATKER CONTOH', accountNo: '0012345678', bankCode: 'BMRIIDJA' },
  creditor: { name: 'CV CONTOH & ANAK <1>', accountNo: '99887766', bankCode: 'BRINIDJA' },
  remittance: 'INV-2026-000123',
  ...over,
});
const batch = (payments: readonly PainPayment[]): PainBatch => ({
  messageId: 'DSB20261124000001',
  createdAt: '2026-11-24T19:00:00+07:00',
  initiator: 'SATKER CONTOH',
  payments,
});

/** The written file as a tree, by our own reader. */
function tree(text: string): XmlNode {
  const found: XmlNode[] = [];
  const stream = xmlStream({
    parts: [],
    part() {},
    open: (path) => (path.length === 2 ? 'collect' : 'descend'),
    node: (_path, node) => found.push(node),
    close() {},
  });
  stream.push(Buffer.from(text));
  stream.end();
  return found[0] as XmlNode;
}

interface Sent {
  readonly reference: string | null;
  readonly amount: string;
  readonly account: string | null;
  readonly channel: string | null;
  readonly on: string | null;
  readonly from: string | null;
}

const sent = (root: XmlNode): Sent[] =>
  allOf(root, 'PmtInf').flatMap((block) =>
    allOf(block, 'CdtTrfTxInf').map((transfer) => ({
      reference: textAt(transfer, 'PmtId', 'EndToEndId'),
      amount: textAt(transfer, 'Amt', 'InstdAmt') ?? '',
      account: textAt(transfer, 'CdtrAcct', 'Id', 'Othr', 'Id'),
      channel: textAt(block, 'PmtTpInf', 'LclInstrm', 'Prtry'),
      on: textAt(block, 'ReqdExctnDt', 'Dt') ?? textAt(block, 'ReqdExctnDt'),
      from: textAt(block, 'DbtrAcct', 'Id', 'Othr', 'Id'),
    })),
  );

test('one block for each debit account, channel and date, with its own count and sum', () => {
  const other = { name: 'BPG LAIN', accountNo: '5550001', bankCode: 'BMRIIDJA' };
  const root = tree(
    writePain001(
      batch([
        payment({ reference: 'A1' }),
        payment({ reference: 'A2', channel: 'RTGS', amount: 200_000_000n }),
        payment({ reference: 'A3', amount: 1n }),
        payment({ reference: 'A4', executeOn: '2026-11-26' }),
        payment({ reference: 'A5', debtor: other }),
      ]),
      '09',
    ),
  );
  const blocks = allOf(root, 'PmtInf');
  assert.deepEqual(
    blocks.map((one) => [
      textAt(one, 'PmtInfId'),
      textAt(one, 'NbOfTxs'),
      textAt(one, 'CtrlSum'),
      textAt(one, 'PmtTpInf', 'SvcLvl', 'Cd'),
    ]),
    [
      ['DSB20261124000001-1', '2', '1110001.00', 'NURG'],
      ['DSB20261124000001-2', '1', '200000000.00', 'URGP'],
      ['DSB20261124000001-3', '1', '1110000.00', 'NURG'],
      ['DSB20261124000001-4', '1', '1110000.00', 'NURG'],
    ],
  );
  assert.equal(textAt(at(root, 'GrpHdr'), 'NbOfTxs'), '5');
  assert.equal(textAt(at(root, 'GrpHdr'), 'CtrlSum'), '203330001.00');
  assert.equal(textAt(blocks[0], 'CdtTrfTxInf', 'Cdtr', 'Nm'), 'CV CONTOH & ANAK <1>');
});

test('what no bank could take is not written', () => {
  for (const payments of [
    [],
    [payment({ amount: 0n })],
    [payment({ amount: -1n })],
    [payment({ reference: '' })],
    [payment({ reference: 'x'.repeat(36) })],
    [payment({ reference: 'A//B' })],
    [payment(), payment()],
  ])
    assert.throws(() => writePain001(batch(payments), '03'), RangeError);
});

const SHARED = join(import.meta.dirname, '../../../../shared/domain/iso20022');
const schema = (version: PainVersion) =>
  XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(join(SHARED, `pain.001.001.${version}.xsd`))));

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
const bankCode = fc.oneof(fc.constantFrom('BMRIIDJA', 'BRINIDJA', 'CENAIDJAXXX', '008', '0140397'), digits(3, 3));
const account = fc.record({
  name: text.map((name) => `X${name}`),
  accountNo: digits(8, 16),
  bankCode,
});
const payments = fc
  .array(
    fc.record({
      amount: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
      channel: fc.constantFrom(
        'INTRABANK' as const,
        'ONLINE' as const,
        'BIFAST' as const,
        'SKN' as const,
        'RTGS' as const,
      ),
      executeOn: fc.constantFrom('2026-11-24', '2026-11-25'),
      debtor: fc.constantFrom(
        { name: 'BPG SATU', accountNo: '0012345678', bankCode: 'BMRIIDJA' },
        { name: 'BPG DUA', accountNo: '0099999999', bankCode: '008' },
      ),
      creditor: fc
        .record(
          {
            ...{ address: text, identification: fc.record({ id: fc.constant('12'), issuer: fc.constant('/SKN/12') }) },
          },
          { requiredKeys: [] },
        )
        .chain((more) => account.map((one) => ({ ...one, ...more }))),
      remittance: text,
      charges: fc.constantFrom('DEBT' as const, 'CRED' as const, 'SHAR' as const),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map((one, i) => ({ ...one, reference: `DS${String(i).padStart(24, '0')}` })));

for (const version of ['03', '09'] as const) {
  test(`every batch is valid against pain.001.001.${version} and holds what was ordered`, {
    skip: !existsSync(SHARED) && 'no schemas here',
  }, () => {
    const validator = schema(version);
    fc.assert(
      fc.property(payments, (all) => {
        const written = writePain001(batch(all), version);
        const document = XmlDocument.fromString(written);
        try {
          validator.validate(document);
        } finally {
          document.dispose();
        }
        const read = sent(tree(written)).sort((a, b) => String(a.reference).localeCompare(String(b.reference)));
        assert.deepEqual(
          read.map(({ reference, amount, account: to, on, from }) => [reference, amount, to, on, from]),
          all.map((one) => [
            one.reference,
            `${one.amount}.00`,
            one.creditor.accountNo,
            one.executeOn,
            one.debtor.accountNo,
          ]),
        );
      }),
      { numRuns: 150 },
    );
    // The control: the same file without its count is refused by the same schema.
    const broken = writePain001(batch([payment()]), version).replace(/<NbOfTxs>.*?<\/NbOfTxs>/, '');
    assert.throws(() => validator.validate(XmlDocument.fromString(broken)));
    validator.dispose();
  });
}

const report = (inside: string, version = '03'): AsyncIterable<Uint8Array> =>
  streamed([
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt>` +
        `<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-11-24T19:05:00+07:00</CreDtTm></GrpHdr>\n${inside}</CstmrPmtStsRpt></Document>`,
    ),
  ]);
const groupPart = (status: string) =>
  `<OrgnlGrpInfAndSts><OrgnlMsgId>DSB1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>${status && `<GrpSts>${status}</GrpSts>`}</OrgnlGrpInfAndSts>`;
const transfer = (id: string, status: string, more = '') =>
  `<TxInfAndSts><OrgnlInstrId>${id}</OrgnlInstrId><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${more}</TxInfAndSts>`;

test('each transfer has its status and its reason; the others inherit', async () => {
  const inside =
    groupPart('PART') +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>DSB1-1</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts>${transfer(
      'E1',
      'RJCT',
      '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>REKENING TUTUP</AddtlInf></StsRsnInf><AcctSvcrRef>B77</AcctSvcrRef>',
    )}${transfer('E2', 'ACWC')}</OrgnlPmtInfAndSts>` +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>DSB1-2</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>${transfer('E4', 'XXXX')}</OrgnlPmtInfAndSts>`;
  for (const version of ['03', '10']) {
    const told = await readPain002(report(inside, version));
    assert.equal(told.originalMessageId, 'DSB1');
    assert.deepEqual(statusFor(told, 'E1', 'DSB1-1'), {
      code: 'RJCT',
      outcome: 'FAILED',
      snap: '06',
      needsPerson: false,
      reasons: [{ code: 'AC04', meaning: 'ACCOUNT_CLOSED' }],
      said: ['REKENING TUTUP'],
      bankReference: 'B77',
    });
    assert.partialDeepStrictEqual(statusFor(told, 'E2', 'DSB1-1') as object, { outcome: 'PENDING', needsPerson: true });
    assert.equal(statusFor(told, 'E3', 'DSB1-1')?.outcome, 'SUCCESS');
    assert.partialDeepStrictEqual(statusFor(told, 'E4', 'DSB1-2') as object, { outcome: 'PENDING', needsPerson: true });
    assert.equal(statusFor(told, 'E5', 'DSB1-2'), null);
  }
  const whole = await readPain002(report(groupPart('RJCT')));
  assert.equal(statusFor(whole, 'E9', 'DSB1-1')?.outcome, 'FAILED');
});

test('every status of the table', async () => {
  const table = {
    RCVD: ['ACCEPTED', '01'],
    ACTC: ['ACCEPTED', '01'],
    ACCP: ['ACCEPTED', '01'],
    ACSP: ['PENDING', '02'],
    ACWC: ['PENDING', '02'],
    ACWP: ['PENDING', '03'],
    PDNG: ['PENDING', '03'],
    ACSC: ['SUCCESS', '00'],
    ACCC: ['SUCCESS', '00'],
    RJCT: ['FAILED', '06'],
    CANC: ['CANCELLED', '05'],
  };
  for (const [code, [outcome, snap]] of Object.entries(table)) {
    const told = await readPain002(
      report(
        `${groupPart('')}<OrgnlPmtInfAndSts><OrgnlPmtInfId>B</OrgnlPmtInfId>${transfer('E', code)}</OrgnlPmtInfAndSts>`,
      ),
    );
    assert.deepEqual([told.transfers.get('E')?.outcome, told.transfers.get('E')?.snap], [outcome, snap], code);
  }
});

test('a report that contradicts itself is not believed', async () => {
  const block = `<OrgnlPmtInfAndSts><OrgnlPmtInfId>B</OrgnlPmtInfId>${transfer('E', 'ACSC')}${transfer('E', 'RJCT')}</OrgnlPmtInfAndSts>`;
  const told = await readPain002(report(groupPart('PART') + block));
  assert.partialDeepStrictEqual(told.transfers.get('E') as object, { outcome: 'PENDING', needsPerson: true });
});

test('other messages and entities are refused', async () => {
  const refused = (chunks: AsyncIterable<Uint8Array>, reason: string) =>
    assert.rejects(readPain002(chunks), (error) => error instanceof StatementFileRefused && error.reason === reason);
  await refused(
    streamed([Buffer.from('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>')]),
    'FORMAT_UNKNOWN',
  );
  await refused(streamed([Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><Document/>')]), 'DTD');
  await refused(report(''), 'EMPTY');
});
