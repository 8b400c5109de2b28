import { lazy, Suspense, useState } from 'react';
import { FigureSeries } from '../../charts/figure-series.tsx';
import { LifeChart } from '../../charts/life-lane.tsx';
import { periodOn, shapeOf, wholeLife } from '../../charts/life.ts';
import { Limit, ShareBar } from '../../charts/share-bar.tsx';
import { Fig, Miss } from '../../components/figure.tsx';
import { stateInWords } from '../../components/rail.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { CellsText, CellText } from './cells.tsx';
import { day as dayText } from '../../format/numbers.ts';
import type { Block, PartsRow } from './thing.ts';

// The map of the world is loaded where one is shown.
const MapBlock = lazy(() => import('./map-block.tsx'));

type TableOf = Extract<Block, { is: 'table' }>;

/** One table or picture of a thing. */
export function BlockView({ block, day, dayName, name }: { block: Block; day: string; dayName: string; name: string }) {
  switch (block.is) {
    case 'table':
      return (
        <section className="block">
          <BlockHead title={block.title} note={block.note} />
          <BlockTable block={block} name={name} />
        </section>
      );
    case 'series':
      return (
        <section className="block half">
          <BlockHead title={block.title} note={block.note} />
          <FigureSeries points={block.points} unit={block.unit} width={400} height={150} title={block.title} />
          <details className="twin">
            <summary>Table</summary>
            <table className="plain-table">
              <caption className="out-of-sight">{block.title}</caption>
              <tbody>
                {block.points.map(({ year, id, text, value, isOpen }) => (
                  <tr key={year}>
                    <th scope="row">{year}</th>
                    <td className="num">
                      {value === null ? (
                        <Miss reason="NOT_AVAILABLE" />
                      ) : id === null ? (
                        text
                      ) : (
                        <Fig id={id}>{text}</Fig>
                      )}
                      {isOpen && value !== null ? ' ○' : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </section>
      );
    case 'parts':
      return (
        <section className="block half">
          <BlockHead title={block.title} note={block.note} />
          {block.rows.map((row) => (
            <Parts key={row.name} row={row} />
          ))}
        </section>
      );
    case 'life':
      return <Life block={block} day={day} dayName={dayName} name={name} />;
    case 'map':
      return (
        <section className={block.plants.length === 1 ? 'block half' : 'block'}>
          <BlockHead title={block.title} note={undefined} />
          <Suspense fallback={<p className="map-kept" />}>
            <MapBlock block={block} />
          </Suspense>
        </section>
      );
    case 'gap':
      return (
        <section className="block">
          <BlockHead title={block.title} note={undefined} />
          <p>
            <Miss reason={block.text} />
          </p>
        </section>
      );
  }
}

const BlockHead = ({ title, note }: { title: string | null; note: string | undefined }) =>
  title === null && !note ? null : (
    <div className={title === null ? 'block-head only-note' : 'block-head'}>
      {title === null ? null : <h3>{title}</h3>}
      {note ? <small>{note}</small> : null}
    </div>
  );

const BAR = 220;

/** Rows with bars in their cells where a column has them; the first ones until more is asked for. */
function BlockTable({ block: { heads, rows, shown = 25, title, note }, name }: { block: TableOf; name: string }) {
  const [isAll, setAll] = useState(false);
  const visible = isAll ? rows : rows.slice(0, shown);
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={title ?? note ?? name}>
      <table className="plain-table thing-table">
        <caption className="out-of-sight">{`${name}: ${title ?? note ?? 'figures'}`}</caption>
        <thead>
          <tr>
            {heads.map(({ name: head, isNumber, bar }, index) =>
              bar ? (
                <th key={index} className="bar-cell" aria-hidden="true">
                  <span className="axis">
                    {[0, 25, 50, 75, 100]
                      .filter((tick) => bar.limit === null || Math.abs(tick - bar.limit * 100) > 11)
                      .map((tick) => (
                        <span key={tick} style={{ left: `${tick}%` }}>
                          {tick}
                        </span>
                      ))}
                    {bar.limit === null ? null : (
                      <span className="axis-limit" style={{ left: `${bar.limit * 100}%` }}>
                        {bar.limit * 100}
                      </span>
                    )}
                  </span>
                </th>
              ) : (
                <th key={index} scope="col" className={isNumber ? 'num' : undefined}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {visible.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => {
                const head = heads[index];
                if (cell !== null && typeof cell === 'object' && cell.is === 'bar')
                  return (
                    <td key={index} className="bar-cell" aria-hidden="true">
                      <svg viewBox={`0 0 ${BAR} 22`} preserveAspectRatio="none">
                        <ShareBar
                          direct={cell.share}
                          lookedThrough={null}
                          unknown={cell.unknown ?? null}
                          y={4}
                          width={BAR}
                          height={14}
                        />
                        {head?.bar?.limit == null ? null : <Limit at={head.bar.limit * BAR} from={0} to={22} />}
                      </svg>
                    </td>
                  );
                const Tag = index === 0 ? 'th' : 'td';
                return (
                  <Tag
                    key={index}
                    {...(index === 0 ? { scope: 'row' as const } : {})}
                    className={head?.isNumber ? 'num' : undefined}
                  >
                    <CellText of={cell} />
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > visible.length ? (
        <button type="button" className="link more" onClick={() => setAll(true)}>
          {rows.length - visible.length} more
        </button>
      ) : null}
    </div>
  );
}

const NAMED = 2;

/** A whole and its parts. */
function Parts({ row: { name, parts, missing } }: { row: PartsRow }) {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  let at = 0;
  return (
    <div className="parts">
      <p>{name}</p>
      <svg viewBox="0 0 400 18" width="400" height="18" preserveAspectRatio="none" aria-hidden="true">
        <rect className={missing ? 'bar-unknown' : 'bar-track'} width="400" height="18" />
        {parts.map((part, index) => {
          const from = at;
          at += part.share;
          return (
            <rect
              key={part.name}
              className={index === 0 ? 'bar-direct' : 'bar-behind'}
              x={from * 400}
              width={Math.max(part.share * 400 - 1, 0.5)}
              height="18"
            />
          );
        })}
      </svg>
      <p className="small">
        {missing ? <Miss reason={missing} /> : null}
        {parts.slice(0, NAMED).map(({ name: who, text, id }, index) => (
          <span key={who}>
            {index > 0 ? ' · ' : ''}
            {who} {id === null ? text : <Fig id={id}>{text}</Fig>}
          </span>
        ))}
        {parts.length > NAMED ? ` · ${parts.length - NAMED} more` : ''}
        {!missing && total < 0.995 && parts.length > 0 ? ` · ${Math.round((1 - total) * 100)}\u202F% of others` : ''}
      </p>
    </div>
  );
}

type LifeBlock = Extract<Block, { is: 'life' }>;

/** A life, large, and its periods as a table in which each says who says so. */
function Life({ block, day, dayName, name }: { block: LifeBlock; day: string; dayName: string; name: string }) {
  const { of, periods, labels, deadline, rows } = block;
  const [asked, ask] = useState('');
  const isNarrow = useNarrow();
  const on = asked || day;
  const then = periodOn(rows, on);
  const shapes = [...new Map(periods.map(({ state }) => [shapeOf(state), state])).entries()];
  return (
    <section className="block" id="life">
      <div className="block-head">
        <h3>Its life</h3>
        <label className="life-day-asked">
          What was it on <input type="date" value={on} onChange={({ currentTarget }) => ask(currentTarget.value)} />
        </label>
      </div>
      <p className="life-answer" aria-live="polite">
        On {dayText(on)}{' '}
        {then ? (
          <>
            it {asked ? 'was' : 'is'} <b>{stateInWords(then.state)}</b>
            {then.from ? `, from ${dayText(then.from)}` : ''}
            {then.to ? ` until the day before ${dayText(then.to)}` : ''}
            {then.note.length > 0 ? ': ' : ''}
            <CellsText of={then.note} />
            {then.says.length > 0 ? '. So says ' : '.'}
            <CellsText of={then.says} />
          </>
        ) : (
          'it was not yet announced.'
        )}
      </p>
      <div className="life-frame table-scroll" tabIndex={0} role="group" aria-label="Picture of its life">
        <LifeChart
          of={of}
          periods={periods}
          labels={labels}
          span={wholeLife(periods, on < day ? day : on)}
          day={asked || day}
          dayName={asked ? dayText(asked) : dayName}
          width={isNarrow ? 336 : 1060}
          deadline={deadline}
          title={`${name}: its life`}
        />
        <p className="legend">
          {shapes.map(([shape, state]) => (
            <span key={shape} className={`state state-${shape} of-${of}`}>
              {stateInWords(state)}
            </span>
          ))}
        </p>
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Its states over time">
        <table className="plain-table thing-table">
          <caption className="out-of-sight">{name}: its states over time</caption>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">From</th>
              <th scope="col">First day after</th>
              <th scope="col">How</th>
              <th scope="col">Who says so</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ state, from, to, note, says }) => (
              <tr key={`${state}${from ?? ''}`}>
                <th scope="row">
                  <span className={`state state-${shapeOf(state)} of-${of}`}>{stateInWords(state)}</span>
                </th>
                <td>{from ? dayText(from) : <Miss reason="NOT_AVAILABLE" />}</td>
                <td>{to ? dayText(to) : 'no end is set'}</td>
                <td>
                  <CellsText of={note} />
                </td>
                <td>
                  <CellsText of={says} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
