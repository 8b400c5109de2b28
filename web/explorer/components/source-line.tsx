import { Go } from '../address/go.tsx';
import type { CitedSource } from '../../../src/lib/citation.ts';
import { sourceLabel } from './source-label.ts';

/** Where figures are from, each once. */
export function SourceLine({ of }: { of: readonly CitedSource[] }) {
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
