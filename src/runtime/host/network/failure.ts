/** Why a server could not be asked, in words that a person can act on and that hold nothing of what was sent. */
import { formatDuration } from '../../../plan/units.ts';

export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  /** Another attempt may end differently. */
  readonly retry: boolean;
  /** The host answered, and nothing listens on the port. */
  readonly refused: boolean;

  constructor(reason: string, options: ErrorOptions & { retry?: boolean; refused?: boolean } = {}) {
    super(reason, options);
    this.retry = options.retry ?? false;
    this.refused = options.refused ?? false;
  }
}

export function timedOut(ms: number): NetworkFailure {
  return new NetworkFailure(`no answer within ${formatDuration(ms)}`, { retry: true });
}

const untrusted = 'the server certificate is not trusted';

const passing: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['ETIMEDOUT', 'no answer from the host'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
  ['ENOTFOUND', 'the host name is not known'],
  ['EAI_AGAIN', 'the host name cannot be resolved now'],
]);

const lasting: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'the server certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the server certificate is not valid yet'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the server certificate is made out to another name'],
  ['HPE_HEADER_OVERFLOW', 'the headers of the answer are larger than 16 KiB'],
  ['ERR_INVALID_CHAR', 'a header has a character that headers may not have'],
  ['ERR_INVALID_HTTP_TOKEN', 'a header has a name that headers may not have'],
]);

/** What is wrong with a certificate, by the code that TLS gives. */
export function certificateProblem(code: string): string {
  return lasting.get(code) ?? `the server certificate cannot be verified (${code})`;
}

/** The reason for an error of a socket or of an HTTP exchange. Messages of the platform are never passed on. */
export function networkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const cause = { cause: error };
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return new NetworkFailure('the connection failed', { ...cause, retry: true });
  const known = lasting.get(code);
  if (known !== undefined) return new NetworkFailure(known, cause);
  if (code.startsWith('ERR_OSSL_'))
    return new NetworkFailure('`ca`, `cert` or `key` holds no usable certificate or key', cause);
  if (code.startsWith('HPE_')) return new NetworkFailure('the answer is not HTTP', cause);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return new NetworkFailure('TLS failed', cause);
  const reason = passing.get(code) ?? `the connection failed (${code})`;
  return new NetworkFailure(reason, { ...cause, retry: true, refused: code === 'ECONNREFUSED' });
}
