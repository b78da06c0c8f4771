import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Documents } from '../../src/lsp/documents.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';

interface Told {
  readonly uri: string;
  readonly version: number | undefined;
  readonly codes: readonly string[] | undefined;
}

/** Open documents with a clock that stands until `pause` is called. */
function openDocuments(cwd = '/nowhere') {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const documents = new Documents({
    host: hostIn(cwd),
    later(work) {
      waiting.add(work);
      return () => waiting.delete(work);
    },
    publish(uri, version, snapshot) {
      told.push({ uri, version, codes: snapshot?.diagnostics(0).map(({ code }) => code) });
    },
  });
  const pause = () => {
    for (const work of waiting) {
      waiting.delete(work);
      work();
    }
  };
  return { documents, told, pause };
}

const uri = 'file:///nowhere/sentinel.yaml';
const text = (content: string, version = 1, name = uri, language = 'yaml') =>
  TextDocument.create(name, language, version, content);

describe('findings', () => {
  test('follow when the typing pauses, of the newest text alone', () => {
    const { documents, told, pause } = openDocuments();
    documents.changed(text('a', 1));
    documents.changed(text('sentinel: 1\npolicy: x\n', 2));
    expect(told).toEqual([]);
    pause();
    expect(told.map(({ version }) => version)).toEqual([2]);
    pause();
    expect(told).toHaveLength(1);
  });

  test('of each text apart', () => {
    const { documents, told, pause } = openDocuments();
    documents.changed(text('a', 1));
    documents.changed(text('a', 1, 'file:///nowhere/other.yaml'));
    pause();
    expect(told.map(({ uri }) => uri)).toEqual([uri, 'file:///nowhere/other.yaml']);
  });

  test('go with the text', () => {
    const { documents, told, pause } = openDocuments();
    documents.changed(text('a'));
    documents.closed(uri);
    pause();
    expect(told).toEqual([{ uri, version: undefined, codes: undefined }]);
    expect(documents.snapshot(uri)).toBeUndefined();
  });

  test('are those that the project asks for', async () => {
    const folder = await temporaryFolder({
      'sentinel.lint.yaml': 'rules:\n  SEN1201: off\n',
      'sub/sentinel.yaml': '',
    });
    const { documents, told, pause } = openDocuments(folder);
    const policy =
      'sentinel: 1\npolicy: x\nprobes:\n  disk: { disk: { path: / } }\ngates:\n  a: { require: git.clean }\n';
    const file = pathToFileURL(join(folder, 'sentinel.yaml')).href;
    documents.changed(text(policy, 1, file));
    pause();
    expect(told.at(-1)?.codes).toEqual([]);
    writeFileSync(join(folder, 'sentinel.lint.yaml'), 'rulez: {}\n');
    documents.changed(text(policy, 2, file));
    pause();
    expect(told.at(-1)?.codes).toEqual(['SEN2021']);
    expect(documents.snapshot(file)?.diagnostics(0)[0]?.message).toMatch(/^sentinel\.lint\.yaml: /u);
  });
});

describe('names of files', () => {
  test.each([
    [uri, 'yaml', 'sentinel.yaml'],
    ['file:///nowhere/sub/a%20b.sntl', 'sentinel', 'sub/a b.sntl'],
    ['file:///else/where.yaml', 'yaml', '/else/where.yaml'],
    ['untitled:Untitled-1', 'yaml', 'sentinel.yaml'],
    ['untitled:Untitled-1', 'sentinel', 'untitled.sntl'],
  ])('%s in %s', (name, language, file) => {
    const { documents, pause } = openDocuments();
    documents.changed(text('', 1, name, language));
    expect(documents.snapshot(name)?.file).toBe(file);
    pause();
    expect(documents.snapshot(name)?.diagnostics(0).length).toBeGreaterThan(0);
  });
});
