import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termsOf } from '../config.ts';
import { wibTimestamp } from '../time.ts';
import { channelProblem, feesOf, interbankChannel, settlementTime } from './channel.ts';

const config = {
  databaseUrl: '',
  port: 0,
  host: '',
  publicUrl: '',
  keys: { bankPrivateKeyPem: '', bankPublicKeyPem: '' },
};
const terms = termsOf({ ...config, holidays: ['2026-12-25'], skn: { settleMs: null } });
const at = (text: string) => new Date(`${text}+07:00`);
const caseOf = (...[channel, amount, when]: [Parameters<typeof channelProblem>[0], bigint, string]) =>
  channelProblem(channel, amount, at(when), terms)?.case ?? null;

test('SKN takes up to Rp1 billion until 16:30 on working days', () => {
  assert.equal(caseOf('SKN', 1_000_000_000n, '2026-11-25T16:29:59'), null);
  assert.equal(caseOf('SKN', 1_000_000_001n, '2026-11-25T10:00:00'), 'overLimit');
  assert.equal(caseOf('SKN', 1n, '2026-11-25T16:30:00'), 'closed');
  assert.equal(caseOf('SKN', 1n, '2026-11-28T10:00:00'), 'closed', 'Saturday');
  assert.equal(caseOf('SKN', 1n, '2026-12-25T10:00:00'), 'closed', 'holiday');
});

test('RTGS takes from Rp100 million between 06:30 and 16:30 on working days', () => {
  assert.equal(caseOf('RTGS', 100_000_000n, '2026-11-25T06:30:00'), null);
  assert.equal(caseOf('RTGS', 99_999_999n, '2026-11-25T10:00:00'), 'overLimit');
  assert.equal(caseOf('RTGS', 100_000_000n, '2026-11-25T06:29:59'), 'closed');
  assert.equal(caseOf('RTGS', 100_000_000n, '2026-11-29T10:00:00'), 'closed', 'Sunday');
});

test('on-line and BI-FAST take up to Rp250 million at any hour', () => {
  for (const channel of ['ONLINE', 'BIFAST'] as const) {
    assert.equal(caseOf(channel, 250_000_000n, '2026-11-29T03:00:00'), null);
    assert.equal(caseOf(channel, 250_000_001n, '2026-11-25T10:00:00'), 'overLimit');
  }
  assert.equal(interbankChannel('014', undefined), 'ONLINE');
  assert.equal(interbankChannel('014', '2'), 'BIFAST');
  assert.equal(interbankChannel('CENAIDJA', undefined), 'BIFAST');
});

test('without a pause of its own SKN settles at the next cycle, over a weekend on Monday', () => {
  const next = (when: string) => wibTimestamp(settlementTime('SKN', at(when), terms) ?? new Date(0));
  assert.equal(next('2026-11-25T09:00:00'), '2026-11-25T10:00:00+07:00');
  assert.equal(next('2026-11-25T16:20:00'), '2026-11-25T16:45:00+07:00');
  assert.equal(next('2026-11-27T17:00:00'), '2026-11-30T08:00:00+07:00');
  assert.equal(settlementTime('INTRABANK', at('2026-11-25T09:00:00'), terms), null);
});

test('the fee is borne as the order says', () => {
  const fees = { SKN: 2_900n };
  assert.deepEqual(feesOf('SKN', 'OUR', 10_000n, fees), { payer: 2_900n, payee: 0n });
  assert.deepEqual(feesOf('SKN', 'BEN', 10_000n, fees), { payer: 0n, payee: 2_900n });
  assert.deepEqual(feesOf('SKN', 'SHA', 10_000n, fees), { payer: 1_450n, payee: 1_450n });
  assert.deepEqual(feesOf('SKN', 'SHA|1000', 10_000n, fees), { payer: 1_000n, payee: 1_900n });
  assert.deepEqual(feesOf('SKN', 'SHA|9999', 10_000n, fees), { payer: 2_900n, payee: 0n });
  assert.deepEqual(feesOf('SKN', 'BEN', 5n, fees), { payer: 0n, payee: 5n }, 'no more than it receives');
  assert.deepEqual(feesOf('RTGS', 'OUR', 10_000n, fees), { payer: 0n, payee: 0n });
});
