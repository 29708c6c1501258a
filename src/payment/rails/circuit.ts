/**
 * The circuit breaker of one bank connection, as a pure machine: closed → open when the bank stops answering → half open, when a
 * single call may try → closed. While it is open nothing is sent, so that nothing has to be asked about afterwards.
 */

export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';
/** SILENT: no answer, or none that a bank gives. SHUT: the bank says that it is closed at this hour (403xx06). */
export type CircuitReason = 'SILENT' | 'SHUT';

export interface Circuit {
  readonly state: CircuitState;
  readonly reason: CircuitReason | null;
  /** Milliseconds since 1970 of the last change of state. */
  readonly since: number;
  /** While OPEN: when a call may try again. */
  readonly until: number | null;
  /** Bad answers in a row. */
  readonly inARow: number;
  /** Of the last calls, oldest first: true where the bank answered as a bank does. */
  readonly recent: readonly boolean[];
  /** Times it opened without having been well in between. */
  readonly openings: number;
  /** HALF_OPEN: a call is under way that decides. */
  readonly trying: boolean;
}

/** What one call told about the connection, whatever it told about a payment. */
export type Heard = 'well' | 'silent' | 'shut';

export interface CircuitTerms {
  /** Opens after so many bad answers in a row … */
  readonly inARow: number;
  /** … or when of the last `window` calls more than `perMille` were bad. */
  readonly window: number;
  readonly perMille: number;
  /** First pause; doubles at every opening, up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Pause after the bank said that it is closed at this hour. */
  readonly shutMs: number;
}

export const CIRCUIT_TERMS: CircuitTerms = {
  inARow: 5,
  window: 20,
  perMille: 600,
  firstMs: 5_000,
  longestMs: 300_000,
  shutMs: 60_000,
};

/** The usual terms with another first pause; a bank that says it is closed is left alone for twelve times as long. */
export const circuitTerms = (firstMs: number): CircuitTerms => ({
  ...CIRCUIT_TERMS,
  firstMs,
  shutMs: firstMs * SHUT_TIMES,
});
const SHUT_TIMES = 12;

export const closedCircuit = (now: number): Circuit => ({
  state: 'CLOSED',
  reason: null,
  since: now,
  until: null,
  inARow: 0,
  recent: [],
  openings: 0,
  trying: false,
});

/** Whether a call may go out now, and as what. */
export function admits({ state, until, trying }: Circuit, now: number): 'yes' | 'as a try' | 'no' {
  if (state === 'CLOSED') return 'yes';
  if (state === 'OPEN') return until !== null && now >= until ? 'as a try' : 'no';
  return trying ? 'no' : 'as a try';
}

/** A call that may go out as a try has gone out. */
export const trying = (circuit: Circuit, now: number): Circuit =>
  circuit.state === 'CLOSED'
    ? circuit
    : { ...circuit, state: 'HALF_OPEN', since: circuit.state === 'HALF_OPEN' ? circuit.since : now, trying: true };

const PER_MILLE = 1000;

/** `random` in [0, 1): processes that opened together do not come back together. */
export function heard(circuit: Circuit, what: Heard, now: number, random: number, terms: CircuitTerms): Circuit {
  if (what === 'shut') return opened(circuit, 'SHUT', now, terms.shutMs * (0.5 + random / 2));
  const recent = [...circuit.recent, what === 'well'].slice(-terms.window);
  if (what === 'well') {
    // What was sent before it opened may still be answered: only a try closes it.
    if (circuit.state === 'OPEN') return circuit;
    const well = recent.length === terms.window && !recent.includes(false);
    const closed: Circuit = { ...circuit, recent, inARow: 0, openings: well ? 0 : circuit.openings, trying: false };
    return circuit.state === 'CLOSED' ? closed : { ...closed, state: 'CLOSED', reason: null, since: now, until: null };
  }
  const inARow = circuit.inARow + 1;
  const next = { ...circuit, recent, inARow };
  if (circuit.state === 'OPEN') return circuit;
  const bad = recent.filter((one) => !one).length;
  const often = recent.length === terms.window && bad * PER_MILLE > terms.perMille * terms.window;
  if (circuit.state === 'CLOSED' && inARow < terms.inARow && !often) return next;
  const pause = Math.min(terms.firstMs * 2 ** Math.min(circuit.openings, 16), terms.longestMs);
  return opened(next, 'SILENT', now, pause * (0.5 + random / 2));
}

const opened = (circuit: Circuit, reason: CircuitReason, now: number, pauseMs: number): Circuit => ({
  ...circuit,
  state: 'OPEN',
  reason,
  since: circuit.state === 'OPEN' ? circuit.since : now,
  until: now + Math.ceil(pauseMs),
  recent: [],
  inARow: 0,
  openings: reason === 'SHUT' ? circuit.openings : circuit.openings + 1,
  trying: false,
});
