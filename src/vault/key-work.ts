/** Keeps how far long work on keys has come: what was killed goes on where it was, and others can look. */
import type { Queryable } from '../platform/database.ts';

export type WorkKind = 'REWRAP' | 'ROTATE' | 'RESEAL' | 'DESTROY';

export interface KeyWork {
  readonly id: string;
  readonly kind: WorkKind;
  readonly target: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
}

interface Row {
  readonly id: string;
  readonly kind: WorkKind;
  readonly target: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly done: string;
}

const COLUMNS = 'id, kind, target, started_at, finished_at, done';
const keyWork = ({ started_at, finished_at, done, ...row }: Row): KeyWork => ({
  ...row,
  startedAt: started_at,
  finishedAt: finished_at,
  done: Number(done),
});

/** The work of this kind and target that was not finished, or a new one. */
export async function takeUpWork(db: Queryable, kind: WorkKind, target: string): Promise<KeyWork> {
  const { rows } = await db.query<Row>(
    `INSERT INTO platform.key_work (kind, target) VALUES ($1, $2)
     ON CONFLICT (kind, target) WHERE finished_at IS NULL DO UPDATE SET moved_at = clock_timestamp()
     RETURNING ${COLUMNS}`,
    [kind, target],
  );
  const row = rows[0];
  if (!row) throw new Error('no line of work');
  return keyWork(row);
}

export async function moveWork(db: Queryable, { id }: KeyWork, done: number): Promise<void> {
  await db.query('UPDATE platform.key_work SET done = done + $2, moved_at = clock_timestamp() WHERE id = $1', [
    id,
    done,
  ]);
}

export async function finishWork(db: Queryable, { id }: KeyWork): Promise<KeyWork> {
  const { rows } = await db.query<Row>(
    `UPDATE platform.key_work SET finished_at = clock_timestamp() WHERE id = $1 RETURNING ${COLUMNS}`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new Error('no line of work');
  return keyWork(row);
}

/** Newest first. */
export async function latestWork(db: Queryable, most: number): Promise<KeyWork[]> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM platform.key_work ORDER BY started_at DESC LIMIT $1`, [
    most,
  ]);
  return rows.map(keyWork);
}
