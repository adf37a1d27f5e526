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
