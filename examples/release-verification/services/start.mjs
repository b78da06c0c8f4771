// Three small services, so that the policy beside has something real to verify: an API, an order service, a front end.
// Prints one line of JSON with their addresses once all listen; ends on SIGTERM or SIGINT.
//
//   node services/start.mjs            ports 8081, 8082, 8083
//   API_PORT=0 … node services/start.mjs    any free port
import { createServer } from 'node:http';

// Upper bounds of the latency histogram, in seconds.
const bounds = [0.005, 0.05, 0.5, 1, 2];

function service(name, port, routes) {
  const counts = new Map();
  const seconds = { sum: 0, count: 0, buckets: bounds.map(() => 0) };
  const server = createServer((request, response) => {
    const began = performance.now();
    const { pathname } = new URL(request.url, 'http://localhost');
    const route = routes[`${request.method} ${pathname}`] ?? routes.other;
    const trace = request.headers['x-request-id'];
    if (trace) response.setHeader('X-Request-Id', trace);
    response.on('finish', () => {
      counts.set(response.statusCode, (counts.get(response.statusCode) ?? 0) + 1);
      const took = (performance.now() - began) / 1000;
      seconds.sum += took;
      seconds.count += 1;
      for (const [index, bound] of bounds.entries()) if (took <= bound) seconds.buckets[index] += 1;
    });
    if (pathname === '/metrics') send(response, 200, 'text/plain; version=0.0.4', metrics(name, counts, seconds));
    else if (pathname === '/health') json(response, 200, { status: 'ok', service: name });
    else if (route) route(request, response);
    else json(response, 404, { error: 'no such page' });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function send(response, status, type, body) {
  response.writeHead(status, { 'Content-Type': type });
  response.end(body);
}

function json(response, status, body) {
  send(response, status, 'application/json', JSON.stringify(body));
}

function metrics(name, counts, seconds) {
  const lines = [
    '# HELP http_requests_total Requests answered.',
    '# TYPE http_requests_total counter',
    ...[...counts].map(([code, count]) => `http_requests_total{service="${name}",code="${code}"} ${count}`),
    '# HELP http_request_duration_seconds Time to answer.',
    '# TYPE http_request_duration_seconds histogram',
    ...[...bounds, '+Inf'].map(
      (bound, index) =>
        `http_request_duration_seconds_bucket{service="${name}",le="${bound}"} ${seconds.buckets[index] ?? seconds.count}`,
    ),
    `http_request_duration_seconds_sum{service="${name}"} ${seconds.sum}`,
    `http_request_duration_seconds_count{service="${name}"} ${seconds.count}`,
  ];
  return `${lines.join('\n')}\n`;
}

const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Orders</title><script type="module" src="/assets/app.js"></script></head>
  <body><div id="root"></div></body>
</html>
`;

const port = (name, usual) => Number(process.env[name] ?? usual);
const servers = await Promise.all([
  service('api', port('API_PORT', 8081), { 'POST /ping': (_, response) => json(response, 200, { reply: 'pong' }) }),
  service('orders', port('ORDERS_PORT', 8082), { 'GET /orders': (_, response) => json(response, 200, []) }),
  service('web', port('WEB_PORT', 8083), {
    'GET /': (_, response) => send(response, 200, 'text/html; charset=utf-8', page),
    'GET /assets/app.js': (_, response) => send(response, 200, 'text/javascript', 'document.title;\n'),
  }),
]);

const [api, orders, web] = servers.map((server) => `http://127.0.0.1:${server.address().port}`);
console.log(JSON.stringify({ api, orders, web }));
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });
