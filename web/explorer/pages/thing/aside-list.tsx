import { Fragment, useState } from 'react';
import { Go } from '../../address/go.tsx';
import { CellText } from './cells.tsx';
import type { Aside } from './thing.ts';

const SHOWN = 8;

/** A short list beside the page: the first ones until more is asked for. */
export function AsideList({ of: { title, rows, none, note: left, go }, id }: { of: Aside; id: string }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? rows : rows.slice(0, SHOWN);
  return (
    <section className="rail-section aside-list" id={id}>
      <h2>
        {title} <small>{rows.length}</small>
      </h2>
      {rows.length === 0 ? <p className="dim">{none}</p> : null}
      <ul>
        {shown.map(({ cells, note }, at) => (
          <li key={at}>
            <div>
              {cells.map((cell, index) => (
                <Fragment key={index}>
                  {index > 0 ? ' ' : ''}
                  <CellText of={cell} />
                </Fragment>
              ))}
              {note ? <small>{note}</small> : null}
            </div>
          </li>
        ))}
      </ul>
      {rows.length > shown.length ? (
        <button type="button" className="link more" onClick={() => setAll(true)}>
          {rows.length - shown.length} more
        </button>
      ) : null}
      {left ? <p className="small">{left}</p> : null}
      {go ? (
        <p className="small">
          <Go to={go.to} given={go.given}>
            {go.text}
          </Go>
        </p>
      ) : null}
    </section>
  );
}
