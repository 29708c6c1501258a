/**
 * Petty cash from the State: the first UP, its replenishment by what was spent (GUP, with a DRPP), the last one without money
 * (GUP nihil) and additional UP (TUP). PMK 62/2023; half of the UP must be spent before it is replenished (PMK 190/2012).
 */
import { receiveUp } from '../budget/postings.ts';
import { type Decision, type JobRequest, type Plain, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { transitionFor } from '../kernel/machine.ts';
import { dateTyped, type Zone } from '../kernel/time.ts';
import { readJob } from '../payment/statement.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Regime } from '../regulation/types.ts';
import { noPapers, type Paper, type PaperInput, type TreasuryPapers } from './papers.ts';
import { type ReplenishmentState, replenishmentMachine, type TreasuryRole } from './replenishment.machine.ts';

export const REPLENISHMENT_KINDS = ['UP', 'GUP', 'GUP_NIHIL', 'TUP'] as const;
export type ReplenishmentKind = (typeof REPLENISHMENT_KINDS)[number];

/** One receipt of the DRPP (Daftar Rincian Permintaan Pembayaran): an order that the petty cash has paid. Rupiah, taxes included. */
export interface SpentLine {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly spbyNumber: string;
  readonly payee: string;
  readonly mak: string;
  readonly akun: string;
  readonly paidAt: string;
  readonly gross: bigint;
}

export interface Replenishment {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly year: number;
  readonly kind: ReplenishmentKind;
  /** `DRPP-2026-000012`. */
  readonly number: string;
  readonly state: ReplenishmentState;
  readonly amount: bigint;
  /** Letter by which the KPPN approved the amount; of UP and TUP. */
  readonly approval: { readonly number: string; readonly date: string } | null;
  readonly lines: readonly SpentLine[];
  readonly papers: TreasuryPapers;
  readonly draftedBy: TreasuryActor;
  readonly createdAt: string;
  readonly sentBack: readonly {
    readonly by: string;
    readonly role: string;
    readonly reason: string;
    readonly at: string;
  }[];
  readonly receivedAt: string | null;
}

export interface TreasuryActor {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
}

export const replenishmentTable = 'treasury.replenishment';
export const replacedTable = 'treasury.replaced';

export interface TreasuryFacts {
  readonly cause: string;
  readonly now: Date;
  readonly actor: TreasuryActor;
  readonly rules: Rules;
}

interface DraftFacts extends TreasuryFacts {
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly year: number;
  readonly number: string;
  /** Paid by the petty cash and in no other request. */
  readonly spent: readonly SpentLine[];
  /** What is left of the petty cash, holds included: rupiah. */
  readonly left: bigint;
  /** Versions of rows that say which request replaces an order: those that a withdrawn one has left. */
  readonly replacedVersions: ReadonlyMap<string, number>;
}

export interface DraftInput {
  readonly kind: ReplenishmentKind;
  /** Of UP and TUP. */
  readonly amount?: bigint | undefined;
  readonly approval?: { readonly number: string; readonly date: string } | undefined;
}

/**
 * The PPK puts a request together. Refusals: `nothing_to_replace`, `gup_too_early` {used, min} in percent, `amount_invalid`,
 * `approval_required`.
 */
export function draftReplenishment(input: DraftInput, facts: DraftFacts): Decision | Refusal {
  const { kind } = input;
  const replaces = kind === 'GUP' || kind === 'GUP_NIHIL';
  const lines = replaces ? facts.spent : [];
  if (replaces && lines.length === 0) return refuse('nothing_to_replace');
  if (kind === 'GUP') {
    const early = tooEarly(lines, facts);
    if (early) return early;
  }
  const amount = replaces ? total(lines) : (input.amount ?? 0n);
  if (amount <= 0n) return refuse('amount_invalid');
  // The KPPN approves UP and TUP by letter (PMK 62/2023 art. 219).
  if (!replaces && !input.approval) return refuse('approval_required');
  const { cause, satkerId, zone, regime, year, number, actor, now } = facts;
  const request: Replenishment = {
    id: derivedId(cause, 'replenishment'),
    version: 0,
    satkerId,
    zone,
    regime,
    year,
    kind,
    number,
    state: 'DRAFTED',
    amount,
    approval: replaces ? null : (input.approval ?? null),
    lines,
    papers: noPapers,
    draftedBy: actor,
    createdAt: now.toISOString(),
    sentBack: [],
    receivedAt: null,
  };
  const decision = stepped(request, null, 'draft', facts);
  if (!decision.ok) return decision;
  return {
    ...decision,
    rows: [...decision.rows, ...lines.map((line) => replacedRow(line, request, facts.replacedVersions))],
  };
}

export const total = (lines: readonly SpentLine[]): bigint => lines.reduce((sum, { gross }) => sum + gross, 0n);

/** For the SPP: one sum for each budget item, in the order in which the items first stand in the list. */
export const sumsByMak = (lines: readonly SpentLine[]) =>
  [...Map.groupBy(lines, (line) => line.mak)].map(([mak, of]) => ({ mak, akun: of[0]?.akun ?? '', amount: total(of) }));

const HUNDRED = 100n;

function tooEarly(lines: readonly SpentLine[], { left, rules }: DraftFacts): Refusal | null {
  const used = total(lines);
  const { num, den } = rules.get('up.revolve.minUsed');
  if (used * den >= num * (used + left)) return null;
  return refuse('gup_too_early', { used: (used * HUNDRED) / (used + left), min: (num * HUNDRED) / den });
}

export type TreasuryAct = 'issueSpp' | 'issueSpm' | 'recordSp2d' | 'recordNihil' | 'sendBack' | 'withdraw';

export interface ActInput {
  readonly paper?: PaperInput | undefined;
  readonly reason?: string | undefined;
}

const PAPER_OF: { readonly [A in TreasuryAct]?: keyof TreasuryPapers } = {
  issueSpp: 'spp',
  issueSpm: 'spm',
  recordSp2d: 'sp2d',
  recordNihil: 'sp2d',
};

/** What a person does with a request. Refusals: `not_possible_now`, `same_person`, `reason_required`, `paper_before` {paper}. */
export function actOnReplenishment(
  request: Replenishment,
  act: TreasuryAct,
  input: ActInput,
  facts: TreasuryFacts & { readonly replacedVersions: ReadonlyMap<string, number> },
): Decision | Refusal {
  const nihil = request.kind === 'GUP_NIHIL';
  if ((act === 'recordNihil') !== nihil && ['recordNihil', 'recordSp2d'].includes(act))
    return refuse('not_possible_now', { state: replenishmentMachine.states[request.state] });
  // Whoever asks does not order to pay (UU 1/2004 art. 10; PPK and PPSPM are kept apart).
  if (act === 'issueSpm' && hasAsked(request, facts.actor))
    return refuse('same_person', { did: 'menyusun', who: 'PPSPM' });
  const kind = PAPER_OF[act];
  if (kind !== undefined) return recorded(request, act, kind, input.paper, facts);
  if (!input.reason) return refuse('reason_required');
  if (act === 'withdraw') {
    const decision = stepped(request, request.state, act, facts, { reason: input.reason });
    if (!decision.ok) return decision;
    const freed = request.lines.map((line) => replacedRow(line, request, facts.replacedVersions, null));
    return { ...decision, rows: [...decision.rows, ...freed] };
  }
  const { actor, now } = facts;
  const back = { by: actor.name, role: actor.role, reason: input.reason, at: now.toISOString() };
  const next = { ...request, papers: noPapers, sentBack: [...request.sentBack, back] };
  return stepped(next, request.state, act, facts, { reason: input.reason });
}

/** Drafted it, or issued the SPP as it stands. */
const hasAsked = ({ draftedBy, papers }: Replenishment, { personId }: TreasuryActor): boolean =>
  draftedBy.personId === personId || papers.spp?.recordedBy.personId === personId;

function recorded(
  request: Replenishment,
  act: TreasuryAct,
  kind: keyof TreasuryPapers,
  typed: PaperInput | undefined,
  facts: TreasuryFacts,
): Decision | Refusal {
  if (!typed) return refuse('input_invalid', { field: 'number' });
  const before = kind === 'spm' ? request.papers.spp : kind === 'sp2d' ? request.papers.spm : null;
  if (before && typed.date < before.date)
    return refuse('paper_before', { paper: before.number, date: dateTyped(before.date) });
  const { personId, name, role } = facts.actor;
  const paper: Paper = { ...typed, signedBy: null, recordedBy: { personId, name, role }, at: facts.now.toISOString() };
  const received = act === 'recordNihil' ? { receivedAt: facts.now.toISOString() } : {};
  const next = { ...request, ...received, papers: { ...request.papers, [kind]: paper } };
  // The money may be on the account already: the statement is read again for it.
  const jobs = act === 'recordSp2d' ? [readJob(request.satkerId, facts.now)] : [];
  return stepped(next, request.state, act, facts, { number: typed.number }, jobs);
}

/** Row U5: the statement shows the money (called by whoever matched the line). */
export function receiveReplenishment(
  request: Replenishment,
  moment: { readonly cause: string; readonly now: Date },
): Decision | Refusal {
  const next = { ...request, receivedAt: moment.now.toISOString() };
  const decision = stepped(next, request.state, 'receive', { ...moment, actor: { role: 'SYSTEM' } });
  if (!decision.ok) return decision;
  return { ...decision, transfers: [receiveUp(moment.cause, request.satkerId, request.amount)] };
}

/** The acts open to a role. */
export const openActs = (request: Replenishment, actor: TreasuryActor): TreasuryAct[] =>
  replenishmentMachine.transitions
    .filter((t) => t.from === request.state && t.by.some((role) => role === actor.role))
    .map((t) => t.action as TreasuryAct)
    .filter((act) => act !== (request.kind === 'GUP_NIHIL' ? 'recordSp2d' : 'recordNihil'))
    .filter((act) => act !== 'issueSpm' || !hasAsked(request, actor));

/** Acts that move a request on, in contrast to those that end it or send it back. */
const ONWARD: readonly TreasuryAct[] = ['issueSpp', 'issueSpm', 'recordSp2d', 'recordNihil'];

/** The act by which the actor moves it on; null when it is not their turn. */
export const onwardAct = (request: Replenishment, actor: TreasuryActor): TreasuryAct | null =>
  openActs(request, actor).find((act) => ONWARD.includes(act)) ?? null;

interface Stepping {
  readonly cause: string;
  readonly now: Date;
  readonly actor: { readonly role: string };
}

function stepped(
  next: Replenishment,
  from: ReplenishmentState | null,
  action: string,
  facts: Stepping,
  payload: { readonly [key: string]: Plain } = {},
  jobs: readonly JobRequest[] = [],
): Decision | Refusal {
  const row = transitionFor(replenishmentMachine, from, action, facts.actor.role as TreasuryRole);
  if (!row) return refuse('not_possible_now', { state: from === null ? '–' : replenishmentMachine.states[from] });
  const request: Replenishment = { ...next, state: row.to, version: next.version + 1 };
  const { id, kind, number, amount } = request;
  return {
    ok: true,
    events: [
      {
        type: `replenishment.${EVENTS[action] ?? action}`,
        aggregate: 'replenishment',
        aggregateId: id,
        payload: { from, to: row.to, kind, number, amount, ...payload },
      },
    ],
    rows: [replenishmentRow(request, next.version)],
    transfers: [],
    jobs,
  };
}

const EVENTS: Readonly<Record<string, string>> = {
  draft: 'drafted',
  issueSpp: 'spp_issued',
  issueSpm: 'spm_issued',
  recordSp2d: 'sp2d_recorded',
  recordNihil: 'nihil_recorded',
  sendBack: 'sent_back',
  withdraw: 'withdrawn',
  receive: 'received',
};

function replenishmentRow(request: Replenishment, expectedVersion: number): RowWrite {
  const { id, satkerId, kind, state, year, createdAt } = request;
  return {
    table: replenishmentTable,
    id,
    expectedVersion,
    columns: { satker_id: satkerId, kind, state, year, created_at: createdAt },
    body: request as unknown as Plain,
  };
}

/** Of an order: which request replaces it, so that none is replaced twice. */
const replacedId = (orderId: string): string => derivedId('replaced', orderId);

function replacedRow(
  line: SpentLine,
  request: Replenishment,
  versions: ReadonlyMap<string, number>,
  by: string | null = request.id,
): RowWrite {
  const id = replacedId(line.orderId);
  return {
    table: replacedTable,
    id,
    expectedVersion: versions.get(line.orderId) ?? 0,
    columns: { satker_id: request.satkerId, order_id: line.orderId, replenishment_id: by },
    body: {},
  };
}
