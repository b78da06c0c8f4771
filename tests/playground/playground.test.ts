/** The page in a real browser: what a person sees and types, with nothing but its own folder behind it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { hashOf, type State } from '../../src/playground/state.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';

const folder = join(import.meta.dirname, '../../docs/playground');
const types = new Map([
  ['html', 'text/html'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
]);

describeWithDaemon(['chromium'], 'the playground', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let address: string;
  /** Everything that the page complained about, and every request that left its folder. */
  let complaints: string[];

  beforeAll(async () => {
    await import('../../scripts/build-playground.ts');
    server = createServer(({ url = '/' }, response) => {
      const name = url === '/' ? 'index.html' : url.slice(1);
      const path = join(folder, name);
      const text = existsSync(path) ? readFileSync(path) : undefined;
      const type = types.get(name.split('.').at(-1) ?? '') ?? 'text/plain';
      response.writeHead(text ? 200 : 404, { 'content-type': type });
      response.end(text);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.setDefaultTimeout(5000);
    page.on('console', (message) => {
      // Browsers ask every site for its icon.
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const minimal = `sentinel: 1
policy: small
environments: [dev, prod]
probes:
  disk: { disk: { path: / } }
gates:
  disk: { severity: critical, require: disk.used < 85% }
  ticket: { environments: [prod], require: git.clean and git.branch == "main" }
`;

  function open(state: Partial<State> = {}): Promise<unknown> {
    const whole = {
      syntax: 'yaml',
      policy: minimal,
      environment: 'dev',
      facts: new Map(),
      ...state,
    } as const;
    return page.goto(`${address}#${hashOf(whole)}`);
  }

  const editor = () => page.getByRole('textbox', { name: 'Policy' });
  const decision = () => page.locator('#decision').textContent();
  const decided = (start: string) => page.locator('#decision', { hasText: start }).waitFor();
  const fact = (id: string) => page.getByLabel(id, { exact: true });

  test('lints while a policy is typed', async () => {
    await open();
    await editor().fill(minimal.replace('85%', '85'));
    const finding = page.locator('#findings li').first();
    await finding.waitFor();
    expect(await finding.textContent()).toMatch(/^error SEN14\d\d/u);
    expect(await finding.locator('pre').textContent()).toContain('^');
    expect(await page.locator('#findings-summary').textContent()).toMatch(/^1 error/u);
    expect(await decision()).toBe('Blocked: the policy has 1 error.');
    await finding.getByRole('button').click();
    const selected = await editor().evaluate(
      (field: { value: string; selectionStart: number; selectionEnd: number }) =>
        field.value.slice(field.selectionStart, field.selectionEnd),
    );
    expect(selected).toBe('85');
  });

  test('judges the facts that are typed in', async () => {
    await open();
    expect(await decision()).toBe('Critical: 1 of 1 gate does not pass: disk; 1 does not apply.');
    await fact('disk.used').fill('40%');
    await decided('Safe: ');
    await page.getByLabel('Environment').selectOption('prod');
    await decided('Blocked: ');
    await fact('git.clean').fill('true');
    await fact('git.branch').fill('dev');
    const ticket = page.locator('.verdict', { hasText: 'ticket' });
    await ticket.locator('.fail').first().waitFor();
    expect(await ticket.textContent()).toContain('git.branch "dev" is not "main"');
    expect(await ticket.textContent()).toContain('git.branch "main" (now "dev")');
    await ticket.getByText('Every value').click();
    expect(await ticket.locator('.tree').innerText()).toContain('git.clean');
    await fact('git.branch').fill('main');
    await decided('Safe: ');
  });

  test.skipIf(skipUnlessProving)(
    'says what a text that is no value should be, and takes it for unknown',
    async () => {
      await open();
      await fact('disk.used').fill('0.4');
      const mistake = page.locator('.mistake', { hasText: '0.4' });
      await mistake.waitFor();
      expect(await mistake.textContent()).toContain('is not a percentage');
      expect(await fact('disk.used').getAttribute('aria-invalid')).toBe('true');
      expect(await decision()).toContain('Critical: ');
    },
  );

  test('shows the plan: its digest and its rules', async () => {
    await open();
    expect(await page.locator('#digest').textContent()).toMatch(/^[0-9a-f]{64}$/u);
    expect(await page.locator('#rules tr').allTextContents()).toEqual([
      'diskcriticaleverywhererequire disk.used < 85%',
      'ticketblockprodrequire git.clean and git.branch == "main"',
    ]);
  });

  test.skipIf(skipUnlessProving)('judges freezes as of the time that is typed in', async () => {
    const policy = `${minimal}freezes:
  peak: { from: 2026-11-27, until: 2026-12-01, timezone: America/New_York, except: release.source == "emergency" }
limits:
  deploys: { at_most: 3 per 1h, by: [env] }
`;
    await open({ policy, facts: new Map([['disk.used', '40%']]) });
    await fact('now').fill('2026-11-27T12:00-05:00');
    await fact('release.source').fill('ci');
    await decided(
      'Blocked: 1 of 3 rules does not pass: peak; the next free slot is Tue 1 Dec 00:00 New York',
    );
    await fact('release.source').fill('emergency');
    await decided('Safe: all 3 rules pass; 1 exemption used');
    await fact('now').fill('2026-12-01T00:00-05:00');
    await decided('Safe: all 3 rules pass; 1 does not apply.');
    expect(await page.locator('#rules tr').allTextContents()).toContain(
      'deployslimiteverywhereat most 3 per 1h by env',
    );
  });

  test.skipIf(skipUnlessProving)('keeps the meaning in the other syntax', async () => {
    await open();
    const digest = await page.locator('#digest').textContent();
    await page.getByLabel('DSL').check();
    await expect.poll(() => editor().inputValue()).toMatch(/^policy "?small"? \{/mu);
    expect(await page.locator('#digest').textContent()).toBe(digest);
    await page.getByLabel('YAML').check();
    await expect.poll(() => editor().inputValue()).toMatch(/^policy: small$/mu);
    expect(await page.locator('#digest').textContent()).toBe(digest);
  });

  test('what is shared by the address comes back', async () => {
    await open();
    await fact('disk.used').fill('40%');
    await decided('Safe: ');
    const shared = page.url();
    await page.goto('about:blank');
    await page.goto(shared);
    await decided('Safe: ');
    expect(await fact('disk.used').inputValue()).toBe('40%');
  });

  test.skipIf(skipUnlessProving)('every example has a plan', async () => {
    await page.goto(address);
    await decided('Safe: ');
    const names = await page.getByLabel('Example').locator('option').allTextContents();
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      await page.getByLabel('Example').selectOption(name);
      expect(await decision()).not.toContain('error');
    }
  });

  test('markup in a policy and in facts stays text', async () => {
    const markup = '<img src=x onerror="document.title=`taken`">';
    await open({
      policy: minimal.replace('policy: small', `policy: '${markup}'`).replace('ticket:', `'${markup}':`),
      environment: 'prod',
      facts: new Map([['git.branch', markup]]),
    });
    await page.locator('.verdict', { hasText: 'onerror' }).first().waitFor();
    expect(await page.locator('img, script:not([src])').count()).toBe(0);
    expect(await page.title()).toBe('Release Sentinel: playground');
  });

  test.skipIf(skipUnlessProving)('works from a disk, without a server', async () => {
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    await decided('Safe: ');
  });

  test.skipIf(skipUnlessProving)('fits a phone: nothing is wider than the page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    const root = page.locator('html');
    expect(
      await root.evaluate(
        (html: { scrollWidth: number; clientWidth: number }) => html.scrollWidth - html.clientWidth,
      ),
    ).toBe(0);
  });
});
