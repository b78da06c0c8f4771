/** What the tests of drivers share that speak HTTP to somebody else's service. */
import type { Shift } from '../../../src/runtime/ports/traffic.ts';
import { CUT, tcpProxy } from '../../support/tcp-proxy.ts';

export const roles = { stable: 'blue', canary: 'green' };
export const never = new AbortController().signal;

export function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 3, intent: '7-2' }, ...parts };
}

export function answerOf(body: string, status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** Another address of a service, whose answers can be lost on the way. */
export async function losing(url: string) {
  const proxy = await tcpProxy(Number(new URL(url).port));
  return {
    url: `http://127.0.0.1:${proxy.port}/`,
    lose: () => {
      proxy.meddle(() => [CUT]);
      return () => proxy.meddle((chunk) => [chunk]);
    },
  };
}
