import { Go } from '../../address/go.tsx';
import { Dumbbell } from '../../charts/dumbbell.tsx';
import { dependenceId } from '../../components/dependence-id.ts';
import { Fig, Miss } from '../../components/figure.tsx';
import { percent, tonnes } from '../../format/numbers.ts';
import type { Stage, WhatIfRow } from './rows.ts';

interface LossTableProps {
  caption: string;
  stage: Stage;
  rows: readonly WhatIfRow[];
  isBars: boolean;
  /** The one country that stops, where it is one: its share of what each imports is the evidence. */
  stop: string | null;
}

/** Where a share stands in its cell: the marks at both ends keep clear of the edges. */
const place = (share: number) => `${2 + share * 96}%`;

/** Tonnes without the unit, which the head of the column has. */
const plain = (amount: number) => tonnes(amount).replace(/\s?t$/, '');

export const shortInWords = ({ low, high }: Pick<WhatIfRow, 'low' | 'high'>): string =>
  plain(low) === plain(high) ? plain(high) : `${plain(low)} to ${plain(high)}`;

/** What each country uses, loses and lacks, by both rules. */
export function LossTable({ caption, stage, rows, isBars, stop }: LossTableProps) {
  return (
    <table className="bars losses">
      <caption className="out-of-sight">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Country</th>
          {isBars ? (
            <th className="bar-cell" aria-hidden="true">
              <span className="axis">
                {[0, 25, 50, 75, 100].map((tick) => (
                  <span key={tick} style={{ left: place(tick / 100) }}>
                    {tick}
                    {tick === 100 ? ' %' : ''}
                  </span>
                ))}
              </span>
            </th>
          ) : (
            <>
              <th scope="col" className="num">
                one hand
              </th>
              <th scope="col" className="num">
                nobody gives way
              </th>
            </>
          )}
          <th scope="col" className="num">
            uses, t
          </th>
          <th scope="col" className="num">
            loses, t
          </th>
          <th scope="col" className="num">
            short, t
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} {...{ row, stage, isBars, stop }} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, stage, isBars, stop }: { row: WhatIfRow } & Pick<LossTableProps, 'stage' | 'isBars' | 'stop'>) {
  const { iso3, name, baseline, lost, nobody, oneHand } = row;
  const { product, year, basis } = stage;
  const id =
    iso3 && stop && product && year !== null && basis === 'TRADE'
      ? dependenceId({ of: iso3, on: stop, product: product.slug, year, basis: 'MASS', isLookedThrough: false })
      : null;
  const door = (text: string) => (id ? <Fig id={id}>{text}</Fig> : text);
  return (
    <tr>
      <th scope="row">{iso3 ? <Go to={`/country/${iso3}`}>{name}</Go> : name}</th>
      {isBars ? (
        <td className="bar-cell" aria-hidden="true">
          <svg height="27">
            <Dumbbell
              nobody={nobody?.shortShare ?? null}
              oneHand={oneHand?.shortShare ?? null}
              scale={place}
              height={27}
            />
          </svg>
        </td>
      ) : (
        [oneHand, nobody].map((one, index) => (
          <td key={index} className="num">
            {one?.shortShare == null ? <Miss reason="NOT_AVAILABLE" /> : percent(one.shortShare)}
          </td>
        ))
      )}
      <td className="num imports">{door(plain(baseline))}</td>
      <td className="num imports">{door(plain(lost))}</td>
      <td className="num strong">{door(shortInWords(row))}</td>
    </tr>
  );
}

/** Stages of which only shares are known, or nothing: what stops, and a hatch for the tonnes. */
export const SharesTable = ({ of, nameOf }: { of: readonly Stage[]; nameOf: (stage: Stage) => string }) => (
  <table className="plain-table shares-alone">
    <caption className="out-of-sight">Stages without tonnes</caption>
    <thead>
      <tr>
        <th scope="col">Of</th>
        <th scope="col" className="num">
          share that stops
        </th>
        <th scope="col" className="num">
          tonnes
        </th>
        <th scope="col">why</th>
      </tr>
    </thead>
    <tbody>
      {of.map((stage) => (
        <tr key={nameOf(stage)}>
          <th scope="row">
            {nameOf(stage)}
            <small>{stage.year ?? ''}</small>
          </th>
          <td className="num">
            <Stops {...stage} />
          </td>
          <td className="num">
            <Miss reason={stage.missing ?? 'NOT_AVAILABLE'} />
          </td>
          <td className="small">{stage.explanation}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Stops({ shareStopped, shareStoppedAtLeast, shareStoppedAtMost }: Stage) {
  if (shareStopped !== null) return percent(shareStopped);
  const bounds = [
    shareStoppedAtLeast === null ? null : `≥\u202F${percent(shareStoppedAtLeast)}`,
    shareStoppedAtMost === null ? null : `≤\u202F${percent(shareStoppedAtMost)}`,
  ].filter(Boolean);
  return bounds.length > 0 ? bounds.join(', ') : <Miss reason={null} />;
}
