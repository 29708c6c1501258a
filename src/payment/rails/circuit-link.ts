/** One bank connection as a process sees it: its circuit, how many calls are under way, and the client that keeps to both. */
import {
  admits,
  CIRCUIT_TERMS,
  type Circuit,
  type CircuitTerms,
  closedCircuit,
  type Heard,
  heard,
  trying,
} from './circuit.ts';
import { payerQueues } from './circuit-queues.ts';
import type { SnapClient } from './snap/client.ts';
import { codeOf, type Exchange } from './snap/outcome.ts';

/** Why nothing may leave now, and when to look again. */
export interface Barred {
  readonly ok: false;
  readonly why: 'open' | 'full';
  readonly againMs: number;
  /** Its pause is over: somebody should ask it something harmless. A payment is never the one that finds out. */
  readonly tryNow: boolean;
}

export interface Pass {
  readonly ok: true;
  leave(): void;
}

export interface BankLink {
  readonly bankCode: string;
  readonly circuit: Circuit;
  /**
   * Asked before anything is written as sent. What holds a pass may call although the circuit opens meanwhile: it was admitted.
   * `full`: this bank already occupies its share of the places, or `payer` its share of the bank's, and others must not wait for
   * them. Whoever is told to come again is told its own turn: the tenth that waits for one payer comes after the ninth.
   */
  enter(payer?: string, what?: 'PAYMENT' | 'QUESTION'): Pass | Barred;
  /** The same client, behind the circuit: on an open one a call is `not_sent` at once, a token call too. */
  guard(client: SnapClient): SnapClient;
}

export interface LinkOptions {
  readonly bankCode: string;
  /** Most passes at a time. */
  readonly places: number;
  readonly terms?: CircuitTerms;
  readonly now?: () => number;
  readonly random?: () => number;
  /** As another process or an earlier life of this one left it. */
  readonly from?: Circuit | null;
  readonly changed?: (link: string, before: Circuit, after: Circuit) => void;
}

export function createLink(options: LinkOptions): BankLink {
  const { bankCode, places, terms = CIRCUIT_TERMS, now = Date.now, random = Math.random, changed } = options;
  let circuit = options.from ?? closedCircuit(now());
  let passes = 0;
  const queues = payerQueues(Math.max(1, Math.ceil(places / 2)), random);

  function become(next: Circuit): void {
    const before = circuit;
    circuit = next;
    if (before.state !== next.state || before.until !== next.until) changed?.(bankCode, before, next);
  }
  /** Whether one call may go out now; takes the only try when that is what is left. */
  function taken(): boolean {
    const may = admits(circuit, now());
    if (may === 'as a try') become(trying(circuit, now()));
    return may !== 'no';
  }
  const againMs = (): number => {
    const left = circuit.until === null ? terms.firstMs : Math.max(0, circuit.until - now());
    return Math.ceil(left + random() * terms.firstMs);
  };

  return {
    bankCode,
    get circuit() {
      return circuit;
    },
    enter(payer = '', what = 'QUESTION') {
      const may = admits(circuit, now());
      if (may === 'no' || (may === 'as a try' && what === 'PAYMENT'))
        return { ok: false, why: 'open', againMs: againMs(), tryNow: may !== 'no' };
      if (passes >= places || !queues.enter(payer))
        return { ok: false, why: 'full', againMs: queues.turnMs(payer, now()), tryNow: false };
      taken();
      passes += 1;
      let left = false;
      return {
        ok: true,
        leave() {
          if (left) return;
          left = true;
          passes -= 1;
          queues.leave(payer);
          // The try was given to somebody who called nobody.
          if (circuit.state === 'HALF_OPEN' && circuit.trying && passes === 0) circuit = { ...circuit, trying: false };
        },
      };
    },
    guard: (client) => ({
      call: async (service, body) => {
        if (passes === 0 && !taken()) return { kind: 'not_sent', message: CIRCUIT_OPEN };
        const exchange = await client.call(service, body).catch((error: unknown) => {
          // A try that ends in an error of ours has ended too: the bank must not stay barred for ever.
          become(heard(circuit, 'silent', now(), random(), terms));
          throw error;
        });
        become(heard(circuit, heardIn(service, exchange), now(), random(), terms));
        return exchange;
      },
    }),
  };
}

export const CIRCUIT_OPEN = 'circuit open';

/** Large-value and clearing services have hours of their own: that they are closed says nothing about the rest of the bank. */
const OWN_HOURS: readonly string[] = ['22', '23'];
const TOO_MANY = 429;
const SERVER_FAULT = 500;

function heardIn(service: string, exchange: Exchange): Heard {
  if (exchange.kind !== 'answered') return 'silent';
  if (exchange.httpStatus >= SERVER_FAULT || exchange.httpStatus === TOO_MANY) return 'silent';
  const code = codeOf(exchange);
  if (code === null) return 'silent';
  return code.http === 403 && code.case === '06' && !OWN_HOURS.includes(service) ? 'shut' : 'well';
}
