/** The page at `/`: accounts and last mutations of the sandbox, for people who watch the demo. */
import type { Db } from '../db/pool.ts';
import { rupiahText } from '../rupiah.ts';
import { wibTimestamp } from '../time.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';

interface AccountRow {
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
  readonly kind: string;
  readonly balance: bigint;
  readonly creditLimit: bigint;
}

interface EntryRow {
  readonly bookedAt: Date;
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amount: bigint;
  readonly remark: string;
}

const MAX_ACCOUNTS = 300;
const MAX_ENTRIES = 40;
const BANK_NAMES: Readonly<Record<string, string>> = {
  '002': 'BRI',
  '008': 'Mandiri',
  '009': 'BNI',
  '014': 'BCA',
  '200': 'BTN',
  '451': 'BSI',
};

export async function overviewPage(db: Db): Promise<Page> {
  const accounts = await db.query<AccountRow>(
    `SELECT bank_code AS "bankCode", account_no AS "accountNo", name, kind, balance, credit_limit AS "creditLimit"
     FROM bank.account ORDER BY bank_code, kind = 'INTERNAL', kind, account_no LIMIT $1`,
    [MAX_ACCOUNTS],
  );
  const entries = await db.query<EntryRow>(
    `SELECT e.booked_at AS "bookedAt", a.bank_code AS "bankCode", a.account_no AS "accountNo", a.name, e.side, e.amount,
       e.remark
     FROM bank.entry e JOIN bank.account a ON a.id = e.account_id
     WHERE a.kind <> 'INTERNAL' ORDER BY e.id DESC LIMIT $1`,
    [MAX_ENTRIES],
  );
  return {
    language: 'id',
    title: 'Rekening dan mutasi',
    wide: true,
    body: html`<h1>Rekening dan mutasi</h1>
<p>Satu program yang berperan sebagai beberapa bank. Bukti pembukuan: <a href="/simulasi/ledger-check">/simulasi/ledger-check</a>. Aplikasi pembayar: <a href="/simulasi/qris">bayar QRIS</a>.</p>
<section class="card scroll" tabindex="0" role="region" aria-label="Rekening"><table><caption>Rekening</caption>
<thead><tr><th scope="col">Bank</th><th scope="col">Nomor</th><th scope="col">Nama</th><th scope="col">Jenis</th><th scope="col" class="sum">Saldo</th><th scope="col" class="sum">Limit</th></tr></thead>
<tbody>${accounts.rows.map(accountRow)}</tbody></table></section>
<section class="card scroll" tabindex="0" role="region" aria-label="Mutasi terakhir"><table><caption>Mutasi terakhir</caption>
<thead><tr><th scope="col">Waktu (WIB)</th><th scope="col">Rekening</th><th scope="col">Keterangan</th><th scope="col" class="sum">Debit</th><th scope="col" class="sum">Kredit</th></tr></thead>
<tbody>${entries.rows.map(entryRow)}</tbody></table></section>`,
  };
}

function accountRow(row: AccountRow) {
  const limit = row.kind === 'KARTU' ? rupiahText(row.creditLimit) : '';
  return html`<tr><td>${bankName(row.bankCode)}</td><td>${row.accountNo}</td><td>${row.name}</td><td>${row.kind}</td>
<td class="sum">${rupiahText(row.balance)}</td><td class="sum">${limit}</td></tr>`;
}

function entryRow(row: EntryRow) {
  const amount = rupiahText(row.amount);
  return html`<tr><td>${wibTimestamp(row.bookedAt).slice(0, 19).replace('T', ' ')}</td>
<td>${bankName(row.bankCode)} ${row.accountNo}<br>${row.name}</td><td>${row.remark}</td>
<td class="sum">${row.side === 'DEBIT' ? amount : ''}</td><td class="sum">${row.side === 'CREDIT' ? amount : ''}</td></tr>`;
}

function bankName(code: string): string {
  const name = BANK_NAMES[code];
  return name === undefined ? code : `${name} (${code})`;
}
