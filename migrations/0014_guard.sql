-- Whatever names a satker, a vendor or a KPPN shows its rows to these alone; the ledger answers questions about accounts, not
-- queries; those who oversee read and do nothing else.
--
-- Kinds of database role, none of them a member of another, none an owner of anything but the first:
--   the owner, which runs the migrations (in production `digipay_migrate`, never a process that listens; docs/security/database-roles.md)
--   digipay_serve and digipay_work, which read by policy and write through `journal.commit`
--   digipay_identity, which alone holds the proofs of who somebody is
--   digipay_auditor, which reads all business tables and writes nowhere (and digipay_keys, of 0011, which seals anew)
-- Row-level security is not forced on the owner: `journal.commit` and the other doors run as the owner and must see every row,
-- so a policy for the owner would have to let everything through. Instead no process signs in as the owner (test/database-guard.test.ts).

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'digipay_auditor') THEN CREATE ROLE digipay_auditor NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was faster
END $$;

-- The catalogue. A draft is its shop's own affair. Under row-level security an operator that is not leakproof, as full text
-- and likeness are, cannot use its index; so search reads a view with the same condition, which the planner sees through.
ALTER TABLE catalogue.product ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown_products ON catalogue.product FOR SELECT TO digipay_serve
  USING (state <> 'DRAFT' OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY work_products ON catalogue.product FOR SELECT TO digipay_work USING (true);

CREATE VIEW catalogue.shown_product AS
  SELECT * FROM catalogue.product p
  WHERE p.state <> 'DRAFT' OR p.vendor_id = platform.scope_id('vendor');
GRANT SELECT ON catalogue.shown_product TO digipay_serve, digipay_work;

-- Shops that have had something for sale are public, as their products are.
ALTER TABLE catalogue.shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_shops ON catalogue.shop FOR SELECT TO digipay_serve, digipay_work USING (true);

-- A photo of an order that the vendor may not see yet is not the vendor's to see either.
DROP POLICY own_files ON purchasing.file;
CREATE POLICY own_files ON purchasing.file FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker')
    OR (vendor_id = platform.scope_id('vendor') AND EXISTS (SELECT FROM purchasing."order" o WHERE o.id = file.order_id AND o.vendor_sees)));

-- What `serve` never reads.
REVOKE SELECT ON payment.notice, journal.head, journal.bookmark FROM digipay_serve;

-- The ledger tells numbers, never whose: but `serve` asks about accounts whose ids it can compute, and cannot list the others.
CREATE FUNCTION ledger.balances(accounts uuid[])
RETURNS TABLE (id uuid, debits_pending bigint, debits_posted bigint, credits_pending bigint, credits_posted bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT a.id, a.debits_pending, a.debits_posted, a.credits_pending, a.credits_posted FROM ledger.account a WHERE a.id = ANY (accounts);
  END;
REVOKE ALL ON FUNCTION ledger.balances FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.balances TO digipay_serve, digipay_work, digipay_auditor;
REVOKE SELECT ON ledger.account, ledger.transfer FROM digipay_serve;

-- Differences in the ledger may be asked for by whoever may not read it.
ALTER FUNCTION ledger.verify() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE ALL ON FUNCTION ledger.verify() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.verify() TO digipay_serve, digipay_work, digipay_auditor;
REVOKE ALL ON FUNCTION catalogue.follow_product() FROM PUBLIC;

-- Oversight. A KPPN reads about its satker, a Kanwil about those of its KPPN, the centre and the auditors about all of them.
CREATE INDEX IF NOT EXISTS satker_by_kppn ON organisation.satker (kppn_code);

-- The satker that the asker's KPPN or Kanwil looks after; null for everybody else.
CREATE FUNCTION platform.overseen() RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT CASE WHEN coalesce(platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL THEN ARRAY(
      SELECT s.id FROM organisation.satker s
      WHERE s.kppn_code = platform.scope('kppn')
         OR s.kppn_code IN (SELECT k.code FROM organisation.kppn k WHERE k.kanwil_code = platform.scope('kanwil'))) END;
  END;
REVOKE ALL ON FUNCTION platform.overseen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.overseen TO digipay_serve, digipay_work;

-- Where the ids begin that the asker may see: the first of all for national oversight, otherwise null. As a bound and not as
-- a yes or no, it leaves every policy a comparison of one column, which an index can answer.
CREATE FUNCTION platform.nationwide() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN platform.scope('oversight') = 'national' THEN '00000000-0000-0000-0000-000000000000'::uuid END;

-- The satker's own affairs begin to concern others when the order is placed.
CREATE POLICY overseen_orders ON purchasing."order" FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]) AND ordered_on IS NOT NULL);
CREATE POLICY national_orders ON purchasing."order" FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide() AND ordered_on IS NOT NULL);

CREATE POLICY overseen_instructions ON payment.instruction FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]));
CREATE POLICY national_instructions ON payment.instruction FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide());

CREATE POLICY overseen_lines ON budget.line FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]));
CREATE POLICY national_lines ON budget.line FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide());

-- What happened to these orders and payments, and nothing else of the journal.
CREATE POLICY overseen_events ON journal.event FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]) AND aggregate IN ('order', 'payment'));
CREATE POLICY national_events ON journal.event FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide() AND aggregate IN ('order', 'payment'));

-- Who supplies these satker, wherever it is looked after.
CREATE POLICY supplier_of_overseen ON organisation.vendor FOR SELECT TO digipay_serve
  USING (coalesce(platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL AND EXISTS (
    SELECT FROM purchasing."order" o
    WHERE o.vendor_id = vendor.id AND o.satker_id = ANY ((SELECT platform.overseen())::uuid[]) AND o.ordered_on IS NOT NULL));

-- The auditor reads every business table as it is stored; what is encrypted stays so. Neither proofs of identity nor keys.
-- A policy may stand before row-level security is switched on, so a new table may call this first.
CREATE FUNCTION platform.auditable(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT ON %s TO digipay_auditor', name);
  IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = name AND p.polname = 'auditor_reads') THEN
    EXECUTE format('CREATE POLICY auditor_reads ON %s FOR SELECT TO digipay_auditor USING (true)', name);
  END IF;
END $$;
REVOKE ALL ON FUNCTION platform.auditable FROM PUBLIC;

-- From here on whatever `journal.commit` may write can be audited: registering a table for the one gives it to the other.
ALTER FUNCTION journal.register(regclass, text[]) RENAME TO register_columns;
CREATE FUNCTION journal.register(name regclass, columns text[]) RETURNS void LANGUAGE sql
  BEGIN ATOMIC
    SELECT journal.register_columns(name, columns);
    SELECT platform.auditable(name);
  END;
REVOKE ALL ON FUNCTION journal.register FROM PUBLIC;

GRANT USAGE ON SCHEMA ledger, journal, platform, identity, organisation, catalogue, budget, purchasing, payment TO digipay_auditor;
SELECT platform.auditable(c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.oid <> 'platform.data_key'::regclass AND (
  n.nspname IN ('ledger', 'journal', 'platform', 'organisation', 'catalogue', 'budget', 'purchasing', 'payment')
  OR EXISTS (SELECT FROM journal.writable w WHERE w.name = n.nspname || '.' || c.relname));

-- Nobody needs tables of the moment; whoever could make them could hide functions in them.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
