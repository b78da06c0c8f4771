/** Headers at a proxy: those of one connection do not pass it, and the next one is told who asked. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/**
 * RFC 9110 § 7.6.1. How a body is framed on its way in (`Transfer-Encoding`) is left to the client of the next hop, which
 * frames a body of any method by it.
 */
const ofConnection = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/** Of a request, before it is passed on. */
export function prepareRequest(request: IncomingMessage): void {
  const { headers } = request;
  dropNamed(headers);
  for (const name of ofConnection) delete headers[name];
  delete headers['proxy-authorization'];
  // The server has answered it already.
  delete headers.expect;
  forwarded(request);
}

/** Of an answer, before it is passed on. */
export function prepareAnswer(headers: IncomingHttpHeaders): void {
  dropNamed(headers);
  for (const name of ofConnection) delete headers[name];
  delete headers['transfer-encoding'];
}

/** Who asked, after those that others have added; scheme and host as the first proxy saw them. */
export function forwarded({ headers, socket }: IncomingMessage): void {
  const before = headers['x-forwarded-for'];
  const client = socket.remoteAddress ?? 'unknown';
  headers['x-forwarded-for'] = before === undefined ? client : `${String(before)}, ${client}`;
  headers['x-forwarded-proto'] ??= 'http';
  if (headers.host !== undefined) headers['x-forwarded-host'] ??= headers.host;
}

/** `Connection` names further headers of this connection alone; framing and the host are not up to it. */
function dropNamed(headers: IncomingHttpHeaders): void {
  for (const name of headers.connection?.split(',') ?? []) {
    const named = name.trim().toLowerCase();
    if (!['content-length', 'transfer-encoding', 'host'].includes(named)) delete headers[named];
  }
}
