/**
 * Open orders pass to whoever follows an official. The job is a hint: what has to pass is read from the days of office and from
 * the seats of the orders, so that whoever runs it again, or later, does the same, and a lost job costs one round of the sweep.
 */
import { systemActor } from '../journal/actor.ts';
import type { Codec } from '../journal/codec.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import { handOver, type Succession } from '../purchasing/handover.ts';
import { orderMachine } from '../purchasing/order.machine.ts';
import { openCart, orderById } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { seatRoles, seats, sitting } from '../purchasing/seats.ts';
import { type Held, successorOf } from './appointment.ts';
import { heldBy, peopleById } from './people.store.ts';

export interface HandoverDeps extends Door {
  readonly clock: () => Date;
}

const SEAT_ROLES = Object.values(seatRoles);
/** Orders moved in one run; the sweep takes the next. */
const AT_ONCE = 200;

/** Moves what has to move in one satker now. Answers how many orders moved. */
export async function handOverTasks(deps: HandoverDeps, satkerId: string): Promise<number> {
  const scope = { satkerId };
  const [held, ids] = await readAs(deps.pool, scope, async (db) => {
    const register = await heldBy(db, deps.codec, { satkerId, roles: SEAT_ROLES });
    return [register, await seatedWith(db, satkerId, goneFrom(register, deps.clock()))] as const;
  });
  let moved = 0;
  for (const id of ids) if (await handOverOrder(deps, satkerId, id, held)) moved += 1;
  return moved;
}

/** People who left a seat and are followed by somebody in office today. */
function goneFrom(held: readonly Held[], now: Date): string[] {
  const people = new Set(held.map((one) => one.personId));
  return [...people].filter((personId) =>
    SEAT_ROLES.some((role) => {
      const zone = held.find((one) => one.personId === personId)?.zone ?? 'WIB';
      return successorOf(held, personId, role, localDate(now, zone)) !== null;
    }),
  );
}

async function seatedWith(db: Queryable, satkerId: string, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM purchasing."order"
     WHERE satker_id = $1 AND state <> ALL ($2) AND (requester_id = ANY ($3) OR pp_id = ANY ($3) OR ppk_id = ANY ($3))
     ORDER BY created_at LIMIT ${AT_ONCE}`,
    [satkerId, orderMachine.final, people],
  );
  return rows.map((row) => row.id);
}

async function handOverOrder(
  deps: HandoverDeps,
  satkerId: string,
  orderId: string,
  held: readonly Held[],
): Promise<boolean> {
  const at = deps.clock();
  const before = await readAs(deps.pool, { satkerId }, (db) => orderById(db, deps.codec, orderId));
  if (!before) return false;
  // The version makes the key: one that passes back after a stand-in is another act.
  const key = `people.handOver:${orderId}:${before.version}`;
  const done = await runCommand(deps, { key, request: 'handOver', actor: systemActor, at }, () =>
    readAs(deps.pool, { satkerId }, async (db) => {
      const order = await orderById(db, deps.codec, orderId);
      if (!order) return refuse('not_found');
      const decision = handOver(order, await successions(db, deps.codec, order, held, at)) ?? nothing(order);
      if (!decision.ok) return decision;
      return { decision, parties: { satkerId, vendorId: null }, response: {} };
    }),
  );
  return !('ok' in done && done.ok === false);
}

const nothing = (order: Order): Refusal => refuse('not_possible_now', { state: order.state });

async function successions(
  db: Queryable,
  codec: Codec,
  order: Order,
  held: readonly Held[],
  now: Date,
): Promise<Succession[]> {
  const today = localDate(now, order.zone);
  const found: Succession[] = [];
  for (const seat of seats) {
    const role = seatRoles[seat];
    const holder = sitting(order, seat);
    const next = holder && successorOf(held, holder.personId, role, today);
    if (!next || (await hasCart(db, codec, order, seat, next.personId))) continue;
    const name = (await peopleById(db, codec, [next.personId])).get(next.personId)?.person.name ?? role;
    found.push({ seat, to: { personId: next.personId, assignmentId: next.id, name, role } });
  }
  return found;
}

/** A requester has one cart for each vendor: a second one stays with whoever began it, and can be ordered anew from there. */
async function hasCart(db: Queryable, codec: Codec, order: Order, seat: string, personId: string): Promise<boolean> {
  if (seat !== 'requester' || order.state !== 'CART' || order.pp !== null) return false;
  return (await openCart(db, codec, personId, order.vendorId)) !== null;
}

/** Satker with appointments that were followed since a few days, for `work`: whatever a lost job left lying. */
export async function sweepHandovers(deps: HandoverDeps): Promise<number> {
  const { rows } = await deps.pool.query<{ satker_id: string }>(
    `SELECT DISTINCT a.satker_id FROM identity.assignment a
     JOIN purchasing."order" o ON o.satker_id = a.satker_id AND a.person_id IN (o.requester_id, o.pp_id, o.ppk_id)
     WHERE a.replaced_by IS NOT NULL AND a.role = ANY ($1) AND a.valid_to IS NOT NULL AND a.valid_to <= $2::date
       AND o.state <> ALL ($3) LIMIT 100`,
    [SEAT_ROLES, localDate(deps.clock(), 'WIT'), orderMachine.final],
  );
  let moved = 0;
  for (const { satker_id } of rows) moved += await handOverTasks(deps, satker_id);
  return moved;
}
