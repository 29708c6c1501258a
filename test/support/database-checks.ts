/** What must hold of the rights in a database, asked of PostgreSQL's own catalogue. Each check answers faults; none: all is well. */
import type { Queryable } from '../../src/platform/database.ts';

/** Roles that a process or a person signs in with; the owner runs migrations only. */
export const APP_ROLES = [
  'digipay_serve',
  'digipay_work',
  'digipay_identity',
  'digipay_keys',
  'digipay_auditor',
] as const;

/** Schemas of the platform, with the queue's; everything else is PostgreSQL's own. */
const OURS = `NOT (n.nspname LIKE 'pg\\_%' OR n.nspname = 'information_schema')`;

/** Tables that may be written without `journal.commit`, and by whom: they are no business records. */
const MAY_WRITE: readonly { readonly role: string; readonly tables: RegExp }[] = [
  { role: 'digipay_identity', tables: /^identity\./ },
  { role: 'digipay_work', tables: /^(graphile_worker|mail)\./ },
  { role: 'digipay_keys', tables: /^platform\.key_work$/ },
];

/** Shown to anybody on purpose; a policy without a condition elsewhere is a fault. */
const PUBLIC_TABLES: readonly string[] = ['catalogue.shop', 'organisation.kppn'];

/** Views read as their owner, past row-level security: one repeats the condition of its table, one names tables and no rows. */
const KNOWN_VIEWS: readonly string[] = ['catalogue.shown_product', 'platform.resealable'];

/** Columns by which a row belongs to somebody. */
const OWNING_COLUMNS = ['satker_id', 'vendor_id', 'kppn_code', 'kanwil_code', 'office_code', 'region_code'];

interface Line {
  readonly fault: string;
}

const faultsOf = async (db: Queryable, sql: string, values: unknown[] = []): Promise<string[]> =>
  (await db.query<Line>(sql, values)).rows.map(({ fault }) => fault).sort();

/** Nobody but the owner writes business records, the journal or the ledger; not even one column of them. */
export async function writersOfRecords(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ role: string; table: string; privilege: string; business: boolean }>(
    `SELECT r.rolname AS role, p.privilege, n.nspname || '.' || c.relname AS table, w.name IS NOT NULL AS business
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN unnest($1::text[]) AS r (rolname)
     CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p (privilege)
     LEFT JOIN journal.writable w ON w.name = n.nspname || '.' || c.relname
     WHERE ${OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND (has_table_privilege(r.rolname, c.oid, p.privilege)
         OR (p.privilege IN ('INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(r.rolname, c.oid, p.privilege)))`,
    [APP_ROLES],
  );
  return rows
    .filter((one) => one.business || !MAY_WRITE.some(({ role, tables }) => role === one.role && tables.test(one.table)))
    .map(({ role, table, privilege }) => `${role} may ${privilege} ${table}`)
    .sort();
}

/** Every table with an owner in it, and every business table, hides rows; each role that may read it has a policy. */
export async function unguardedTables(db: Queryable): Promise<string[]> {
  const owned = `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname = ANY ($2))`;
  const tables = `SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity AS guarded
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${OURS} AND c.relkind IN ('r', 'p')
       AND (${owned} OR EXISTS (SELECT FROM journal.writable w WHERE w.name = n.nspname || '.' || c.relname))`;
  return faultsOf(
    db,
    `WITH t AS (${tables})
     SELECT t.name || ' has no row-level security' AS fault FROM t WHERE NOT t.guarded
     UNION ALL
     SELECT format('%s may read %s, which has no policy for it', r.rolname, t.name)
     FROM t CROSS JOIN unnest($1::text[]) AS r (rolname)
     WHERE t.guarded AND has_any_column_privilege(r.rolname, t.oid, 'SELECT')
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polpermissive AND p.polcmd IN ('r', '*')
         AND r.rolname = ANY (SELECT x::regrole::text FROM unnest(p.polroles) AS x))`,
    [APP_ROLES, OWNING_COLUMNS],
  );
}

/** Policies that let `serve` see everything, and views that go past policies. */
export async function openDoors(db: Queryable): Promise<string[]> {
  return faultsOf(
    db,
    `SELECT format('%s shows every row to digipay_serve (%s)', p.polrelid::regclass, p.polname) AS fault
     FROM pg_policy p
     WHERE p.polpermissive AND ('digipay_serve'::regrole = ANY (p.polroles) OR 0 = ANY (p.polroles))
       AND pg_get_expr(p.polqual, p.polrelid) = 'true' AND p.polrelid::regclass::text <> ALL ($1)
     UNION ALL
     SELECT format('%I.%I is read as its owner by %s', n.nspname, c.relname, r.rolname)
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest($3::text[]) AS r (rolname)
     WHERE n.nspname <> 'graphile_worker' AND ${OURS} AND c.relkind IN ('v', 'm') AND has_table_privilege(r.rolname, c.oid, 'SELECT')
       AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false) AND n.nspname || '.' || c.relname <> ALL ($2)`,
    [PUBLIC_TABLES, KNOWN_VIEWS, APP_ROLES],
  );
}

/** Functions that run as the owner look nowhere else than they were written for, and are not for everybody. */
export async function looseFunctions(db: Queryable): Promise<string[]> {
  const functions = `SELECT p.oid, p.oid::regprocedure::text AS name, p.proconfig, p.proacl
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE ${OURS} AND p.prosecdef AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;
  return faultsOf(
    db,
    `WITH f AS (${functions})
     SELECT f.name || ' runs as its owner without a fixed search_path' AS fault FROM f
     WHERE NOT EXISTS (SELECT FROM unnest(f.proconfig) AS s WHERE s IN ('search_path=pg_catalog, pg_temp', 'search_path=""'))
     UNION ALL
     SELECT f.name || ' runs as its owner for everybody' FROM f
     WHERE f.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(f.proacl) AS x WHERE x.grantee = 0 AND x.privilege_type = 'EXECUTE')`,
  );
}

/** No role of a process is more than it is called, owns anything, or may become another. */
export async function mightyRoles(db: Queryable): Promise<string[]> {
  return faultsOf(
    db,
    `SELECT r.rolname || ' may do more than a process needs' AS fault FROM pg_roles r
     WHERE r.rolname = ANY ($1) AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls OR r.rolreplication)
     UNION ALL
     SELECT format('%s may become %s', m.member::regrole, m.roleid::regrole) FROM pg_auth_members m
     WHERE m.member IN (SELECT oid FROM pg_roles WHERE rolname = ANY ($1))
     UNION ALL
     SELECT format('%s owns %s', c.relowner::regrole, c.oid::regclass) FROM pg_class c
     WHERE c.relowner IN (SELECT oid FROM pg_roles WHERE rolname = ANY ($1))
     UNION ALL
     SELECT format('%s may make things in schema %s', r.rolname, n.nspname)
     FROM pg_namespace n CROSS JOIN unnest($1::text[]) AS r (rolname)
     WHERE ${OURS} AND has_schema_privilege(r.rolname, n.oid, 'CREATE')`,
    [APP_ROLES],
  );
}

/** Nothing of ours is for everybody who can connect. */
export async function publicGrants(db: Queryable): Promise<string[]> {
  return faultsOf(
    db,
    `SELECT format('everybody may %s %I.%I', x.privilege_type, n.nspname, c.relname) AS fault
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) AS x
     WHERE ${OURS} AND x.grantee = 0
     UNION ALL
     SELECT format('everybody may enter schema %s', n.nspname) FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) AS x
     WHERE ${OURS} AND n.nspname <> 'public' AND x.grantee = 0`,
  );
}

/** Proofs of identity and keys, which the auditor has no business with. */
const NOT_AUDITED = /^(identity\.|mail\.|platform\.data_key$)/;

/** Business tables that the auditor cannot read, and proofs or keys that it can. */
export async function auditorFaults(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string; reads: boolean; business: boolean }>(
    `SELECT n.nspname || '.' || c.relname AS name, has_table_privilege('digipay_auditor', c.oid, 'SELECT') AS reads,
       EXISTS (SELECT FROM journal.writable w WHERE w.name = n.nspname || '.' || c.relname) AS business
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${OURS} AND c.relkind IN ('r', 'p') AND n.nspname NOT IN ('graphile_worker', 'public')`,
  );
  return rows
    .filter(({ name, reads, business }) => reads !== (business || !NOT_AUDITED.test(name)))
    .map(({ name, reads }) => `the auditor ${reads ? 'reads' : 'cannot read'} ${name}`)
    .sort();
}

export const databaseChecks = {
  writersOfRecords,
  unguardedTables,
  openDoors,
  looseFunctions,
  mightyRoles,
  publicGrants,
  auditorFaults,
} as const;
