import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Card } from '../payment/card.ts';
import { changeCard, looksLikeCardNumber, type NewCard, registerCard } from './register.ts';
import { cards, codeOf, hands, NOW, nextCause, SATKER } from './testing.ts';

const wanted: NewCard = {
  token: 'tok-9f2c-kkp-0001',
  last4: '8842',
  expiry: '12/29',
  kind: 'OPERATIONAL',
  scheme: 'INTERNATIONAL',
  issuerBankCode: '002',
  billing: { accountNo: '002999000008842', name: 'Kartu 8842 Maya' },
  limit: 50_000_000n,
  decree: { number: 'KEP-9/2026', date: '2026-11-20' },
};
const holder = { personId: hands.holder.personId, name: hands.holder.name };
const facts = (own: object = {}) => ({
  cause: nextCause(),
  now: NOW,
  satkerId: SATKER,
  zone: 'WIB' as const,
  holder,
  cards,
  ...own,
});

describe('a card is registered', () => {
  it('with its token, its last digits and its limit', () => {
    const outcome = registerCard(wanted, facts());
    assert.ok(outcome.ok, codeOf(outcome));
    const [row] = outcome.rows;
    assert.equal(row && Reflect.get(row.body as object, 'token'), wanted.token);
    assert.deepEqual(
      outcome.transfers.map((t) => (t.kind === 'move' ? [t.debit.kind, t.credit.kind, t.amount] : t)),
      [['card.facility', 'card.limit', 50_000_000n]],
    );
    assert.ok(
      !JSON.stringify(outcome.events[0]?.payload, (_, v) => (typeof v === 'bigint' ? `${v}` : v)).includes(
        wanted.token,
      ),
    );
  });

  it('never by a number that could be a card’s', () => {
    for (const token of ['4000 1234 5678 9017', '5555555555554444', '378282246310005']) {
      assert.equal(looksLikeCardNumber(token), true, token);
      assert.equal(codeOf(registerCard({ ...wanted, token }, facts())), 'card_number_refused');
    }
    for (const token of ['4000123456789018', 'tok-4000123456789017', '123456789012'])
      assert.equal(looksLikeCardNumber(token), false);
  });

  it('for a holder in office, once, by a decree that exists', () => {
    assert.equal(codeOf(registerCard(wanted, facts({ holder: null }))), 'wrong_official');
    assert.equal(codeOf(registerCard({ ...wanted, token: cards[0].token }, facts())), 'code_taken');
    const decree = { number: 'KEP-9/2026', date: '2026-11-25' };
    assert.equal(codeOf(registerCard({ ...wanted, decree }, facts())), 'date_invalid');
  });
});

describe('a card is changed', () => {
  const card: Card = { ...cards[0], version: 3 };
  const change = (own: object, limit = 100n, left = 40n) =>
    changeCard(card, { decree: wanted.decree, ...own }, { cause: nextCause(), now: NOW, limit, left });

  it('its limit up, and down by no more than is free', () => {
    const moves = (outcome: ReturnType<typeof change>) =>
      outcome.ok && outcome.transfers.map((t) => (t.kind === 'move' ? [t.debit.kind, t.credit.kind, t.amount] : t));
    assert.deepEqual(moves(change({ limit: 150n })), [['card.facility', 'card.limit', 50n]]);
    assert.deepEqual(moves(change({ limit: 60n })), [['card.limit', 'card.facility', 40n]]);
    assert.equal(codeOf(change({ limit: 59n })), 'card_limit_insufficient');
  });

  it('on what stands, and not when nothing changes', () => {
    const outcome = change({ status: 'BLOCKED' });
    assert.ok(outcome.ok);
    assert.equal(outcome.rows[0]?.expectedVersion, 3);
    assert.deepEqual(outcome.transfers, []);
    assert.equal(codeOf(change({})), 'nothing_changed');
    assert.equal(codeOf(change({ limit: 100n })), 'nothing_changed');
  });
});
