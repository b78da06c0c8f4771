/** What a store in a file cannot promise. */
export const sqliteCaveats: readonly string[] = [
  'it serves the processes of one machine: a network file system does not keep its locks',
  'its time is the clock of this machine: one that is set back stands still in the store until it has caught up',
];

export const inMemoryCaveat = 'it is kept in memory, and gone with the process';

export const noReserveCaveat =
  'the disk had no room to set aside for roll-backs: once it is full, they cannot be recorded';
