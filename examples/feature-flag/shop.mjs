// A shop with some users, who see the new checkout or the old one as the flag says. It prints its address.
import { createServer } from 'node:http';
import { openFlags } from 'release-sentinel/flags';

const flags = openFlags({ store: process.env.SHOP_REDIS, prefix: 'flag:', refresh: 50 });

const users = Array.from({ length: 400 }, (_, id) => ({
  actor: id % 4 === 0 ? `user-${id}@shop.example` : `user-${id}@mail.example`,
  workspace: id % 10 === 1 ? 'acme' : `workspace-${id % 7}`,
}));
const isInternal = ({ actor }) => actor.endsWith('@shop.example');

const counts = new Map();
let version = '1.0.0';
let errors = 0;

/** One visit: what counts is which checkout it was, and whether it went well. */
async function visit(user) {
  const { in: isNew } = await flags.decide('new-checkout', user);
  const code = isNew && Math.random() < errors ? 500 : 200;
  const series = `shop_requests_total{checkout="${isNew ? 'new' : 'old'}",code="${code}"}`;
  counts.set(series, (counts.get(series) ?? 0) + 1);
}

let next = 0;
const visits = setInterval(() => {
  for (let count = 0; count < 10; count++) void visit(users[next++ % users.length]);
}, 10);

async function whoIsIn() {
  const decisions = await Promise.all(users.map((user) => flags.decide('new-checkout', user)));
  const count = (isMeant) => users.filter((user, at) => isMeant(user) && decisions[at].in).length;
  return {
    internal: count(isInternal),
    public: count((user) => !isInternal(user)),
    acme: count(({ workspace }) => workspace === 'acme'),
  };
}

const server = createServer(async ({ url }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://shop');
  if (pathname === '/deploy') [version, errors] = [searchParams.get('version'), Number(searchParams.get('errors'))];
  if (pathname === '/who') response.end(JSON.stringify(await whoIsIn()));
  else if (pathname === '/version') response.end(JSON.stringify({ version }));
  else response.end(`# TYPE shop_requests_total counter\n${[...counts].map((pair) => `${pair.join(' ')}\n`).join('')}`);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

process.on('SIGTERM', () => {
  clearInterval(visits);
  server.close();
  server.closeAllConnections();
  void flags.close();
});
