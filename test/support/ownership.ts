/**
 * Whose a row is, table by table, told apart from the policies: from the rows as a superuser sees them. The test of row-level
 * security compares the two.
 */
import type { Queryable } from '../../src/platform/database.ts';
import type { Asker } from '../../src/platform/http/asker.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Everything in the database that decides whose something is. */
export interface Facts {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
}

/** Tables of ours that `serve` may read, quoted as SQL wants them. */
export async function readableTables(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v') AND NOT (n.nspname LIKE 'pg\\_%' OR n.nspname IN ('information_schema', 'public'))
       AND has_any_column_privilege('digipay_serve', c.oid, 'SELECT')`,
  );
  return rows.map(({ name }) => name).sort();
}

export const quoted = (table: string): string => table.replace(/\.(.*)$/, '."$1"');

export async function factsOf(owner: Queryable, tables: readonly string[]): Promise<Facts> {
  const found = new Map<string, readonly Row[]>();
  for (const table of tables) found.set(table, (await owner.query(`SELECT * FROM ${quoted(table)}`)).rows);
  // The view repeats its table's condition, for a superuser too.
  found.set('catalogue.shown_product', found.get('catalogue.product') ?? []);
  return { tables: found };
}

type Rule = (row: Row, who: Asker, facts: Facts) => boolean;

const rowsOf = (facts: Facts, table: string): readonly Row[] => facts.tables.get(table) ?? [];
const national = (who: Asker): boolean => who.officeKind === 'DJPB' || who.officeKind === 'OVERSIGHT';

function looksAfterKppn(code: unknown, who: Asker, facts: Facts): boolean {
  if (typeof code !== 'string') return false;
  if (national(who) || (who.officeKind === 'KPPN' && who.officeCode === code)) return true;
  const kppn = rowsOf(facts, 'organisation.kppn').find((one) => one.code === code);
  return who.officeKind === 'KANWIL' && kppn?.kanwil_code === who.officeCode;
}

function oversees(satkerId: unknown, who: Asker, facts: Facts): boolean {
  const satker = rowsOf(facts, 'organisation.satker').find((one) => one.id === satkerId);
  return satker !== undefined && looksAfterKppn(satker.kppn_code, who, facts);
}

const ofSatker = (row: Row, who: Asker): boolean => who.satkerId !== null && row.satker_id === who.satkerId;
const ofVendor = (row: Row, who: Asker): boolean => who.vendorId !== null && row.vendor_id === who.vendorId;
const vendorOf = (facts: Facts, id: unknown) => rowsOf(facts, 'organisation.vendor').find((one) => one.id === id);
const orderOf = (facts: Facts, id: unknown) => rowsOf(facts, 'purchasing.order').find((one) => one.id === id);
const everybody: Rule = () => true;

const order: Rule = (row, who, facts) =>
  ofSatker(row, who) ||
  (ofVendor(row, who) && row.vendor_sees === true) ||
  (row.ordered_on !== null && oversees(row.satker_id, who, facts));

const assignment: Rule = (row, who, facts) =>
  row.person_id === who.personId ||
  ofSatker(row, who) ||
  ofVendor(row, who) ||
  national(who) ||
  (row.office_kind === 'KPPN' && looksAfterKppn(row.office_code, who, facts)) ||
  (row.office_kind === 'KANWIL' && who.officeKind === 'KANWIL' && row.office_code === who.officeCode) ||
  oversees(row.satker_id, who, facts) ||
  looksAfterKppn(vendorOf(facts, row.vendor_id)?.kppn_code, who, facts) ||
  (row.role === 'VENDOR_ADMIN' && who.satkerId !== null && vendorOf(facts, row.vendor_id)?.invited_by === who.satkerId);

const product: Rule = (row, who) => row.state !== 'DRAFT' || ofVendor(row, who);

/** A table that is not here has no rule, and the test says so. */
export const RULES: { readonly [table: string]: Rule } = {
  'budget.line': (row, who, facts) => ofSatker(row, who) || oversees(row.satker_id, who, facts),
  'card.bill': ofSatker,
  'card.receipt': ofSatker,
  'catalogue.product': product,
  'catalogue.shown_product': product,
  'catalogue.shop': everybody,
  'catalogue.slip': everybody,
  'catalogue.word': everybody,
  'identity.assignment': assignment,
  'identity.correction': (row, who, facts) =>
    row.person_id === who.personId ||
    row.asked_by === who.personId ||
    ofSatker(row, who) ||
    ofVendor(row, who) ||
    (row.decides !== 'ADMIN_SATKER' &&
      ['KPPN', 'KANWIL', 'DJPB', 'OVERSIGHT'].includes(who.officeKind) &&
      rowsOf(facts, 'identity.assignment').some((a) => a.person_id === row.person_id && assignment(a, who, facts))),
  'identity.factor_policy': (row, who) => ofSatker(row, who) || ofVendor(row, who),
  'identity.person': (row, who, facts) =>
    row.id === who.personId ||
    rowsOf(facts, 'identity.assignment').some((a) => a.person_id === row.id && assignment(a, who, facts)),
  'identity.service_account': (row, who) =>
    ofSatker(row, who) ||
    ofVendor(row, who) ||
    national(who) ||
    (who.officeKind === 'KPPN' && row.office_code === who.officeCode),
  'identity.service_key': (row, who, facts) =>
    rowsOf(facts, 'identity.service_account').some(
      (one) => one.id === row.account_id && RULES['identity.service_account']?.(one, who, facts) === true,
    ),
  'journal.event': (row, who, facts) =>
    ofSatker(row, who) ||
    ofVendor(row, who) ||
    row.person_id === who.personId ||
    (['order', 'payment'].includes(String(row.aggregate)) && oversees(row.satker_id, who, facts)),
  'ledger.chart': everybody,
  'organisation.kppn': everybody,
  'organisation.satker': (row, who, facts) =>
    row.id === who.satkerId ||
    looksAfterKppn(row.kppn_code, who, facts) ||
    rowsOf(facts, 'purchasing.order').some(
      (one) => one.satker_id === row.id && ofVendor(one, who) && one.vendor_sees === true,
    ),
  'organisation.vendor': (row, who, facts) =>
    row.id === who.vendorId ||
    national(who) ||
    (who.satkerId !== null &&
      (['ACTIVE', 'SUSPENDED', 'BLOCKED'].includes(String(row.state)) || row.invited_by === who.satkerId)) ||
    looksAfterKppn(row.kppn_code, who, facts) ||
    (['KPPN', 'KANWIL'].includes(who.officeKind) &&
      rowsOf(facts, 'purchasing.order').some(
        (one) => one.vendor_id === row.id && one.ordered_on !== null && oversees(one.satker_id, who, facts),
      )),
  'payment.bank_link': (_, who) => who.vendorId === null,
  'payment.card': ofSatker,
  'payment.cms_setting': ofSatker,
  'payment.instruction': (row, who, facts) =>
    ofSatker(row, who) || ofVendor(row, who) || oversees(row.satker_id, who, facts),
  'payment.payee': ofSatker,
  'payment.statement_line': ofSatker,
  'privacy.erasure': (row, who) => row.person_id === who.personId || national(who),
  'purchasing.file': (row, who, facts) =>
    ofSatker(row, who) || (ofVendor(row, who) && orderOf(facts, row.order_id)?.vendor_sees === true),
  'purchasing.order': order,
  'tax.deposit': (row, who, facts) => ofSatker(row, who) || oversees(row.satker_id, who, facts),
  'tax.withholding': (row, who, facts) =>
    ofSatker(row, who) || ofVendor(row, who) || oversees(row.satker_id, who, facts),
  'treasury.replaced': ofSatker,
  'treasury.replenishment': (row, who, facts) => ofSatker(row, who) || oversees(row.satker_id, who, facts),
  'reconciliation.book': ofSatker,
  'reconciliation.closing': ofSatker,
  'reconciliation.statement_file': (row, who) => ofSatker(row, who) || national(who),
};
