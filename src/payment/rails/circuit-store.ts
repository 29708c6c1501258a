/** Circuits as people see them: one row a bank, one event a change. A process that starts goes on from there. */
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../journal/actor.ts';
import { type Door, runCommand } from '../../journal/command.ts';
import { type Decision, isRefusal } from '../../kernel/decision.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Circuit, CircuitReason, CircuitState } from './circuit.ts';

const linkTable = 'payment.bank_link';

export interface LinkRow {
  readonly bankCode: string;
  readonly state: CircuitState;
  readonly reason: CircuitReason | null;
  readonly since: Date;
  readonly until: Date | null;
}

/** Every bank that was ever silent or shut, by code. */
export async function bankLinks(db: Queryable): Promise<LinkRow[]> {
  const { rows } = await db.query<{
    bank_code: string;
    state: CircuitState;
    reason: CircuitReason | null;
    since: Date;
    until: Date | null;
  }>('SELECT bank_code, state, reason, since, until FROM payment.bank_link ORDER BY bank_code');
  return rows.map(({ bank_code: bankCode, state, reason, since, until }) => ({
    bankCode,
    state,
    reason,
    since,
    until,
  }));
}

/** The circuit that a starting process takes over; null when the bank was well. A try that nobody ended is tried again. */
export function circuitFrom({ state, reason, since, until }: LinkRow, now: number): Circuit | null {
  if (state === 'CLOSED') return null;
  const again = until === null ? now : until.getTime();
  return {
    state: 'OPEN',
    reason,
    since: since.getTime(),
    until: Math.min(again, now + LONGEST_BELIEVED_MS),
    inARow: 0,
    recent: [],
    openings: 1,
    trying: false,
  };
}

/** An old row must not keep a bank away from a new process. */
const LONGEST_BELIEVED_MS = 30_000;

const idOf = (bankCode: string): string => derivedId('bank-link', bankCode);

/** Events by the state that was entered. */
const ENTERED: Readonly<Record<CircuitState, string>> = {
  CLOSED: 'bank_link.closed',
  OPEN: 'bank_link.opened',
  HALF_OPEN: 'bank_link.tried',
};

/** Keeps a change. Of several processes the last one counts; a lost one costs people a stale line and nothing else. */
export async function keepCircuit(door: Door, bankCode: string, circuit: Circuit, at: Date): Promise<void> {
  const id = idOf(bankCode);
  const command = { key: `bank-link:${randomUUID()}`, request: 'bank-link', actor: systemActor, at };
  const outcome = await runCommand(door, command, async () => {
    const { rows } = await door.pool.query<{ version: number }>('SELECT version FROM payment.bank_link WHERE id = $1', [
      id,
    ]);
    const decision = kept(id, bankCode, circuit, rows[0]?.version ?? 0);
    return { decision, parties: { satkerId: null, vendorId: null }, response: {} };
  });
  if (isRefusal(outcome)) throw new Error(outcome.code);
}

function kept(id: string, bankCode: string, { state, reason, since, until }: Circuit, version: number): Decision {
  const told = {
    state,
    reason,
    since: new Date(since).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
  };
  return {
    ok: true,
    events: [{ type: ENTERED[state], aggregate: 'bank_link', aggregateId: id, payload: { bankCode, ...told } }],
    rows: [
      {
        table: linkTable,
        id,
        expectedVersion: version,
        columns: { bank_code: bankCode, ...told },
        body: { version: version + 1 },
      },
    ],
    transfers: [],
    jobs: [],
  };
}
