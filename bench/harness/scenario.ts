/** The words of a bench: a scenario has cases that are measured in turn, and bars that their figures must meet. */
import type { Latency } from './latency.ts';
import type { ProcessorTime } from './processes.ts';

/** What one round of one case gave. */
export interface Measured {
  /** Units of work done. */
  readonly done: number;
  readonly ms: number;
  readonly latency?: Latency | undefined;
  /** Processor time by process over these units, in milliseconds. */
  readonly processor?: ProcessorTime | undefined;
  /** Further figures by name, as memory in MB. */
  readonly figures?: Readonly<Record<string, number>> | undefined;
}

export interface Case {
  readonly name: string;
  /** What is counted: `payments`, `queries`. */
  readonly unit: string;
  /** Measures for about `ms`; what it needs is made before its clock starts. */
  run(ms: number): Promise<Measured>;
  /** Rounds and time of its own, where a case cannot be repeated at will. */
  readonly rounds?: number;
}

export interface Bar {
  readonly what: string;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
  readonly unit?: string;
}

/** All rounds of a case. */
export interface CaseResult {
  readonly name: string;
  readonly unit: string;
  /** Units a second: median, lowest and highest of the rounds. */
  readonly rate: { readonly median: number; readonly low: number; readonly high: number };
  readonly latency?: Latency | undefined;
  /** Milliseconds of processor time for one unit, by process. */
  readonly processorPerUnit?: ProcessorTime | undefined;
  readonly figures?: Readonly<Record<string, number>> | undefined;
}

export interface Opened {
  readonly cases: readonly Case[];
  /** Throws when what was done fast was done wrong. Answers in words what was checked. */
  verify(): Promise<string>;
  /** What the figures must meet, from the results by name. */
  bars(result: (name: string) => CaseResult): readonly Bar[];
  close(): Promise<void>;
}

export interface RunOptions {
  readonly rounds: number;
  /** Of one case in one round. */
  readonly ms: number;
  /** A share of the full size, 1 by default: for trying the bench itself. */
  readonly scale: number;
  readonly say: (line: string) => void;
}

export interface Scenario {
  readonly name: string;
  /** One line for people. */
  readonly about: string;
  open(options: RunOptions): Promise<Opened>;
}

export const met = ({ value, least, most }: Bar): boolean =>
  Number.isFinite(value) && (least === undefined || value >= least) && (most === undefined || value <= most);
