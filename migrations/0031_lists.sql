-- What the first page of a busy office reads: by index, and no more than is shown.

-- Payments that wait for somebody of a satker (payment/payment.tasks.ts), a few among all that it ever paid.
CREATE INDEX instruction_waiting ON payment.instruction (satker_id, created_at DESC, id DESC)
  WHERE state IN ('DRAFT', 'SUBMITTED', 'CHECKED', 'APPROVED', 'OPEN');
