/** Certificates and keys that a configuration names. */
import { constants } from 'node:fs';
import { resolve } from 'node:path';

import type { ResolvedRecord } from '../../ports/index.ts';
import { textOf } from '../config.ts';
import { NetworkFailure } from './failure.ts';

/** For `tls.connect`; absent: the well-known authorities, no client certificate, the name of the host. */
export interface TlsFiles {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly servername?: string;
}

/**
 * Reads the files of `ca`, `cert` and `key`. They may lie anywhere on the host, where keys usually do; only TLS sees
 * what is in them.
 */
export async function readTlsFiles(config: ResolvedRecord, root: string): Promise<TlsFiles> {
  const [ca, cert, key] = await Promise.all(
    ['ca', 'cert', 'key'].map((name) => readPem(root, name, textOf(config, name))),
  );
  if ((cert === undefined) !== (key === undefined))
    throw new NetworkFailure('`cert` and `key` are needed together');
  const servername = textOf(config, 'server_name');
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername !== undefined && { servername }),
  };
}

async function readPem(root: string, name: string, path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  const { open } = await import('node:fs/promises');
  const { MAX_FILE_BYTES, readOpen } = await import('../files.ts');
  try {
    // A pipe without a writer would hang the open.
    const handle = await open(resolve(root, path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if ((await handle.stat()).isFile()) return await readOpen(handle, path, MAX_FILE_BYTES);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new NetworkFailure(`the file of \`${name}\` cannot be read`, { cause: error });
  }
  throw new NetworkFailure(`the file of \`${name}\` is not a regular file`);
}
