/** What PostgreSQL and the way to it report, in words that a person can act on. */
import { NetworkFailure, networkFailure } from '../../host/network/failure.ts';
import { StoreFailure } from '../../failure.ts';

/** By SQLSTATE. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['25006', 'the server takes no writes'],
  ['28000', 'the user or the way of connecting is not allowed'],
  ['28P01', 'the password is wrong'],
  ['3D000', 'there is no such database'],
  ['3F000', 'its tables are gone; restore a backup'],
  ['42501', 'the user may not do this with the tables of `sentinel`'],
  ['42P01', 'its tables are gone; restore a backup'],
  ['53100', 'the disk of the server is full'],
  ['53300', 'the server has no connection left'],
  ['55P03', 'others have it in use and do not let go; try again'],
  ['57014', 'the server did not answer in time'],
  ['57P03', 'the server is starting or stopping'],
]);

const SQLSTATE = /^[0-9A-Z]{5}$/u;

/** The code of an answer of the server; undefined where the way to it failed. */
function sqlState(error: unknown): string | undefined {
  const { code, severity } = error as { readonly code?: unknown; readonly severity?: unknown };
  return typeof code === 'string' && SQLSTATE.test(code) && severity !== undefined ? code : undefined;
}

/** Whether a session is good for nothing any more after this. */
export function endsSession(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined || /^(?:08|57P|58|XX)/u.test(state);
}

/** Messages of the server are passed on where there is no better word; they hold no password. */
export function storeFailure(place: string, error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  return new StoreFailure(`${place}: ${reasonOf(error)}`, { cause: error });
}

export function commitUnknown(place: string, error: unknown): StoreFailure {
  return new StoreFailure(
    `${place}: the connection was lost while the server kept what was written (${reasonOf(error)}); it is not known whether it did, and asking again is safe`,
    { cause: error },
  );
}

function reasonOf(error: unknown): string {
  const state = sqlState(error);
  const { message } = error as Error;
  if (state !== undefined) return reasons.get(state) ?? `${message} (${state})`;
  if (/^(?:timeout expired|Query read timeout)$/u.test(message)) return 'the server did not answer in time';
  if (message === 'The server does not support SSL connections') return 'the server does not speak TLS';
  if (error instanceof NetworkFailure || 'code' in (error as Error)) return networkFailure(error).message;
  return message === 'Connection terminated unexpectedly' ? 'the connection was cut' : message;
}
