/** Reads budget lines with their figures from the ledger. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import { type AccountIds, account, balances, creditRoom, debitRoom } from '../ledger/accounts.ts';
import type { Queryable } from '../platform/database.ts';
import type { BudgetLine, LineFigures } from './line.ts';

export interface LineWithFigures extends BudgetLine {
  readonly figures: LineFigures;
}

interface Row {
  readonly id: string;
  readonly satker_id: string;
  readonly body: Buffer;
}

/** Lines of the asker's satker in a year, by akun. */
export async function budgetLines(
  db: Queryable,
  codec: Codec,
  ids: AccountIds,
  satkerId: string,
  year: number,
): Promise<LineWithFigures[]> {
  const { rows } = await db.query<Row>(
    'SELECT id, satker_id, body FROM budget.line WHERE satker_id = $1 AND year = $2 ORDER BY akun, id',
    [satkerId, year],
  );
  const lines = await Promise.all(rows.map((row) => decode(codec, row)));
  const figures = await figuresOf(
    db,
    ids,
    lines.map((line) => line.id),
  );
  return lines.map((line) => ({ ...line, figures: figures.get(line.id) ?? none }));
}

export async function budgetLineById(
  db: Queryable,
  codec: Codec,
  ids: AccountIds,
  id: string,
): Promise<LineWithFigures | null> {
  const { rows } = await db.query<Row>('SELECT id, satker_id, body FROM budget.line WHERE id = $1', [id]);
  const row = rows[0];
  if (!row) return null;
  return { ...(await decode(codec, row)), figures: (await figuresOf(db, ids, [id])).get(id) ?? none };
}

const none: LineFigures = { pagu: 0n, blocked: 0n, committed: 0n, realised: 0n, available: 0n };

/** The four accounts of each line, read in one statement so that the figures are of one moment. */
async function figuresOf(db: Queryable, ids: AccountIds, lines: readonly string[]): Promise<Map<string, LineFigures>> {
  const kinds = ['budget.authorised', 'budget.available', 'budget.blocked', 'budget.realised'] as const;
  const found = await balances(
    db,
    ids,
    lines.flatMap((line) => kinds.map((kind) => account(kind, line))),
  );
  return new Map(
    lines.map((line, i) => {
      const [authorised, available, blocked, realised] = found.slice(i * kinds.length, (i + 1) * kinds.length);
      if (!authorised || !available || !blocked || !realised) return [line, none];
      return [
        line,
        {
          pagu: debitRoom(authorised),
          blocked: creditRoom(blocked),
          committed: available.debitsPending,
          realised: realised.creditsPosted - realised.debitsPosted,
          available: creditRoom(available),
        },
      ];
    }),
  );
}

function decode(codec: Codec, row: Row): Promise<BudgetLine> {
  const table = 'budget.line';
  return codec.decode(row.body, { table, id: row.id, column: 'body', owner: ownerOf(table, row.id, row) });
}
