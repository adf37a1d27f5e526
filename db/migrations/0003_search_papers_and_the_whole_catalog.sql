-- Finding sales quickly, papers by version, and all that a catalog entry holds.

-- By which words sales and corrections are found: made from the journal, up to an entry; the search itself looks through
-- what came after. A sale is recorded without waiting for it.
CREATE VIRTUAL TABLE record_words USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii');
CREATE TABLE record_words_to (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO record_words_to (one, seq) VALUES (1, 0);
