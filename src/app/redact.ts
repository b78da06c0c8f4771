/**
 * The second line of defence against shown secrets: a filter over everything that is written, which replaces each
 * registered text, also URL-encoded, in base64 or escaped in JSON. The first line is `SecretText`.
 */
import { revealSecret, type SecretText } from '../plan/secret.ts';

export interface RedactingFilter {
  /** The text that may be written now. What could be the beginning of a secret is kept back. */
  push(text: string): string;
  /** The rest. */
  end(): string;
}

/** Shorter texts are guessed, and would blot out innocent output, characters. */
export const SHORTEST_SECRET = 4;

export interface Redactor {
  /** One that is too short to be kept out of the output changes nothing. */
  register(secret: SecretText): void;
  /** A filter for one stream; it knows secrets that are registered later too. */
  filter(): RedactingFilter;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export function createRedactor(): Redactor {
  /** Each form of each secret, with what is shown instead. */
  const labels = new Map<string, string>();
  return {
    register(secret) {
      const text = revealSecret(secret);
      if (text.length < SHORTEST_SECRET) return;
      for (const form of forms(text)) if (!labels.has(form)) labels.set(form, secret.toString());
    },
    filter() {
      let kept = '';
      return {
        push(text) {
          const whole = kept + text;
          const found = secretRanges(whole, labels);
          const cut = safeLength(whole, labels, found);
          kept = whole.slice(cut);
          return replace(
            whole.slice(0, cut),
            found.filter((range) => range.end <= cut),
          );
        },
        end() {
          const rest = kept;
          kept = '';
          return replace(rest, secretRanges(rest, labels));
        },
      };
    },
  };
}

/** All places of all secrets; overlapping ones are one place, so that no end of a secret stays visible. */
function secretRanges(text: string, labels: ReadonlyMap<string, string>): readonly Range[] {
  const found: Range[] = [];
  for (const [needle, label] of labels)
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
      found.push({ start: at, end: at + needle.length, label });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Range[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last && range.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

/** How much of the text cannot be the beginning of a secret that goes on in the next piece. */
function safeLength(text: string, labels: ReadonlyMap<string, string>, found: readonly Range[]): number {
  let cut = text.length;
  for (const needle of labels.keys())
    for (let start = Math.max(0, text.length - needle.length + 1); start < cut; start++)
      if (needle.startsWith(text.slice(start))) cut = start;
  const across = found.find((range) => range.start < cut && cut < range.end);
  return across ? across.start : cut;
}

function replace(text: string, ranges: readonly Range[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end, label } of ranges) {
    shown += text.slice(from, start) + label;
    from = end;
  }
  return shown + text.slice(from);
}

/** The spellings under which a secret may come out again. */
function forms(secret: string): ReadonlySet<string> {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const lowerHex = (text: string) => text.replace(/%[0-9A-F]{2}/gu, (hex) => hex.toLowerCase());
  return new Set([
    secret,
    encoded,
    strict,
    new URLSearchParams([['', secret]]).toString().slice(1),
    lowerHex(encoded),
    lowerHex(strict),
    JSON.stringify(secret).slice(1, -1),
    ...base64Cores(secret),
  ]);
}

/**
 * What base64 makes of the secret wherever it begins inside a longer text: for each of the three alignments the
 * characters that depend on the secret alone.
 */
function base64Cores(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const core = text.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
