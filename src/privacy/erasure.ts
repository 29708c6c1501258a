/**
 * The right to be forgotten, and what stands against it (UU 27/2022 art. 8, 15, 16(2)g, 43, 44): while a person holds office
 * their data are needed; whoever signed for public money stays known as the signer until the law lets the papers go; then the key
 * of their data is destroyed. Pure.
 */
import { type Decision, type Plain, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Machine } from '../kernel/machine.ts';

export type ErasureState = 'HELD' | 'REDUCED' | 'DESTROYED' | 'WITHDRAWN';
type ErasureRole = 'SUBJECT' | 'SYSTEM' | 'KEEPER';

export const erasureMachine: Machine<ErasureState, ErasureRole> = {
  name: 'erasure',
  states: {
    HELD: 'Menunggu masa jabatan berakhir',
    REDUCED: 'Data dikurangi; sisanya disimpan sampai batas retensi',
    DESTROYED: 'Dimusnahkan',
    WITHDRAWN: 'Ditarik',
  },
  final: ['DESTROYED', 'WITHDRAWN'],
  roles: ['SUBJECT', 'SYSTEM', 'KEEPER'],
  transitions: [
    { row: 'P1', from: null, action: 'ask', by: ['SUBJECT'], to: 'HELD' },
    { row: 'P2', from: 'HELD', action: 'withdraw', by: ['SUBJECT'], to: 'WITHDRAWN' },
    { row: 'P3', from: 'HELD', action: 'reduce', by: ['SYSTEM'], to: 'REDUCED' },
    { row: 'P4', from: 'REDUCED', action: 'destroy', by: ['KEEPER'], to: 'DESTROYED' },
  ],
};

export const erasureTable = 'privacy.erasure';

export interface Erasure {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly state: ErasureState;
  /** Local date, last day on which the rest is kept; null while in office. */
  readonly holdUntil: string | null;
  readonly askedAt: string;
  readonly reason: string;
}

interface Facts {
  readonly now: Date;
  readonly cause: string;
}

/** `living`: a request of this person that is not withdrawn. Refusals: `erasure_asked`. */
export function askErasure(living: Erasure | null, personId: string, reason: string, facts: Facts): Decision | Refusal {
  if (living) return refuse('erasure_asked');
  const id = derivedId(facts.cause, 'erasure');
  const askedAt = facts.now.toISOString();
  return decided('privacy.erasure_asked', {
    id,
    version: 0,
    personId,
    state: 'HELD',
    holdUntil: null,
    askedAt,
    reason,
  });
}

/** Refusals: `not_possible_now` once data were reduced. */
export function withdrawErasure(erasure: Erasure): Decision | Refusal {
  if (erasure.state !== 'HELD') return refuse('not_possible_now', { state: erasureMachine.states[erasure.state] });
  return decided('privacy.erasure_withdrawn', { ...erasure, state: 'WITHDRAWN' });
}

/**
 * What is kept when the office is over: the name and the civil servant's number that stand on papers. `person` is the reduced
 * row. The end of the retention counts from the end of the year of the last act; who never acted is kept no longer.
 */
export function reduceData(
  erasure: Erasure,
  person: RowWrite,
  lastActOn: string | null,
  retentionYears: number,
  today: string,
): Decision | Refusal {
  if (erasure.state !== 'HELD') return refuse('not_possible_now', { state: erasureMachine.states[erasure.state] });
  const holdUntil = keptUntil(lastActOn, retentionYears, today);
  const decision = decided('privacy.data_reduced', { ...erasure, state: 'REDUCED', holdUntil });
  return { ...decision, rows: [person, ...decision.rows] };
}

/** Call after the keys were destroyed: it says that they were. Refusals: `kept_by_law`. */
export function destroyedData(erasure: Erasure, today: string): Decision | Refusal {
  if (!isDue(erasure, today)) return refuse('kept_by_law', { until: erasure.holdUntil ?? '–' });
  return decided('privacy.data_destroyed', { ...erasure, state: 'DESTROYED' });
}

/** Whether nothing stands against destroying what is left. */
export const isDue = ({ state, holdUntil }: Erasure, today: string): boolean =>
  state === 'REDUCED' && holdUntil !== null && holdUntil < today;

const YEAR_CHARS = 4;

/** Local date; the last day on which the rest is kept. */
export function keptUntil(lastActOn: string | null, retentionYears: number, today: string): string {
  if (lastActOn === null) return today;
  return `${Number(lastActOn.slice(0, YEAR_CHARS)) + retentionYears}-12-31`;
}

function decided(type: string, erasure: Erasure): Decision {
  const { id, version, personId, state, holdUntil, askedAt, reason } = erasure;
  const payload: Plain = { state, holdUntil };
  return {
    ok: true,
    events: [{ type, aggregate: 'person', aggregateId: personId, payload }],
    rows: [
      {
        table: erasureTable,
        id,
        expectedVersion: version,
        columns: { person_id: personId, state, hold_until: holdUntil, asked_at: askedAt },
        body: { reason },
      },
    ],
    transfers: [],
    jobs: [],
  };
}
