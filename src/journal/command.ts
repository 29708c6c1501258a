/**
 * Runs a person's or a job's command: the answer stored under its key when it comes again, otherwise decide on what is
 * there now, commit, and decide again when somebody was faster.
 */
import { type Decision, isRefusal, type Plain, type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Pool } from '../platform/database.ts';
import type { Codec } from './codec.ts';
import type { Actor, CommitRequest, Committer } from './commit.ts';
import { responseBinding } from './commit-wire.ts';

export interface Door {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly committer: Committer;
}

export interface Command {
  /** The sender's idempotency key. Keys of different people never meet. */
  readonly key: string;
  /** What was asked, so that a key cannot be used for something else: method, path and body. */
  readonly request: string;
  readonly actor: Actor;
  readonly at: Date;
}

export interface Decided<T extends Plain> {
  readonly decision: Decision;
  readonly parties: CommitRequest['parties'];
  /** Kept under the key and given again when the same request comes again. */
  readonly response: T;
}

/** Times that a command is decided anew because somebody was faster. */
const MAX_TURNS = 12;

/**
 * `decide` loads what it needs and says what happens; it may run several times. `cause` names the command: everything it
 * makes derives from it. Refusals: the decision's own, `key_reused`, or `moved_on` when others are always faster.
 */
export async function runCommand<T extends Plain>(
  door: Door,
  command: Command,
  decide: (cause: string) => Promise<Decided<T> | Refusal>,
): Promise<T | Refusal> {
  const { keyed } = door.committer;
  const said = `${command.actor.personId ?? 'system'}:${command.key}`;
  // Senders choose their keys, and requests hold what people typed: neither is kept as it came.
  const key = keyed(said);
  const requestHash = keyed(command.request);
  const cause = derivedId('command', said);
  const stored = await storedResponse(door, key);
  if (stored) return stored.requestHash === requestHash ? (stored.response as T) : refuse('key_reused');
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const decided = await decide(cause);
    if (isRefusal(decided)) return decided;
    const { decision, parties, response } = decided;
    const idempotency = { key, requestHash, response };
    const result = await door.committer
      .commit({ decision, actor: command.actor, parties, at: command.at, cause, idempotency })
      .catch((error: unknown) => {
        // Somebody was faster with what may exist only once, for example the cart for this vendor.
        if (existsAlready(error)) return { kind: 'conflict' } as const;
        throw error;
      });
    if (result.kind === 'committed') return response;
    if (result.kind === 'replayed') return result.response as T;
    if (result.kind === 'mismatch') return refuse('key_reused');
    // conflict, overdrawn or hold_closed: the facts were old. Deciding again on new ones gives the sentence that fits.
  }
  return refuse('moved_on');
}

/** unique_violation, exclusion_violation: of a thing, or of an office on some days, there is only one. */
const ONE_ONLY: readonly unknown[] = ['23505', '23P01'];

const existsAlready = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ONE_ONLY.includes(error.code);

async function storedResponse(door: Door, key: string): Promise<{ requestHash: string; response: Plain } | null> {
  const { rows } = await door.pool.query<{ request_hash: string; response: Buffer }>(
    'SELECT request_hash, response FROM journal.stored_response($1)',
    [key],
  );
  const row = rows[0];
  if (!row) return null;
  return { requestHash: row.request_hash, response: await door.codec.decode(row.response, responseBinding(key)) };
}
