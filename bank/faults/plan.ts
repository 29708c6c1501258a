/**
 * The fault plan of the sandbox: which answers go wrong, and how. Whether one does follows from the seed, the rule, the service,
 * the reference and the number of the try alone, so that a seed gives the same faults whatever the timing.
 */
import { createHash } from 'node:crypto';
import { parseTimestamp } from '../time.ts';

export const FAULTS = [
  /** Answers `ms` late. */
  'delay',
  /** Does nothing; cuts the line after `ms`. */
  'timeoutBefore',
  /** Does what was asked; cuts the line after `ms`. */
  'timeoutAfter',
  'error500',
  'error500After',
  /** Does what was asked; the line is cut in the middle of the answer. */
  'cutMidAnswer',
  'duplicateNotice',
  'lateNotice',
  /** Held back for up to `ms`, so that a later notice arrives first. */
  'reorderNotice',
  'wrongSignature',
  /** The bank's clock is `ms` ahead (or behind, below zero) while it looks at the request. */
  'clockSkew',
  /** HTTP 503 without a SNAP body, or no answer at all. */
  'outage',
  /** 403xx06. */
  'maintenance',
  /** For `ms` from the first question, the status enquiry says something else than the truth. */
  'contradictStatus',
  /** A transfer is accepted (202) and fails afterwards. */
  'rejectAfterAccept',
  /** A line comes onto the statement `ms` after it was booked. */
  'hideStatementLine',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultRule {
  /** SNAP service code, `73` for tokens, `*` for every service, `notice` for what the bank tells its partner. */
  readonly service: string;
  readonly fault: Fault;
  /** 0 never … 1000 always. */
  readonly perMille: number;
  readonly ms?: number;
  /** ISO 8601 with zone: the rule holds from, until before. */
  readonly from?: string;
  readonly to?: string;
  /** Of this reference alone. */
  readonly key?: string;
}

export interface FaultPlan {
  /** Integer. */
  readonly seed: number;
  /** The first that fits and fires is the fault. */
  readonly rules: readonly FaultRule[];
}

export interface Fired {
  readonly fault: Fault;
  readonly ms: number;
  /** 0 … 2³²−1, the same for the same try: for faults with a choice in them. */
  readonly dice: number;
}

/** When a rule tells none. */
const DEFAULT_MS: Readonly<Partial<Record<Fault, number>>> = {
  delay: 1_000,
  timeoutBefore: 30_000,
  timeoutAfter: 30_000,
  lateNotice: 60_000,
  reorderNotice: 5_000,
  clockSkew: 600_000,
  contradictStatus: 60_000,
  hideStatementLine: 3_600_000,
};
const PER_MILLE = 1000;

/** Faults that last for a reference, whichever try it is. */
export const LASTING: readonly Fault[] = ['contradictStatus', 'hideStatementLine', 'rejectAfterAccept'];

export interface Occasion {
  readonly service: string;
  /** What the request is about: the partner's reference, otherwise an account or a code; '' when neither. */
  readonly key: string;
  /** From 1. */
  readonly nth: number;
  readonly at: Date;
}

/** Pure. `only`: faults that this moment of the work could show. */
export function firedBy(plan: FaultPlan, occasion: Occasion, only: readonly Fault[] = FAULTS): Fired | null {
  for (const [index, rule] of plan.rules.entries()) {
    if (!only.includes(rule.fault) || !concerns(rule, occasion)) continue;
    const nth = LASTING.includes(rule.fault) ? 0 : occasion.nth;
    const dice = diceOf(`${plan.seed}|${index}|${occasion.service}|${occasion.key}|${nth}`);
    if (dice % PER_MILLE < rule.perMille)
      return { fault: rule.fault, ms: rule.ms ?? DEFAULT_MS[rule.fault] ?? 0, dice: Math.floor(dice / PER_MILLE) };
  }
  return null;
}

/** Whether the plan has anything to say about a service now; then its tries are counted. */
export const speaksOf = (plan: FaultPlan, service: string): boolean =>
  plan.rules.some((rule) => rule.service === service || (rule.service === '*' && service !== 'notice'));

function concerns({ service, key, from, to }: FaultRule, occasion: Occasion): boolean {
  if (service !== occasion.service && (service !== '*' || occasion.service === 'notice')) return false;
  if (key !== undefined && key !== occasion.key) return false;
  if (from !== undefined && occasion.at < new Date(from)) return false;
  return to === undefined || occasion.at < new Date(to);
}

const diceOf = (said: string): number => createHash('sha256').update(said).digest().readUInt32BE(0);

const MAX_RULES = 200;
const SERVICE = /^(\d{2}|\*|notice)$/;

/** The plan, or what is wrong with it. */
export function parseFaultPlan(value: unknown): FaultPlan | { readonly wrong: string } {
  if (!isRecord(value)) return { wrong: 'plan must be an object' };
  const { seed, rules } = value;
  if (!Number.isSafeInteger(seed)) return { wrong: 'seed must be an integer' };
  if (!Array.isArray(rules) || rules.length > MAX_RULES)
    return { wrong: `rules must be a list of at most ${MAX_RULES}` };
  for (const [index, rule] of rules.entries()) {
    const wrong = wrongWith(rule);
    if (wrong !== null) return { wrong: `rules[${index}]: ${wrong}` };
  }
  return { seed: seed as number, rules: rules as FaultRule[] };
}

function wrongWith(rule: unknown): string | null {
  if (!isRecord(rule)) return 'must be an object';
  const { service, fault, perMille, ms, from, to, key } = rule;
  if (typeof service !== 'string' || !SERVICE.test(service)) return 'service must be two digits, * or notice';
  if (!FAULTS.some((one) => one === fault)) return `fault must be one of ${FAULTS.join(', ')}`;
  if (!Number.isInteger(perMille) || (perMille as number) < 0 || (perMille as number) > PER_MILLE)
    return 'perMille must be 0 to 1000';
  if (ms !== undefined && !Number.isSafeInteger(ms)) return 'ms must be an integer';
  if (key !== undefined && typeof key !== 'string') return 'key must be text';
  for (const moment of [from, to])
    if (moment !== undefined && (typeof moment !== 'string' || parseTimestamp(moment) === null))
      return 'from and to must be ISO 8601 with zone';
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
