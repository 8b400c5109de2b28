import { Go } from '../address/go.tsx';

interface Said {
  readonly key: string;
  readonly title: string;
  readonly publisher?: string | null;
  readonly vintage?: string | null;
}

/** Where figures are from, each once. */
export function SourceLine({ of }: { of: readonly Said[] }) {
  const sources = [...new Map(of.map((source) => [source.key, source])).values()];
  if (sources.length === 0) return null;
  return (
    <p className="source-line">
      {sources.length === 1 ? 'Source: ' : 'Sources: '}
      {sources.map(({ key, title, publisher, vintage }, index) => (
        <span key={key}>
          {index > 0 ? '; ' : ''}
          <Go to={`/source/${key}`} title={title}>
            {[publisher ?? title, vintage].filter(Boolean).join(', ')}
          </Go>
        </span>
      ))}
    </p>
  );
}
