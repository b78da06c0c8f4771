import { describe, expect, test } from 'vitest';
import type { IncidentReport } from '../../../src/app/index.ts';
import { incidentForms } from '../../../src/cli/render/incident.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { expectSchema } from '../../support/schema.ts';

const from = Date.parse('2026-11-24T10:00:00Z');
const report: IncidentReport = {
  freezes: [
    {
      id: '4f1c09ab',
      scope: { policy: 'shop', env: 'prod' },
      from,
      until: from + 7_200_000,
      reason: 'peering is down, OPS-931',
      actor: 'ann',
    },
    { id: 'b20e77d1', scope: {}, from, until: from + 60_000, reason: 'incident 44', actor: 'bob' },
  ],
  store: '.sentinel/state.db',
  diagnostics: [],
};

async function textOf(action: 'opened' | 'lifted') {
  const forms = incidentForms(action, report);
  return `\n${shownLines(forms.lines(await pageFor(forms.texts(), 80)))}`;
}

describe('incident freezes', () => {
  test('that were opened', async () => {
    expect(await textOf('opened')).toMatchInlineSnapshot(`
      "
      ✗ frozen 4f1c09ab: releases with policy=shop, env=prod until
        2026-11-24T12:00:00Z, 2 h from now
        peering is down, OPS-931
      ✗ frozen b20e77d1: every release of every policy until 2026-11-24T10:01:00Z, 1
        min from now
        incident 44
      "
    `);
  });

  test('that were lifted', async () => {
    expect(await textOf('lifted')).toMatchInlineSnapshot(`
      "
      ✓ lifted 4f1c09ab, which stopped releases with policy=shop, env=prod until
        2026-11-24T12:00:00Z
        peering is down, OPS-931
      ✓ lifted b20e77d1, which stopped every release of every policy until
        2026-11-24T10:01:00Z
        incident 44
      "
    `);
  });

  test('for programs', () => {
    const json: unknown = JSON.parse(jsonDocument(incidentForms('opened', report).json()));
    expectSchema('incident', json);
    expect(json).toMatchObject({
      action: 'opened',
      freezes: [{ from: '2026-11-24T10:00:00Z', until: '2026-11-24T12:00:00Z' }, { scope: {} }],
    });
  });
});
