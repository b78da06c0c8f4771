import { promisify } from 'node:util';
import type { ZlibOptions } from 'node:zlib';

import { formatBytes } from '../../../plan/units.ts';
import { NetworkFailure } from './failure.ts';

const decoders = new Map<string, 'gunzip' | 'inflate' | 'brotliDecompress'>([
  ['gzip', 'gunzip'],
  ['x-gzip', 'gunzip'],
  ['deflate', 'inflate'],
  ['br', 'brotliDecompress'],
]);

/** The body as it was before `encoding`. Throws `NetworkFailure` if it is damaged or comes out longer than `maxBytes`. */
export async function decompress(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes;
  const decoder = decoders.get(encoding.toLowerCase());
  if (!decoder) throw new NetworkFailure('the answer is compressed in a way that was not asked for');
  try {
    const zlib = await import('node:zlib');
    return await promisify<Buffer, ZlibOptions, Buffer>(zlib[decoder])(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new NetworkFailure(
      tooLarge
        ? `the answer is larger than ${formatBytes(maxBytes)} when it is decompressed`
        : 'the answer is compressed and damaged',
      { cause: error, retry: !tooLarge },
    );
  }
}
