/** Numbers as pictures of one row, which read without colour too. */

const steps = '▁▂▃▄▅▆▇█';

/** The last values, the lowest at the bottom; what was unknown is a gap. All the same: a line at the bottom. */
export function sparkline(values: readonly (number | undefined)[], width: number): string {
  const last = values.slice(-width);
  const known = last.filter((value) => value !== undefined);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  return last
    .map((value) => {
      if (value === undefined) return ' ';
      const height = range === 0 ? 0 : Math.round(((value - low) / range) * (steps.length - 1));
      return steps.charAt(height);
    })
    .join('');
}

/** How much of a whole, 0 to 1; it is full only when all of it is there. */
export function bar(fraction: number, width: number): string {
  const filled = Math.floor(Math.min(Math.max(fraction, 0), 1) * width);
  return '━'.repeat(filled) + '─'.repeat(width - filled);
}
