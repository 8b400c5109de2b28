import { Go } from '../../address/go.tsx';
import { LifeStrip } from '../../charts/life-lane.tsx';
import { ticksOf, timeOf, yearsUpTo } from '../../charts/life.ts';
import { pathOfId } from '../../components/glyph.tsx';
import { useState } from 'react';
import type { Lanes } from './thing.ts';

const WIDTH = 330;
const SHOWN = 7;

/** Rules or agreements with their lives as lanes of the same years. */
export function LaneList({ of: { title, of, lanes }, day }: { of: Lanes; day: string }) {
  const [isAll, setAll] = useState(false);
  const span = yearsUpTo(day);
  const at = (one: string) => `${((timeOf(one) - timeOf(span[0])) / (timeOf(span[1]) - timeOf(span[0]))) * 100}%`;
  const shown = isAll ? lanes : lanes.slice(0, SHOWN);
  return (
    <section className="rail-section lanes">
      <h2>
        {title} <small>{lanes.length}</small>
      </h2>
      {lanes.length === 0 ? <p className="dim">None on record.</p> : null}
      {lanes.length > 0 ? (
        <p className="lane-years" aria-hidden="true">
          {ticksOf(...span, 6)
            .filter(({ day: begins }) => timeOf(span[1]) - timeOf(begins) > 90 * 86_400_000)
            .map((tick) => (
              <span key={tick.day} style={{ left: at(tick.day) }}>
                {tick.label}
              </span>
            ))}
        </p>
      ) : null}
      <ul>
        {shown.map(({ id, name, note, periods, deadline }) => (
          <li key={id}>
            <div>
              <Go to={pathOfId(id) ?? '/'}>{name}</Go>
              <small>{note}</small>
              <LifeStrip
                of={of}
                periods={periods}
                span={span}
                day={day}
                width={WIDTH}
                height={8}
                deadline={deadline}
                label={`${name}: ${note}`}
              />
            </div>
          </li>
        ))}
      </ul>
      {lanes.length > shown.length ? (
        <button type="button" className="link more" onClick={() => setAll(true)}>
          All {lanes.length}
        </button>
      ) : null}
    </section>
  );
}
