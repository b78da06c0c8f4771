import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

import { formatBytes } from '../../../plan/units.ts';
import { NetworkFailure } from './failure.ts';

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** The body as it was before `encoding`. Throws `NetworkFailure` if it is damaged or comes out longer than `maxBytes`. */
export async function decompress(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes;
  const decode = decoders.get(encoding.toLowerCase());
  if (!decode) throw new NetworkFailure('the answer is compressed in a way that was not asked for');
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
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
