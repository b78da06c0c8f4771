/** What a server, and the way to it, can do to a store. */
import { chmod, chown, copyFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { StoreFailure, StoreMissing } from '../../../../src/runtime/failure.ts';
import {
  migratePostgresqlStore,
  openPostgresqlStore,
} from '../../../../src/runtime/stores/postgresql/store.ts';
import { wholeChain } from '../../../support/chain.ts';
import { describeWithDaemon, type PostgresDaemon, startPostgres } from '../../../support/daemons.ts';
import { certificatePath, closedPort } from '../../../support/server.ts';

const draft = { type: 'step', actor: { name: 'ada', verified: false }, subject: {}, why: 'a test' };

/** A way to the server that can be cut: at once, or when the next `COMMIT` has gone through. */
async function fragileWay(url: string) {
  const sockets = new Set<Socket>();
  const state = { cutAtCommit: false };
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), '127.0.0.1');
    sockets.add(client);
    client.on('error', () => upstream.destroy()).on('close', () => upstream.end());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('data', (chunk) => {
      upstream.write(chunk);
      if (!state.cutAtCommit || !chunk.includes('COMMIT\0')) return;
      state.cutAtCommit = false;
      client.destroy();
    });
    upstream.on('data', (chunk) => client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    cutAtCommit: () => {
      state.cutAtCommit = true;
    },
  };
}

const programs = ['postgres', 'initdb', 'psql'];

describeWithDaemon(programs, 'a server of PostgreSQL', () => {
  let server: PostgresDaemon;
  beforeAll(async () => {
    server = await startPostgres(
      [
        'fsync=off',
        'ssl=on',
        // Beside the data, as its owner must be who runs the server.
        'ssl_cert_file=server.pem',
        'ssl_key_file=server-key.pem',
      ],
      { prepare: withCertificate },
    );
  });
  afterAll(() => server.stop());

  async function created(): Promise<string> {
    const url = await server.freshDatabase();
    await (await openPostgresqlStore(url, { create: true })).close();
    return url;
  }

  test('without tables is missing, unless they may be created', async () => {
    const url = await server.freshDatabase();
    await expect(openPostgresqlStore(url)).rejects.toThrow(StoreMissing);
    await expect(migratePostgresqlStore(url)).rejects.toThrow(StoreMissing);
    await (await openPostgresqlStore(url, { create: true })).close();
    const store = await openPostgresqlStore(url);
    expect(await store.info()).toMatchObject({ kind: 'postgresql', place: url, schemaVersion: 1 });
    expect((await store.info()).caveats.at(-1)).toContain('fsync = off');
    await store.close();
  });

  test('with tables of a newer version is refused', async () => {
    const url = await created();
    await server.sql(url, 'UPDATE sentinel.store SET schema_version = 99');
    const message = 'a newer sentinel (schema 99';
    await expect(openPostgresqlStore(url, { create: true })).rejects.toThrow(message);
    await expect(migratePostgresqlStore(url)).rejects.toThrow(message);
  });

  test('with tables of an older version asks for the migration', async () => {
    const url = await created();
    await server.sql(url, 'UPDATE sentinel.store SET schema_version = 0');
    await expect(openPostgresqlStore(url)).rejects.toThrow('run `sentinel store migrate`');
  });

  test('whose tables went away is lost', async () => {
    const url = await created();
    const store = await openPostgresqlStore(url);
    await server.sql(url, 'DROP SCHEMA sentinel CASCADE');
    await expect(store.read('a')).rejects.toThrow('its tables are gone');
    await store.close();
  });

  test.each<[string, (url: string) => string | Promise<string>, string]>([
    [
      'does not listen',
      async (url) => url.replace(/:\d+\//u, `:${await closedPort()}/`),
      'connection refused',
    ],
    ['has no such database', (url) => `${url}x`, 'there is no such database'],
    ['has no such user', (url) => url.replace('sentinel@', 'nobody:hunter2@'), 'not allowed'],
    [
      'has another certificate',
      (url) => `${url}?sslmode=verify-full`,
      'the server certificate is not trusted',
    ],
    [
      'has no certificates to trust',
      (url) => `${url}?sslmode=verify-full&sslrootcert=/nowhere`,
      '`sslrootcert` cannot be read (ENOENT)',
    ],
  ])('that %s', async (_, spoil, message) => {
    const failure = await openPostgresqlStore(await spoil(server.url)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreFailure);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).not.toContain('hunter2');
  });

  test('is spoken to under a verified certificate', async () => {
    const url = await created();
    const store = await openPostgresqlStore(
      `${url}?sslmode=verify-full&sslrootcert=${certificatePath('ca.pem')}`,
    );
    expect(await store.commit({ audit: [draft] })).toMatchObject({ committed: true });
    await store.close();
  });

  test('a connection that was cut is replaced', async () => {
    const way = await fragileWay(await created());
    const store = await openPostgresqlStore(way.url);
    await store.commit({ audit: [draft] });
    way.cut();
    const outcomes = await Promise.allSettled([store.commit({ audit: [draft] })]);
    // Whether the store had noticed before it asked.
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(await wholeChain(store)).toHaveLength(1 + kept);
    expect(await store.commit({ audit: [draft] })).toMatchObject({ committed: true });
    await store.close();
  });

  test('a commit of which the answer was lost is not known, and asking again is safe', async () => {
    const url = await created();
    const way = await fragileWay(url);
    const store = await openPostgresqlStore(way.url);
    const limits = [{ key: 'limit', rates: [{ count: 5, per: 3_600_000 }] }];
    const commit = {
      writes: [{ key: 'start/1', value: 1, version: 0 }],
      audit: [draft],
      admission: { id: 'one', limits },
    };
    way.cutAtCommit();
    await expect(store.commit(commit)).rejects.toThrow('it is not known whether it did');
    const again = await store.commit(commit);
    expect(again.committed || again.refusal.kind === 'version').toBe(true);
    expect(await store.read('start/1')).toMatchObject({ version: 1 });
    expect(await wholeChain(store)).toHaveLength(1);
    expect((await store.peek(limits))[0]?.rates[0]?.left).toBe(4);
    await store.close();
  });

  test('a session that the server ends is replaced', async () => {
    const url = await created();
    const store = await openPostgresqlStore(url);
    await server.sql(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sentinel'",
    );
    await Promise.allSettled([store.head()]);
    expect(await store.head()).toMatchObject({ seq: 0 });
    await store.close();
  });

  test('a server that keeps nothing durably is made to', async () => {
    const url = await created();
    await server.sql(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
    const store = await openPostgresqlStore(url);
    expect(await store.commit({ audit: [draft] })).toMatchObject({ committed: true });
    await store.close();
  });

  test('a user that may only read', async () => {
    const url = await created();
    await server.sql(
      url,
      `CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA sentinel TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA sentinel TO reader`,
    );
    const store = await openPostgresqlStore(url.replace('sentinel@', 'reader@'));
    expect(await store.list('')).toEqual([]);
    await expect(store.commit({ audit: [draft] })).rejects.toThrow('may not do this');
    await store.close();
  });
});

describeWithDaemon(programs, 'a standby of PostgreSQL', () => {
  test('is refused', async () => {
    const server = await startPostgres([], {
      prepare: (data) => writeFile(join(data, 'standby.signal'), ''),
    });
    onTestFinished(() => server.stop());
    for (const create of [false, true])
      await expect(openPostgresqlStore(server.url, { create })).rejects.toThrow(
        'is a standby; name the primary',
      );
  });

  test('a server without TLS is not spoken to where TLS was asked for', async () => {
    const server = await startPostgres(['fsync=off']);
    onTestFinished(() => server.stop());
    await expect(openPostgresqlStore(`${server.url}?sslmode=require`)).rejects.toThrow('does not speak TLS');
  });
});

async function withCertificate(data: string): Promise<void> {
  for (const name of ['server.pem', 'server-key.pem']) {
    await copyFile(certificatePath(name), join(data, name));
    // A key that others may read is refused.
    await chmod(join(data, name), 0o600);
    if (process.getuid?.() === 0) await chown(join(data, name), 65_534, 65_534);
  }
}
