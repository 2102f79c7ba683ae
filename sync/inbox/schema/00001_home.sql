-- +goose Up

-- Who the home works for and how far it has come; one row.
CREATE TABLE home (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  session     TEXT    NOT NULL DEFAULT '',  -- api.Session; '' before the first login
  next_seq    INTEGER NOT NULL DEFAULT 1,   -- of the device's next operation
  next_mark   INTEGER NOT NULL DEFAULT 1,   -- of the next provisional mark, T-3f2a-<n>
  acks        INTEGER NOT NULL DEFAULT 0,   -- answers received so far
  cursor      TEXT    NOT NULL DEFAULT '',  -- of the feed; '' means: take the snapshot
  agencies_at INTEGER NOT NULL DEFAULT 0    -- when the directory was read, Unix ns
);
INSERT INTO home (one) VALUES (1);

CREATE TABLE agencies (
  code   TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  parent TEXT NOT NULL
) WITHOUT ROWID;

-- The last state of each record that the server told.
CREATE TABLE remote (
  type    TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  body    TEXT    NOT NULL,
  UNIQUE (type, id)
);

-- Pages of a snapshot until its last page is here.
CREATE TABLE staged (
  type    TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  body    TEXT    NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- What people did on this machine; rows are added and their state changes. One that
-- has not left may be rewritten when its file is replaced (a signature raised).
CREATE TABLE ops (
  place        INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE,
  device       TEXT    NOT NULL,
  seq          INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  target       TEXT    NOT NULL,
  base_version INTEGER NOT NULL,
  at           TEXT    NOT NULL,             -- RFC 3339, as sent
  payload      TEXT    NOT NULL,             -- as sent: a repeat is the same bytes
  by           TEXT    NOT NULL,             -- the person's name, for the view
  subject      TEXT    NOT NULL,             -- of the document, for lists
  mark         TEXT    NOT NULL DEFAULT '',  -- provisional mark of a registration
  state        TEXT    NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sent', 'applied', 'settled', 'rejected', 'dismissed')),
  ack          INTEGER NOT NULL DEFAULT 0,   -- home.acks at the answer
  code         TEXT    NOT NULL DEFAULT '',  -- why it was rejected
  args         TEXT    NOT NULL DEFAULT '',
  UNIQUE (device, seq)
);
CREATE INDEX ops_waiting ON ops (seq) WHERE state IN ('queued', 'sent');
CREATE INDEX ops_applied ON ops (ack) WHERE state = 'applied';
CREATE INDEX ops_tray ON ops (place) WHERE state = 'rejected';

-- Which records an operation shows in.
CREATE TABLE touches (
  type TEXT    NOT NULL,
  id   TEXT    NOT NULL,
  op   INTEGER NOT NULL REFERENCES ops (place),
  PRIMARY KEY (type, id, op)
) WITHOUT ROWID;
CREATE INDEX touches_op ON touches (op);

-- The view: remote with pending operations laid over it.
CREATE TABLE documents (
  row     INTEGER PRIMARY KEY,
  id      TEXT    NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,  -- Unix ns
  year    INTEGER NOT NULL,
  stage   TEXT    NOT NULL,
  body    TEXT    NOT NULL
);
CREATE INDEX documents_newest ON documents (made_at, id);
CREATE VIRTUAL TABLE documents_text USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE arrivals (
  row         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  year        INTEGER NOT NULL,
  waiting     INTEGER NOT NULL,  -- 1: neither accepted nor refused
  provisional TEXT    NOT NULL,
  body        TEXT    NOT NULL
);
CREATE INDEX arrivals_newest ON arrivals (received_at, id);
CREATE INDEX arrivals_waiting ON arrivals (received_at, id) WHERE waiting = 1;
CREATE VIRTUAL TABLE arrivals_text USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE deliveries (
  id        TEXT PRIMARY KEY,
  document  TEXT NOT NULL,
  recipient TEXT NOT NULL,
  body      TEXT NOT NULL
);
CREATE INDEX deliveries_document ON deliveries (document, recipient);

-- Files by hash: what is in the folder, what is still to be fetched.
CREATE TABLE blobs (
  sha256   TEXT    PRIMARY KEY,
  size     INTEGER NOT NULL,
  here     INTEGER NOT NULL,             -- 1: the bytes are in the folder
  kept     INTEGER NOT NULL,             -- 1: a record or an operation names it
  type     TEXT    NOT NULL DEFAULT '',  -- of the record that named it first
  added_at INTEGER NOT NULL,
  upload   TEXT    NOT NULL DEFAULT ''   -- where an upload was begun
) WITHOUT ROWID;
CREATE INDEX blobs_wanted ON blobs (size) WHERE here = 0;
CREATE INDEX blobs_loose ON blobs (added_at) WHERE kept = 0;

-- What went otherwise than it should, for the help desk; the newest thousand.
CREATE TABLE diagnostics (
  row    INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  code   TEXT    NOT NULL,
  detail TEXT    NOT NULL
);

-- +goose Down
DROP TABLE diagnostics; DROP TABLE blobs; DROP TABLE deliveries;
DROP TABLE arrivals_text; DROP TABLE arrivals; DROP TABLE documents_text; DROP TABLE documents;
DROP TABLE touches; DROP TABLE ops; DROP TABLE staged; DROP TABLE remote; DROP TABLE agencies; DROP TABLE home;
