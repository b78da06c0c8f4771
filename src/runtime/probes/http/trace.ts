/** A trace id that is sent along, and looked for in the answer. */
import type { Headers } from '../../host/network/client.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import { requiredTextOf } from '../../host/config.ts';

export interface Trace {
  readonly headers: Headers;
  isIn(answer: ReadonlyMap<string, string>): boolean;
}

/** The trace that the configuration asks for; `traceparent` is written as W3C Trace Context has it. */
export function startTrace(config: ResolvedRecord | undefined): Trace | undefined {
  if (config === undefined) return undefined;
  const header = requiredTextOf(config, 'header').toLowerCase();
  const id = randomHex(16);
  const sent = header === 'traceparent' ? `00-${id}-${randomHex(8)}-01` : id;
  return {
    headers: new Map([[header, sent]]),
    // A server that takes part in a trace answers with a span of its own: only the trace id stays.
    isIn: (answer) => {
      const returned = answer.get(header);
      return header === 'traceparent' ? returned?.split('-')[1] === id : returned === id;
    },
  };
}

/** Of the global `crypto`, which loads when it is used: few requests carry a trace. */
function randomHex(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
