-- The queue's tables have row-level security without a policy: only their owner sees rows. `work` runs the queue, so it
-- sees all of them; nobody else sees any.
DO $$
DECLARE
  job_table record;
BEGIN
  FOR job_table IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity LOOP
    EXECUTE format('CREATE POLICY work_runs_the_queue ON %s TO digipay_work USING (true) WITH CHECK (true)', job_table.name);
  END LOOP;
END $$;
