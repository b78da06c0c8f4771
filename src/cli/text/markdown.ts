import { visible } from './sanitize.ts';

/** Text in Markdown that is read as text: no markup but code between backticks, no cell, no link, nobody mentioned. */
export function markdown(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~!$]/gu, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/&#96;(.+?)&#96;/gu, '<code>$1</code>')
    .replaceAll('://', ':<span></span>//')
    .replace(/(?<=www)\./giu, '<span></span>.')
    .replaceAll('@', '@<span></span>');
}
