/**
 * What an explained line does in the ledger: it is released from suspense, and its explanation posts it where it belongs. The two meet
 * in `bank.cash`, which therefore moved once, when the line was taken.
 */
import type { AccountRef, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';
import { cash, moved, suspense } from './book.ts';
import type { LineClass, StatementRow } from './line.ts';

type Posted = Pick<StatementRow, 'satkerId' | 'posted'>;

/** Out of suspense. `cause` is the command's. */
export const released = (cause: string, { satkerId, posted }: Posted): readonly Transfer[] =>
  moved(derivedId(cause, 'release'), suspense(satkerId), cash(satkerId), posted, 'statement.released');

/** Back into suspense: the explanation was wrong. */
export const suspended = (cause: string, { satkerId, posted }: Posted): readonly Transfer[] =>
  moved(derivedId(cause, 'suspend'), cash(satkerId), suspense(satkerId), posted, 'statement.suspended');

/** Where money of a class comes from or goes to; null when what explains it posts it itself, or nothing is to be posted. */
export function counterOf(kind: LineClass, satkerId: string): AccountRef | null {
  switch (kind) {
    case 'FEE':
    case 'TAX':
    case 'INTEREST':
    case 'CORRECTION':
      return account('bank.fee', satkerId);
    case 'RETURN':
    case 'RETURNED_PAYMENT':
      return account('bank.incoming', satkerId);
    default:
      return null;
  }
}

/** Between `bank.cash` and where it belongs, in the line's direction. */
export const belongs = (cause: string, line: Posted, counter: AccountRef): readonly Transfer[] =>
  moved(derivedId(cause, 'belongs'), cash(line.satkerId), counter, line.posted, 'statement.explained');

/** Moves that cancel these, in a later command. */
export function reversed(cause: string, moves: readonly Transfer[]): Transfer[] {
  return moves.flatMap((one, i) =>
    one.kind === 'move'
      ? [
          {
            ...one,
            id: derivedId(cause, `reverse:${i}`),
            debit: one.credit,
            credit: one.debit,
            reason: 'statement.undone',
          },
        ]
      : [],
  );
}
