-- Today's schema, for people: what the migrations make, in their order.
-- Money is in minor units of the till's currency; instants are milliseconds since 1970 in UTC.

CREATE TABLE till (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  register TEXT NOT NULL,
  currency TEXT NOT NULL,
  places INTEGER NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The catalog and its terms may change at will: sales keep snapshots.
CREATE TABLE price_list (name TEXT PRIMARY KEY CHECK (name <> ''), price TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE tax_class (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  included INTEGER NOT NULL CHECK (included IN (0, 1))
) STRICT, WITHOUT ROWID;

-- With no tag and no titles an offer is over everything.
CREATE TABLE offer (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units BETWEEN 2 AND 100),
  price_minor INTEGER NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000000),
  tag TEXT,
  skus TEXT NOT NULL,
  event TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  stopped INTEGER NOT NULL CHECK (stopped IN (0, 1))
) STRICT;

CREATE TABLE title (
  sku TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  makers TEXT NOT NULL,
  price TEXT,
  price_list TEXT REFERENCES price_list (name),
  tax_class TEXT REFERENCES tax_class (name),
  tags TEXT NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  weight_mg INTEGER CHECK (weight_mg >= 0),
  introduced TEXT,
  barcode TEXT,
  contents TEXT NOT NULL,
  description TEXT NOT NULL,
  maker_share_ppm INTEGER CHECK (maker_share_ppm BETWEEN 0 AND 1000000),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)), pages INTEGER CHECK (pages BETWEEN 1 AND 9999), format TEXT, language TEXT, low_stock INTEGER CHECK (low_stock >= 0), sold_out INTEGER NOT NULL DEFAULT 0 CHECK (sold_out IN (0, 1)), cover TEXT,
  CHECK ((price IS NULL) <> (price_list IS NULL))
) STRICT, WITHOUT ROWID;

-- The sum of a title's movements, kept in the same transaction as each of them; verify adds them up again.
CREATE TABLE stock (sku TEXT PRIMARY KEY, copies INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Carts in the making: no part of the books.
CREATE TABLE cart (id TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Every entry that matters to money or stock, whole, in its canonical encoding, and its link of the chain.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  body TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE session (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  opened_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  float_minor INTEGER CHECK (float_minor BETWEEN 0 AND 1000000000000),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL
) STRICT;

CREATE TABLE sale (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  register TEXT NOT NULL,
  sold_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  session_id TEXT NOT NULL REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  goods_minor INTEGER NOT NULL CHECK (goods_minor BETWEEN 0 AND 1000000000000),
  tax_added_minor INTEGER NOT NULL CHECK (tax_added_minor BETWEEN 0 AND 1000000000000),
  rounding_minor INTEGER NOT NULL CHECK (abs(rounding_minor) <= 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  terms TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX sale_by_day ON sale (business_day);
CREATE INDEX sale_by_event ON sale (event) WHERE event <> '';

CREATE TABLE sale_line (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  makers TEXT NOT NULL,
  sentence TEXT NOT NULL,
  price_list TEXT,
  tags TEXT NOT NULL,
  maker_share_ppm INTEGER,
  tax_class TEXT,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  override_minor INTEGER CHECK (override_minor BETWEEN 0 AND 1000000000000),
  override_reason TEXT,
  discount_minor INTEGER NOT NULL CHECK (discount_minor BETWEEN 0 AND 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  saved_minor INTEGER NOT NULL CHECK (saved_minor BETWEEN 0 AND 1000000000000),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale_charge (
  sale_seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  n INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_minor INTEGER CHECK (unit_minor BETWEEN 0 AND 1000000000000),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  text TEXT NOT NULL,
  offer INTEGER CHECK (offer >= 0),
  PRIMARY KEY (sale_seq, line, n),
  FOREIGN KEY (sale_seq, line) REFERENCES sale_line (sale_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale_choice (
  sale_seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  n INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  band TEXT,
  PRIMARY KEY (sale_seq, line, n),
  FOREIGN KEY (sale_seq, line) REFERENCES sale_line (sale_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  method TEXT NOT NULL,
  given_minor INTEGER NOT NULL CHECK (given_minor BETWEEN 0 AND 1000000000000),
  change_minor INTEGER NOT NULL CHECK (change_minor BETWEEN 0 AND given_minor),
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE donation (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  jar TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;

-- Copies that came or went, each with its reason. Those of a sale name it.
CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  copies INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sale_seq INTEGER REFERENCES sale (seq),
  moved_at INTEGER NOT NULL
, correction_seq INTEGER REFERENCES correction (seq)) STRICT;

-- Records of money are added, never changed.
CREATE TRIGGER till_stays BEFORE DELETE ON till BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER till_as_made BEFORE UPDATE ON till BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER journal_as_made BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_stays BEFORE DELETE ON session BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_as_made BEFORE UPDATE ON session BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_stays BEFORE DELETE ON sale BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_as_made BEFORE UPDATE ON sale BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_line_stays BEFORE DELETE ON sale_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_line_as_made BEFORE UPDATE ON sale_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_charge_stays BEFORE DELETE ON sale_charge BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_charge_as_made BEFORE UPDATE ON sale_charge BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_choice_stays BEFORE DELETE ON sale_choice BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_choice_as_made BEFORE UPDATE ON sale_choice BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER payment_stays BEFORE DELETE ON payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER payment_as_made BEFORE UPDATE ON payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER donation_stays BEFORE DELETE ON donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER donation_as_made BEFORE UPDATE ON donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_movement_stays BEFORE DELETE ON stock_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_movement_as_made BEFORE UPDATE ON stock_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;

-- Nothing joins a sale once the next one stands.
CREATE TRIGGER sale_line_joins_last BEFORE INSERT ON sale_line WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;
CREATE TRIGGER payment_joins_last BEFORE INSERT ON payment WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;
CREATE TRIGGER donation_joins_last BEFORE INSERT ON donation WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;

-- What takes sales back, and what the tin goes through between a session's opening and its closing.

-- A void, a refund or a change of method. Amounts are what was given back: a summary subtracts them.
CREATE TABLE correction (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  register TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('void', 'refund', 'repay')),
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  made_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
  session_id TEXT NOT NULL REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  reason TEXT NOT NULL,
  goods_minor INTEGER NOT NULL CHECK (abs(goods_minor) <= 1000000000000),
  tax_added_minor INTEGER NOT NULL CHECK (abs(tax_added_minor) <= 1000000000000),
  rounding_minor INTEGER NOT NULL CHECK (abs(rounding_minor) <= 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  saved_by_offers_minor INTEGER NOT NULL CHECK (abs(saved_by_offers_minor) <= 1000000000000),
  taxes TEXT NOT NULL
) STRICT;
CREATE INDEX correction_of_sale ON correction (sale_seq);
CREATE UNIQUE INDEX correction_void_once ON correction (sale_seq) WHERE how = 'void';
CREATE INDEX correction_by_day ON correction (business_day);
CREATE INDEX correction_by_session ON correction (session_id);
CREATE INDEX correction_by_event ON correction (event) WHERE event <> '';

-- `line` is the place of the sale's line. Lines whose price changed because copies of others came back stand here too.
CREATE TABLE correction_line (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  line INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies >= 0),
  choices TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 1000000000000),
  discount_minor INTEGER NOT NULL CHECK (abs(discount_minor) <= 1000000000000),
  saved_minor INTEGER NOT NULL CHECK (abs(saved_minor) <= 1000000000000),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  damaged INTEGER NOT NULL CHECK (damaged IN (0, 1)),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;

-- What went back by which method; less than nothing where it came in by it instead.
CREATE TABLE correction_payment (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  method TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 1000000000000),
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_donation (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  jar TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;

-- Payments of a sale were seen to have arrived: all that were recorded before it.
CREATE TABLE confirmation (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  confirmed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000)
) STRICT;
CREATE INDEX confirmation_of_sale ON confirmation (sale_seq);

CREATE TABLE hand_over (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  session_id TEXT NOT NULL REFERENCES session (id),
  handed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL
) STRICT;
CREATE INDEX hand_over_by_session ON hand_over (session_id);

-- Cash that came into the tin or left it without a sale.
CREATE TABLE cash_movement (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES session (id),
  moved_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('in', 'out')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX cash_movement_by_session ON cash_movement (session_id);
CREATE INDEX cash_movement_by_day ON cash_movement (business_day);

-- What was found in the tin. What should have been there is unknown where its float is.
CREATE TABLE tin_count (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES session (id),
  counted_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  counted_minor INTEGER NOT NULL CHECK (counted_minor BETWEEN 0 AND 1000000000000),
  expected_minor INTEGER CHECK (abs(expected_minor) <= 1000000000000),
  pieces TEXT NOT NULL
) STRICT;
CREATE INDEX tin_count_by_session ON tin_count (session_id);

CREATE TABLE session_close (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  session_id TEXT NOT NULL UNIQUE REFERENCES session (id),
  closed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  expected_minor INTEGER CHECK (abs(expected_minor) <= 1000000000000),
  counted_minor INTEGER CHECK (counted_minor BETWEEN 0 AND 1000000000000)
) STRICT;
CREATE INDEX session_close_by_day ON session_close (business_day);

-- What was left of a title at a moment: its stock less what moved since.
CREATE INDEX stock_movement_by_sku ON stock_movement (sku, moved_at, copies);
CREATE INDEX sale_by_session ON sale (session_id);
CREATE INDEX session_by_day ON session (business_day);
CREATE INDEX payment_unverified ON payment (sale_seq) WHERE unverified = 1;

-- Records of money are added, never changed.
CREATE TRIGGER correction_stays BEFORE DELETE ON correction BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_as_made BEFORE UPDATE ON correction BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_line_stays BEFORE DELETE ON correction_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_line_as_made BEFORE UPDATE ON correction_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_payment_stays BEFORE DELETE ON correction_payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_payment_as_made BEFORE UPDATE ON correction_payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_donation_stays BEFORE DELETE ON correction_donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_donation_as_made BEFORE UPDATE ON correction_donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER confirmation_stays BEFORE DELETE ON confirmation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER confirmation_as_made BEFORE UPDATE ON confirmation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER hand_over_stays BEFORE DELETE ON hand_over BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER hand_over_as_made BEFORE UPDATE ON hand_over BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER cash_movement_stays BEFORE DELETE ON cash_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER cash_movement_as_made BEFORE UPDATE ON cash_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER tin_count_stays BEFORE DELETE ON tin_count BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER tin_count_as_made BEFORE UPDATE ON tin_count BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_close_stays BEFORE DELETE ON session_close BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_close_as_made BEFORE UPDATE ON session_close BEGIN SELECT raise(ABORT, 'the books are append-only'); END;

-- Nothing joins a correction once the next one stands; its number is no sale's.
CREATE TRIGGER correction_line_joins_last BEFORE INSERT ON correction_line WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_payment_joins_last BEFORE INSERT ON correction_payment WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_donation_joins_last BEFORE INSERT ON correction_donation WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_number_is_free BEFORE INSERT ON correction WHEN EXISTS (SELECT 1 FROM sale WHERE number = NEW.number)
  BEGIN SELECT raise(ABORT, 'the number belongs to a sale'); END;
CREATE TRIGGER sale_number_is_free BEFORE INSERT ON sale WHEN EXISTS (SELECT 1 FROM correction WHERE number = NEW.number)
  BEGIN SELECT raise(ABORT, 'the number belongs to a correction'); END;

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

-- Sales with money that nobody saw arrive yet, and how much: kept right by each sale, correction and confirmation.
CREATE TABLE unverified_sale (
  sale_seq INTEGER PRIMARY KEY REFERENCES sale (seq),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
) STRICT;
