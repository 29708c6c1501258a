/**
 * Levels of a satker's CMS contract (two to four; PMK 183/PMK.05/2019, the rest is the contract with the bank): which office acts at
 * which level, and up to which amount its word is enough. Pure.
 */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Rules } from '../regulation/rules.ts';

export const LEVELS = ['MAKER', 'CHECKER', 'APPROVER', 'RELEASER'] as const;
export type Level = (typeof LEVELS)[number];

/** Offices that may release; checking is the PPSPM's and approving the KPA's. */
export const RELEASERS = ['KPA', 'PPSPM', 'BENDAHARA'] as const;
export type Releaser = (typeof RELEASERS)[number];

/** Levels that may have a limit. The maker's sums are bounded by the petty cash. */
export type LimitedLevel = Exclude<Level, 'MAKER'>;

export interface Levels {
  /** In their order; always with MAKER and APPROVER. */
  readonly order: readonly Level[];
  readonly releaser: Releaser;
  /**
   * Rupiah up to which the word of a level is enough; null or absent: of any amount. Above it the releaser must act too. Without any
   * limit every payment is released, where there is a releaser.
   */
  readonly limits: { readonly [L in LimitedLevel]?: bigint | null };
}

/** The office that acts at a level. */
export function officeOf(levels: Levels, level: Level): 'BENDAHARA' | 'PPSPM' | 'KPA' {
  switch (level) {
    case 'MAKER':
      return 'BENDAHARA';
    case 'CHECKER':
      return 'PPSPM';
    case 'APPROVER':
      return 'KPA';
    case 'RELEASER':
      return levels.releaser;
  }
}

/** What holds where the satker has set nothing (regulation key `cms.levels`). */
export function defaultLevels(rules: Rules): Levels {
  const named: readonly string[] = rules.get('cms.levels');
  return { order: LEVELS.filter((level) => named.includes(level)), releaser: 'PPSPM', limits: {} };
}

/** The field that is wrong in a setting; null when it is sound. A level's limit never falls below that of the level before it. */
export function levelsFault({ order, limits, releaser }: Levels): string | null {
  const inOrder = LEVELS.filter((level) => order.includes(level));
  if (inOrder.length !== order.length || inOrder.some((level, i) => level !== order[i])) return 'levels';
  if (!order.includes('MAKER') || !order.includes('APPROVER')) return 'levels';
  if (!RELEASERS.includes(releaser)) return 'releaser';
  let least = 0n;
  for (const level of LEVELS) {
    if (level === 'MAKER') continue;
    const limit = limits[level] ?? null;
    if (limit === null) continue;
    if (!order.includes(level) || limit <= 0n || limit < least) return `limits.${level}`;
    least = limit;
  }
  return null;
}

const limitOf = ({ limits }: Levels, level: LimitedLevel): bigint | null => limits[level] ?? null;

/** Whether a payment of this amount (what leaves the account, in rupiah) is released by a person after its approval. */
export function needsRelease(levels: Levels, amount: bigint): boolean {
  if (!levels.order.includes('RELEASER')) return false;
  const set = (['CHECKER', 'APPROVER'] as const).flatMap((level) => limitOf(levels, level) ?? []);
  return set.length === 0 || set.some((limit) => amount > limit);
}

/** Above what the last level may do, nobody may pay it: said before anything is held. Null: somebody may. */
export function limitRefusal(levels: Levels, amount: bigint): Refusal | null {
  const last = needsRelease(levels, amount) ? (['RELEASER'] as const) : (['CHECKER', 'APPROVER'] as const);
  for (const level of last) {
    const limit = limitOf(levels, level);
    if (limit !== null && amount > limit)
      return refuse('level_limit_exceeded', { amount, limit, level, who: officeOf(levels, level) });
  }
  return null;
}
