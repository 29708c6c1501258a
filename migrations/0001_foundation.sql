-- Rooms as schemas, the extensions they use, and the database roles. Roles are made without a password and without
-- LOGIN; whoever runs the platform grants both (the trial does it by itself).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE SCHEMA ledger;
CREATE SCHEMA journal;
CREATE SCHEMA platform;
CREATE SCHEMA identity;
CREATE SCHEMA organisation;
CREATE SCHEMA catalogue;
CREATE SCHEMA budget;
CREATE SCHEMA purchasing;
CREATE SCHEMA payment;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'digipay_serve') THEN CREATE ROLE digipay_serve NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'digipay_work') THEN CREATE ROLE digipay_work NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was faster
END $$;

GRANT USAGE ON SCHEMA ledger, journal, platform, identity, organisation, catalogue, budget, purchasing, payment
  TO digipay_serve, digipay_work;

-- Who asks, for row-level security: set once per read transaction by platform/database.ts.
CREATE FUNCTION platform.scope(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('digipay.' || name, true), '');

CREATE FUNCTION platform.scope_id(name text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('digipay.' || name, true), '')::uuid;
