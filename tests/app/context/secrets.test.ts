/** A secret in every slot, against services that send back all they get: it comes out in no form, wherever it went in. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { probeDescriptors, stepDescriptors } from '../../../src/app/descriptors.ts';
import {
  apply,
  check,
  compile,
  explain,
  plan,
  probe,
  Refusal,
  type RunEvent,
} from '../../../src/app/index.ts';
import type { ConfigSchema } from '../../../src/plan/descriptor.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn, requestWith, type TestHost } from '../../support/host.ts';
import { httpServer } from '../../support/server.ts';

const secret = 'c4nary/+"key=~ x';
const forms = [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').slice(0, -4),
  Buffer.from(`user:${secret}`).toString('base64').slice(8, -4),
];
const printAndFail = `[sh, -c, 'echo "$T"; echo "$T" >&2; exit 1']`;

function policy(origin: string): string {
  return `sentinel: 1
policy: canary
secrets:
  s: { env: CANARY }
  in_file: { file: canary.txt }
probes:
  headers: { http: { url: "${origin}/a", headers: { x-a: "\${secrets.s}", Authorization: "Bearer \${secrets.in_file}" }, attempts: 1 } }
  body: { http: { url: "${origin}/b", method: POST, body: "t=\${secrets.s}", expect_status: [500], attempts: 1 } }
  json: { http: { url: "${origin}/c", method: POST, json: '{"t": "\${secrets.s}"}', expect_status: [500], attempts: 1 } }
  series: { metrics: { url: "${origin}/metrics", headers: { x-a: "\${secrets.s}" }, metric: up, attempts: 1 } }
  query: { prometheus: { url: "${origin}", query: up, headers: { x-a: "\${secrets.s}" }, attempts: 1 } }
  run: { command: { run: ${printAndFail}, env: { T: "\${secrets.s}" } } }
gates:
  headers: { severity: advisory, require: [headers.ok, headers.body == "x", 'headers.headers["x-a"] == "x"'] }
  body: { severity: advisory, require: [body.ok, body.body == "x"] }
  json: { severity: advisory, require: json.json.received == "x" }
  series: { severity: advisory, require: series.value > 0 }
  query: { severity: advisory, require: query > 0 }
  run: { severity: advisory, require: [run.ok, run.text == "x"], message: "it printed \${run.text}" }
after:
  - { name: command, command: { run: [sh, -c, 'echo "$T"'], env: { T: "\${secrets.s}" } } }
  - { name: hook, webhook: { url: "${origin}/hook", headers: { x-a: "\${secrets.s}" }, json: '{"t": "\${secrets.s}"}', attempts: 1 } }
  - { name: signed, webhook: { url: "${origin}/hook", secret: "\${secrets.s}", attempts: 1 } }
  - { name: release, github_release: { repository: a/b, tag: v1, token: "\${secrets.s}", url: "${origin}", attempts: 1 } }
`;
}

/** Fails, and sends back what it got, in its headers and in its body. */
function echo(): Promise<string> {
  return httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const given = request.headers['x-a'];
      response.statusCode = 500;
      if (given !== undefined) response.setHeader('x-a', given);
      response.end(JSON.stringify({ received: Buffer.concat(chunks).toString(), headers: request.headers }));
    });
  });
}

interface Told {
  /** Everything that a command could write about the work. */
  readonly raw: string;
  /** The same behind the filter of its output. */
  readonly shown: string;
}

async function told(host: TestHost, work: (events: RunEvent[]) => Promise<unknown>): Promise<Told> {
  const events: RunEvent[] = [];
  const [outcome] = await Promise.allSettled([work(events)]);
  const result: unknown =
    outcome.status === 'fulfilled'
      ? outcome.value
      : outcome.reason instanceof Refusal
        ? outcome.reason.diagnostics
        : inspect(outcome.reason);
  const raw = `${JSON.stringify([result, events])}\n${inspect([result, events], { depth: 20 })}`;
  const filter = host.redactor.filter();
  return { raw, shown: filter.push(raw) + filter.end() };
}

async function project() {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy(await echo()), 'canary.txt': secret });
  return { cwd, host: hostIn(cwd, { CANARY: secret }) };
}

function isShown(text: string): boolean {
  return forms.some((form) => text.includes(form));
}

describe('a secret', () => {
  const yes = { shadow: false, confirm: () => Promise.resolve(true) };

  test('is in no report, event or error of any command', async () => {
    const { cwd, host } = await project();
    const works: Record<string, (events: RunEvent[]) => Promise<unknown>> = {
      compile: () => compile({}, host),
      plan: (events) => plan({ ...requestWith({}, events), save: 'release.plan' }, host),
      check: (events) => check(requestWith({}, events), host),
      apply: (events) => apply({ ...requestWith({}, events), ...yes }, host),
      wrong: (events) => check(requestWith({ set: ['x=y'] }, events), host),
    };
    for (const name of ['headers', 'body', 'json', 'series', 'query', 'run']) {
      works[`explain ${name}`] = (events) =>
        explain({ ...requestWith({}, events), rule: name, whyNot: true }, host);
      works[`probe ${name}`] = (events) => probe({ ...requestWith({}, events), probe: name }, host);
    }
    for (const [name, work] of Object.entries(works)) {
      const { shown } = await told(host, work);
      expect([name, isShown(shown)]).toEqual([name, false]);
    }
    expect(isShown(await readFile(join(cwd, 'release.plan'), 'utf8'))).toBe(false);
  });

  test('went out to the services: the filter had something to keep back', async () => {
    const { host } = await project();
    const { raw, shown } = await told(host, (events) => plan(requestWith({}, events), host));
    expect(isShown(raw)).toBe(true);
    expect(shown).toContain('‹secret s›');
  });

  test('that is missing or too short is named and not shown', async () => {
    const { cwd } = await project();
    const host = hostIn(cwd, { CANARY: 'zq9' });
    const { raw } = await told(host, () => check(requestWith(), host));
    expect(raw).toContain('SEN2104');
    expect(raw).not.toContain('zq9');
  });

  test('has been put into every slot that takes one', () => {
    const slots = [...probeDescriptors, ...stepDescriptors].flatMap(({ kind, config }) =>
      secretSlots(config).map((slot) => `${kind}: ${slot}`),
    );
    const text = policy('http://localhost').split('\n');
    const missing = slots.filter((slot) => {
      const [kind = '', key = ''] = slot.split(': ');
      return !text.some(
        (line) => line.includes(`${kind}: {`) && line.slice(line.indexOf(`${key}:`)).includes('secrets.'),
      );
    });
    expect(missing).toEqual([]);
    expect(slots.length).toBeGreaterThan(8);
  });
});

/** The keys under which a secret may stand, anywhere in a configuration. */
function secretSlots({ properties = {} }: ConfigSchema): readonly string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : schema;
    return values.sentinel?.secret ? [key] : secretSlots(schema);
  });
}
