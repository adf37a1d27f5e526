-- Sales with money that nobody saw arrive yet, and how much: kept right by each sale, correction and confirmation.
CREATE TABLE unverified_sale (
  sale_seq INTEGER PRIMARY KEY REFERENCES sale (seq),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
) STRICT;
INSERT INTO unverified_sale (sale_seq, amount_minor)
  SELECT sale_seq, sum(amount) FROM (
    SELECT p.sale_seq, given_minor - change_minor AS amount FROM payment p WHERE unverified = 1
      AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = p.sale_seq)
    UNION ALL
    SELECT c.sale_seq, -amount_minor FROM correction c CROSS JOIN correction_payment p ON p.correction_seq = c.seq
      WHERE unverified = 1 AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = c.sale_seq AND f.seq > c.seq))
  GROUP BY sale_seq HAVING sum(amount) > 0;
