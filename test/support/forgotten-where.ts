/**
 * Takes the conditions out of the application's own queries, as a mistake would, and looks at the rows that come back. For tests:
 * it lays itself between every connection of `serve` and PostgreSQL.
 */
import pg from 'pg';

/** Columns by which the application asks for what is somebody's, or for one thing. */
const OWNING =
  'satker_id|vendor_id|requester_id|person_id|holder_person_id|by_person|invited_by|order_id|aggregate_id|account_id|kppn_code|office_code|reference|id';
const ONE = new RegExp(`\\b(?:[a-z_]+\\.)?(?:${OWNING})\\s*=\\s*\\$(\\d+)(?:::\\w+)?`, 'g');
const ANY = new RegExp(`\\b(?:[a-z_]+\\.)?(?:${OWNING})\\s*=\\s*ANY\\s*\\(\\$(\\d+)(?:::[\\w[\\]]+)?\\)`, 'g');

/** The query without them; how many were taken out. A parameter stays mentioned, or PostgreSQL would miss it. */
export function withoutWhere(text: string): { readonly text: string; readonly removed: number } {
  let removed = 0;
  const gone = (type: string) => (_: string, n: string) => {
    removed += 1;
    return `($${n}::${type} IS NULL OR true)`;
  };
  return { text: text.replace(ANY, gone('text[]')).replace(ONE, gone('text')), removed };
}

export interface Seen {
  queries: number;
  removed: number;
  readonly rows: { readonly sql: string; readonly id: string }[];
}

type Query = (this: pg.Client & { user?: string }, text: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/** A statement that is sent by name (`platform/prepared.ts`). */
function prepared(asked: unknown): { readonly text: string; readonly values: unknown } | null {
  if (typeof asked !== 'object' || asked === null || !('text' in asked) || !('values' in asked)) return null;
  return { text: String(asked.text), values: asked.values };
}

/** Until `restore` is called, reads of `serve` lose their conditions; `seen` is told what came back. */
export function forgetWhere(seen: () => Seen): { restore(): void } {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const real = prototype.query;
  const reading = new WeakSet<object>();
  prototype.query = function (asked, values, ...rest) {
    const text = typeof asked === 'string' ? asked : prepared(asked)?.text;
    if (text === undefined || this.user !== 'digipay_serve') return real.call(this, asked, values, ...rest);
    if (text === 'BEGIN READ ONLY') reading.add(this);
    if (text === 'COMMIT') reading.delete(this);
    if (!reading.has(this) || !/^\s*(SELECT|WITH)/.test(text) || text.includes('set_config'))
      return real.call(this, asked, values, ...rest);
    const into = seen();
    const stripped = withoutWhere(text);
    into.queries += 1;
    into.removed += stripped.removed;
    const given = prepared(asked)?.values ?? values;
    const answer = real.call(this, stripped.text, given, ...rest) as Promise<pg.QueryResult<Record<string, unknown>>>;
    return answer.then((result) => {
      for (const row of result.rows)
        for (const key of [row.id, row.assignment_id])
          if (typeof key === 'string') into.rows.push({ sql: text, id: key });
      return result;
    });
  };
  return {
    restore() {
      prototype.query = real;
    },
  };
}
