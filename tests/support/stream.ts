/** A stream to write to that keeps what was written. */
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';

export function fakeStream(properties: { isTTY: boolean; columns?: number }): {
  readonly stream: WriteStream;
  readonly text: () => string;
} {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, properties) as unknown as WriteStream, text: () => chunks.join('') };
}
