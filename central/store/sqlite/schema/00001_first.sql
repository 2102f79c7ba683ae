-- +goose Up

-- What makes this database itself: the epoch and the key of feed cursors.
CREATE TABLE identity (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  epoch BLOB NOT NULL CHECK (length(epoch) = 8),
  key   BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE agency (
  code   TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  parent TEXT REFERENCES agency
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  name       TEXT PRIMARY KEY,
  full_name  TEXT NOT NULL,
  agency     TEXT NOT NULL REFERENCES agency,
  role       TEXT NOT NULL,
  password   TEXT NOT NULL,              -- argon2id with its parameters
  created_at INTEGER NOT NULL            -- times are microseconds since 1970, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id         TEXT PRIMARY KEY,
  user       TEXT NOT NULL REFERENCES user,
  name       TEXT NOT NULL,
  token      BLOB NOT NULL UNIQUE,       -- SHA-256 of the token
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_seq   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE web_session (
  token      BLOB PRIMARY KEY,
  user       TEXT NOT NULL REFERENCES user,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE op (
  id      TEXT PRIMARY KEY,
  device  TEXT NOT NULL REFERENCES device,
  seq     INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  body    BLOB NOT NULL,                 -- SHA-256 of the operation as sent
  result  TEXT NOT NULL,                 -- the answer, JSON
  done_at INTEGER NOT NULL,
  UNIQUE (device, seq)
) STRICT, WITHOUT ROWID;

-- Feed: the last version given to a record of the agency. Each record (document,
-- delivery, arrival) has version, device and foreign_version of store.Stamp, and
-- (agency, version) is unique over all three tables by the way they are given.
CREATE TABLE feed_head (
  agency  TEXT PRIMARY KEY REFERENCES agency,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  agency          TEXT NOT NULL REFERENCES agency,
  id              TEXT NOT NULL,
  version         INTEGER NOT NULL,
  device          TEXT NOT NULL,
  foreign_version INTEGER NOT NULL,
  stage           TEXT NOT NULL,
  year            INTEGER NOT NULL,      -- of the document's date, 0 for none
  number          INTEGER NOT NULL,      -- 0 while there is none
  suffix          TEXT NOT NULL,
  notation        TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  folded          TEXT NOT NULL,         -- what a search looks through
  body            TEXT NOT NULL,         -- office.Document, JSON
  PRIMARY KEY (agency, id)
) STRICT;
CREATE UNIQUE INDEX document_version ON document (agency, version);
CREATE UNIQUE INDEX document_code ON document (agency, year, number, suffix, notation) WHERE number > 0;
CREATE INDEX document_newest ON document (agency, created_at, id);

CREATE TABLE dispatch (
  id       TEXT PRIMARY KEY,
  agency   TEXT NOT NULL,
  document TEXT NOT NULL,
  device   TEXT NOT NULL REFERENCES device,
  sent_at  INTEGER NOT NULL,
  FOREIGN KEY (agency, document) REFERENCES document
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
  id              TEXT PRIMARY KEY,
  agency          TEXT NOT NULL,         -- the sender
  version         INTEGER NOT NULL,
  device          TEXT NOT NULL,
  foreign_version INTEGER NOT NULL,
  dispatch        TEXT NOT NULL REFERENCES dispatch,
  document        TEXT NOT NULL,
  recipient       TEXT NOT NULL REFERENCES agency,
  body            TEXT NOT NULL,         -- office.Delivery without its events, JSON
  UNIQUE (dispatch, recipient),
  FOREIGN KEY (agency, document) REFERENCES document
) STRICT;
CREATE UNIQUE INDEX delivery_version ON delivery (agency, version);
CREATE INDEX delivery_document ON delivery (agency, document, recipient);

CREATE TABLE arrival (
  agency          TEXT NOT NULL REFERENCES agency,
  id              TEXT NOT NULL,
  version         INTEGER NOT NULL,
  device          TEXT NOT NULL,
  foreign_version INTEGER NOT NULL,
  delivery        TEXT REFERENCES delivery,
  status          TEXT NOT NULL,
  year            INTEGER NOT NULL,      -- of the register, with number
  number          INTEGER NOT NULL,      -- 0 while there is none
  received_at     INTEGER NOT NULL,
  folded          TEXT NOT NULL,
  body            TEXT NOT NULL,         -- office.Arrival without its events, JSON
  PRIMARY KEY (agency, id)
) STRICT;
CREATE UNIQUE INDEX arrival_version ON arrival (agency, version);
CREATE UNIQUE INDEX arrival_number ON arrival (agency, year, number) WHERE number > 0;
CREATE INDEX arrival_newest ON arrival (agency, received_at, id);

-- Steps of deliveries and arrivals; rows are only ever added. A delivery and the
-- arrival that it makes have the same id and so the same steps; agency is that of
-- the arrival, so that no other agency's record can share them by its id.
CREATE TABLE status_event (
  id             TEXT PRIMARY KEY,
  agency         TEXT NOT NULL REFERENCES agency,
  subject        TEXT NOT NULL,          -- id of the arrival
  status         TEXT NOT NULL,
  at             INTEGER NOT NULL,
  by             TEXT NOT NULL,
  text           TEXT NOT NULL,
  arrival_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX status_event_subject ON status_event (subject, agency, at, id);

CREATE TABLE register (
  agency TEXT NOT NULL REFERENCES agency,
  kind   TEXT NOT NULL,
  year   INTEGER NOT NULL,
  head   INTEGER NOT NULL,
  PRIMARY KEY (agency, kind, year)
) STRICT, WITHOUT ROWID;

-- Which agency has which file: it uploaded the bytes, or a record of it names it.
CREATE TABLE blob_holder (
  agency TEXT NOT NULL REFERENCES agency,
  sha256 TEXT NOT NULL,
  size   INTEGER NOT NULL,
  named  INTEGER NOT NULL CHECK (named IN (0, 1)),
  PRIMARY KEY (agency, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_holder_file ON blob_holder (sha256);
