-- Statement files that treasurers bring: each once, whole, and how far it is taken over.

CREATE SCHEMA IF NOT EXISTS reconciliation;
GRANT USAGE ON SCHEMA reconciliation TO digipay_serve, digipay_work, digipay_auditor;

CREATE TABLE reconciliation.statement_file (
  id          uuid        PRIMARY KEY,
  version     int         NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  satker_id   uuid        NOT NULL REFERENCES organisation.satker,
  state       text        NOT NULL CHECK (state IN ('RECEIVED', 'CHECKING', 'IMPORTING', 'DONE', 'REFUSED')),
  created_at  timestamptz NOT NULL,
  -- a keyed hash of the content: the same file is there once
  content_key text        NOT NULL,
  -- when any process may take it up; null when nothing is left to do
  next_at     timestamptz,
  body        bytea       NOT NULL,
  UNIQUE (satker_id, content_key)
);
CREATE INDEX statement_file_by_satker ON reconciliation.statement_file (satker_id, created_at DESC, id DESC);
CREATE INDEX statement_file_to_take_up ON reconciliation.statement_file (next_at) WHERE next_at IS NOT NULL;
SELECT journal.register('reconciliation.statement_file', ARRAY['satker_id', 'state', 'created_at', 'content_key', 'next_at']);

-- The content, packed, in pieces; only `work` reads it.
CREATE TABLE reconciliation.statement_chunk (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  upload_id  uuid        NOT NULL,
  n          int         NOT NULL CHECK (n >= 0),
  body       bytea       NOT NULL,
  UNIQUE (upload_id, n)
);
CREATE INDEX statement_chunk_by_satker ON reconciliation.statement_chunk (satker_id);
SELECT journal.register('reconciliation.statement_chunk', ARRAY['satker_id', 'upload_id', 'n']);

GRANT SELECT ON reconciliation.statement_file TO digipay_serve, digipay_work;
GRANT SELECT ON reconciliation.statement_chunk TO digipay_work;

ALTER TABLE reconciliation.statement_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_statement_files ON reconciliation.statement_file FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker'));
CREATE POLICY national_statement_files ON reconciliation.statement_file FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide());
CREATE POLICY work_statement_files ON reconciliation.statement_file FOR SELECT TO digipay_work USING (true);

ALTER TABLE reconciliation.statement_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_statement_chunks ON reconciliation.statement_chunk FOR SELECT TO digipay_work USING (true);
