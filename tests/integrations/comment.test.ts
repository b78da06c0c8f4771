/** The comment on a pull request, against a server that answers as GitHub documents it. */
import { spawn } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { httpServer } from '../support/server.ts';

const script = join(import.meta.dirname, '../../integrations/github/comment.mjs');
const mark = '<!-- sentinel review -->';

interface Comment {
  readonly id: number;
  readonly user: { readonly type: 'Bot' | 'User' };
  body: string;
}

/** Comments of pull request 7 of `shop/checkout`. */
async function github(comments: Comment[], refuses = false) {
  const origin = await httpServer((request, response) => {
    void (async () => {
      const [status, body] = await answer(request);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
  async function answer(request: IncomingMessage): Promise<[number, unknown]> {
    const url = new URL(request.url ?? '', origin);
    const sent = await text(request);
    if (request.headers.authorization !== 'Bearer t0ken') return [401, {}];
    if (request.method !== 'GET' && refuses) return [403, { message: 'Resource not accessible' }];
    const { body } = sent === '' ? { body: '' } : (JSON.parse(sent) as { body: string });
    const edited = /^\/repos\/shop\/checkout\/issues\/comments\/(\d+)$/u.exec(url.pathname);
    if (edited && request.method === 'PATCH') {
      const comment = comments.find(({ id }) => id === Number(edited[1]));
      if (!comment) return [404, {}];
      comment.body = body;
      return [200, comment];
    }
    if (url.pathname !== '/repos/shop/checkout/issues/7/comments') return [404, {}];
    if (request.method === 'POST') {
      const comment: Comment = { id: comments.length + 1, user: { type: 'Bot' }, body };
      comments.push(comment);
      return [201, comment];
    }
    const size = Number(url.searchParams.get('per_page'));
    const page = Number(url.searchParams.get('page'));
    return [200, comments.slice((page - 1) * size, page * size)];
  }
  return origin;
}

async function comment(origin: string, review: string | undefined) {
  const folder = await temporaryFolder(review === undefined ? {} : { 'review.md': review });
  const child = spawn(process.execPath, [script, join(folder, 'review.md')], {
    env: {
      GITHUB_API_URL: origin,
      GITHUB_REPOSITORY: 'shop/checkout',
      GITHUB_TOKEN: 't0ken',
      PULL_REQUEST: '7',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, exitCode] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  return { said, exitCode };
}

test('is written once, and then brought up to date', async () => {
  const comments: Comment[] = [];
  const origin = await github(comments);
  expect(await comment(origin, 'Blocked: one')).toEqual({ said: '', exitCode: 0 });
  expect(await comment(origin, 'Safe: two')).toEqual({ said: '', exitCode: 0 });
  expect(comments.map(({ body }) => body)).toEqual([`${mark}\nSafe: two`]);
});

test('is found behind many others, and is not what a person has quoted', async () => {
  const quoted: Comment = { id: 1, user: { type: 'User' }, body: `${mark}\nfake` };
  const others = Array.from({ length: 150 }, (_, at): Comment => ({ ...quoted, id: at + 2, body: 'hm' }));
  const mine: Comment = { id: 999, user: { type: 'Bot' }, body: `${mark}\nold` };
  const comments = [quoted, ...others, mine];
  await comment(await github(comments), 'new');
  expect(comments).toHaveLength(152);
  expect(mine.body).toBe(`${mark}\nnew`);
  expect(quoted.body).toBe(`${mark}\nfake`);
});

test('that may not be written is a warning, without the token', async () => {
  const { said, exitCode } = await comment(await github([], true), 'Safe: one');
  expect(exitCode).toBe(0);
  expect(said).toBe('::warning title=Sentinel::the comment was not written: POST answered 403\n');
});

test('is left out where there is no review', async () => {
  const comments: Comment[] = [];
  expect(await comment(await github(comments), undefined)).toMatchObject({ exitCode: 0 });
  expect(comments).toEqual([]);
});
