/** Lines of a file, as they were written: only a line feed ends one. Node's own reader also ends them at U+2028. */
import { createReadStream } from 'node:fs';

/** Without the line feed. The rest behind the last one is a line too, unless it is empty. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 2 ** 18 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
