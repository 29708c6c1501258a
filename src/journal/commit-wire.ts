/**
 * How decisions travel to `journal.commit` (migration 0029): what the database reads as JSON, what is sealed as bytes laid one after
 * another, each with its place. A decision is sealed when it arrives, so that a group is ready when the door is.
 */
import type { AccountRef, Plain, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { Codec, OwnedBinding } from './codec.ts';
import type { CommitRequest } from './commit-request.ts';
import { ownerOf, ownerOfParties, ownerOfPerson } from './owner.ts';

/** Sealed bytes of one decision, in the order in which they are laid. */
export interface SealedRequest {
  readonly response: Buffer | null;
  readonly events: readonly { readonly id: string; readonly payload: Buffer; readonly origin: Buffer }[];
  readonly bodies: readonly Buffer[];
}

export const responseBinding = (key: string) =>
  ({ table: 'journal.idempotency', id: key, column: 'response' }) as const;

/** A transfer is named in the ledger by a keyed hash too: its own id follows from its command, which the journal shows. */
export const transferRef = (id: string): AccountRef => ({ kind: 'transfer', owner: id });

export async function sealRequest(request: CommitRequest, codec: Codec): Promise<SealedRequest> {
  const { decision, actor, parties, cause, idempotency } = request;
  if (decision.events.length === 0) throw new Error('a decision without an event leaves no trace');
  const owner = ownerOfParties(parties.satkerId, parties.vendorId);
  const person = ownerOfPerson(actor.personId);
  // Waits only when a key is not in memory.
  const seal = (value: Plain, binding: OwnedBinding): Buffer | Promise<Buffer> =>
    codec.encodeNow(value, binding) ?? codec.encode(value, binding);
  const response = idempotency && seal(idempotency.response, { ...responseBinding(idempotency.key), owner });
  const table = 'journal.event';
  const events = decision.events.map((event, i) => {
    const id = derivedId(cause, `event:${i}`);
    return {
      id,
      payload: seal(event.payload, { table, id, column: 'payload', owner }),
      origin: seal(actor.origin, { table, id, column: 'origin', owner: person }),
    };
  });
  const bodies = decision.rows.map(({ table, id, columns, body }) =>
    seal(body, { table, id, column: 'body', owner: ownerOf(table, id, columns) }),
  );
  return {
    response: response === undefined ? null : await response,
    events: await Promise.all(
      events.map(async ({ id, payload, origin }) => ({ id, payload: await payload, origin: await origin })),
    ),
    bodies: await Promise.all(bodies),
  };
}

/** The parameters of one call. */
export function groupParameters(
  group: readonly { readonly request: CommitRequest; readonly sealed: SealedRequest }[],
  ids: AccountIds,
): (string | Buffer)[] {
  const decisions: object[] = [];
  const events: object[] = [];
  const fresh: Record<string, object[]> = {};
  const moved: Record<string, object[]> = {};
  const transfers: object[] = [];
  const jobs: object[] = [];
  const chunks: Buffer[] = [];
  let next = 1;
  const lay = (bytes: Buffer): number => {
    const at = next;
    chunks.push(bytes);
    next += bytes.length;
    return at;
  };
  for (const [index, { request, sealed }] of group.entries()) {
    const n = index + 1;
    const { decision, actor, parties, idempotency } = request;
    const { response } = sealed;
    decisions.push({
      n,
      events: decision.events.length,
      ...(idempotency && response
        ? { key: idempotency.key, request_hash: idempotency.requestHash, at: lay(response), size: response.length }
        : {}),
    });
    const decidedAt = request.at.toISOString();
    for (const [i, { type, aggregate, aggregateId }] of decision.events.entries()) {
      const event = sealed.events[i];
      if (!event) throw new Error('an event that was not sealed');
      events.push({
        n,
        i,
        id: event.id,
        type,
        aggregate,
        aggregate_id: aggregateId,
        decided_at: decidedAt,
        person_id: actor.personId,
        assignment_id: actor.assignmentId,
        role: actor.role,
        cause: request.cause,
        satker_id: parties.satkerId,
        vendor_id: parties.vendorId,
        payload_at: lay(event.payload),
        payload_size: event.payload.length,
        origin_at: lay(event.origin),
        origin_size: event.origin.length,
      });
    }
    for (const [i, { table, id, expectedVersion, columns }] of decision.rows.entries()) {
      const body = sealed.bodies[i];
      if (!body) throw new Error('a row that was not sealed');
      const rows = expectedVersion === 0 ? fresh : moved;
      rows[table] ??= [];
      rows[table].push({ ...columns, _n: n, _id: id, _expected: expectedVersion, _at: lay(body), _size: body.length });
    }
    for (const transfer of decision.transfers) transfers.push(encodeTransfer(transfer, n, ids));
    for (const { task, payload, runAt, key, queue } of decision.jobs)
      jobs.push({ n, task, payload, run_at: runAt ?? null, key: key ?? null, queue: queue ?? null });
  }
  return [
    ...[decisions, events, fresh, moved, transfers, jobs].map((part) => JSON.stringify(part)),
    Buffer.concat(chunks),
  ];
}

function encodeTransfer(t: Transfer, n: number, ids: AccountIds) {
  const { kind, reason } = t;
  const id = ids(transferRef(t.id));
  if (t.kind === 'void') return { n, id, kind, hold: ids(transferRef(t.hold)), reason };
  const amount = t.amount.toString();
  if (t.kind === 'post') return { n, id, kind, amount, hold: ids(transferRef(t.hold)), reason };
  return {
    n,
    id,
    kind,
    amount,
    reason,
    debit: ids(t.debit),
    debit_kind: t.debit.kind,
    credit: ids(t.credit),
    credit_kind: t.credit.kind,
  };
}
