import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { putAsk } from './card.jobs.ts';
import { askRefund, askVoid, openCardAsks, refundAnswered } from './card-asks.ts';
import { authorised, opened, prepareCard } from './card-payment.ts';
import { followCard } from './follow-card.ts';
import { type Instruction, instructionTable } from './instruction.ts';
import { orderSubject } from './order-subject.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { CardRail, QrRail } from './rails/port.ts';
import { bankStep, settled } from './step.ts';
import { card, codeOf, factsFor, LIMIT, nextCause, orderToPay, payers } from './testing-office.ts';

const { at, order } = orderToPay('KKP', 50);
const moment = () => ({ cause: nextCause(), now: at.now });
const subject = orderSubject(order);

function written(outcome: Decision | Refusal): Instruction {
  assert.ok(outcome.ok, codeOf(outcome));
  const row = outcome.rows.find(({ table }) => table === instructionTable);
  assert.ok(row);
  return row.body as unknown as Instruction;
}

const prepared = () => written(prepareCard(order, card, LIMIT, factsFor(payers.holder)));
const open = () => written(opened(prepared(), { url: 'https://bank.example/x', referenceNo: 'B1' }, moment()));
const said = { words: 'disetujui', referenceNo: 'B1', approvalCode: '123456', rrn: '77' };
const held = () => written(authorised(open(), said, moment()));
const paid = () =>
  written(settled({ ...held(), captureNo: 'C1' }, { ...subject, settled: () => none }, said, moment()));
const none: Decision = { ok: true, events: [], rows: [], transfers: [], jobs: [] };

const success = { kind: 'success', referenceNo: 'C1', bankTime: null } as const;
const unknown = { kind: 'unknown', message: 'no answer' } as const;

/** A rail that notes what it was asked; only what the test gives may be called. */
function depsWith(rails: { card?: Partial<CardRail>; qr?: Partial<QrRail> }, later = 0) {
  const asked: string[] = [];
  const noting = <T extends object>(rail: T): T =>
    new Proxy(rail, {
      get: (target, name) => {
        const real = Reflect.get(target, name);
        return (...given: unknown[]) => {
          asked.push(String(name));
          if (typeof real !== 'function') throw new Error(`${String(name)} was asked`);
          return (real as (...all: unknown[]) => unknown)(...given);
        };
      },
    });
  const deps = {
    clock: () => new Date(at.now.getTime() + later),
    graceMs: 1_000,
    cardRail: () => noting(rails.card ?? {}),
    qrRail: () => noting(rails.qr ?? {}),
  } as unknown as PaymentJobDeps;
  return { deps, asked };
}

const applied = (followed: Awaited<ReturnType<typeof followCard>>, instruction: Instruction) => {
  assert.ok(followed.rule, 'something is decided');
  const outcome = followed.rule(
    instruction,
    { ...subject, settled: () => none, failed: () => none, returned: () => none },
    {
      ...moment(),
      again: at.now,
    },
  );
  return written(outcome);
};

describe('a card that was authorised', () => {
  it('is captured at once, and the bank’s words find it on the bill', async () => {
    const { deps, asked } = depsWith({
      card: { captureStatus: async () => ({ kind: 'not_found' }), capture: async () => success },
    });
    const after = applied(await followCard(deps, held()), held());
    assert.equal(after.state, 'SETTLED');
    assert.deepEqual([after.captureNo, after.bank.rrn, after.bank.approvalCode], ['C1', '77', '123456']);
    assert.deepEqual(asked, ['captureStatus', 'capture']);
  });

  it('is never captured a second time: a silent bank is asked first', async () => {
    const silent = depsWith({ card: { captureStatus: async () => unknown } });
    const waits = await followCard(silent.deps, held());
    assert.equal(waits.kind, 'wait');
    assert.deepEqual(silent.asked, ['captureStatus'], 'nothing is sent while nothing is known');
    const done = depsWith({ card: { captureStatus: async () => success } });
    assert.equal(applied(await followCard(done.deps, held()), held()).state, 'SETTLED');
    assert.deepEqual(done.asked, ['captureStatus']);
  });

  it('is not captured when somebody has asked to void it', async () => {
    const asking = written(askVoid(held(), 'salah toko', { ...factsFor(payers.bendahara), codeVerified: true }));
    const { deps, asked } = depsWith({ card: { void: async () => success } });
    assert.equal(applied(await followCard(deps, asking), asking).state, 'VOIDED');
    assert.deepEqual(asked, ['void']);
  });

  it('frees the holder’s limit at the bank when it cannot be captured', async () => {
    const refused = { kind: 'refused', code: '4036515', message: 'lapsed' } as const;
    const { deps, asked } = depsWith({
      card: {
        captureStatus: async () => ({ kind: 'not_found' }),
        capture: async () => refused,
        void: async () => success,
      },
    });
    assert.equal(applied(await followCard(deps, held()), held()).state, 'DECLINED');
    assert.deepEqual(asked, ['captureStatus', 'capture', 'void']);
  });
});

describe('a capture that the bank calls failed', () => {
  it('ends the payment, and the holder’s limit is free again', async () => {
    const failed = { kind: 'failed', code: '06', message: 'failed' } as const;
    const { deps, asked } = depsWith({ card: { captureStatus: async () => failed, void: async () => success } });
    assert.equal(applied(await followCard(deps, held()), held()).state, 'DECLINED');
    assert.deepEqual(asked, ['captureStatus', 'void']);
  });
});

describe('a page whose address was lost', () => {
  it('is found again under the same reference, and nothing is paid twice', async () => {
    const lost = written(bankStep(prepared(), 'loseTrack', { words: 'diam' }, moment()));
    const references: string[] = [];
    const { deps, asked } = depsWith({
      card: {
        authStatus: async () => ({ kind: 'pending' }),
        authorise: async ({ partnerReferenceNo }) => {
          references.push(partnerReferenceNo);
          return { ...success, referenceNo: 'B1', redirectUrl: 'https://bank.example/x' };
        },
      },
    });
    const after = applied(await followCard(deps, lost), lost);
    assert.deepEqual([after.state, after.cardPageUrl], ['OPEN', 'https://bank.example/x']);
    assert.deepEqual([asked, references], [['authStatus', 'authorise'], [lost.reference]]);
  });
});

describe('a page that was never found again', () => {
  it('is shut when its time is over, by the reference that the status tells', async () => {
    const lost = written(bankStep(prepared(), 'loseTrack', { words: 'diam' }, moment()));
    const told: (string | null)[] = [];
    const rail: Partial<CardRail> = {
      authStatus: async () => ({ kind: 'pending', openAs: 'B1' }),
      void: async ({ referenceNo }) => {
        told.push(referenceNo);
        return success;
      },
    };
    const HOUR = 3_600_000;
    assert.equal((await followCard(depsWith({ card: rail }, HOUR).deps, lost)).kind, 'wait');
    assert.deepEqual(told, ['B1']);
  });
});

describe('a QR', () => {
  const qr = (): Instruction => ({ ...open(), rail: 'QRIS', cardWay: 'SALE', qrContent: '000201' });

  it('is settled by the acquirer’s word, with the keys of the bill', async () => {
    const { deps } = depsWith({ qr: { status: async () => ({ ...success, approvalCode: '654321', rrn: '88' }) } });
    const after = applied(await followCard(deps, qr()), qr());
    assert.deepEqual([after.state, after.bank.rrn, after.bank.approvalCode], ['SETTLED', '88', '654321']);
  });

  it('is withdrawn when its time is over, and given up only by the bank’s word', async () => {
    const HOUR = 3_600_000;
    const late = depsWith({ qr: { status: async () => ({ kind: 'pending' }), cancel: async () => success } }, HOUR);
    assert.equal((await followCard(late.deps, qr())).rule, null);
    assert.deepEqual(late.asked, ['status', 'cancel']);
    const over = depsWith({ qr: { status: async () => ({ kind: 'failed', code: '05', message: 'canceled' }) } }, HOUR);
    assert.equal(applied(await followCard(over.deps, qr()), qr()).state, 'DECLINED');
    const early = depsWith({ qr: { status: async () => ({ kind: 'pending' }) } });
    assert.equal((await followCard(early.deps, qr())).kind, 'wait');
    assert.deepEqual(early.asked, ['status'], 'an open code is not withdrawn');
  });
});

describe('a refund', () => {
  const shop = { ...factsFor(payers.shop), codeVerified: true };

  it('is asked once more under the same reference while the bank is silent, and never again when it has answered', async () => {
    const asking = written(askRefund(paid(), { amount: 10_000n, reason: 'rusak' }, shop));
    const references: string[] = [];
    const refund: CardRail['refund'] = async ({ refundReference }) => {
      references.push(refundReference);
      return references.length === 1 ? unknown : { ...success, referenceNo: 'R9' };
    };
    const { deps } = depsWith({ card: { refund } });
    const first = await putAsk(deps, asking);
    assert.deepEqual([first?.again, first?.rule], [true, null]);
    const second = await putAsk(deps, asking);
    assert.ok(second?.rule);
    const after = written(second.rule(asking, subject, { ...moment(), again: at.now }));
    assert.equal(after.refunds?.[0]?.state, 'DONE');
    assert.equal(new Set(references).size, 1);
    assert.equal(await putAsk(deps, after), null, 'nothing is left to ask');
  });

  it('never exceeds what was paid, needs a code, and belongs to the vendor', () => {
    const { gross } = paid();
    assert.equal(codeOf(askRefund(paid(), { amount: gross + 1n, reason: 'rusak' }, shop)), 'refund_too_much');
    assert.equal(codeOf(askRefund(paid(), { amount: 0n, reason: 'rusak' }, shop)), 'amount_invalid');
    const uncoded = { ...shop, codeVerified: false };
    assert.equal(codeOf(askRefund(paid(), { amount: 1n, reason: 'rusak' }, uncoded)), 'step_up_required');
    assert.equal(
      codeOf(askRefund(paid(), { amount: 1n, reason: 'rusak' }, { ...shop, ...factsFor(payers.holder) })),
      'not_possible_now',
    );
    assert.deepEqual(openCardAsks(paid(), payers.shop, at.now), ['askRefund']);
    assert.deepEqual(openCardAsks(paid(), payers.bendahara, at.now), ['askVoid']);
    assert.deepEqual(openCardAsks(paid(), payers.otherHolder, at.now), []);
  });

  it('of all of it ends the payment; what the bank said when it paid stays', () => {
    const { gross, bank } = paid();
    const asking = written(askRefund(paid(), { amount: gross, reason: 'dikembalikan' }, shop));
    const reference = asking.refunds?.[0]?.reference ?? '';
    const after = written(refundAnswered(asking, reference, { done: true, bankNo: 'R1', words: 'ok' }, moment()));
    assert.equal(after.state, 'REFUNDED');
    assert.equal(after.bank.words, bank.words);
    assert.equal(
      codeOf(refundAnswered(after, reference, { done: true, bankNo: 'R1', words: 'ok' }, moment())),
      'moved_on',
    );
  });
});
