/** Whatever is done to a log after it was written shows, and the first bad entry is named. */
import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AuditHead, EMPTY_HEAD } from '../../../src/plan/audit.ts';
import { canonicalJson } from '../../../src/plan/canonical-json.ts';
import { Chain, type ChainedText } from '../../../src/runtime/host/audit-chain.ts';
import { entryOfLine, lineOf } from '../../../src/runtime/host/audit-lines.ts';
import type { StoredEntry } from '../../../src/runtime/ports/stores.ts';
import { sampleDraft, sampleLog } from '../../support/audit-log.ts';
import { Random } from '../../support/random.ts';
import { runs, tier } from '../../support/tier.ts';

const log = sampleLog(60);
const head = headOf(log, 60);

function headOf(entries: readonly StoredEntry[], seq: number): AuditHead {
  const { hash } = entries[seq - 1] ?? EMPTY_HEAD;
  return { seq, hash };
}

function check(
  entries: Iterable<ChainedText>,
  from: AuditHead | 'anywhere' = EMPTY_HEAD,
  anchors: readonly AuditHead[] = [],
) {
  const chain = new Chain(from === 'anywhere' ? undefined : from, anchors);
  for (const entry of entries) chain.follow(entry);
  return chain.end();
}

/** An entry that fits its own hash, whatever it says. */
function forged({ seq, text: before }: StoredEntry, changes: object): StoredEntry {
  const text = canonicalJson({ ...(JSON.parse(before) as object), ...changes });
  return { seq, text, hash: hash('sha256', text) };
}

describe('a chain', () => {
  test('holds, and tells how far', () => {
    expect(check(log)).toEqual({ entries: 60, from: EMPTY_HEAD, head });
    expect(check(log.with(9, forged(log[9] as StoredEntry, { at: 1 })))).toMatchObject({
      entries: 9,
      head: headOf(log, 9),
    });
    expect(check([])).toEqual({ entries: 0, from: EMPTY_HEAD, head: EMPTY_HEAD });
    const tail = log.slice(20);
    expect(check(tail, headOf(log, 20))).toEqual({ entries: 40, from: headOf(log, 20), head });
  });

  test('begins where its first entry says, when nothing else is known', () => {
    expect(check(log.slice(20), 'anywhere')).toEqual({ entries: 40, from: headOf(log, 20), head });
  });

  test('gives what each entry says, also behind a bad one', () => {
    const chain = new Chain(EMPTY_HEAD);
    expect(chain.follow({ seq: 1, text: 'nothing', hash: '' })).toBeUndefined();
    expect(chain.follow(log[1] as StoredEntry)).toMatchObject({ seq: 2, type: 'admission' });
  });

  test.each([
    ['without one', log.toSpliced(9, 1), 10, 'it is missing: 11 follows 9'],
    ['without several', log.toSpliced(9, 5), 10, 'it is missing: 15 follows 9'],
    ['without the first', log.slice(1), 1, 'it is missing: 2 follows 0'],
    ['with one twice', log.toSpliced(9, 0, log[8] as StoredEntry), 9, 'it stands behind entry 9'],
    [
      'with two swapped',
      log.toSpliced(9, 2, log[10] as StoredEntry, log[9] as StoredEntry),
      10,
      'it is missing',
    ],
    ['with text changed', log.with(9, { ...(log[9] as StoredEntry), text: '{}' }), 10, 'it was changed'],
    [
      'with another hash',
      log.with(9, { ...(log[9] as StoredEntry), hash: 'f'.repeat(64) }),
      10,
      'it was changed',
    ],
    [
      'with one of another log',
      log.with(9, sampleLog(10, EMPTY_HEAD, (i) => sampleDraft(i + 1))[9] as StoredEntry),
      10,
      'it does not follow from the entry before',
    ],
    [
      'with one made anew',
      log.with(9, forged(log[9] as StoredEntry, { why: 'no reason' })),
      11,
      'it does not follow from the entry before',
    ],
    [
      'with a wrong number inside',
      log.with(9, forged(log[9] as StoredEntry, { seq: 12 })),
      10,
      'it calls itself entry 12',
    ],
    [
      'with a time that goes back',
      log.with(9, forged(log[9] as StoredEntry, { at: 1 })),
      10,
      'it is of 1970-01-01T00:00:00.001Z, and the entry before of 2026-11-24T10:00:08Z',
    ],
  ])('%s is bad', (_, entries, seq, why) => {
    expect(check(entries).firstBad).toEqual({ seq, why: expect.stringContaining(why) });
  });

  test('with what is no entry is bad', () => {
    for (const text of [
      'null',
      '[]',
      '{}',
      '1',
      'x',
      '{"seq":10}',
      canonicalJson({ seq: 10, at: 0, prev: '' }),
    ])
      expect(check(log.with(9, { seq: 10, text, hash: hash('sha256', text) })).firstBad).toEqual({
        seq: 10,
        why: 'it is no entry of an audit',
      });
  });
});

describe('against an anchor', () => {
  test('the end is proved', () => {
    for (let seq = 0; seq <= 60; seq++)
      expect(check(log, EMPTY_HEAD, [headOf(log, seq)])).toEqual({ entries: 60, from: EMPTY_HEAD, head });
    expect(check(log.slice(20), headOf(log, 20), [headOf(log, 20), head])).toMatchObject({
      entries: 40,
      head,
    });
  });

  test('any suffix that is dropped shows', () => {
    for (let kept = 0; kept < 60; kept++) {
      expect(check(log.slice(0, kept)).firstBad).toBeUndefined();
      expect(check(log.slice(0, kept), EMPTY_HEAD, [head])).toMatchObject({
        entries: kept,
        firstBad: { seq: kept + 1, why: expect.stringContaining('cut, or an older backup was restored') },
      });
    }
  });

  test('a log that was written anew from any entry on shows, and is bounded by the anchors', () => {
    for (let from = 1; from <= 60; from++) {
      const kept = log.slice(0, from - 1);
      const anew = [...kept, ...sampleLog(61 - from, headOf(log, from - 1), (i) => sampleDraft(i + 1))];
      expect(check(anew).firstBad).toBeUndefined();
      expect(check(anew, EMPTY_HEAD, [head]).firstBad).toEqual({
        seq: 60,
        why: 'its hash is not that of the anchor: the log was written anew here or before',
      });
      const anchors = [60, 50, 40, 30, 20, 10].map((seq) => headOf(log, seq));
      const bad = Math.ceil(from / 10) * 10;
      expect(check(anew, EMPTY_HEAD, anchors).firstBad).toEqual({
        seq: bad,
        why: expect.stringContaining(bad === 10 ? 'here or before' : `after entry ${bad - 10}`),
      });
    }
  });

  test('that is older than the log nothing is proved', () => {
    expect(check(log.slice(20), headOf(log, 20), [headOf(log, 10)]).firstBad).toEqual({
      seq: 21,
      why: 'the log begins with it, so that the anchor of entry 10 can no longer be compared',
    });
    expect(check(log.slice(20), 'anywhere', [{ seq: 20, hash: '1'.repeat(64) }]).firstBad).toMatchObject({
      seq: 20,
    });
  });

  test('whatever is edited shows', () => {
    const random = new Random(20_261_121);
    for (let run = 0; run < runs(300, 30_000); run++) {
      const edited = [...log];
      for (let edits = 1 + random.below(3); edits > 0; edits--) edit(edited, random);
      const same =
        edited.length === log.length &&
        edited.every((entry, i) => canonicalJson(entry) === canonicalJson(log[i]));
      expect(check(edited, EMPTY_HEAD, [head]).firstBad === undefined).toBe(same);
    }
  });
});

function edit(entries: StoredEntry[], random: Random): void {
  const at = random.below(entries.length);
  const entry = entries[at] ?? random.pick(log);
  const edits = [
    () => entries.splice(at, 1),
    () => entries.splice(at, 0, random.pick(log)),
    () => entries.splice(random.below(entries.length), 0, ...entries.splice(at, 1)),
    () => entries.splice(at, 1, forged(entry, { why: 'another' })),
    () =>
      entries.splice(
        at,
        entries.length,
        ...sampleLog(60 - at, headOf(log, at), (i) => sampleDraft(i + random.below(2))),
      ),
    () => entries.splice(at),
  ];
  random.pick(edits)();
}

/** Each byte with some bits turned, as text again. */
function* flips(text: string, masks: readonly number[]): Generator<string> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i++)
    for (const mask of masks) {
      const before = bytes[i] ?? 0;
      bytes[i] = before ^ mask;
      yield bytes.toString();
      bytes[i] = before;
    }
}

const everyBit = [1, 2, 4, 8, 16, 32, 64, 128];

describe('a flipped bit', () => {
  // Every bit of a small log, and with full counts a bit of every byte of a large one.
  const sizes: readonly (readonly [number, readonly number[]])[] = [
    [runs(24, 200), everyBit],
    ...(tier === 'usual' ? [[200, [1]] as const] : [[10_000, [1]] as const]),
  ];

  test.each(sizes)('of any byte of %d entries shows in its entry', { timeout: 600_000 }, (count, masks) => {
    const entries = sampleLog(count);
    let flipped = 0;
    for (const [i, entry] of entries.entries()) {
      const from = headOf(entries, i);
      // Those before are as they were, and the chain breaks here or at the next.
      const next = entries.slice(i + 1, i + 2);
      const see = (changed: ChainedText) => {
        flipped++;
        const { firstBad } = check([changed, ...next], from);
        if (firstBad?.seq !== entry.seq)
          throw new Error(`${JSON.stringify(changed)} is taken for entry ${entry.seq}`);
      };
      for (const text of flips(entry.text, masks)) see({ ...entry, text });
      for (const hash of flips(entry.hash, masks)) see({ ...entry, hash });
    }
    const bytes = entries.reduce((sum, { text, hash }) => sum + Buffer.byteLength(text) + hash.length, 0);
    expect(flipped).toBe(bytes * masks.length);
    if (tier !== 'usual')
      console.log(`${flipped.toLocaleString('en-US')} flips in ${count} entries, all seen`);
  });

  test('of any byte of an export shows in its entry', { timeout: 600_000 }, () => {
    const entries = sampleLog(runs(24, 400));
    for (const [i, entry] of entries.entries()) {
      const from = headOf(entries, i);
      const [line = '', next = ''] = entries.slice(i, i + 2).map(lineOf);
      for (const text of flips(`${line}\n`, everyBit)) {
        const read = (text + next).split('\n').map((one) => entryOfLine(one) ?? { text: one, hash: '' });
        if (check(read, from).firstBad?.seq !== entry.seq)
          throw new Error(`${text} is taken for entry ${entry.seq}`);
      }
    }
  });
});
