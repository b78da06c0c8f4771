import { expect, test } from 'vitest';
import { placeInDsl } from '../../../src/lsp/place/dsl.ts';

/** `path role written`, with the open quote behind it. The text stands in a policy. */
function placeOf(before: string): string | undefined {
  const place = placeInDsl(`policy "x" {\n  ${before}`);
  return place && `${place.path.join('/')} ${place.role} <${place.written}>${place.quote ?? ''}`;
}

test.each([
  ['', ' key <>'],
  ['ga', ' key <ga>'],
  ['mode sh', 'mode value <sh>'],
  ['environments dev, ', 'environments value <dev, >'],
  ['gate "x" ', 'gates/x/severity value <>'],
  ['gate x in ', 'gates/x/environments/[] value <>'],
  ['gate "x" in prod when release.', 'gates/x/when value <release.>'],
  ['gate "x" critical { ', 'gates/x key <>'],
  ['gate "x" { require disk.', 'gates/x/require value <disk.>'],
  ['gate "x" { require disk.used < 1% ', 'gates/x/require value <disk.used < 1% >'],
  ['gate "x" {\n require disk.used < 1%\n pre', 'gates/x key <pre>'],
  ['gate "x" {\n require disk.used <\n pre', 'gates/x/require value <disk.used <\n pre>'],
  ['gate "x" { require a in ["b"] prefer c', 'gates/x/prefer value <c>'],
  ['gate "x" { require release.env == "pr', 'gates/x/require value <release.env == "pr>'],
  ['gate "x" { for 5m every ', 'gates/x/every value <>'],
  ['gate "x" { severity cri', 'gates/x/severity value <cri>'],
  ['gate "x" { for 5m }\n  gate "y" { ', 'gates/y key <>'],
  ['gate "x" { message "a ${b} \\n ${', 'gates/x/message value <a ${b} \\n ${>"'],
  ['setting y per env { ', 'settings/y/per_env key <>'],
  ['input t: ', 'inputs/t/type value <>'],
  ['probe y = ', 'probes/y key <>'],
  ['probe y each svc in ["a"] = ht', 'probes/y key <ht>'],
  ['probe y = http {\n ', 'probes/y/http key <>'],
  ['probe y = http {\n url "x"\n ', 'probes/y/http key <>'],
  ['probe y = http { url "${settings.', 'probes/y/http/url value <${settings.>"'],
  ['probe y = http { expect_status [200, ', 'probes/y/http/expect_status/[] value <>'],
  ['probe y = http { headers { A "b" ', 'probes/y/http/headers key <>'],
  ['probe y = http { headers { A "b" } ', 'probes/y/http key <>'],
  ['freeze f { from 2026-01-01 timezone "Eu', 'freezes/f/timezone value <Eu>"'],
  ['freeze f { outside { every ', 'freezes/f/outside/[]/every value <>'],
  ['limit l { at most 1 per 1h by ', 'limits/l/by value <>'],
  ['limit l { at most ', 'limits/l/at_most value <>'],
  ['score s { 3 of disk.', 'scores/s/criteria/[]/of value <disk.>'],
  ['rollout m { checks every 1m { require canary.', 'rollouts/m/checks/require value <canary.>'],
  ['rollout m { rollback when canary.', 'rollouts/m/rollback/when value <canary.>'],
  ['rollout m { stage 10% ho', 'rollouts/m/stages/[] value <10% ho>'],
  ['rollout m { stage 10% hold ', 'rollouts/m/stages/[]/hold value <>'],
  ['rollout m { stage 10% { exit ', 'rollouts/m/stages/[]/exit value <>'],
  ['rollout m { traffic ', 'rollouts/m/traffic key <>'],
  ['rollout m { traffic haproxy { ', 'rollouts/m/traffic/haproxy key <>'],
  ['before command { run ["a", "', 'before/[]/command/run/[] value <>"'],
  ['release { tag "', 'release/tag value <>"'],
])('%j', (before, place) => {
  expect(placeOf(before)).toBe(place);
});

test.each([
  ['a comment', '# com'],
  ['a name', 'gate '],
  ['the header of a freeze', 'freeze x '],
  ['the default of an input', 'input t = '],
])('nothing in %s', (_, before) => {
  expect(placeOf(before)).toBeUndefined();
});

test('nothing before the policy', () => {
  expect(placeInDsl('')).toBeUndefined();
  expect(placeInDsl('pol')).toBeUndefined();
  expect(placeInDsl('} ] policy "x" { }')).toBeUndefined();
});
