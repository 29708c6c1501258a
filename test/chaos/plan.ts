/** What goes wrong in a run: faults at the bank and kills of processes, both functions of the seed. */
import type { FaultPlan } from '../../bank/faults/plan.ts';
import { dice, oneOf } from './dice.ts';

/** Longest wait of the platform for an answer, in a run: short, so that ten thousand payments do not take a day. */
export const BANK_TIMEOUT_MS = 1_500;
const BEYOND_MS = BANK_TIMEOUT_MS + 200;

/** Of a hundred answers about fifteen go wrong in one way or another. */
export function faultPlan(seed: number): FaultPlan {
  const money = ['17', '18', '91'].flatMap((service) => [
    { service, fault: 'timeoutBefore' as const, perMille: 20, ms: BEYOND_MS },
    { service, fault: 'timeoutAfter' as const, perMille: 25, ms: BEYOND_MS },
    { service, fault: 'error500' as const, perMille: 15 },
    { service, fault: 'error500After' as const, perMille: 20 },
    { service, fault: 'cutMidAnswer' as const, perMille: 20 },
    { service, fault: 'rejectAfterAccept' as const, perMille: 10 },
    { service, fault: 'maintenance' as const, perMille: 3 },
    { service, fault: 'clockSkew' as const, perMille: 3 },
    { service, fault: 'outage' as const, perMille: 10 },
    { service, fault: 'delay' as const, perMille: 30, ms: 150 },
  ]);
  const cards = ['54', '63', '65', '47'].flatMap((service) => [
    { service, fault: 'error500After' as const, perMille: 30 },
    { service, fault: 'cutMidAnswer' as const, perMille: 30 },
    { service, fault: 'timeoutBefore' as const, perMille: 20, ms: BEYOND_MS },
  ]);
  return {
    seed,
    rules: [
      ...money,
      ...cards,
      { service: '36', fault: 'contradictStatus', perMille: 100, ms: 2_000 },
      { service: '55', fault: 'contradictStatus', perMille: 50, ms: 2_000 },
      { service: '64', fault: 'contradictStatus', perMille: 50, ms: 2_000 },
      { service: '51', fault: 'contradictStatus', perMille: 50, ms: 2_000 },
      { service: '36', fault: 'error500', perMille: 40 },
      { service: '36', fault: 'timeoutBefore', perMille: 20, ms: BEYOND_MS },
      { service: '14', fault: 'error500', perMille: 50 },
      { service: '14', fault: 'hideStatementLine', perMille: 60, ms: 4_000 },
      { service: 'notice', fault: 'duplicateNotice', perMille: 150 },
      { service: 'notice', fault: 'wrongSignature', perMille: 100 },
      { service: 'notice', fault: 'lateNotice', perMille: 100, ms: 4_000 },
      { service: 'notice', fault: 'reorderNotice', perMille: 150, ms: 3_000 },
    ],
  };
}

export type Victim = 'serve' | 'work' | 'bank';

/** Kills when so many payments have ended. */
export interface Kill {
  readonly after: number;
  readonly victim: Victim;
}

/** Spread over the run; `work` and `bank` twice as often as `serve` unless told whom. */
export function killPlan(
  seed: number,
  payments: number,
  kills: number,
  victims: readonly Victim[] = ['work', 'bank', 'work', 'bank', 'serve'],
): Kill[] {
  const stretch = payments / (kills + 1);
  return Array.from({ length: kills }, (_, n) => ({
    after: Math.floor(stretch * n + dice(seed, `kill ${n}`, Math.max(1, Math.floor(stretch)))),
    victim: oneOf(seed, `victim ${n}`, victims),
  })).sort((a, b) => a.after - b.after);
}
