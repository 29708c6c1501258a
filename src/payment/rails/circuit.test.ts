import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { admits, type Circuit, closedCircuit, type Heard, heard, CIRCUIT_TERMS as terms, trying } from './circuit.ts';
import { CIRCUIT_OPEN, createLink } from './circuit-link.ts';
import type { Exchange } from './snap/outcome.ts';

const told = (what: readonly Heard[], now = 0, from = closedCircuit(0)): Circuit =>
  what.reduce((circuit, one) => heard(circuit, one, now, 0.5, terms), from);
const times = (n: number, what: Heard): Heard[] => Array.from({ length: n }, () => what);

describe('the circuit of a bank connection', () => {
  it('opens after five silent calls in a row, and not before', () => {
    assert.equal(told(times(4, 'silent')).state, 'CLOSED');
    assert.equal(told([...times(4, 'silent'), 'well', ...times(4, 'silent')]).state, 'CLOSED');
    const open = told(times(5, 'silent'));
    assert.deepEqual([open.state, open.reason], ['OPEN', 'SILENT']);
    assert.equal(admits(open, 0), 'no');
  });

  it('opens when most of the last twenty were silent, though never five in a row', () => {
    const mostly = Array.from({ length: 21 }, (_, n): Heard => (n % 4 === 3 ? 'well' : 'silent'));
    assert.equal(told(mostly).state, 'OPEN');
    const half = Array.from({ length: 60 }, (_, n): Heard => (n % 2 === 0 ? 'well' : 'silent'));
    assert.equal(told(half).state, 'CLOSED');
  });

  it('lets one call try when its pause is over, and closes or opens for longer by its answer', () => {
    const open = told(times(5, 'silent'));
    const at = open.until ?? 0;
    assert.equal(admits(open, at - 1), 'no');
    assert.equal(admits(open, at), 'as a try');
    const half = trying(open, at);
    assert.equal(admits(half, at), 'no', 'one at a time');
    assert.equal(heard(half, 'well', at, 0.5, terms).state, 'CLOSED');
    const again = heard(half, 'silent', at, 0.5, terms);
    assert.equal(again.state, 'OPEN');
    assert.equal((again.until ?? 0) - at, 2 * at, 'twice the pause');
  });

  it('knows a bank that is closed at this hour from one that is silent', () => {
    const shut = told(['shut']);
    assert.deepEqual([shut.state, shut.reason, shut.openings], ['OPEN', 'SHUT', 0]);
  });

  it('never pauses for longer than its terms, never admits while it waits, whatever it hears', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom<Heard>('well', 'silent', 'shut'),
            fc.nat(400_000),
            fc.float({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
          ),
        ),
        (steps) => {
          let circuit = closedCircuit(0);
          let now = 0;
          for (const [what, pause, random] of steps) {
            now += pause;
            if (admits(circuit, now) !== 'no') circuit = trying(circuit, now);
            circuit = heard(circuit, what, now, random, terms);
            if (circuit.state !== 'OPEN') continue;
            const left = (circuit.until ?? Number.NaN) - now;
            assert.ok(left <= Math.max(terms.longestMs, terms.shutMs));
            if (left > 0) assert.equal(admits(circuit, now), 'no');
          }
        },
      ),
    );
  });
});

const answered = (httpStatus: number, responseCode: string): Exchange => ({
  kind: 'answered',
  httpStatus,
  bankTime: null,
  body: { responseCode, responseMessage: '' },
});
const well = answered(200, '2003600');
const lost: Exchange = { kind: 'lost', message: 'timeout' };

function linkWith(says: () => Exchange, places = 2) {
  let now = 0;
  let calls = 0;
  const states: string[] = [];
  const link = createLink({
    bankCode: '002',
    places,
    now: () => now,
    random: () => 0.5,
    changed: (_, before, after) => before.state !== after.state && states.push(after.state),
  });
  const client = link.guard({
    call: async () => {
      calls += 1;
      return says();
    },
  });
  return {
    link,
    client,
    states,
    calls: () => calls,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a client behind the circuit', () => {
  it('answers not_sent at once while the circuit is open, and tells its changes', async () => {
    let says: Exchange = lost;
    const { client, link, states, calls, pass } = linkWith(() => says);
    for (let n = 0; n < 5; n += 1) await client.call('36', {});
    assert.deepEqual(await client.call('36', {}), { kind: 'not_sent', message: CIRCUIT_OPEN });
    assert.equal(calls(), 5);
    const barred = link.enter();
    assert.ok(!barred.ok && barred.why === 'open' && barred.againMs > 0);
    pass(terms.firstMs);
    says = well;
    assert.equal((await client.call('36', {})).kind, 'answered');
    assert.deepEqual(states, ['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  it('lets a question find out whether the bank is back, and no payment', async () => {
    let says: Exchange = lost;
    const { client, link, pass } = linkWith(() => says);
    for (let n = 0; n < 5; n += 1) await client.call('36', {});
    pass(terms.firstMs);
    const barred = link.enter('a', 'PAYMENT');
    assert.ok(!barred.ok && barred.tryNow);
    says = well;
    await client.call('11', {});
    assert.equal(link.enter('a', 'PAYMENT').ok, true);
  });

  it('lets what was admitted finish, although it opens meanwhile', async () => {
    const { client, link } = linkWith(() => lost);
    const pass = link.enter();
    assert.ok(pass.ok);
    for (let n = 0; n < 6; n += 1) assert.equal((await client.call('17', {})).kind, 'lost');
    pass.leave();
    assert.equal((await client.call('17', {})).kind, 'not_sent');
  });

  it('gives one bank its share of the places and no more', () => {
    const { link } = linkWith(() => well);
    const passes = [link.enter('a'), link.enter('b'), link.enter('c')];
    assert.deepEqual(
      passes.map(({ ok }) => ok),
      [true, true, false],
    );
    if (passes[0]?.ok) passes[0].leave();
    assert.equal(link.enter('c').ok, true);
  });

  it('gives one payer half of them, and those of it that wait their turns', () => {
    const { link } = linkWith(() => well, 4);
    const mine = Array.from({ length: 30 }, () => link.enter('big'));
    assert.equal(mine.filter(({ ok }) => ok).length, 2);
    const turns = mine.flatMap((one) => (one.ok ? [] : [one.againMs]));
    assert.deepEqual(
      turns,
      turns.toSorted((a, b) => a - b),
      'the later comes after the earlier',
    );
    assert.ok((turns.at(-1) ?? 0) > (turns[0] ?? 0) + 2_000);
    assert.equal(link.enter('small').ok, true, 'whoever has one payment does not wait for thirty');
  });

  it('counts 5xx and 429 as silence, a refusal of a payment as an answer, and closed hours of SKN as SKN’s own', async () => {
    const refusals = linkWith(() => answered(403, '4031714'));
    for (let n = 0; n < 30; n += 1) await refusals.client.call('17', {});
    assert.equal(refusals.link.circuit.state, 'CLOSED');
    const skn = linkWith(() => answered(403, '4032306'));
    await skn.client.call('23', {});
    assert.equal(skn.link.circuit.state, 'CLOSED');
    const closed = linkWith(() => answered(403, '4031706'));
    await closed.client.call('17', {});
    assert.deepEqual([closed.link.circuit.state, closed.link.circuit.reason], ['OPEN', 'SHUT']);
    for (const status of [503, 429]) {
      const bad = linkWith(() => answered(status, `${status}1700`));
      for (let n = 0; n < 5; n += 1) await bad.client.call('17', {});
      assert.equal(bad.link.circuit.state, 'OPEN', String(status));
    }
  });

  it('gives the try back when nobody called', () => {
    const { link, pass } = linkWith(() => lost);
    const first = link.enter();
    assert.ok(first.ok);
    first.leave();
    assert.equal(link.circuit.state, 'CLOSED');
    pass(1);
  });
});

describe('a try that ends in an error of ours', () => {
  it('does not bar the bank for ever', async () => {
    let says = (): Exchange => lost;
    const { link, client, pass } = linkWith(() => says());
    for (let i = 0; i < terms.inARow; i += 1) await client.call('11', {});
    assert.equal(link.circuit.state, 'OPEN');
    says = () => {
      throw new Error('signing failed');
    };
    pass(terms.longestMs);
    await assert.rejects(client.call('11', {}));
    pass(terms.longestMs);
    assert.ok(link.enter('p', 'QUESTION').ok, link.circuit.state);
  });
});
