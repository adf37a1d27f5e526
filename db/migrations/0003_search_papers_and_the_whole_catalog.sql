-- Finding sales quickly, papers by version, and all that a catalog entry holds.

-- By which words sales and corrections are found: made from the journal, up to an entry; the search itself looks through
-- what came after. A sale is recorded without waiting for it.
CREATE VIRTUAL TABLE record_words USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8', tokenize='ascii');
CREATE TABLE record_words_to (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO record_words_to (one, seq) VALUES (1, 0);

-- Changes of the catalog, by hand or from files, and each row as it stood before and after, so that one is undone as one.
-- A row is kept in JSON by column; nothing where there was none. Imports are numbered by themselves.
CREATE TABLE catalog_change (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  what TEXT NOT NULL,
  import_number INTEGER UNIQUE,
  file TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  last_movement INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE TABLE catalog_change_row (
  change_number INTEGER NOT NULL REFERENCES catalog_change (number),
  n INTEGER NOT NULL,
  noun TEXT NOT NULL CHECK (noun IN ('title', 'price_list', 'tax_class')),
  key TEXT NOT NULL,
  before TEXT,
  after TEXT,
  copies INTEGER NOT NULL,
  PRIMARY KEY (change_number, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX catalog_change_row_by_key ON catalog_change_row (key, change_number);
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

-- Pictures of covers, scaled once to what tiles need, each under the SHA-256 of its bytes.
CREATE TABLE cover (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1024),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1024),
  picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 1048576)
) STRICT;

-- The rest of what a title holds. A picture that was lost costs no title: the cover is drawn then.
ALTER TABLE title ADD COLUMN pages INTEGER CHECK (pages BETWEEN 1 AND 9999);
ALTER TABLE title ADD COLUMN format TEXT;
ALTER TABLE title ADD COLUMN language TEXT;
ALTER TABLE title ADD COLUMN low_stock INTEGER CHECK (low_stock >= 0);
ALTER TABLE title ADD COLUMN sold_out INTEGER NOT NULL DEFAULT 0 CHECK (sold_out IN (0, 1));
ALTER TABLE title ADD COLUMN cover TEXT;

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
  tags TEXT NOT NULL,
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
