import { Go } from '../../address/go.tsx';
import { CapacityBar, StatusMark, statusInWords } from '../../charts/capacity-bar.tsx';
import { ConfidenceMark, Fig, Miss } from '../../components/figure.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { count, counted, tonnes } from '../../format/numbers.ts';
import type { PlantGroup, PlantRow } from './plants.ts';

const BAR = 190;

/** The plants of one product of the chain: state as fill, capacity, year and pledges. */
export function PlantsTable({ group, title, note }: { group: PlantGroup; title: string; note: string }) {
  const { byUnit, silent } = group;
  const isMixed = byUnit.length > 1;
  const same = isMixed ? null : sameProduct(byUnit.flatMap(({ rows }) => rows));
  return (
    <section className="chart-section plants">
      <div className="chart-head">
        <h2>
          {title} {same ? <small>{same}</small> : null}
        </h2>
        <small>{note}</small>
      </div>
      {byUnit.length > 0 ? (
        <table className="plain-table">
          <caption className="out-of-sight">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Plant</th>
              <th scope="col">Where</th>
              <th scope="col">State</th>
              <th scope="col" className="wide-only" aria-hidden="true">
                {isMixed ? 'bars compare within a unit' : ''}
              </th>
              <th scope="col" className="num">
                capacity a year
              </th>
              <th scope="col" className="num">
                for
              </th>
              <th scope="col" className="num">
                pledges
              </th>
            </tr>
          </thead>
          {byUnit.map(({ unit, most, rows }) => (
            <tbody key={unit}>
              {isMixed ? (
                <tr className="unit-row">
                  <th scope="rowgroup" colSpan={7}>
                    counted in {unit}
                    {sameProduct(rows) ? `: ${sameProduct(rows) ?? ''}` : ''}
                  </th>
                </tr>
              ) : null}
              {rows.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  most={most}
                  unit={isMixed ? '' : unit}
                  isNamed={isMixed ? sameProduct(rows) === null : same === null}
                />
              ))}
            </tbody>
          ))}
        </table>
      ) : (
        <p className="dim">No capacity of any is on record.</p>
      )}
      {silent.length > 0 ? <Silent rows={silent} /> : null}
    </section>
  );
}

/** What all rows are of, where that is one product. */
const sameProduct = (rows: readonly PlantRow[]): string | null => {
  const [first, ...others] = new Set(rows.map(({ product }) => product.toLowerCase()));
  return first !== undefined && others.length === 0 ? first : null;
};

interface RowProps {
  row: PlantRow;
  most: number;
  unit: string;
  /** Whether the row says of which product it is. */
  isNamed: boolean;
}

function Row({ row, most, unit, isNamed }: RowProps) {
  const { facility, country, product, status, amountClaim, plannedClaim, plannedFor, isOutput } = row;
  const weight = row.tonnes === null ? '' : `${tonnes(row.tonnes)}${unit.startsWith('t ') ? unit.slice(1) : ''}`;
  return (
    <tr>
      <th scope="row">
        <span className="with-glyph">
          <Glyph kind="FACILITY" />
          <span>
            <Go to={`/facility/${facility.slug}`}>{facility.name}</Go>
            {isNamed ? <small>{product.toLowerCase()}</small> : null}
          </span>
        </span>
      </th>
      <td>{country}</td>
      <td className="state">
        <StatusMark status={status} /> {statusInWords(status)}
      </td>
      <td className="bar" aria-hidden="true">
        <svg viewBox={`0 0 ${BAR} 14`} width={BAR} height="14" preserveAspectRatio="none">
          <CapacityBar tonnes={row.tonnes} most={most} status={status} width={BAR} height={14} />
        </svg>
      </td>
      <td className="num">
        {row.tonnes === null ? (
          <Miss reason={row.missing} />
        ) : (
          <>
            <Fig id={amountClaim?.id ?? facility.id}>{weight}</Fig>
            <ConfidenceMark of={amountClaim?.confidence} />
            {isOutput ? <small> made</small> : null}
          </>
        )}
      </td>
      <td className="num">
        {status === 'OPERATING' ? (
          <span className="dim">runs</span>
        ) : plannedFor === null ? (
          <Miss reason={null} title="No year is stated" />
        ) : (
          <Fig id={plannedClaim?.id ?? facility.id}>{String(plannedFor)}</Fig>
        )}
      </td>
      <td className="num">
        {row.pledges === 0 ? (
          <span className="dim">none</span>
        ) : (
          <Go to={`/facility/${facility.slug}`} aria-label={counted(row.pledges, 'pledge')}>
            {count(row.pledges)}
          </Go>
        )}
      </td>
    </tr>
  );
}

/** Plants of which neither a capacity nor a year is on record: named, never drawn as nothing. */
const Silent = ({ rows }: { rows: readonly PlantRow[] }) => (
  <details className="silent">
    <summary>
      <i className="hatch" aria-hidden="true" /> {counted(rows.length, 'more entry', 'more entries')} without a capacity
      or a year on record
    </summary>
    <ul>
      {rows.map(({ key, facility, country, product, status, producesClaim }) => (
        <li key={key}>
          <StatusMark status={status} /> <Go to={`/facility/${facility.slug}`}>{facility.name}</Go>, {country}:{' '}
          {product.toLowerCase()}, <Fig id={producesClaim?.id ?? facility.id}>{statusInWords(status)}</Fig>
        </li>
      ))}
    </ul>
  </details>
);
