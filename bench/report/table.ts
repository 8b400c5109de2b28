export const whole = (value: number) => Math.round(value).toLocaleString('en');
export const tenths = (value: number) => value.toFixed(1);
export const hundredths = (value: number) => value.toFixed(2);
export const known = (value: number | null, written: (value: number) => string) =>
  value === null ? '-' : written(value);

/** A Markdown table; `header` begins with the columns of words, of which there are `words`, before those of numbers. */
export function tableOf(header: readonly string[], words: number, rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, index) => (index < words ? '---' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
