/**
 * The one door for writes. Decisions that arrive while the door is busy travel together in the next group; each is
 * accepted or refused on its own by `journal.commit` in the database.
 */
import type { AccountRef, Plain, Transfer } from '../kernel/decision.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { Pool } from '../platform/database.ts';
import type { Codec } from './codec.ts';
import type { Actor, CommitRequest } from './commit-request.ts';
import { groupParameters, responseBinding, type SealedRequest, sealRequest } from './commit-wire.ts';

export type { Actor, CommitRequest };

export type CommitResult =
  | { readonly kind: 'committed'; readonly seq: number }
  | { readonly kind: 'replayed'; readonly response: Plain }
  | { readonly kind: 'mismatch' }
  /** A row has moved on since the decision was made: load and decide again. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'overdrawn'; readonly account: AccountRef }
  | { readonly kind: 'hold_closed' };

export interface Committer {
  commit(request: CommitRequest): Promise<CommitResult>;
  /** A keyed hash: what was asked can be recognised, and not guessed from a copy of the database. */
  keyed(text: string): string;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly request: CommitRequest;
  readonly sealed: SealedRequest;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Most decisions in one group: bounds the time that others wait. */
const MAX_GROUP = 250;
/** While the database writes one group the next is made and read: more would only wait there instead of here. */
export const MAX_UNDER_WAY = 2;
const MANY = 16;

export function createCommitter(pool: Pool, codec: Codec, ids: AccountIds): Committer {
  const waiting: Waiting[] = [];
  /** Decisions that are being sealed. */
  let arriving = 0;
  const underWay = new Set<Promise<void>>();

  async function sendAll(group: readonly Waiting[]): Promise<void> {
    try {
      await send(pool, codec, ids, group);
    } catch (error) {
      await oneByOne(group, error);
    }
  }

  /** A group that the database could not take at all: find the one that spoils it, let the others through. */
  async function oneByOne(group: readonly Waiting[], error: unknown): Promise<void> {
    if (group.length === 1) {
      group[0]?.reject(error);
      return;
    }
    for (const one of group) {
      try {
        await send(pool, codec, ids, [one]);
      } catch (own) {
        one.reject(own);
      }
    }
  }

  function start(): void {
    while (waiting.length > 0 && underWay.size < MAX_UNDER_WAY) {
      // Of many that come together half goes ahead, so that the two groups do not fall into step; few are cheaper together.
      const many = underWay.size === 0 && waiting.length >= MANY;
      const share = many ? Math.ceil(waiting.length / MAX_UNDER_WAY) : waiting.length;
      const sent: Promise<void> = sendAll(waiting.splice(0, Math.min(share, MAX_GROUP))).finally(() => {
        underWay.delete(sent);
        start();
      });
      underWay.add(sent);
    }
  }

  return {
    async commit(request) {
      arriving += 1;
      const sealed = await sealRequest(request, codec).finally(() => {
        arriving -= 1;
      });
      return new Promise((resolve, reject) => {
        waiting.push({ request, sealed, resolve, reject });
        // Let what is decided in the same turn travel together.
        setImmediate(start);
      });
    },
    keyed: (text) => ids({ kind: 'command', owner: text }),
    async idle() {
      while (underWay.size > 0 || arriving > 0 || waiting.length > 0)
        await (underWay.size > 0 ? Promise.all(underWay) : new Promise<void>((done) => setImmediate(done)));
    },
  };
}

const COMMIT = {
  // Parsed and planned once for each connection.
  name: 'journal.commit',
  text: 'SELECT n, outcome, detail, seq FROM journal.commit($1::jsonb, $2::jsonb, $3::jsonb, $4::jsonb, $5::jsonb, $6::jsonb, $7::bytea)',
};

async function send(pool: Pool, codec: Codec, ids: AccountIds, group: readonly Waiting[]): Promise<void> {
  const { rows } = await pool.query<{ n: number; outcome: string; detail: string | null; seq: string | null }>({
    ...COMMIT,
    values: groupParameters(group, ids),
  });
  for (const row of rows) {
    const one = group[row.n - 1];
    if (!one) throw new Error(`journal.commit answered for decision ${row.n} of ${group.length}`);
    one.resolve(await result(row, one.request, codec, ids));
  }
}

async function result(
  row: { outcome: string; detail: string | null; seq: string | null },
  request: CommitRequest,
  codec: Codec,
  ids: AccountIds,
): Promise<CommitResult> {
  switch (row.outcome) {
    case 'committed':
      return { kind: 'committed', seq: Number(row.seq) };
    case 'replayed':
      return {
        kind: 'replayed',
        response: await codec.decode(
          Buffer.from(row.detail ?? '', 'base64'),
          responseBinding(request.idempotency?.key ?? ''),
        ),
      };
    case 'mismatch':
    case 'conflict':
    case 'hold_closed':
      return { kind: row.outcome };
    case 'overdrawn':
      return {
        kind: 'overdrawn',
        account: accountsOf(request.decision.transfers).find((ref) => ids(ref) === row.detail) ?? {
          kind: 'unknown',
          owner: '',
        },
      };
    default:
      throw new Error(`journal.commit answered ${row.outcome}`);
  }
}

function accountsOf(transfers: readonly Transfer[]): AccountRef[] {
  return transfers.flatMap((t) => (t.kind === 'move' || t.kind === 'hold' ? [t.debit, t.credit] : []));
}
