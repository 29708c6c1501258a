/** Which field of MT940 and MT942 may follow which. */
import { StatementFileRefused } from './fault.ts';
import type { Field } from './mt-fields.ts';

/** Ranks never fall; those of REPEATS may stand more than once. */
const RANK: { readonly [tag: string]: number | undefined } = {
  '20': 1,
  '21': 2,
  '25': 3,
  '25P': 3,
  '28': 4,
  '28C': 4,
  '60F': 5,
  '60M': 5,
  '34F': 5,
  '13': 6,
  '13D': 6,
  '61': 7,
  '62F': 8,
  '62M': 8,
  '90D': 8,
  '90C': 9,
  '64': 10,
  '65': 11,
  '86': 12,
};
const REPEATS: readonly string[] = ['34F', '61', '65'];
const ONLY_940: readonly string[] = ['60F', '60M', '62F', '62M', '64', '65'];
const ONLY_942: readonly string[] = ['34F', '13', '13D', '90D', '90C'];

export const isTag = (tag: string): boolean => Object.hasOwn(RANK, tag);

/** How far a message is. */
export interface Standing {
  readonly format: 'MT940' | 'MT942' | null;
  readonly rank: number;
  /** Tag of the field before. */
  readonly last: string;
  readonly accountNo: string;
  readonly sequence: string | null;
  /** The statement is told, or goes on from the page before. */
  readonly opened: boolean;
  readonly closing: object | null;
}

/** The rank of the field that follows. Throws StatementFileRefused `TAG_ORDER` when it may not stand there. */
export function rankOf(now: Standing, { tag, no }: Field): number {
  const rank = RANK[tag] ?? 0;
  const again = rank === now.rank && !(REPEATS.includes(tag) && (now.last === tag || now.last === '86'));
  const format = ONLY_940.includes(tag) ? 'MT940' : ONLY_942.includes(tag) ? 'MT942' : now.format;
  const foreign = now.format !== null && format !== now.format;
  const early = rank >= RANK_OF_BALANCE && (now.accountNo === '' || now.sequence === null);
  const headless = rank > RANK_OF_BALANCE && !now.opened;
  const closingFirst = rank >= RANK_AFTER_CLOSING && format === 'MT940' && now.closing === null;
  if (rank < now.rank || again || foreign || early || headless || closingFirst)
    throw new StatementFileRefused(no, 'TAG_ORDER', `:${tag}:`);
  return rank;
}

const RANK_OF_BALANCE = 5;
const RANK_AFTER_CLOSING = 10;
