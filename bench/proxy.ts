/** A proxy without any choice, in a process of its own: by the proxy library alone, or by Node alone. Says its port. */
import { Agent, createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createProxyServer } from 'httpxy';

const [kind, port] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const host = '127.0.0.1';

function byLibrary(): RequestListener {
  const proxy = createProxyServer({ target: `http://${host}:${port}`, agent, xfwd: true });
  return (asked, response) => void proxy.web(asked, response).catch(() => response.destroy());
}

const byNode: RequestListener = (asked, response) => {
  const { method, url, headers } = asked;
  const sent = request({ host, port, agent, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
  asked.pipe(sent);
};

const server = createServer(kind === 'library' ? byLibrary() : byNode);
server.listen(0, host, () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
