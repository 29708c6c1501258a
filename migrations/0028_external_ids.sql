-- Some banks take only 9 to 19 digits as the number of a request, too few for time and chance. One counter for all processes of `work`: it
-- begins again after a thousand million requests, more than a day can make, so no number comes twice in a day.

CREATE SEQUENCE payment.external_id AS bigint MINVALUE 1 MAXVALUE 999999999 CYCLE;
GRANT USAGE ON SEQUENCE payment.external_id TO digipay_work;
