import { Go } from '../address/go.tsx';
import { sourceLabel } from './source-label.ts';

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
      {sources.map((source, index) => (
        <span key={source.key}>
          {index > 0 ? '; ' : ''}
          <Go to={`/source/${source.key}`} title={source.title}>
            {sourceLabel(source, sources)}
          </Go>
        </span>
      ))}
    </p>
  );
}
