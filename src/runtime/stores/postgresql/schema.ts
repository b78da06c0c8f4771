/**
 * The tables, as steps from one version to the next: a store of version N has gone through the first N. A step that was
 * released is never changed. Texts are compared by their bytes, whatever the language of the database.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE sentinel.store (
    only_row smallint PRIMARY KEY DEFAULT 1 CHECK (only_row = 1),
    schema_version integer NOT NULL DEFAULT 1,
    created_at bigint NOT NULL,
    clock bigint NOT NULL,
    checkpoint_seq bigint NOT NULL DEFAULT 0,
    checkpoint_hash text NOT NULL DEFAULT repeat('0', 64)
  );

  CREATE FUNCTION sentinel.wall_clock() RETURNS bigint LANGUAGE sql VOLATILE
    AS 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

  CREATE TABLE sentinel.records (
    key text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    value text,
    changed_at bigint NOT NULL
  );

  CREATE TABLE sentinel.leases (
    name text COLLATE "C" PRIMARY KEY,
    epoch bigint NOT NULL,
    holder text NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL
  );

  CREATE TABLE sentinel.entries (
    seq bigint PRIMARY KEY,
    text text NOT NULL,
    hash text NOT NULL
  );

  CREATE TABLE sentinel.limits (
    key text COLLATE "C" PRIMARY KEY,
    horizon bigint NOT NULL,
    until bigint NOT NULL
  );
  CREATE INDEX limits_by_end ON sentinel.limits (until);

  CREATE TABLE sentinel.admissions (
    key text COLLATE "C" NOT NULL REFERENCES sentinel.limits (key),
    at bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (key, at, id)
  );
  CREATE INDEX admissions_by_id ON sentinel.admissions (key, id);

  INSERT INTO sentinel.store (created_at, clock) VALUES (sentinel.wall_clock(), sentinel.wall_clock());
  `,
];

export const SCHEMA_VERSION = steps.length;
