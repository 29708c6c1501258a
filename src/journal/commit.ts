/**
 * The one door for writes. Decisions that arrive while the door is busy travel together in the next group; each is
 * accepted or refused on its own by `journal.commit` in the database.
 */
import type { AccountRef, Decision, Plain, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { Pool, Queryable } from '../platform/database.ts';
import type { Codec, OwnedBinding } from './codec.ts';
import { ownerOf, ownerOfParties, ownerOfPerson } from './owner.ts';

/** Who decides, in which assignment, from where. The system itself has no person. */
export interface Actor {
  readonly personId: string | null;
  readonly assignmentId: string | null;
  readonly role: string;
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  readonly origin: { readonly address?: string; readonly agent?: string; readonly request?: string };
}

export interface CommitRequest {
  readonly decision: Decision;
  readonly actor: Actor;
  /** Whose story this is: row-level security shows the events to this satker and this vendor. */
  readonly parties: { readonly satkerId: string | null; readonly vendorId: string | null };
  readonly at: Date;
  /** Id of the command; everything it makes derives from it. */
  readonly cause: string;
  readonly idempotency?: { readonly key: string; readonly requestHash: string; readonly response: Plain } | undefined;
}

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
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Most decisions in one group: bounds the time that others wait. */
const maxGroup = 250;

export function createCommitter(pool: Pool, codec: Codec, ids: AccountIds): Committer {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxGroup);
      try {
        await send(pool, codec, ids, group);
      } catch (error) {
        await oneByOne(group, error);
      }
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
    running ??= drain().finally(() => {
      running = null;
      if (waiting.length > 0) start();
    });
  }

  return {
    commit(request) {
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        // Let what is decided in the same turn travel together.
        setImmediate(start);
      });
    },
    keyed: (text) => ids({ kind: 'command', owner: text }),
    async idle() {
      while (running || waiting.length > 0) await (running ?? new Promise<void>((done) => setImmediate(done)));
    },
  };
}

async function send(db: Queryable, codec: Codec, ids: AccountIds, group: readonly Waiting[]): Promise<void> {
  const written = await Promise.all(group.map(({ request }, index) => encodeRequest(request, index + 1, codec, ids)));
  const { rows } = await db.query<{ n: number; outcome: string; detail: string | null; seq: string | null }>(
    'SELECT n, outcome, detail, seq FROM journal.commit($1::jsonb, $2::jsonb, $3::jsonb, $4::jsonb, $5::jsonb)',
    [
      JSON.stringify(written.map((w) => w.decision)),
      JSON.stringify(written.flatMap((w) => w.events)),
      JSON.stringify(written.flatMap((w) => w.rows)),
      JSON.stringify(written.flatMap((w) => w.transfers)),
      JSON.stringify(written.flatMap((w) => w.jobs)),
    ],
  );
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

export const responseBinding = (key: string) =>
  ({ table: 'journal.idempotency', id: key, column: 'response' }) as const;

function accountsOf(transfers: readonly Transfer[]): AccountRef[] {
  return transfers.flatMap((t) => (t.kind === 'move' || t.kind === 'hold' ? [t.debit, t.credit] : []));
}

async function encodeRequest(request: CommitRequest, n: number, codec: Codec, ids: AccountIds) {
  const { decision, actor, parties, at, cause, idempotency } = request;
  if (decision.events.length === 0) throw new Error('a decision without an event leaves no trace');
  const owner = ownerOfParties(parties.satkerId, parties.vendorId);
  const sealed = async (value: Plain, binding: OwnedBinding) => (await codec.encode(value, binding)).toString('base64');
  return {
    decision: {
      n,
      key: idempotency?.key ?? null,
      request_hash: idempotency?.requestHash ?? null,
      response: idempotency ? await sealed(idempotency.response, { ...responseBinding(idempotency.key), owner }) : null,
    },
    events: await Promise.all(
      decision.events.map(async (event, i) => {
        const id = derivedId(cause, `event:${i}`);
        const table = 'journal.event';
        return {
          n,
          i,
          id,
          type: event.type,
          aggregate: event.aggregate,
          aggregate_id: event.aggregateId,
          decided_at: at.toISOString(),
          person_id: actor.personId,
          assignment_id: actor.assignmentId,
          role: actor.role,
          cause,
          satker_id: parties.satkerId,
          vendor_id: parties.vendorId,
          payload: await sealed(event.payload, { table, id, column: 'payload', owner }),
          origin: await sealed(actor.origin, { table, id, column: 'origin', owner: ownerOfPerson(actor.personId) }),
        };
      }),
    ),
    rows: await Promise.all(
      decision.rows.map(async (row) => ({
        n,
        tbl: row.table,
        id: row.id,
        expected: row.expectedVersion,
        body: await sealed(row.body, {
          table: row.table,
          id: row.id,
          column: 'body',
          owner: ownerOf(row.table, row.id, row.columns),
        }),
        columns: row.columns,
      })),
    ),
    transfers: decision.transfers.map((t) => encodeTransfer(t, n, ids)),
    jobs: decision.jobs.map((job) => ({
      n,
      task: job.task,
      payload: job.payload,
      run_at: job.runAt ?? null,
      key: job.key ?? null,
      queue: job.queue ?? null,
    })),
  };
}

/** A transfer is named in the ledger by a keyed hash too: its own id follows from its command, which the journal shows. */
export const transferRef = (id: string): AccountRef => ({ kind: 'transfer', owner: id });

function encodeTransfer(t: Transfer, n: number, ids: AccountIds) {
  const id = ids(transferRef(t.id));
  const amount = t.kind === 'void' ? null : t.amount.toString();
  if (t.kind === 'post' || t.kind === 'void') {
    return {
      n,
      id,
      kind: t.kind,
      debit: null,
      credit: null,
      debit_kind: null,
      credit_kind: null,
      amount,
      hold: ids(transferRef(t.hold)),
      reason: t.reason,
    };
  }
  return {
    n,
    id,
    kind: t.kind,
    amount,
    hold: null,
    reason: t.reason,
    debit: ids(t.debit),
    debit_kind: t.debit.kind,
    credit: ids(t.credit),
    credit_kind: t.credit.kind,
  };
}
