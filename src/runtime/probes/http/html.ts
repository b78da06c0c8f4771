/** What the HTML page of an answer holds. */
import { type Known, unknown, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import type { HttpAnswer } from '../../host/network/http.ts';

/** `title`, `found` and `count`. */
export async function htmlFields(
  answer: HttpAnswer,
  selector: string | undefined,
): Promise<readonly (readonly [string, Known<Value>])[]> {
  if (!/^(?:text\/html|application\/xhtml\+xml)\b/iu.test(answer.headers.get('content-type') ?? ''))
    return sameForAll('the answer is not an HTML page');
  const { parse } = await import('node-html-parser');
  const page = parse(answer.body);
  const title = page.querySelector('title')?.text.replace(/\s+/gu, ' ').trim();
  const count = selector === undefined ? unknown('`select` is not given') : countOf(page, selector);
  return [
    ['title', title ?? unknown('the page has no title')],
    ['found', typeof count === 'number' ? count > 0 : count],
    ['count', count],
  ];
}

function countOf(page: { querySelectorAll(selector: string): readonly unknown[] }, selector: string): number {
  try {
    return page.querySelectorAll(selector).length;
  } catch (error) {
    throw new ProbeFailure('`select` is not a CSS selector', { cause: error });
  }
}

function sameForAll(reason: string): readonly (readonly [string, Known<Value>])[] {
  return ['title', 'found', 'count'].map((name) => [name, unknown(reason)]);
}
