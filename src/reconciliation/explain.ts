/** Finds what explains lines, and writes it: each in a commit of its own, on what stands then. May run again at any time. */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal } from '../kernel/decision.ts';
import { type ExplainDeps, findingBy } from './deps.ts';
import { explaining } from './explanation.ts';
import { candidatesOf, type Facts, factsOf } from './facts.ts';
import { amountKey } from './keys.ts';
import type { StatementRow } from './line.ts';
import { lineById, linesIn, openLinesOf } from './reconciliation.store.ts';
import { ourReferences } from './remark.ts';

/** Lines that are looked at together; lines of one payment go one after another. */
const AT_ONCE = 200;
/** Lines that wait for a payment, or for somebody who expects them, in one turn. */
const RETRIED = 500;
/** One turn of one satker. */
const TURN_MS = 30_000;

interface ExplainOutcome {
  /** Lines that wait for the bank's word on a payment. */
  readonly waiting: number;
  readonly more: boolean;
}

export async function explainLines(deps: ExplainDeps, satkerId: string): Promise<ExplainOutcome> {
  const until = Date.now() + TURN_MS;
  const facts = factsOf(findingBy(deps, deps.pool), satkerId);
  let place: { at: string; id: string } | null = null;
  for (;;) {
    const lines = await linesIn(deps.pool, deps.codec, satkerId, 'TAKEN', AT_ONCE, place);
    if (lines.length === 0) break;
    await explainAll(deps, facts, lines);
    const last = lines.at(-1);
    // What could not be explained now stays; the next turn sees it again.
    place = last ? { at: last.at.length === 10 ? `${last.at}T12:00:00+07:00` : last.at, id: last.id } : null;
    if (Date.now() > until) return { waiting: 0, more: true };
  }
  const waiting = await linesIn(deps.pool, deps.codec, satkerId, 'WAITING', RETRIED);
  await explainAll(deps, facts, waiting);
  await explainAll(deps, facts, await openForCandidates(deps, facts));
  const left = await linesIn(deps.pool, deps.codec, satkerId, 'WAITING', RETRIED);
  return { waiting: left.length, more: false };
}

/** Lines of the work list that somebody expects by now: found by their amounts, without reading the others. */
async function openForCandidates(deps: ExplainDeps, facts: Facts): Promise<StatementRow[]> {
  const candidates = await candidatesOf(facts);
  const keys = (await facts.books()).flatMap(({ id }) =>
    candidates.map(({ direction, sen }) => amountKey(deps.committer.keyed, id, direction, sen)),
  );
  const lines = await openLinesOf(deps.pool, deps.codec, keys, RETRIED);
  return lines.filter(({ status, incident }) => status === 'OPEN' && incident === null);
}

async function explainAll(deps: ExplainDeps, facts: Facts, lines: readonly StatementRow[]): Promise<void> {
  const stories = Map.groupBy(lines, (line) => ourReferences(line.remark)[0] ?? line.id);
  await Promise.all(
    [...stories.values()].map(async (story) => {
      for (const line of story) await explainLine(deps, facts, line);
    }),
  );
}

async function explainLine(deps: ExplainDeps, facts: Facts, seen: StatementRow): Promise<void> {
  const at = deps.clock();
  const command = {
    key: `statement.explain:${seen.id}:${seen.version}:${at.getTime()}`,
    request: 'explain',
    actor: systemActor,
    at,
  };
  const outcome = await runCommand(deps, command, async (cause) => {
    const line = await lineById(deps.pool, deps.codec, seen.id);
    return explaining(findingBy(deps, deps.pool), facts, line, { cause, now: at });
  });
  if (isRefusal(outcome)) return;
  if (outcome.incident !== null) await tellAdministrators(deps, seen, outcome.incident, at);
}

/** Those who look after the platform are told that a bank did what nobody ordered; of whom, the journal of the satker says. */
async function tellAdministrators(deps: ExplainDeps, line: StatementRow, kind: string, at: Date): Promise<void> {
  const command = { key: `statement.incident:${line.id}`, request: kind, actor: systemActor, at };
  await runCommand(deps, command, async () => ({
    decision: {
      ok: true,
      events: [{ type: 'security.bank_incident', aggregate: 'statement', aggregateId: line.id, payload: { kind } }],
      rows: [],
      transfers: [],
      jobs: [],
    },
    parties: { satkerId: null, vendorId: null },
    response: {},
  }));
}
