import { expect, test } from 'vitest';
import { createRedactor } from '../../src/app/index.ts';
import { Output } from '../../src/cli/output.ts';
import { UNBROKEN } from '../../src/cli/text/wrap.ts';
import { SecretText } from '../../src/plan/secret.ts';
import { fakeStream } from '../support/stream.ts';

test('no secret leaves, also when it is written in pieces', () => {
  const redactor = createRedactor();
  redactor.register(new SecretText('token', 'hunter2hunter2'));
  const { stream, text } = fakeStream({ isTTY: false });
  const output = new Output(stream, redactor.filter(), false);
  output.text('a hunter2');
  output.text('hunter2 b hunter2');
  output.flush();
  expect(text()).toBe('a ‹secret token› b hunter2');
});

test('lines are broken at the width of a terminal, elsewhere not at all', () => {
  const width = (isTTY: boolean, columns: number) =>
    new Output(fakeStream({ isTTY, columns }).stream, createRedactor().filter(), false).columns;
  expect(width(true, 120)).toBe(120);
  expect(width(true, 10)).toBe(40);
  expect(width(false, 120)).toBe(UNBROKEN);
});

test('a reader that went away is no failure, a full disk is', () => {
  const failing = (code: string): Output => {
    const { stream } = fakeStream({ isTTY: false });
    const output = new Output(stream, createRedactor().filter(), false);
    stream.emit('error', Object.assign(new Error(code), { code }));
    output.text('more');
    return output;
  };
  expect(failing('EPIPE').failure).toBeUndefined();
  expect(failing('ENOSPC').failure).toMatchObject({ code: 'ENOSPC' });
});
