-- How this sandbox misbehaves when it is told to. Kept here so that a bank that was killed goes on misbehaving as before.

CREATE TABLE bank.fault_plan (
  only_one boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
  plan     jsonb       NOT NULL,
  set_at   timestamptz NOT NULL
);

-- Times that a service was asked about one reference under the plan: the nth try has a fault of its own.
CREATE TABLE bank.fault_try (
  service  text        NOT NULL,
  key      text        NOT NULL,
  tries    integer     NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (service, key)
);
