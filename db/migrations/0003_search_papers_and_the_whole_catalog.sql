-- Finding sales quickly, papers by version, and all that a catalog entry holds.

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
