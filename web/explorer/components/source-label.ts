interface Named {
  readonly key: string;
  readonly title: string;
  readonly publisher?: string | null;
  readonly vintage?: string | null;
}

const plain = ({ publisher, title, vintage }: Named): string =>
  [publisher ?? title, vintage].filter(Boolean).join(', ');

/** A source by its publisher and edition; by the end of its title instead, where another among them has the same. */
export function sourceLabel(source: Named, among: readonly Named[]): string {
  const label = plain(source);
  const isAlone = among.every((other) => other.key === source.key || plain(other) !== label);
  return isAlone ? label : [source.publisher, source.title.split(', ').at(-1)].filter(Boolean).join(', ');
}
