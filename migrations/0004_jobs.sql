-- The job queue (graphile-worker) lives in its own schema; `work` runs it, `journal.commit` adds to it as its owner.
GRANT USAGE ON SCHEMA graphile_worker TO digipay_work;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO digipay_work;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO digipay_work;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO digipay_work;
