/** Dates in titles: `2026-01-31`, `2026/1/31`, `31 January 2026`, `Jan 31st, 2026`. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const dayWord = '([0-9]{1,2})(?:st|nd|rd|th)?';

const yearFirst = /(?<![\w.-])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![\w-])/u;
const dayFirst = new RegExp(`\\b${dayWord} ${monthWord},? ([0-9]{4})\\b`, 'iu');
const monthFirst = new RegExp(`\\b${monthWord} ${dayWord},? ([0-9]{4})\\b`, 'iu');

/** Words that stand where the date is yet to come. */
const placeholder = /\b(?:unreleased|tb[acd]|x{2,})\b/iu;

/** Midnight UTC of the date in a text, in milliseconds; `undefined` without one that the calendar has. */
export function dateIn(text: string): number | undefined {
  if (placeholder.test(text)) return undefined;
  const iso = yearFirst.exec(text);
  if (iso) return midnight(iso[1], Number(iso[3]), iso[4]);
  const european = dayFirst.exec(text);
  if (european) return midnight(european[3], monthNumber(european[2]), european[1]);
  const american = monthFirst.exec(text);
  return american ? midnight(american[3], monthNumber(american[1]), american[2]) : undefined;
}

function monthNumber(word: string | undefined): number {
  return months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1;
}

function midnight(year: string | undefined, month: number, day: string | undefined): number | undefined {
  const instant = Date.UTC(Number(year), month - 1, Number(day));
  const date = new Date(instant);
  // 30 February rolls over to March.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? instant : undefined;
}
