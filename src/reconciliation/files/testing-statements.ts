/** Statement files for tests, written from lines: MT940, MT942 and camt.053/054, as chunks. */
import { commaOfSen, pointOfSen } from './amount.ts';
import { type Direction, signed } from './line.ts';

export interface Movement {
  readonly on: string;
  readonly direction: Direction;
  readonly sen: bigint;
  readonly reference: string;
  readonly bankReference: string;
  readonly remark: string;
  readonly reversal?: boolean;
}

export interface Statement {
  readonly accountNo: string;
  readonly reference: string;
  readonly sequence: number;
  readonly on: string;
  readonly opening: bigint;
  /** Read twice by camt.053, which tells its totals first. */
  readonly movements: Iterable<Movement>;
  /** Lines of a page; more go on the next one (`:62M:`, `:60M:`). */
  readonly page?: number;
}

const yymmdd = (on: string): string => on.slice(2).replaceAll('-', '');
const balance = (tag: string, on: string, sen: bigint): string =>
  `:${tag}:${sen < 0n ? 'D' : 'C'}${yymmdd(on)}IDR${commaOfSen(sen < 0n ? -sen : sen)}`;

const MARKS = { CREDIT: ['C', 'RD'], DEBIT: ['D', 'RC'] } as const;

/** MT940 as a bank sends it by SFTP. `eol` and `envelope` as the bank has them. */
export function* mt940(
  statements: Iterable<Statement>,
  { eol = '\r\n', envelope = false }: { eol?: string; envelope?: boolean } = {},
): Generator<Uint8Array> {
  for (const one of statements) {
    let running = one.opening;
    let page = 1;
    let onPage = 0;
    const begin = (tag: string) => [
      ...(envelope ? ['{1:F01BANKIDJAAXXX0000000000}{2:O9401200261124BANKIDJAAXXX00000000002611241200N}{4:'] : []),
      `:20:${one.reference}`,
      `:25:${one.accountNo}`,
      `:28C:${String(one.sequence).padStart(5, '0')}/${String(page).padStart(3, '0')}`,
      balance(tag, one.on, running),
    ];
    const stop = envelope ? '-}' : '-';
    yield said(begin('60F'), eol);
    for (const m of one.movements) {
      if (one.page !== undefined && onPage === one.page) {
        yield said([balance('62M', one.on, running), stop], eol);
        page += 1;
        onPage = 0;
        yield said(begin('60M'), eol);
      }
      onPage += 1;
      running += signed(m.direction, m.sen);
      const mark = MARKS[m.direction][m.reversal ? 1 : 0];
      const narrative = m.remark.match(/.{1,65}/g) ?? [];
      yield said(
        [
          `:61:${yymmdd(m.on)}${m.on.slice(5).replace('-', '')}${mark}${commaOfSen(m.sen)}NTRF${m.reference || 'NONREF'}${m.bankReference && `//${m.bankReference}`}`,
          ...(narrative.length > 0 ? [`:86:${narrative.join(eol)}`] : []),
        ],
        eol,
      );
    }
    yield said([balance('62F', one.on, running), stop], eol);
  }
}

const said = (lines: readonly string[], eol: string): Uint8Array => Buffer.from(lines.join(eol) + eol);

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const indicator = (direction: Direction) => (direction === 'CREDIT' ? 'CRDT' : 'DBIT');

/** camt.053 in version 02 or 08 with the same content. */
export function* camt053(statement: Statement, version: '02' | '08'): Generator<Uint8Array> {
  const count = { CREDIT: 0, DEBIT: 0 };
  const total = { CREDIT: 0n, DEBIT: 0n };
  for (const { direction, sen } of statement.movements) {
    count[direction] += 1;
    total[direction] += sen;
  }
  const closing = statement.opening + total.CREDIT - total.DEBIT;
  const bal = (type: string, sen: bigint) =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">${pointOfSen(sen < 0n ? -sen : sen)}</Amt>` +
    `<CdtDbtInd>${sen < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${statement.on}</Dt></Dt></Bal>`;
  yield Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>\n` +
      `<GrpHdr><MsgId>${statement.reference}</MsgId><CreDtTm>${statement.on}T18:00:00+07:00</CreDtTm></GrpHdr>\n` +
      `<Stmt><Id>${statement.reference}</Id><ElctrncSeqNb>${statement.sequence}</ElctrncSeqNb><CreDtTm>${statement.on}T18:00:00+07:00</CreDtTm>` +
      `<Acct><Id><Othr><Id>${statement.accountNo}</Id></Othr></Id><Ccy>IDR</Ccy></Acct>\n${bal('OPBD', statement.opening)}\n${bal('CLBD', closing)}\n` +
      `<TxsSummry><TtlNtries><NbOfNtries>${count.CREDIT + count.DEBIT}</NbOfNtries></TtlNtries>` +
      `<TtlCdtNtries><NbOfNtries>${count.CREDIT}</NbOfNtries><Sum>${pointOfSen(total.CREDIT)}</Sum></TtlCdtNtries>` +
      `<TtlDbtNtries><NbOfNtries>${count.DEBIT}</NbOfNtries><Sum>${pointOfSen(total.DEBIT)}</Sum></TtlDbtNtries></TxsSummry>\n`,
  );
  for (const m of statement.movements) yield Buffer.from(entry(m, version));
  yield Buffer.from('</Stmt></BkToCstmrStmt></Document>\n');
}

function entry(m: Movement, version: '02' | '08'): string {
  const status = version === '02' ? 'BOOK' : '<Cd>BOOK</Cd>';
  const amount = `<Amt Ccy="IDR">${pointOfSen(m.sen)}</Amt>`;
  const own =
    version === '02'
      ? `<AmtDtls><TxAmt>${amount}</TxAmt></AmtDtls>`
      : `${amount}<CdtDbtInd>${indicator(m.direction)}</CdtDbtInd>`;
  const reference = m.reference ? `<Refs><EndToEndId>${xml(m.reference)}</EndToEndId></Refs>` : '';
  const remark = m.remark ? `<RmtInf><Ustrd>${xml(m.remark)}</Ustrd></RmtInf>` : '';
  return (
    `<Ntry>${amount}<CdtDbtInd>${indicator(m.direction)}</CdtDbtInd>${m.reversal ? '<RvslInd>true</RvslInd>' : ''}<Sts>${status}</Sts>` +
    `<BookgDt><Dt>${m.on}</Dt></BookgDt>${m.bankReference ? `<AcctSvcrRef>${xml(m.bankReference)}</AcctSvcrRef>` : ''}` +
    `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${m.direction === 'CREDIT' ? 'RCDT' : 'ICDT'}</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>` +
    `<NtryDtls><TxDtls>${reference}${own}${remark}</TxDtls></NtryDtls></Ntry>\n`
  );
}

/** The bytes of a generator as a stream, in pieces of `size`. */
export async function* streamed(chunks: Iterable<Uint8Array>, size = 8_192): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    while (rest.length >= size) {
      yield rest.subarray(0, size);
      rest = rest.subarray(size);
    }
  }
  if (rest.length > 0) yield rest;
}
