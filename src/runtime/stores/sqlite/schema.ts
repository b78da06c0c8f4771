/**
 * The tables, as steps from one version to the next: a store of version N has gone through the first N. A step that was
 * released is never changed.
 */

/** Tells our files from those of other programs; `SNTL`. */
export const APPLICATION_ID = 0x53_4e_54_4c;

export const steps: readonly string[] = [
  `
  CREATE TABLE store (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    created_at INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    checkpoint_seq INTEGER NOT NULL DEFAULT 0,
    checkpoint_hash TEXT NOT NULL DEFAULT '${'0'.repeat(64)}'
  ) STRICT;

  CREATE TABLE records (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    value TEXT,
    changed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    holder TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE limits (
    key TEXT PRIMARY KEY,
    horizon INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX limits_by_end ON limits (until);

  CREATE TABLE admissions (
    key TEXT NOT NULL REFERENCES limits (key),
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (key, at, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX admissions_by_id ON admissions (key, id);
  `,
];
