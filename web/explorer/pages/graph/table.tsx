import { Go } from '../../address/go.tsx';
import { ConfidenceMark, Fig } from '../../components/figure.tsx';
import { pathOfId } from '../../components/glyph.tsx';
import { count, day, percent } from '../../format/numbers.ts';
import type { Column } from '../../take-away/actions.ts';
import type { Edge, Said, Thing } from './model.ts';

/** An edge with both its ends, once for each thing that is recorded of it. */
export interface EdgeRow {
  readonly edge: Edge;
  readonly from: Thing;
  readonly to: Thing;
  readonly said: Said | null;
}

/** The edges as rows. */
export function rowsOf(edges: readonly Edge[], things: ReadonlyMap<string, Thing>): EdgeRow[] {
  return edges.flatMap((edge) => {
    const [from, to] = [things.get(edge.from), things.get(edge.to)];
    if (!from || !to) return [];
    const said = edge.said.length === 0 ? [null] : edge.said;
    return said.map((one) => ({ edge, from, to, said: one }));
  });
}

export const columns: readonly Column<EdgeRow>[] = [
  { name: 'from', of: ({ from }) => from.name },
  { name: 'from_id', of: ({ from }) => from.key },
  { name: 'from_kind', of: ({ from }) => from.kind },
  { name: 'relationship', of: ({ edge }) => edge.verb },
  { name: 'to', of: ({ to }) => to.name },
  { name: 'to_id', of: ({ to }) => to.key },
  { name: 'to_kind', of: ({ to }) => to.kind },
  { name: 'detail', of: ({ said }) => said?.detail },
  { name: 'product', of: ({ said }) => said?.product },
  { name: 'share', of: ({ said }) => said?.share },
  { name: 'tonnes_a_year', of: ({ said }) => said?.tonnes },
  { name: 'tonnes_of', of: ({ said }) => said?.tonnesUnit },
  { name: 'year', of: ({ said }) => said?.year },
  { name: 'since', of: ({ said }) => said?.from },
  { name: 'until', of: ({ said }) => said?.to },
  { name: 'confidence', of: ({ said }) => said?.confidence },
  { name: 'source', of: ({ said }) => said?.sources.map(({ key }) => key).join('; ') },
  { name: 'where_in_it', of: ({ said }) => said?.locator },
];

const End = ({ of }: { of: Thing }) => {
  const path = pathOfId(of.key);
  return path ? <Go to={path}>{of.name}</Go> : of.name;
};

/** The graph read as rows: each relationship with what is recorded of it. */
export const EdgeTable = ({ rows }: { rows: readonly EdgeRow[] }) => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label="Relationships">
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Relationship</th>
          <th scope="col">To</th>
          <th scope="col">What</th>
          <th scope="col" className="num">
            Share
          </th>
          <th scope="col" className="num">
            Tonnes a year
          </th>
          <th scope="col">When</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ edge, from, to, said }, index) => (
          <tr key={`${edge.key} ${index}`}>
            <th scope="row">
              <End of={from} />
            </th>
            <td>
              <Fig id={edge.subject}>{edge.verb}</Fig>
              <ConfidenceMark of={said?.confidence} />
            </td>
            <td>
              <End of={to} />
            </td>
            <td>{[said?.product, inWords(said?.detail)].filter(Boolean).join(', ')}</td>
            <td className="num">{said?.share == null ? '' : percent(said.share)}</td>
            <td className="num">
              {said?.tonnes == null ? '' : `${count(said.tonnes)} ${said.tonnesUnit?.replace(/^t\b/, '') ?? ''}`.trim()}
            </td>
            <td>{[said?.year, said?.from ? `since ${day(said.from)}` : null].filter(Boolean).join(', ')}</td>
            <td>
              {said?.sources.map(({ key, publisher }) => (
                <Go key={key} to={`/source/${key}`}>
                  {publisher}
                </Go>
              )) ?? null}
              {said === null ? edge.label : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const inWords = (detail: string | null | undefined) =>
  detail ? (/^[A-Z_]+$/.test(detail) ? detail.toLowerCase().replace(/_/g, ' ') : detail) : null;
