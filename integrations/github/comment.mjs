/**
 * Writes a Markdown file as the one comment of Sentinel on a pull request, or brings that comment up to date. A token that may
 * not write, as that of a fork's pull request, is no failure: the summary of the job says the same.
 */
import { readFile } from 'node:fs/promises';

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST } = process.env;
/** Begins the comment, unseen, and tells it from others. */
const mark = '<!-- sentinel review -->';
const comments = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;

const [file] = process.argv.slice(2);
const text = await readFile(file, 'utf8').catch((error) => {
  if (error.code !== 'ENOENT') throw error;
});
if (text !== undefined) await say(`${mark}\n${text}`);

async function say(body) {
  try {
    const mine = await findMine();
    if (mine === undefined) await write('POST', `${comments}/${PULL_REQUEST}/comments`, body);
    else await write('PATCH', `${comments}/comments/${mine}`, body);
  } catch (error) {
    const why = oneLine(error.message);
    process.stdout.write(`::warning title=Sentinel::the comment was not written: ${why}\n`);
  }
}

/** People may quote the mark; only a bot's comment is taken for ours. */
async function findMine() {
  for (let page = 1; ; page++) {
    const some = await send(`${comments}/${PULL_REQUEST}/comments?per_page=100&page=${page}`);
    const mine = some.find(({ user, body }) => user?.type === 'Bot' && body.startsWith(mark));
    if (mine !== undefined) return mine.id;
    if (some.length < 100) return undefined;
  }
}

function write(method, url, body) {
  return send(url, { method, body: JSON.stringify({ body }) });
}

async function send(url, request = {}) {
  const answer = await fetch(url, {
    ...request,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${GITHUB_TOKEN}`,
      'X-GitHub-Api-Version': '2022-11-28',
    },
    signal: AbortSignal.timeout(30_000),
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`${request.method ?? 'GET'} answered ${answer.status}`);
  return answer.json();
}

/** No text of a server may begin a line that the runner takes for a command. */
function oneLine(text) {
  return text.replaceAll(/[\r\n%]/gu, ' ');
}
