/** Rows K5 to K11: what PPK, PPSPM and treasurer do with the whole bill. */
import { type Decision, joined, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { localDate } from '../kernel/time.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { type Instruction, instructionId, notSent, referenceOf } from '../payment/instruction.ts';
import { readJob } from '../payment/statement.ts';
import { stepped } from '../payment/step.ts';
import type { Paper, TreasuryPapers } from '../treasury/papers.ts';
import type { CardRole } from './bill.machine.ts';
import { type BillLine, type CardBill, dptTotal, linesIn, openPersonal, undecided } from './bill.ts';
import { advanced, type BillFacts, linesStepped } from './facts.ts';
import { chargeElsewhere, chargeHolder, creditOnBill, holdBillPayment } from './postings.ts';

/** Nobody has looked at these lines yet. */
function stillUndecided(bill: CardBill): Refusal | null {
  const open = undecided(bill);
  return open.length === 0 ? null : refuse('lines_undecided', { lines: open.map(({ no }) => no).join(', ') });
}

/** What the end of the test does in the ledger; from here on no line is decided anew. */
function posted(bill: CardBill, cause: string): Transfer[] {
  const satker = bill.satkerId;
  return bill.lines.flatMap((line): Transfer[] => {
    const label = `line:${line.no}`;
    if (line.state === 'PERSONAL' && line.card) {
      const holder = `${satker}/${line.card.holderPersonId}`;
      const throughPlatform = line.payment !== null;
      const realisedOn = throughPlatform ? (line.budget?.lineId ?? null) : null;
      return chargeHolder(cause, label, { satker, holder, amount: line.amount, realisedOn, throughPlatform });
    }
    if (line.state !== 'VERIFIED') return [];
    if (line.direction === 'CREDIT')
      return creditOnBill(cause, label, satker, line.budget?.lineId ?? null, line.amount);
    return line.hold ? chargeElsewhere(cause, label, { satker, hold: line.hold }) : [];
  });
}

const charged = (line: BillLine): BillLine => ({ ...line, hold: null });

/** Row K5: the DPT and with it the order to pay. Disputed lines stay out and go to the next bill (row K6). */
export function issueDpt(
  bill: CardBill,
  facts: BillFacts & { readonly number: string; readonly codeVerified: boolean },
): Decision | Refusal {
  const open = stillUndecided(bill);
  if (open) return open;
  const total = dptTotal(bill);
  if (total <= 0n) return refuse('dpt_empty');
  const { actor, now, cause } = facts;
  const lines = linesStepped(bill.lines, 'carry', ({ state }) => state === 'DISPUTED').map(charged);
  const decision = advanced(bill, [['issueDpt', actor.role as CardRole]], {
    bill: { ...bill, lines, dpt: { number: facts.number, total, by: actor, at: now.toISOString() } },
    payload: { number: facts.number, total, lines: linesIn(bill, ['VERIFIED']).length },
    transfers: posted(bill, cause),
  });
  if (!decision.ok) return decision;
  return facts.codeVerified ? decision : refuse('step_up_required');
}

/** Nothing is left for the State to pay; credits and disputed lines go to the next bill. */
export function finishBill(bill: CardBill, facts: BillFacts): Decision | Refusal {
  const open = stillUndecided(bill);
  if (open) return open;
  if (dptTotal(bill) > 0n) return refuse('dpt_needed', { total: dptTotal(bill) });
  const stays = { ...bill, lines: linesStepped(bill.lines, 'carry', () => true) };
  const closes = openPersonal(stays).length === 0;
  const released = bill.lines.flatMap((line) => (line.hold ? [line.hold.id] : []));
  const decision = advanced(
    bill,
    [['finish', facts.actor.role as CardRole], ...(closes ? ([['close', 'SYSTEM']] as const) : [])],
    {
      bill: { ...stays, lines: stays.lines.map(charged), closedAt: closes ? facts.now.toISOString() : null },
      transfers: posted(stays, facts.cause),
    },
  );
  if (!decision.ok) return decision;
  const voids = released.map(
    (hold, i): Transfer => ({
      kind: 'void',
      id: derivedId(facts.cause, `left:${i}`),
      hold,
      reason: 'card.left_open',
    }),
  );
  return joined(decision, { ok: true, events: [], rows: [], transfers: voids, jobs: [] });
}

export type PaperKind = keyof TreasuryPapers;
export interface PaperInput {
  readonly number: string;
  readonly date: string;
  readonly signedBy: string;
}

const ACT_OF: { readonly [K in PaperKind]: 'recordSpp' | 'recordSpm' | 'recordSp2d' } = {
  spp: 'recordSpp',
  spm: 'recordSpm',
  sp2d: 'recordSp2d',
};

/** Rows K7 to K9: a paper that was made in SAKTI or SPAN is written down by number and day. */
export function recordPaper(bill: CardBill, kind: PaperKind, input: PaperInput, facts: BillFacts): Decision | Refusal {
  const { actor, now } = facts;
  const today = localDate(now, bill.zone);
  const before = kind === 'spm' ? bill.papers.spp?.date : kind === 'sp2d' ? bill.papers.spm?.date : undefined;
  const earliest = before ?? localDate(new Date(bill.dpt?.at ?? now), bill.zone);
  if (input.date > today || input.date < earliest) return refuse('paper_date_wrong', { from: earliest, to: today });
  const paper: Paper = {
    ...input,
    recordedBy: { personId: actor.personId, name: actor.name, role: actor.role },
    at: now.toISOString(),
  };
  // A new SPP makes what came after the old one void.
  const papers: TreasuryPapers =
    kind === 'spp' ? { spp: paper, spm: null, sp2d: null } : { ...bill.papers, [kind]: paper };
  return advanced(bill, [[ACT_OF[kind], actor.role as CardRole]], {
    bill: { ...bill, papers },
    payload: { number: input.number, date: input.date, signedBy: input.signedBy, total: dptTotal(bill) },
    // The money may be in the account already.
    jobs: kind === 'sp2d' ? [readJob(bill.satkerId, now)] : [],
  });
}

export interface PayFacts extends BillFacts {
  /** Account of the treasurer. */
  readonly source: BankAccount;
  readonly issuerName: string;
  /** What of the SP2D-GUP KKP has arrived by the bank statement and is not spent. */
  readonly fundLeft: bigint;
}

/** Row K10: the treasurer makes the instruction to the issuer; approval, sending and reconciliation are those of any transfer. */
export function payBill(bill: CardBill, facts: PayFacts): Decision | Refusal {
  const { dpt } = bill;
  const { actor, cause, now, fundLeft } = facts;
  if (!dpt) return refuse('not_possible_now', { state: bill.state });
  const total = dptTotal(bill);
  if (fundLeft < total) return refuse('kkp_fund_insufficient', { left: fundLeft, short: total - fundLeft });
  const id = instructionId(cause);
  const holds = holdBillPayment(cause, bill.satkerId, total);
  const { personId, assignmentId, name, role } = actor;
  const next: Instruction = {
    id,
    version: 0,
    rail: 'CMS',
    purpose: 'CARD_BILL',
    subjectId: bill.id,
    state: 'SUBMITTED',
    satkerId: bill.satkerId,
    vendorId: null,
    vendorName: facts.issuerName,
    zone: bill.zone,
    regime: bill.regime,
    orderId: null,
    orderNumber: bill.billNo,
    spbyNumber: dpt.number,
    ppkPersonId: dpt.by.personId,
    broughtAboutBy: [dpt.by.personId],
    reference: referenceOf(id),
    gross: total,
    tax: 0n,
    net: total,
    source: facts.source,
    card: null,
    beneficiary: bill.account,
    payeeChangedOn: null,
    holds,
    approvals: [{ step: 'submit', by: { personId, assignmentId, name, role }, at: now.toISOString(), note: '' }],
    createdAt: now.toISOString(),
    ...notSent,
    service: facts.source.bankCode === bill.account.bankCode ? '17' : '18',
  };
  const begun = advanced(bill, [['pay', role as CardRole]], {
    bill: { ...bill, instructions: [...bill.instructions, id] },
    payload: { instructionId: id, total },
  });
  if (!begun.ok) return begun;
  const made = stepped({ from: null, next, action: 'submit', role, transfers: holds });
  return made.ok ? joined(made, begun) : made;
}
