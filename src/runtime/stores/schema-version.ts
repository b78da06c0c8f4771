/** Which version of the tables this program can use. `place` is how people know the store. */
import { StoreFailure } from '../failure.ts';

/** Nothing is read or written where a later version of this program has been. */
export function requireNotNewer(place: string, version: number, known: number): void {
  if (version > known)
    throw new StoreFailure(
      `${place}: it was written by a newer sentinel (schema ${version}, this one knows ${known}): use that one, or restore a backup from before`,
    );
}

export function requireCurrent(place: string, version: number, needed: number): void {
  requireNotNewer(place, version, needed);
  if (version < needed)
    throw new StoreFailure(
      `${place}: it was written by an older sentinel (schema ${version}, this one needs ${needed}): run \`sentinel store migrate\``,
    );
}
