/** By which lines are found again without being read: keyed hashes, since amounts and references are nobody else's affair. */
import { derivedId } from '../kernel/ids.ts';
import { bankDay, type ToldLine } from './line.ts';
import { mainReference } from './remark.ts';

type Keyed = (text: string) => string;

/** The id under which a line is kept. */
export const lineId = (account: { readonly bankCode: string; readonly accountNo: string }, identity: string): string =>
  derivedId('statement', `${account.bankCode}/${account.accountNo}/${identity}`);

/** The same day, direction, amount and reference on one account: another source tells the same line so. */
export function alikeKey(keyed: Keyed, bookId: string, line: ToldLine): string {
  const { direction, sen, remark, references } = line;
  const reference = mainReference([remark, ...references].join(' '));
  return keyed(`alike\n${bookId}\n${bankDay(line.at)}\n${direction}\n${sen}\n${reference}`);
}

/** The same amount that leaves the same balance on the same day, whatever the words; null when the balance is not told. */
export const balanceKey = (keyed: Keyed, bookId: string, { at, direction, sen, after }: ToldLine): string | null =>
  after === null ? null : keyed(`balance\n${bookId}\n${bankDay(at)}\n${direction}\n${sen}\n${after}`);

export const amountKey = (keyed: Keyed, bookId: string, direction: ToldLine['direction'], sen: bigint): string =>
  keyed(`amount\n${bookId}\n${direction}\n${sen}`);
