import { Go } from '../../address/go.tsx';
import { Limit, ShareBar } from '../../charts/share-bar.tsx';
import { Spark, type YearPoint } from '../../charts/year-series.tsx';
import { ConfidenceMark, Miss, Share } from '../../components/figure.tsx';
import { money } from '../../format/numbers.ts';
import type { RowFragment } from '../../api/generated.ts';

/** A row of the table: a member, or the group. */
export interface TableRow {
  readonly key: string;
  readonly name: string;
  /** Address of its page. */
  readonly to: string;
  readonly note?: string;
  readonly row: RowFragment;
  readonly years: readonly YearPoint[];
}

interface MembersTableProps {
  caption: string;
  rows: readonly TableRow[];
  groups: readonly TableRow[];
  selected: string | null;
  isLookedThrough: boolean;
  line: number;
  isBars: boolean;
  isOld: boolean;
  onSelect: (key: string) => void;
}

const BAR = 380;
const ticks = [0, 25, 50, 75, 100];

/** The chart is the table: the bars stand in its cells. */
export function MembersTable({
  caption,
  rows,
  groups,
  selected,
  isLookedThrough,
  line,
  isBars,
  isOld,
  onSelect,
}: MembersTableProps) {
  const low = rows.some(({ row }) => row.lookThroughConfidence === 'LOW');
  return (
    <table className={isOld ? 'bars old' : 'bars'} aria-busy={isOld}>
      <caption className="out-of-sight">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          {isBars ? (
            <th className="bar-cell" aria-hidden="true">
              <Axis line={line} />
            </th>
          ) : null}
          <th scope="col" className="num">
            direct
          </th>
          {isLookedThrough ? (
            <th scope="col" className="num">
              looked through {low ? <ConfidenceMark of="LOW" /> : null}
            </th>
          ) : null}
          <th scope="col" className="num imports">
            imports
          </th>
          {isBars ? (
            <th scope="col" className="spark-cell">
              direct, over the years
            </th>
          ) : (
            <th scope="col" className="num">
              of unreported origin
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {[...rows, ...groups].map((one) => {
          const { key, name, to, note, row, years } = one;
          const isGroup = groups.includes(one);
          return (
            <tr
              key={key}
              className={[isGroup ? 'group' : '', key === selected ? 'selected' : ''].join(' ')}
              onClick={isGroup ? undefined : () => onSelect(key)}
              aria-current={key === selected ? 'true' : undefined}
            >
              <th scope="row">
                <Go to={to} onClick={(event) => event.stopPropagation()}>
                  {name}
                </Go>
                {note ? <small>{note}</small> : null}
              </th>
              {isBars ? (
                <td className="bar-cell" aria-hidden="true">
                  <svg viewBox={`0 0 ${BAR} 27`} preserveAspectRatio="none">
                    <ShareBar
                      direct={row.share}
                      lookedThrough={isLookedThrough ? row.lookThroughShare : null}
                      unknown={isLookedThrough ? row.unknownShare : row.directUnknownShare}
                      atMost={row.shareAtMost}
                      y={6}
                      width={BAR}
                      height={15}
                    />
                    <Limit at={line * BAR} from={0} to={27} />
                  </svg>
                </td>
              ) : null}
              <td className="num">
                <Share
                  id={row.id}
                  share={row.share}
                  unknown={row.directUnknownShare}
                  atMost={row.shareAtMost}
                  missing={row.missing}
                />
              </td>
              {isLookedThrough ? (
                <td className="num strong">
                  <Share
                    id={row.id}
                    share={row.lookThroughShare}
                    unknown={row.unknownShare}
                    missing={row.lookThroughMissing}
                  />
                </td>
              ) : null}
              <td className="num imports">
                {row.imports.valueUsd === null ? (
                  <Miss reason="NOT_AVAILABLE" />
                ) : (
                  `${row.imports.complete === false ? '≥ ' : ''}${money(row.imports.valueUsd)}`
                )}
              </td>
              {isBars ? (
                <td className="spark-cell">
                  <Spark points={years} width={88} height={20} />
                </td>
              ) : (
                <td className="num">
                  <Share id={row.id} share={isLookedThrough ? row.unknownShare : row.directUnknownShare} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const Axis = ({ line }: { line: number }) => (
  <span className="axis">
    {ticks
      .filter((tick) => Math.abs(tick - line * 100) > 6)
      .map((tick) => (
        <span key={tick} style={{ left: `${tick}%` }}>
          {tick}
          {tick === 100 ? ' %' : ''}
        </span>
      ))}
    <span className="axis-limit" style={{ left: `${line * 100}%` }}>
      {Math.round(line * 100)}
    </span>
  </span>
);
