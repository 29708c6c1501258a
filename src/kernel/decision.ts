/**
 * What a rule says: a Decision (data that `commit` writes whole or not at all) or a Refusal (a code with its
 * parameters). Rules return these values; they never touch the database, the clock or randomness.
 */
import type { RefusalCode } from './refusal-codes.ts';

/** A value that the codec can write: JSON plus bigint (rupiah). */
export type Plain =
  | null
  | boolean
  | number
  | string
  | bigint
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined };

/** Names an account of the ledger without saying its opaque id. */
export interface AccountRef {
  readonly kind: string;
  /** Id of what the account belongs to: a budget line, a satker, `satker/vendor` … */
  readonly owner: string;
}

/** A movement of whole rupiah from one account to another, or a step of a two-phase one. */
export type Transfer =
  | {
      readonly kind: 'move';
      readonly id: string;
      readonly debit: AccountRef;
      readonly credit: AccountRef;
      readonly amount: bigint;
      readonly reason: string;
    }
  | {
      readonly kind: 'hold';
      readonly id: string;
      readonly debit: AccountRef;
      readonly credit: AccountRef;
      readonly amount: bigint;
      readonly reason: string;
    }
  /** Posts at most what the hold holds; the rest is released. */
  | {
      readonly kind: 'post';
      readonly id: string;
      readonly hold: string;
      readonly amount: bigint;
      readonly reason: string;
    }
  | { readonly kind: 'void'; readonly id: string; readonly hold: string; readonly reason: string };

export interface NewEvent {
  /** Past tense, `aggregate.verb`: `order.approved`. */
  readonly type: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly payload: { readonly [key: string]: Plain | undefined };
}

export interface RowWrite {
  /** `schema.table`; must be registered in `journal.writable`. */
  readonly table: string;
  readonly id: string;
  /** The version this decision was made on; 0 for a new row. */
  readonly expectedVersion: number;
  /** Plain columns that queries filter and sort on. Never names, amounts or contact data. */
  readonly columns: { readonly [column: string]: string | number | boolean | null | readonly string[] };
  /** The document itself; goes through the codec. */
  readonly body: Plain;
}

export interface JobRequest {
  readonly task: string;
  readonly payload: { readonly [key: string]: string | number | boolean | null };
  readonly runAt?: string;
  /** Replaces a waiting job of the same key. */
  readonly key?: string;
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
}

export interface Decision {
  readonly ok: true;
  readonly events: readonly NewEvent[];
  readonly rows: readonly RowWrite[];
  readonly transfers: readonly Transfer[];
  readonly jobs: readonly JobRequest[];
}

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** What the sentence shown to the person needs; money as bigint. */
  readonly params: { readonly [name: string]: string | number | bigint };
}

export function refuse(code: RefusalCode, params: Refusal['params'] = {}): Refusal {
  return { ok: false, code, params };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'code' in value;
}

/** Joins decisions that must happen together. */
export function joined(...decisions: readonly Decision[]): Decision {
  return {
    ok: true,
    events: decisions.flatMap((d) => d.events),
    rows: decisions.flatMap((d) => d.rows),
    transfers: decisions.flatMap((d) => d.transfers),
    jobs: decisions.flatMap((d) => d.jobs),
  };
}
