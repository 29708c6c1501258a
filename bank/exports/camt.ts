/** camt.053 statements (.001.02 and .001.08) and camt.054 advices (.001.08) of ISO 20022, from the same ledger. */
import type { Account } from '../accounts/account.ts';
import { bicOf } from '../accounts/banks.ts';
import { transactionIdOf } from '../accounts/lines.ts';
import { wibTimestamp } from '../time.ts';
import { type Day, dayOfYear, type ExportLine, endToEndId, type Range } from './day.ts';
import { el, leaf, money, type Xml } from './xml.ts';

export type CamtVersion = '053.001.02' | '053.001.08' | '054.001.08';

const NO_REFERENCE = 'NOTPROVIDED';
const ID_LENGTH = 35;
const NAME_LENGTH = 70;
const USTRD_LENGTH = 140;

/** What comes before the first statement. */
export function camtHead(version: CamtVersion, account: Pick<Account, 'accountNo'>, now: Date): string {
  const header = el('GrpHdr', leaf('MsgId', messageId(version, account.accountNo, now), ID_LENGTH), created(now));
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}"><${rootOf(version)}>${header}`;
}

export function camtTail(version: CamtVersion): string {
  return `</${rootOf(version)}></Document>\n`;
}

/** One `Stmt` of camt.053. */
export function camtStatement(version: CamtVersion, account: Account, day: Day, now: Date): string {
  return el(
    'Stmt',
    leaf('Id', `${account.accountNo.slice(-20)}-${day.date.replaceAll('-', '')}`, ID_LENGTH),
    leaf('ElctrncSeqNb', String(dayOfYear(day.date))),
    created(now),
    period(day.date, day.date),
    accountOf(version, account),
    balance('OPBD', day.summary.opening, day.date),
    balance('CLBD', day.summary.closing, day.date),
    balance('CLAV', day.summary.closing, day.date),
    totals(day),
    ...day.lines.map((line) => entryOf(version, line)),
  );
}

/** One `Ntfctn` of camt.054: the same entries, without balances. */
export function camtNotification(account: Account, day: Day, now: Date): string {
  const version = '054.001.08';
  return el(
    'Ntfctn',
    leaf('Id', `${account.accountNo.slice(-20)}-${day.date.replaceAll('-', '')}N`, ID_LENGTH),
    leaf('ElctrncSeqNb', String(dayOfYear(day.date))),
    created(now),
    period(day.date, day.date),
    accountOf(version, account),
    totals(day),
    ...day.lines.map((line) => entryOf(version, line)),
  );
}

function rootOf(version: CamtVersion): string {
  return version === '054.001.08' ? 'BkToCstmrDbtCdtNtfctn' : 'BkToCstmrStmt';
}

function messageId(version: CamtVersion, accountNo: string, now: Date): string {
  const moment = wibTimestamp(now).slice(0, 19).replace(/\D/g, '');
  return `${version.slice(0, 3)}${moment}${accountNo}`;
}

function created(now: Date): string {
  return leaf('CreDtTm', wibTimestamp(now));
}

function period(from: Range['from'], to: Range['to']): string {
  return el('FrToDt', leaf('FrDtTm', `${from}T00:00:00+07:00`), leaf('ToDtTm', `${to}T23:59:59+07:00`));
}

function accountOf(version: CamtVersion, account: Account): string {
  return el(
    'Acct',
    el('Id', el('Othr', leaf('Id', account.accountNo, 34))),
    leaf('Ccy', 'IDR'),
    leaf('Nm', account.name, NAME_LENGTH),
    el('Svcr', institution(version, account.bankCode)),
  );
}

function institution(version: CamtVersion, bankCode: string): string {
  const bic = bicOf(bankCode);
  const named = bic === null ? null : leaf(version === '053.001.02' ? 'BIC' : 'BICFI', bic);
  return el('FinInstnId', named ?? el('ClrSysMmbId', leaf('MmbId', bankCode)));
}

function balance(code: string, amount: bigint, date: string): string {
  return el(
    'Bal',
    el('Tp', el('CdOrPrtry', leaf('Cd', code))),
    money('Amt', amount),
    leaf('CdtDbtInd', amount < 0n ? 'DBIT' : 'CRDT'),
    el('Dt', leaf('Dt', date)),
  );
}

function totals({ summary }: Day): string {
  const sum = (name: string, { count, sum: total }: { count: bigint; sum: bigint }) =>
    el(name, leaf('NbOfNtries', String(count)), leaf('Sum', `${total}.00`));
  return el('TxsSummry', sum('TtlCdtNtries', summary.credits), sum('TtlDbtNtries', summary.debits));
}

function entryOf(version: CamtVersion, line: ExportLine): string {
  const id = transactionIdOf(line);
  const moment = el('BookgDt', leaf('DtTm', wibTimestamp(line.bookedAt)));
  return el(
    'Ntry',
    leaf('NtryRef', id, ID_LENGTH),
    money('Amt', line.amount),
    leaf('CdtDbtInd', indicator(line)),
    version === '053.001.02' ? leaf('Sts', 'BOOK') : el('Sts', leaf('Cd', 'BOOK')),
    moment,
    el('ValDt', leaf('Dt', wibTimestamp(line.bookedAt).slice(0, 10))),
    leaf('AcctSvcrRef', id, ID_LENGTH),
    bankTransactionCode(line),
    el('NtryDtls', transaction(version, line, id)),
    leaf('AddtlNtryInf', line.remark, 500),
  );
}

function indicator(line: ExportLine): 'CRDT' | 'DBIT' {
  return line.side === 'CREDIT' ? 'CRDT' : 'DBIT';
}

/** Domain code of ISO 20022's external code list; the clearing as the bank's own code. */
function bankTransactionCode(line: ExportLine): string {
  const family = line.side === 'DEBIT' ? 'ICDT' : 'RCDT';
  const kind = line.kind === 'FEE' ? 'CHRG' : line.kind === 'RETURN' ? 'RRTN' : 'DMCT';
  return el(
    'BkTxCd',
    el('Domn', leaf('Cd', 'PMNT'), el('Fmly', leaf('Cd', family), leaf('SubFmlyCd', kind))),
    el('Prtry', leaf('Cd', line.kind === 'FEE' ? 'FEE' : (line.channel ?? line.kind), ID_LENGTH)),
  );
}

function transaction(version: CamtVersion, line: ExportLine, id: string): string {
  const reference = endToEndId(line) ?? NO_REFERENCE;
  const fits = reference.length <= ID_LENGTH;
  const amount =
    version === '053.001.02'
      ? [el('AmtDtls', el('TxAmt', money('Amt', line.amount)))]
      : [money('Amt', line.amount), leaf('CdtDbtInd', indicator(line))];
  return el(
    'TxDtls',
    el('Refs', leaf('AcctSvcrRef', id), leaf('EndToEndId', fits ? reference : NO_REFERENCE)),
    ...amount,
    parties(version, line),
    agents(version, line),
    el('RmtInf', ...unstructured(line.remark)),
    line.kind === 'RETURN' ? el('RtrInf', el('Rsn', leaf('Cd', 'MS03')), leaf('AddtlInf', line.remark, 105)) : null,
  );
}

function unstructured(remark: string): readonly string[] {
  const pieces = remark.match(new RegExp(`[^]{1,${USTRD_LENGTH}}`, 'g')) ?? [' '];
  return pieces.map((piece) => leaf('Ustrd', piece, USTRD_LENGTH));
}

function parties(version: CamtVersion, line: ExportLine): Xml {
  const other = line.counterparty;
  if (other === null) return null;
  const role = line.side === 'DEBIT' ? 'Cdtr' : 'Dbtr';
  const name = leaf('Nm', other.name, NAME_LENGTH);
  return el(
    'RltdPties',
    el(role, version === '053.001.02' ? name : el('Pty', name)),
    el(`${role}Acct`, el('Id', el('Othr', leaf('Id', other.accountNo, 34)))),
  );
}

function agents(version: CamtVersion, line: ExportLine): Xml {
  if (line.counterparty === null) return null;
  const role = line.side === 'DEBIT' ? 'CdtrAgt' : 'DbtrAgt';
  return el('RltdAgts', el(role, institution(version, line.counterparty.bankCode)));
}
