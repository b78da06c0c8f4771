import { expect, test } from 'vitest';
import { createRedactor } from '../../src/app/index.ts';
import { Output } from '../../src/cli/output.ts';
import type { Sink } from '../../src/cli/sink.ts';
import { UNBROKEN } from '../../src/cli/text/wrap.ts';
import { SecretText } from '../../src/plan/secret.ts';
import { keepingSink } from '../support/sink.ts';

function outputTo(sink: Sink): Output {
  return new Output(sink, createRedactor().filter(), false);
}

test('no secret leaves, also when it is written in pieces', () => {
  const redactor = createRedactor();
  redactor.register(new SecretText('token', 'hunter2hunter2'));
  const sink = keepingSink();
  const output = new Output(sink, redactor.filter(), false);
  output.text('a hunter2');
  output.text('hunter2 b hunter2');
  output.flush();
  expect(sink.written()).toBe('a ‹secret token› b hunter2');
});

test('lines are broken at the width of a terminal, elsewhere not at all', () => {
  expect(outputTo(keepingSink(120)).columns).toBe(120);
  expect(outputTo(keepingSink(10)).columns).toBe(40);
  expect(outputTo(keepingSink()).columns).toBe(UNBROKEN);
});

test('a reader that went away is no failure, a full disk is; neither is written to again', () => {
  const failing = (code: string): { failure: Error | undefined; writes: number } => {
    let writes = 0;
    const output = outputTo({
      ...keepingSink(),
      write() {
        writes++;
        throw Object.assign(new Error(code), { code });
      },
    });
    output.text('some');
    output.text('more');
    return { failure: output.failure, writes };
  };
  expect(failing('EPIPE')).toEqual({ failure: undefined, writes: 1 });
  expect(failing('ENOSPC')).toMatchObject({ failure: { code: 'ENOSPC' }, writes: 1 });
});
