-- Finding sales quickly, papers by version, and all that a catalog entry holds.

-- Stock: copies that leave without being sold, and a box that is being counted.
CREATE TABLE stock_exit (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  left_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  session_id TEXT REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  makers TEXT NOT NULL,
  maker_share_ppm INTEGER,
  copies INTEGER NOT NULL CHECK (copies <> 0 AND abs(copies) <= 100000),
  why TEXT NOT NULL CHECK (why IN ('free', 'trade', 'solidarity', 'damaged', 'display')),
  note TEXT NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1))
) STRICT;
CREATE INDEX stock_exit_by_day ON stock_exit (business_day);
CREATE INDEX stock_exit_by_event ON stock_exit (event) WHERE event <> '';
CREATE INDEX stock_exit_by_sku ON stock_exit (sku, why, copies);
CREATE TRIGGER stock_exit_stays BEFORE DELETE ON stock_exit BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_exit_as_made BEFORE UPDATE ON stock_exit BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
ALTER TABLE stock_movement ADD COLUMN exit_seq INTEGER REFERENCES stock_exit (seq);

-- What was found in the box so far, until it is taken: no part of the books. `last_movement` is the movement that the books
-- ended at when the title was counted, so that what sells meanwhile is no difference.
CREATE TABLE stocktake (
  sku TEXT PRIMARY KEY,
  found INTEGER NOT NULL CHECK (found BETWEEN 0 AND 100000),
  last_movement INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
