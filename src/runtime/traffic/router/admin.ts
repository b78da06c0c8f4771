/** The admin endpoint: reads and sets the weights, shows what was counted, and leads to each slot whatever its weight. */
import { isIP } from 'node:net';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { jsonOfStanding, readChange, type StandingJson } from './standing-text.ts';
import type { Change, Slots, Standing } from './weights.ts';

export interface Administered {
  readonly slots: Slots;
  readonly standing: () => Standing;
  /** Why it is refused; undefined once it holds. */
  readonly change: (change: Change) => Promise<string | undefined>;
  /** Why the weights would be lost with the process. */
  readonly notKept: () => string | undefined;
  readonly metrics: () => string;
  /** Passes a request to a slot, uncounted. */
  readonly pass: (request: IncomingMessage, response: ServerResponse, slot: string) => void;
}

/** What `GET` and `PUT /weights` answer. */
export interface WeightsAnswer extends StandingJson {
  readonly notKept?: string;
}

const MOST_BODY = 64 * 1024;

export function adminListener(administered: Administered, host: string): RequestListener {
  return (request, response) => {
    if (!isOurHost(request.headers.host, host)) return refuse(response, 403, 'the host is not known here');
    const path = request.url ?? '/';
    const direct = directTo(path, administered.slots);
    if (direct) {
      request.url = direct.path;
      return administered.pass(request, response, direct.slot);
    }
    switch (`${request.method} ${path}`) {
      case 'GET /weights':
        return answerWeights(administered, response);
      case 'PUT /weights':
        setWeights(administered, request, response).catch((error: unknown) =>
          refuse(response, 500, (error as Error).message),
        );
        return;
      case 'GET /metrics':
        response.setHeader('content-type', 'text/plain; version=0.0.4');
        response.end(administered.metrics());
        return;
      default:
        return refuse(response, 404, 'there are /weights, /metrics and /slots/NAME/');
    }
  };
}

/** `/slots/green/version` is `/version` of green: so a canary can be looked at before anybody is sent to it. */
function directTo(url: string, slots: Slots): { readonly slot: string; readonly path: string } | undefined {
  for (const slot of slots) {
    const prefix = `/slots/${encodeURIComponent(slot)}`;
    if (url.startsWith(`${prefix}/`)) return { slot, path: url.slice(prefix.length) };
  }
  return undefined;
}

/** A page of another site reaches this address by a name of its own (DNS rebinding), but not by an address. */
function isOurHost(header: string | undefined, host: string): boolean {
  const name = header?.replace(/:\d+$/u, '').toLowerCase();
  if (name === undefined) return false;
  return name === 'localhost' || name === host.toLowerCase() || isIP(name.replaceAll(/^\[|\]$/gu, '')) > 0;
}

async function setWeights(
  { slots, standing, change, notKept }: Administered,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await bodyOf(request);
  if (text === undefined) return refuse(response, 413, 'the body is too large');
  const wanted = readChange(text, slots);
  if (typeof wanted === 'string') return refuse(response, 400, wanted);
  const canary = wanted.canary ?? standing().canary;
  if (wanted.evict && wanted.weights.get(canary) !== 0)
    return refuse(response, 400, `\`evict\` needs weight 0 for ${canary}`);
  const refusal = await change(wanted);
  if (refusal !== undefined) return refuse(response, 409, refusal);
  answerWeights({ standing, notKept }, response);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerWeights(
  { standing, notKept }: Pick<Administered, 'standing' | 'notKept'>,
  response: ServerResponse,
): void {
  const reason = notKept();
  const answer: WeightsAnswer = {
    ...jsonOfStanding(standing()),
    ...(reason !== undefined && { notKept: reason }),
  };
  sendJson(response, 200, answer);
}

function refuse(response: ServerResponse, status: number, error: string): void {
  sendJson(response, status, { error });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
