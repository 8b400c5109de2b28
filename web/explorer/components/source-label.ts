import type { CitedSource } from '../../../src/lib/citation.ts';

const plain = ({ publisher, title, vintage }: CitedSource): string =>
  [publisher ?? title, vintage].filter(Boolean).join(', ');

/** A source by its publisher and edition; by the end of its title instead, where another among them has the same. */
export function sourceLabel(source: CitedSource, among: readonly CitedSource[]): string {
  const label = plain(source);
  const isAlone = among.every((other) => other.key === source.key || plain(other) !== label);
  return isAlone ? label : [source.publisher, source.title.split(', ').at(-1)].filter(Boolean).join(', ');
}
