/** What is sent keeps to what its receivers document, whatever a policy and its facts are called. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notificationEvents } from '../../../src/plan/notification.ts';
import { cdEventOf, cloudEventOf } from '../../../src/runtime/notify/cdevents/event.ts';
import { eventOf } from '../../../src/runtime/notify/pagerduty/payload.ts';
import { payloadOf } from '../../../src/runtime/notify/slack/payload.ts';
import type { Message } from '../../../src/runtime/ports/notifier.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { message } from '../../support/message.ts';
import { runs } from '../../support/tier.ts';

const long = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.constantFrom(5, 250, 3_000, 9_000).map((length) => '<&😀>'.repeat(length)),
);
const messages: fc.Arbitrary<Message> = fc.record({
  id: fc.constant('id-1'),
  event: fc.constantFrom(...notificationEvents, 'resumed' as const, 'test' as const),
  at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  text: long.map((text) => `Blocked: ${text}`),
  details: fc.array(long, { maxLength: 120 }),
  policy: fc.constant('shop'),
  subject: fc.dictionary(fc.constantFrom('env', 'version', 'workload', 'attempt', 'artifact', 'tag'), long, {
    noNullPrototype: true,
  }),
  about: long.map((text) => `shop${text}`),
  state: fc.constantFrom('wrong', 'well', 'news'),
  severity: fc.constantFrom('critical', 'error', 'warning', 'info'),
});

function always(holds: (one: Message) => void): void {
  fc.assert(fc.property(messages, holds), { numRuns: runs(60, 3_000), seed: 7 });
}

describe('slack', () => {
  test('at most 50 blocks, of 3,000 characters and 10 elements', () => {
    always((one) => {
      const { text, blocks } = payloadOf(one);
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text.startsWith('Blocked: ')).toBe(true);
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const block of blocks) {
        if (block.type === 'context') expect(block.elements.length).toBeLessThanOrEqual(10);
        const texts = block.type === 'context' ? block.elements : [block.text];
        for (const { text } of texts) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(3_000);
          // Nothing is a link or a mention, and no entity is cut.
          expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/u);
        }
      }
    });
  });

  test('every line is there where there is room', () => {
    const details = Array.from({ length: 100 }, (_, index) => `reason ${index}`);
    const shown = JSON.stringify(payloadOf(message({ details })));
    for (const line of details) expect(shown).toContain(line);
    const many = payloadOf(message({ details: details.map(() => 'x'.repeat(2_900)) }));
    expect(many.blocks.length).toBe(50);
    expect(JSON.stringify(many)).toContain('… and more, in the audit');
  });
});

describe('pagerduty', () => {
  test('a key of 255, a summary of 1,024, an event of 512 KiB', () => {
    always((one) => {
      const event = eventOf(one);
      expect(event.dedup_key.length).toBeLessThanOrEqual(255);
      expect(event.event_action).toBe(one.state === 'well' ? 'resolve' : 'trigger');
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(512 * 1024);
      const { summary } = (event.payload ?? { summary: '' }) as { readonly summary: string };
      expect(summary.length).toBeLessThanOrEqual(1_024);
    });
  });

  test('one key for a rollout, and another for another, however long they are', () => {
    const keys = ['main', 'a'.repeat(400), `${'a'.repeat(400)}b`].map(
      (name) => eventOf(message({ about: `shop/${name}` })).dedup_key,
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe('sentinel/shop/main');
    const { dedup_key } = eventOf(message({ event: 'completed', state: 'well' }));
    expect(dedup_key).toBe(eventOf(message()).dedup_key);
  });
});

describe('cdevents', () => {
  /** From the specification of CDEvents 0.5.1, in words of our own; the published schemas are tried below. */
  const context = {
    type: 'object',
    additionalProperties: false,
    required: ['specversion', 'id', 'source', 'type', 'timestamp'],
    properties: {
      specversion: { const: '0.5.1' },
      id: { type: 'string', minLength: 1 },
      source: { type: 'string', minLength: 1 },
      type: {
        pattern:
          '^dev\\.(cdevents\\.(taskrun\\.(started|finished)|service\\.(upgraded|rolledback)|incident\\.(detected|resolved))\\.0\\.3\\.0|cdeventsx\\.sentinel-rollout\\.[a-z]+\\.0\\.1\\.0)$',
      },
      timestamp: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
      chainId: { type: 'string', minLength: 1 },
    },
  };
  const reference = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', minLength: 1 } },
  };
  const content = {
    type: 'object',
    properties: {
      environment: reference,
      service: reference,
      artifactId: { type: 'string', pattern: '^pkg:' },
      outcome: { enum: ['success', 'failure', 'cancel', 'error'] },
    },
  };
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: ['context', 'subject'],
    properties: {
      context,
      subject: {
        type: 'object',
        required: ['id', 'content'],
        properties: { id: { type: 'string', minLength: 1 }, source: { type: 'string' }, content },
      },
      customData: { type: 'object' },
      customDataContentType: { const: 'application/json' },
    },
  };

  test('every event is one of that vocabulary', () => {
    const validate = new Ajv2020({ strict: false }).compile(schema);
    always((one) => {
      const event = cdEventOf(one, '/sentinel');
      validate(event);
      expect(validate.errors ?? []).toEqual([]);
    });
  });

  test('the envelope repeats what the event says of itself', () => {
    const event = cdEventOf(message(), '/releases');
    expect(cloudEventOf(event)).toMatchObject({
      specversion: '1.0',
      id: event.context.id,
      source: '/releases',
      type: 'dev.cdevents.service.rolledback.0.3.0',
      subject: 'shop',
      time: '2026-11-24T10:00:00Z',
      data: {
        subject: {
          content: { environment: { id: 'prod' }, artifactId: 'pkg:generic/shop@v1.2.3' },
        },
      },
    });
  });

  const published = process.env['SENTINEL_CDEVENTS_SCHEMAS'] ?? '';
  test.skipIf(!existsSync(published))('the published schemas take every event', () => {
    const load = (path: string): object => JSON.parse(readFileSync(join(published, path), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const link of ['embeddedlinkend', 'embeddedlinkpath', 'embeddedlinkrelation', 'embeddedlinksarray'])
      ajv.addSchema(load(`schemas/links/${link}.json`));
    const events = [...notificationEvents, 'resumed' as const, 'test' as const];
    for (const event of events) {
      const made = cdEventOf(message({ event }), '/sentinel');
      const [, space, subject = '', predicate = ''] = made.context.type.split('.');
      const path = space === 'cdeventsx' ? 'custom/schema.json' : `schemas/${subject}${predicate}.json`;
      const validate = ajv.compile(load(path));
      validate(made);
      expect([event, validate.errors ?? []]).toEqual([event, []]);
      ajv.removeSchema(/event$|custom$/u);
    }
  });
});
