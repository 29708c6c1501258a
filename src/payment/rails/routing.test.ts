import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { localDate } from '../../kernel/time.ts';
import { isWorkingDay } from '../../kernel/working-days.ts';
import { holidaySet, rulesOn } from '../../regulation/rules.ts';
import { standard } from './profiles/default.ts';
import { changed } from './profiles/profile.ts';
import { profiles } from './profiles/profiles.ts';
import { type Route, type RouteFacts, routeOf } from './routing.ts';

const rules = rulesOn('APBN', '2026-11-24');
const holidays = holidaySet();
/** A Tuesday, 10.00 WIB. */
const MORNING = new Date('2026-11-24T03:00:00Z');
const MILLION = 1_000_000n;

const ways: readonly (readonly [service: string, channel: string])[] = [
  ['17', 'INTRABANK'],
  ['18', 'ONLINE'],
  ['18', 'BIFAST'],
  ['22', 'RTGS'],
  ['23', 'SKN'],
];

function route(changes: Partial<RouteFacts>): Route {
  const found = routeOf({
    source: { bankCode: '002' },
    beneficiary: { bankCode: '009' },
    amount: MILLION,
    at: MORNING,
    rules,
    profile: standard,
    ...changes,
  });
  assert.ok('kind' in found, JSON.stringify(found));
  return found;
}

const shortOf = (found: Route) => `${found.kind} ${found.service} ${found.channel}`;
const wib = (found: Route) => (found.kind === 'later' ? `${found.at.toISOString()} ${found.why}` : '');

describe('the way of an amount', () => {
  it('stays within a bank, goes by BI-FAST, by clearing, by RTGS', () => {
    assert.equal(shortOf(route({ beneficiary: { bankCode: '002' }, amount: 5_000n * MILLION })), 'now 17 INTRABANK');
    assert.equal(shortOf(route({ amount: 250n * MILLION })), 'now 18 BIFAST');
    assert.equal(shortOf(route({ amount: 250n * MILLION + 1n })), 'now 23 SKN');
    assert.equal(shortOf(route({ amount: 1_000n * MILLION })), 'now 23 SKN');
    assert.equal(shortOf(route({ amount: 1_000n * MILLION + 1n })), 'now 22 RTGS');
  });

  it('knows two codes of one house, and only when told', () => {
    const house = { source: { bankCode: '014' }, beneficiary: { bankCode: '536' } };
    assert.equal(shortOf(route({ ...house, sameBankCodes: ['014', '536'] })), 'now 17 INTRABANK');
    assert.equal(shortOf(route(house)), 'now 18 BIFAST');
  });

  it('waits for the next window when clearings rest', () => {
    const evening = new Date('2026-11-24T10:00:00Z');
    assert.equal(wib(route({ amount: 300n * MILLION, at: evening })), '2026-11-25T01:00:00.000Z after_cut_off');
    assert.equal(wib(route({ amount: 2_000n * MILLION, at: evening })), '2026-11-24T23:30:00.000Z after_cut_off');
    const saturday = new Date('2026-11-28T03:00:00Z');
    assert.equal(wib(route({ amount: 300n * MILLION, at: saturday })), '2026-11-30T01:00:00.000Z day_off');
    const christmas = new Date('2026-12-24T03:00:00Z');
    assert.equal(wib(route({ amount: 300n * MILLION, at: christmas })), '2026-12-28T01:00:00.000Z day_off');
    const dawn = new Date('2026-11-23T22:00:00Z');
    assert.equal(wib(route({ amount: 300n * MILLION, at: dawn })), '2026-11-24T01:00:00.000Z before_opening');
  });

  it('takes RTGS while the bank has closed clearing but not RTGS', () => {
    const profile = changed(standard, { cutOff: { '23': '14:00' } });
    const at = new Date('2026-11-24T07:00:00Z');
    assert.equal(shortOf(route({ amount: 300n * MILLION, at, profile })), 'now 22 RTGS');
  });

  it('reaches a bank outside BI-FAST by clearing, by the switch at night, and waits with what is too much for it', () => {
    const outside = { beneficiary: { bankCode: '999' } };
    assert.equal(shortOf(route(outside)), 'now 23 SKN');
    const at = new Date('2026-11-24T15:00:00Z');
    assert.equal(shortOf(route({ ...outside, at, amount: 50n * MILLION })), 'now 18 ONLINE');
    assert.equal(shortOf(route({ ...outside, at, amount: 51n * MILLION })), 'later 23 SKN');
  });

  it('refuses what no clearing of the bank takes', () => {
    const profile = changed(standard, { channels: ['INTRABANK', 'ONLINE'] });
    const facts = { source: { bankCode: '002' }, beneficiary: { bankCode: '009' }, at: MORNING, rules, profile };
    const refused = routeOf({ ...facts, amount: 51n * MILLION });
    assert.ok('ok' in refused && refused.code === 'rail_not_available');
    const nothing = routeOf({ ...facts, amount: 0n });
    assert.ok('ok' in nothing && nothing.code === 'amount_invalid');
  });
});

describe('whatever the amount, hour and bank', () => {
  const facts = fc.record({
    source: fc.constantFrom('002', '008', '009', '014', '200', '451').map((bankCode) => ({ bankCode })),
    beneficiary: fc.constantFrom('002', '008', '014', '022', '999').map((bankCode) => ({ bankCode })),
    amount: fc.oneof(fc.bigInt(1n, 400n * MILLION), fc.bigInt(1n, 20_000n * MILLION)),
    at: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-20'), noInvalidDate: true }),
    profile: fc.constantFrom(...profiles.values()),
  });

  it('is whole, by a pair of service and channel that exists, within the limits of its clearing', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const found = route(given);
        // The answer names one way and no amount: there is nothing in it that could be a part.
        assert.deepEqual(
          Object.keys(found).filter((key) => !['kind', 'service', 'channel', 'at', 'why'].includes(key)),
          [],
        );
        assert.ok(ways.some(([service, channel]) => service === found.service && channel === found.channel));
        assert.equal(found.service === '17', given.source.bankCode === given.beneficiary.bankCode);
        if (found.channel === 'BIFAST') assert.ok(given.amount <= rules.get('rail.bifast.max'));
        if (found.channel === 'ONLINE') assert.ok(given.amount <= rules.get('rail.online.max'));
        if (found.channel === 'SKN') assert.ok(given.amount <= rules.get('rail.skn.max'));
        if (found.channel === 'RTGS') assert.ok(given.amount >= rules.get('rail.rtgs.min'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes later only to a working day, and goes then', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const found = route(given);
        if (found.kind === 'now') return;
        assert.ok(found.at > given.at);
        assert.ok(isWorkingDay(localDate(found.at, 'WIB'), holidays));
        assert.equal(route({ ...given, at: found.at }).kind, 'now');
      }),
      { numRuns: 2_000 },
    );
  });

  it('clears and settles in gross only on working days, before the cut-off of system and bank', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const found = route(given);
        if (found.kind === 'later' || (found.service !== '22' && found.service !== '23')) return;
        assert.ok(isWorkingDay(localDate(given.at, 'WIB'), holidays));
        const time = new Date(given.at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
        const [opens = '', closes = ''] = rules.get(found.service === '22' ? 'rail.rtgs.hours' : 'rail.skn.hours');
        assert.ok(time >= opens && time < closes && time < (given.profile.cutOff[found.service] ?? '24:00'));
      }),
      { numRuns: 2_000 },
    );
  });
});
