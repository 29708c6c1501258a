import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { StatementFileRefused } from './fault.ts';
import type { FileEvent, FileLine } from './line.ts';
import { readStatementFile } from './read.ts';
import { streamed } from './testing-statements.ts';

const read = (text: string | Uint8Array, size?: number): Promise<FileEvent[]> =>
  Array.fromAsync(readStatementFile(streamed([Buffer.from(text as string)], size)));
const linesOf = (events: readonly FileEvent[]): FileLine[] =>
  events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));

async function refused(text: string | Uint8Array, reason: string, line?: number): Promise<void> {
  await assert.rejects(read(text), (error: unknown) => {
    assert.ok(error instanceof StatementFileRefused, String(error));
    assert.equal(error.reason, reason, error.message);
    if (line !== undefined) assert.equal(error.line, line, error.message);
    return true;
  });
}

const bal = (type: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-02</Dt></Dt></Bal>`;

/** A statement of version 08 around its entries, from Rp1.000. */
const around = (entries: string, closing: string, summary = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-02T18:00:00+07:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn><ElctrncSeqNb>2</ElctrncSeqNb>
<Acct><Id><Othr><Id>0012345678</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
${bal('OPBD', '1000')}
${bal('CLBD', closing)}
${summary}
${entries}
</Stmt></BkToCstmrStmt></Document>
`;

const entry = (amount: string, way: 'DBIT' | 'CRDT', rest: { status?: string; head?: string; details?: string } = {}) =>
  `<Ntry><Amt Ccy="IDR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd>${rest.head ?? ''}<Sts><Cd>${rest.status ?? 'BOOK'}</Cd></Sts>` +
  `<BookgDt><DtTm>2026-01-02T10:00:00</DtTm></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>` +
  `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>${rest.details ?? ''}</Ntry>`;

const detail = (amount: string, reference: string, more = '') =>
  `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="IDR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>${more}</TxDtls>`;

test('an entry with its counterparty, references and remark', async () => {
  const details = `<NtryDtls>${detail(
    '100.00',
    'DS0123456789ABCDEF01234567',
    '<RltdPties><Dbtr><Pty><Nm>SATKER</Nm></Pty></Dbtr><Cdtr><Pty><Nm>CV CONTOH &amp; ANAK</Nm></Pty></Cdtr>' +
      '<CdtrAcct><Id><Othr><Id>99 8877</Id></Othr></Id></CdtrAcct></RltdPties>' +
      '<RltdAgts><CdtrAgt><FinInstnId><BICFI>BRINIDJA</BICFI></FinInstnId></CdtrAgt></RltdAgts>' +
      '<RmtInf><Ustrd>INV 1</Ustrd><Strd><RfrdDocInf><Nb>INV-1</Nb></RfrdDocInf></Strd></RmtInf>',
  )}</NtryDtls><AddtlNtryInf>TRF SKN</AddtlNtryInf>`;
  for (const size of [1, 7, 65_536]) {
    const events = await read(around(entry('100', 'DBIT', { details }), '900.00'), size);
    assert.deepEqual(events, [
      {
        kind: 'statement',
        lineNo: 4,
        format: 'CAMT053',
        accountNo: '0012345678',
        reference: 'S1',
        sequence: '2/1',
        opening: { on: '2026-01-02', sen: 100000n },
      },
      {
        kind: 'line',
        line: {
          lineNo: 9,
          transactionId: 'B1',
          bookedAt: '2026-01-02T10:00:00+07:00',
          direction: 'DEBIT',
          sen: 10000n,
          remark: 'INV 1 TRF SKN',
          references: ['DS0123456789ABCDEF01234567', 'INV-1', 'B1'],
          reversal: false,
          kind: 'TRANSFER',
          counterparty: { name: 'CV CONTOH & ANAK', accountNo: '998877', bankCode: 'BRINIDJA' },
          after: 90000n,
          note: null,
        },
      },
      { kind: 'end', closing: { on: '2026-01-02', sen: 90000n } },
    ]);
  }
});

test('a batch is exploded when its details add up, and one line for a person when they do not', async () => {
  const batch = (second: string) => `<NtryDtls>${detail('60', 'E1')}${detail(second, 'E2')}</NtryDtls>`;
  const whole = linesOf(await read(around(entry('100', 'DBIT', { details: batch('40') }), '900')));
  assert.deepEqual(
    whole.map(({ sen, references, transactionId, after, note }) => [sen, references[0], transactionId, after, note]),
    [
      [6000n, 'E1', 'B1/1', 94000n, null],
      [4000n, 'E2', 'B1/2', 90000n, null],
    ],
  );
  const differs = linesOf(await read(around(entry('100', 'DBIT', { details: batch('41') }), '900')));
  assert.deepEqual(
    differs.map(({ sen, kind, note, references }) => [sen, kind, note, references]),
    [[10000n, 'OTHER', 'DETAILS_DO_NOT_ADD_UP', ['E1', 'E2']]],
  );
});

test('a fee inside the amount becomes its own line', async () => {
  const charges =
    '<Chrgs><Rcrd><Amt Ccy="IDR">2.90</Amt><CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>';
  const details = `<NtryDtls>${detail('100', 'E1', charges)}</NtryDtls>`;
  const lines = linesOf(await read(around(entry('102.90', 'DBIT', { details }), '897.10')));
  assert.deepEqual(
    lines.map(({ sen, kind, transactionId }) => [sen, kind, transactionId]),
    [
      [10000n, 'TRANSFER', 'B1'],
      [290n, 'FEE', 'B1/FEE'],
    ],
  );
});

test('codes that are names of other things in the program are only unknown codes', async () => {
  for (const code of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const text = around(entry('100', 'DBIT'), '900').replace('>DMCT<', `>${code}<`).replace('>ICDT<', `>${code}<`);
    assert.equal(linesOf(await read(text))[0]?.kind, 'OTHER');
  }
});

test('texts of any length are cut', async () => {
  const details = `<NtryDtls>${detail('100', 'E'.repeat(5_000), `<RmtInf>${'<Ustrd>kata</Ustrd><Strd><CdtrRefInf><Ref>R</Ref></CdtrRefInf></Strd>'.repeat(500)}<Ustrd>${'x'.repeat(9_000)}</Ustrd></RmtInf>`)}</NtryDtls>`;
  const [line] = linesOf(await read(around(entry('100', 'DBIT', { details }), '900')));
  assert.ok(line && line.remark.length <= 1_000 && line.references.every((one) => one.length <= 140));
});

test('only what is booked counts; a reversal goes where the money goes; a return is told as one', async () => {
  const events = await read(
    around(
      entry('500', 'DBIT', { status: 'PDNG' }) +
        entry('10', 'CRDT', { head: '<RvslInd>true</RvslInd>' }) +
        entry('20', 'CRDT', {
          details: '<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>',
        }),
      '1030',
    ),
  );
  assert.deepEqual(
    linesOf(events).map(({ direction, sen, reversal, kind }) => [direction, sen, reversal, kind]),
    [
      ['CREDIT', 1000n, true, 'TRANSFER'],
      ['CREDIT', 2000n, false, 'RETURN'],
    ],
  );
});

test('what the summary says is checked', async () => {
  const summary = (count: number, sum: string) =>
    `<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries></TtlNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>${sum}</Sum></TtlDbtNtries></TxsSummry>`;
  assert.equal(linesOf(await read(around(entry('100', 'DBIT'), '900', summary(1, '100')))).length, 1);
  await refused(around(entry('100', 'DBIT'), '900', summary(2, '100')), 'CONTROL_TOTAL', 8);
  await refused(around(entry('100', 'DBIT'), '900', summary(1, '101')), 'CONTROL_TOTAL', 8);
});

test('camt.054 has entries and no balances', async () => {
  const text = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M</MsgId></GrpHdr>
<Ntfctn><Id>N1</Id><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>${entry('100', 'CRDT')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
  const events = await read(text);
  assert.partialDeepStrictEqual(events[0] as object, { format: 'CAMT054', opening: null });
  assert.partialDeepStrictEqual(linesOf(events)[0] as object, { sen: 10000n, after: null });
  assert.deepEqual(events.at(-1), { kind: 'end', closing: null });
});

const DTD_XXE = '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
const DTD_BOMB = `<!DOCTYPE Document [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1 < 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>`;

test('DTDs and entities are refused before anything is read of them', async () => {
  const good = around(entry('100', 'DBIT'), '900');
  const withDtd = (dtd: string, id: string) =>
    good.replace('<Document', `${dtd}<Document`).replace('<Id>S1</Id>', `<Id>${id}</Id>`);
  await refused(withDtd(DTD_XXE, '&x;'), 'DTD', 2);
  await refused(withDtd(DTD_BOMB, '&a11;'), 'DTD', 2);
  await refused(good.replace('<Id>S1</Id>', '<Id>&x;</Id>'), 'DTD', 4);
  assert.equal(linesOf(await read(good)).length, 1);
});

test('a broken file is refused with its line and its reason', async () => {
  const good = around(entry('100', 'DBIT'), '900');
  await refused(good.replace('camt.053.001.08', 'camt.052.001.08'), 'FORMAT_UNKNOWN', 2);
  await refused('<html></html>', 'FORMAT_UNKNOWN', 1);
  await refused(good.replace('>900<', '>901<'), 'BALANCE', 7);
  await refused(good.replace('<Amt Ccy="IDR">100<', '<Amt Ccy="IDR">1OO<'), 'AMOUNT', 9);
  await refused(good.replace('<Amt Ccy="IDR">100<', '<Amt Ccy="IDR">-100<'), 'AMOUNT', 9);
  await refused(good.replace('<Amt Ccy="IDR">100<', '<Amt Ccy="USD">100<'), 'CURRENCY_MIXED', 9);
  await refused(good.replaceAll('IDR', 'USD'), 'CURRENCY', 5);
  await refused(good.replace('2026-01-02T10:00:00', '2026-02-30T10:00:00'), 'DATE', 9);
  await refused(good.replace('DBIT', 'DEBIT'), 'FIELD_FORMAT', 9);
  await refused(good.replace(bal('CLBD', '900'), ''), 'BALANCE_MISSING');
  await refused(good.replace(bal('OPBD', '1000'), ''), 'BALANCE_MISSING', 9);
  await refused(
    good.replace(`${bal('CLBD', '900')}\n\n`, '').replace('\n</Stmt>', `${bal('CLBD', '900')}\n</Stmt>`),
    'TAG_ORDER',
  );
  await refused(good.replace('<Ntry>', '<Entry>').replace('</Ntry>', '</Entry>'), 'TAG_UNKNOWN', 9);
  await refused(good.replace('</Sts>', '</St>'), 'XML', 9);
  await refused(good.slice(0, good.indexOf('</Stmt>')), 'TRUNCATED');
  await refused(good.replace('UTF-8', 'ISO-8859-1'), 'CHARSET', 1);
  await refused(Buffer.from(good.replace('S1', 'S\u00e9'), 'latin1'), 'CHARSET', 4);
  await refused(Buffer.from(`\ufeff${good}`, 'utf16le'), 'CHARSET', 1);
  await refused(good.replace('S1', 'x'.repeat(1_200_000)), 'TOO_LARGE');
  await refused(good.replace('<Id>S1</Id>', `<Id>${'<a>'.repeat(60)}`), 'TOO_LARGE');
});

const SHARED = join(import.meta.dirname, '../../../../shared/domain/iso20022/examples');

test('examples of other programs are read until their foreign currency', {
  skip: !existsSync(SHARED) && 'no examples here',
}, async () => {
  const example = (name: string) => readFileSync(join(SHARED, name), 'utf8');
  await refused(example('camt053.v8.xml'), 'CURRENCY', 68);
  await refused(example('camt054.v8.xml'), 'CURRENCY');
  await refused(example('camt052.v8.xml'), 'FORMAT_UNKNOWN');
  await refused(example('camt053.v2.wrong.xml'), 'EMPTY');
  await refused(example('camt053.v2.minimal.xml'), 'CURRENCY');
  // The same files in rupiah: read to the end where their balances add up, refused for these alone where they do not.
  const rupiah = (name: string) =>
    example(name)
      .replace(/(Ccy=")[A-Z]{3}/g, '$1IDR')
      .replace(/<Ccy>[A-Z]{3}</g, '<Ccy>IDR<');
  for (const name of ['camt053.v8.xml', 'camt053.v2.minimal.xml', 'camt053.v2.all-balance-types.xml'])
    await refused(rupiah(name), 'BALANCE');
  const many = await read(rupiah('camt053.v2.multi.statement.xml'));
  assert.equal(many.map((event) => event.kind).join(' '), 'statement line end statement line end');
  assert.deepEqual(linesOf(many)[1]?.counterparty, {
    name: 'Company Name 2',
    accountNo: 'NL56AGDH9619008421',
    bankCode: null,
  });
  assert.equal(linesOf(await read(rupiah('camt054.v8.xml')))[0]?.transactionId, 'ACSR160617103200001');
});
