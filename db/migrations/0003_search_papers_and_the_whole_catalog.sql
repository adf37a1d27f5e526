-- Finding sales quickly, papers by version, and all that a catalog entry holds.

-- Papers: the head and foot of receipts by version, the logo, and what waits to be printed.

-- A version is in force for the entries behind `since_seq`; the last one for those to come. Never changed.
CREATE TABLE logo (id BLOB PRIMARY KEY CHECK (length(id) = 32), png BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE letterhead (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  since_seq INTEGER NOT NULL CHECK (since_seq >= 0),
  changed_at INTEGER NOT NULL,
  shop TEXT NOT NULL,
  tagline TEXT NOT NULL,
  footer TEXT NOT NULL,
  code TEXT NOT NULL,
  language TEXT NOT NULL,
  logo_id BLOB REFERENCES logo (id)
) STRICT;
INSERT INTO letterhead (version, since_seq, changed_at, shop, tagline, footer, code, language)
  SELECT 1, 0, created_at, coalesce((SELECT value FROM setting WHERE key = 'shop'), ''),
    coalesce((SELECT value FROM setting WHERE key = 'tagline'), ''), coalesce((SELECT value FROM setting WHERE key = 'footer'), ''), '', 'en'
  FROM till;
CREATE TRIGGER logo_stays BEFORE DELETE ON logo BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER logo_as_made BEFORE UPDATE ON logo BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER letterhead_stays BEFORE DELETE ON letterhead BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER letterhead_as_made BEFORE UPDATE ON letterhead BEGIN SELECT raise(ABORT, 'old papers carry it'); END;

-- Receipts that were sent to a printer, and how that went: no part of the books.
CREATE TABLE paper_print (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  paper TEXT NOT NULL,
  printer TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy IN (0, 1)),
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printed', 'forgotten')),
  why TEXT NOT NULL
) STRICT;
CREATE INDEX paper_print_of ON paper_print (register, number);
CREATE INDEX paper_print_waiting ON paper_print (id) WHERE state = 'waiting';
