/** What a store in PostgreSQL cannot promise. */
export const postgresqlCaveats: readonly string[] = [
  'a fail-over to a standby that was behind forgets the latest commits, unless the server waits for its standby',
  'an administrator of the database can change anything; `sentinel audit verify` finds it given a head that is kept elsewhere',
];

export const noFsyncCaveat =
  'the server runs with `fsync = off`: a power cut can damage or forget everything';
