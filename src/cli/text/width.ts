/** How many columns a text takes on a terminal. */
import { visible } from './sanitize.ts';

export type Measure = (text: string) => number;

/** Characters that take one column each: Latin letters and the marks that Sentinel itself writes. */
const narrow = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff‹›…–—•·✓✗→│├└─━▁▂▃▄▅▆▇█]*$/u;

/**
 * Measures texts such as these, controls counted as the escapes that are shown for them. The tables of Unicode cost
 * more to load than a whole `lint`, so they are loaded only when some text needs them.
 */
export async function measureFor(texts: Iterable<string>): Promise<Measure> {
  for (const text of texts) {
    if (narrow.test(text) || narrow.test(visible(text.replaceAll(/[\r\n\t]/gu, '')))) continue;
    const { default: stringWidth } = await import('string-width');
    return (text) => stringWidth(visible(text));
  }
  return (text) => visible(text).length;
}
