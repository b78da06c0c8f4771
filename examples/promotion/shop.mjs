// The shop in three environments, each at an address of its own: `node shop.mjs`, or with three ports.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

const ports = process.argv.length > 2 ? process.argv.slice(2) : [4511, 4512, 4513];

for (const [index, environment] of ['dev', 'stage', 'prod'].entries()) {
  let version = 'v1.0.0';
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      ({ version } = await json(request));
      console.log(`${environment} runs ${version}`);
    }
    response.end(version);
  });
  server.listen(ports[index], '127.0.0.1', () => {
    console.log(`${environment} at http://127.0.0.1:${server.address().port}`);
  });
}
