/** For tests of this room: a bank whose statement can be written, hidden and asked for, and an office on a real database. */
import { randomUUID } from 'node:crypto';
import { demoSatkers } from '../demo/people.ts';
import { systemActor } from '../journal/actor.ts';
import type { Committer } from '../journal/commit.ts';
import type { Decision } from '../kernel/decision.ts';
import { type Satker, satkerRow } from '../organisation/satker.ts';
import type { StatementLine } from '../payment/rails/port.ts';
import { StatementUnavailable } from '../payment/rails/snap/statement.ts';
import type { ReadDeps } from './deps.ts';

export interface TestLine {
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly sen: bigint;
  readonly remark: string;
  readonly at: string;
}

/** Keeps a statement as a bank does: balances follow from line to line, whatever is shown of them. */
export class TestBank {
  balance: bigint;
  readonly lines: (StatementLine & { readonly after: bigint })[] = [];
  readonly hidden = new Set<string>();
  silent = false;

  constructor(openingSen: bigint) {
    this.balance = openingSen;
  }

  book({ direction, sen, remark, at }: TestLine): string {
    this.balance += direction === 'CREDIT' ? sen : -sen;
    const transactionId = `T${String(this.lines.length + 1).padStart(12, '0')}`;
    const amount = sen / 100n;
    const rest = sen % 100n === 0n ? {} : { sen };
    this.lines.push({ transactionId, at, direction, amount, remark, after: this.balance, ...rest });
    return transactionId;
  }

  rail: ReadDeps['transferRail'] = () => {
    const { lines, hidden } = this;
    const isSilent = () => this.silent;
    return {
      balance: async () => ({ available: this.balance / 100n, booked: this.balance / 100n }),
      async *statement(_account, from, to) {
        if (isSilent()) throw new StatementUnavailable('503');
        const start = Math.floor(Date.parse(from) / 1000) * 1000;
        for (const line of lines) {
          const at = Date.parse(line.at);
          if (at >= start && at <= Date.parse(to) && !hidden.has(line.transactionId)) yield line;
        }
      },
    };
  };
}

/** A satker of the demo, written into an empty database; `transfers` as its opening. */
export async function testOffice(
  committer: Committer,
  transfers: (satkerId: string) => Decision['transfers'] = () => [],
  index = 0,
): Promise<Satker> {
  const satker = demoSatkers[index];
  if (!satker) throw new Error('the demo has satker');
  const done = await committer.commit({
    decision: {
      ok: true,
      events: [{ type: 'test.made', aggregate: 'test', aggregateId: randomUUID(), payload: {} }],
      rows: [satkerRow(satker, 0)],
      transfers: transfers(satker.id),
      jobs: [],
    },
    actor: systemActor,
    parties: { satkerId: satker.id, vendorId: null },
    at: new Date(),
    cause: randomUUID(),
  });
  if (done.kind !== 'committed') throw new Error(done.kind);
  return satker;
}
