-- Finding sales quickly, papers by version, and all that a catalog entry holds.

-- By which words sales and corrections are found: made from the journal, up to an entry; the search itself looks through
-- what came after. A sale is recorded without waiting for it.
CREATE VIRTUAL TABLE record_words USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii');
CREATE TABLE record_words_to (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO record_words_to (one, seq) VALUES (1, 0);

-- What came in from files, and each title as it stood before and after, so that an import is undone as one.
-- A title is kept as its row, in JSON by column; nothing where it was new.
CREATE TABLE import (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  file TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  last_movement INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE TABLE import_title (
  import_number INTEGER NOT NULL REFERENCES import (number),
  n INTEGER NOT NULL,
  sku TEXT NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  copies INTEGER NOT NULL,
  PRIMARY KEY (import_number, n)
) STRICT, WITHOUT ROWID;
-- A new title goes to the end, which is found without counting all of them.
CREATE INDEX title_by_position ON title (position);

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
