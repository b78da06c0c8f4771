import { visible } from './sanitize.ts';

/** For text and attributes of XML and HTML; controls, which XML cannot hold, become visible escapes. */
export function escapeXml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
