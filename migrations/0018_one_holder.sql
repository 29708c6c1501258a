-- An office that one person holds alone is held once on every day, also when two are named at the same moment (src/people/registrar.ts).
-- A period that ends before it begins was withdrawn.
ALTER TABLE identity.assignment ADD CONSTRAINT assignment_one_holder
  EXCLUDE USING gist (satker_id WITH =, role WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
  WHERE (satker_id IS NOT NULL AND role IN ('ADMIN_SATKER', 'KPA', 'BENDAHARA', 'PPSPM', 'KKP_ADMIN')
    AND (valid_to IS NULL OR valid_to >= valid_from));
