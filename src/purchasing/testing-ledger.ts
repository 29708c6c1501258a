/** The ledger of the database, in memory, by the same chart and the same refusals: for tests that take many steps. */
import { readdirSync, readFileSync } from 'node:fs';
import type { LineFigures } from '../budget/line.ts';
import type { AccountRef, Transfer } from '../kernel/decision.ts';
import { type Balance, creditRoom, debitRoom } from '../ledger/accounts.ts';

type Rule = 'credit' | 'debit' | 'free';
type Hold = Extract<Transfer, { kind: 'hold' }>;
type Change = { -readonly [K in keyof Balance]: bigint };

const migrations = new URL('../../migrations/', import.meta.url);

/** Read from the migrations themselves, so that the two cannot differ. */
function chart(): ReadonlyMap<string, Rule> {
  const sql = readdirSync(migrations)
    .map((name) => readFileSync(new URL(name, migrations), 'utf8'))
    .join('\n');
  const rows = [...sql.matchAll(/\('(?<kind>[a-z.]+)',\s+'(?<rule>credit|debit|free)'/g)];
  return new Map(rows.map(({ groups }) => [groups?.kind ?? '', groups?.rule as Rule]));
}

const rules = chart();
const nothing: Balance = { debitsPosted: 0n, debitsPending: 0n, creditsPosted: 0n, creditsPending: 0n };
const keyOf = ({ kind, owner }: AccountRef) => `${kind} ${owner}`;

export type LedgerAnswer = 'committed' | 'hold_closed' | `overdrawn ${string}`;

export class MemoryLedger {
  readonly #accounts = new Map<string, Balance>();
  readonly #holds = new Map<string, Hold>();
  readonly #closed = new Set<string>();
  readonly #ids = new Set<string>();

  /** All of them or none, as `journal.commit` takes the transfers of one decision. Throws where the database would. */
  apply(transfers: readonly Transfer[]): LedgerAnswer {
    if (!this.#holdsAreOpen(transfers)) return 'hold_closed';
    const changes = new Map<string, Change>();
    for (const transfer of transfers) this.#add(changes, transfer);
    const after = [...changes].map(([key, change]) => [key, plus(this.#accounts.get(key) ?? nothing, change)] as const);
    const short = after.find(([key, balance]) => roomOf(key, balance) < 0n);
    if (short) return `overdrawn ${short[0]}`;
    for (const [key, balance] of after) this.#accounts.set(key, balance);
    for (const transfer of transfers) this.#remember(transfer);
    return 'committed';
  }

  #holdsAreOpen(transfers: readonly Transfer[]): boolean {
    const ends = transfers.filter((t) => t.kind === 'post' || t.kind === 'void');
    return (
      new Set(ends.map((t) => t.hold)).size === ends.length &&
      ends.every((t) => {
        const hold = this.#holds.get(t.hold);
        return hold && !this.#closed.has(t.hold) && !(t.kind === 'post' && t.amount > hold.amount);
      })
    );
  }

  #add(changes: Map<string, Change>, transfer: Transfer): void {
    const sides = transfer.kind === 'post' || transfer.kind === 'void' ? this.#holds.get(transfer.hold) : transfer;
    if (!sides || this.#ids.has(transfer.id)) throw new Error(`transfer ${transfer.id} exists already`);
    if (keyOf(sides.debit) === keyOf(sides.credit)) throw new Error('debit and credit are one account');
    if (transfer.kind !== 'void' && transfer.amount <= 0n) throw new Error(`amount ${transfer.amount}`);
    const posted = transfer.kind === 'move' || transfer.kind === 'post' ? transfer.amount : 0n;
    const pending = transfer.kind === 'hold' ? transfer.amount : transfer.kind === 'move' ? 0n : -sides.amount;
    const debit = changeOf(changes, sides.debit);
    debit.debitsPosted += posted;
    debit.debitsPending += pending;
    const credit = changeOf(changes, sides.credit);
    credit.creditsPosted += posted;
    credit.creditsPending += pending;
  }

  #remember(transfer: Transfer): void {
    this.#ids.add(transfer.id);
    if (transfer.kind === 'hold') this.#holds.set(transfer.id, transfer);
    if (transfer.kind === 'post' || transfer.kind === 'void') this.#closed.add(transfer.hold);
  }

  balance(kind: string, owner: string): Balance {
    return this.#accounts.get(keyOf({ kind, owner })) ?? nothing;
  }

  /** What is wrong with the books as a whole; empty when they are right. */
  faults(): string[] {
    const all = [...this.#accounts];
    const total = (pick: (b: Balance) => bigint) => all.reduce((sum, [, balance]) => sum + pick(balance), 0n);
    return [
      ...all.filter(([, b]) => Object.values(b).some((side) => side < 0n)).map(([key]) => `${key} is negative`),
      ...all.filter(([key, b]) => roomOf(key, b) < 0n).map(([key]) => `${key} is overdrawn`),
      ...(total((b) => b.debitsPosted - b.creditsPosted) === 0n ? [] : ['posted debits and credits differ']),
      ...(total((b) => b.debitsPending - b.creditsPending) === 0n ? [] : ['held debits and credits differ']),
    ];
  }

  figures(line: string): LineFigures {
    const available = this.balance('budget.available', line);
    const realised = this.balance('budget.realised', line);
    return {
      pagu: debitRoom(this.balance('budget.authorised', line)),
      blocked: creditRoom(this.balance('budget.blocked', line)),
      committed: available.debitsPending,
      realised: realised.creditsPosted - realised.debitsPosted,
      available: creditRoom(available),
    };
  }
}

function changeOf(changes: Map<string, Change>, ref: AccountRef): Change {
  const found = changes.get(keyOf(ref)) ?? { ...nothing };
  changes.set(keyOf(ref), found);
  return found;
}

const plus = (a: Balance, b: Change): Balance => ({
  debitsPosted: a.debitsPosted + b.debitsPosted,
  debitsPending: a.debitsPending + b.debitsPending,
  creditsPosted: a.creditsPosted + b.creditsPosted,
  creditsPending: a.creditsPending + b.creditsPending,
});

/** What may still be used of an account by its rule; a free one has no bound. */
function roomOf(key: string, balance: Balance): bigint {
  const rule = rules.get(key.split(' ')[0] ?? '');
  if (rule === undefined) throw new Error(`${key} is not in the chart`);
  if (rule === 'free') return 0n;
  return rule === 'credit' ? creditRoom(balance) : debitRoom(balance);
}
