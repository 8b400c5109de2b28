import './behind.css';
import { lazy, Suspense, useState } from 'react';
import { Go } from '../../address/go.tsx';
import { Flow } from '../../charts/flow.tsx';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Fig, LowChip, Miss } from '../../components/figure.tsx';
import { Segments } from '../../components/segments.tsx';
import { sourceLabel } from '../../components/source-label.ts';
import { SourceLine } from '../../components/source-line.tsx';
import { atLeast, money, percent, tonnes } from '../../format/numbers.ts';
import { importerOf } from './answer.ts';
import { chainFlow, stageNote, stageTitle, type Behind } from './chain-flow.ts';

const Ways = lazy(() => import('./ways.tsx'));

const HEIGHT = 400;
const WIDTH = 880;
const LINE = 0.65;

interface BehindViewProps {
  of: Behind;
  basis: 'VALUE' | 'MASS';
  isOld: boolean;
  /** Parts that have no answer. */
  problems: readonly unknown[];
}

const usedOf = ({ imports }: Behind, basis: 'VALUE' | 'MASS'): string => {
  if (basis === 'VALUE') return imports.valueUsd === null ? 'by value' : `${money(imports.valueUsd)}, by value`;
  return imports.tonnes === null ? 'by weight' : `${tonnes(imports.tonnes)}, by weight`;
};

const flowOf = (of: Behind, basis: 'VALUE' | 'MASS') =>
  of.chain &&
  chainFlow({
    chain: of.chain,
    on: of.on.iso3,
    product: of.product.name.toLowerCase(),
    importer: { ...importerOf(of), shown: usedOf(of, basis) },
  });

/** The picture of the chain: what is taken away. */
export function BehindPicture({ of, basis }: Pick<BehindViewProps, 'of' | 'basis'>) {
  const flow = flowOf(of, basis);
  return flow ? (
    <Flow title={`What lies behind ${importerOf(of).name}`} {...flow} width={WIDTH} height={HEIGHT} />
  ) : (
    <svg width={1} height={1} />
  );
}

/** The chain from the mine to the importer, what the share rests on, and the ways on a map. */
export function BehindView({ of, basis, isOld, problems }: BehindViewProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const flow = flowOf(of, basis);
  return (
    <div className={isOld ? 'grid-rail behind old' : 'grid-rail behind'}>
      <section className="chart-section">
        <div className="chart-head">
          <h2>From the mine to {importerOf(of).name}</h2>
          <Segments
            label="Show the chain as"
            of={[
              ['chart', 'Flow'],
              ['table', 'Table'],
            ]}
            value={view}
            onChange={setView}
          />
        </div>
        {flow && of.chain && of.chain.stages.length > 0 ? (
          view === 'chart' ? (
            <>
              <div
                className="flow-scroll"
                tabIndex={0}
                role="group"
                aria-label="The chain as a flow; the table has the same"
              >
                <Flow
                  title={`From the mine to ${importerOf(of).name}, as in the table`}
                  {...flow}
                  width={WIDTH}
                  height={HEIGHT}
                />
              </div>
              <p className="legend">
                <span className="key direct">{of.on.name}</span>
                <span className="key neutral">others</span>
                <span className="key hatch">not reported</span>
              </p>
              <div className="print-only">
                <ChainTable of={of} />
              </div>
            </>
          ) : (
            <ChainTable of={of} />
          )
        ) : (
          <p className="dim">
            {of.chain === null && problems.length > 0
              ? 'This part has no answer.'
              : 'No chain is on record for this year.'}
          </p>
        )}
        <p className="small note">
          <b>Read it with care.</b> Whatever a country makes is taken to hold the mix of all its inputs, whoever buys
          it: a maker that keeps {of.on.name}’s goods out of what it sells to one customer is not seen.
        </p>
        <SourceLine of={of.lookThroughSources ?? []} />
      </section>
      <aside className="rail" aria-label="What the share rests on">
        <RestsOn of={of} />
        {of.chain ? (
          <Suspense fallback={<div className="map-place-kept" />}>
            <Ways of={of} />
          </Suspense>
        ) : null}
      </aside>
    </div>
  );
}

const ChainTable = ({ of }: { of: Behind }) => (
  <table className="plain-table">
    <caption className="out-of-sight">The chain by stage</caption>
    <thead>
      <tr>
        <th scope="col">Stage</th>
        <th scope="col">Country</th>
        <th scope="col" className="num">
          part of all that is used
        </th>
        <th scope="col">Source</th>
      </tr>
    </thead>
    {[...(of.chain?.stages ?? [])].reverse().map((stage) => {
      const rows = [
        ...stage.nodes.map(({ key, country, share }) => ({
          key,
          name: country?.name ?? key,
          iso3: country?.iso3,
          share,
        })),
        ...(stage.bypassing > 0
          ? [{ key: 'bypassing', name: 'does not pass here', iso3: undefined, share: stage.bypassing }]
          : []),
        ...(stage.unknown > 0 ? [{ key: 'unknown', name: 'not reported', iso3: undefined, share: stage.unknown }] : []),
      ];
      return (
        <tbody key={stage.stage}>
          {rows.map(({ key, name, iso3, share }, index) => (
            <tr key={key} className={key === of.on.iso3 ? 'strong' : ''}>
              <td>{index === 0 ? stageTitle(stage.stage, of.product.name.toLowerCase()) : ''}</td>
              <th scope="row">{iso3 ? <Go to={`/country/${iso3}`}>{name}</Go> : name}</th>
              <td className="num">
                <Fig id={of.id}>{percent(share)}</Fig>
              </td>
              <td className="small">{index === 0 ? stageNote(stage) : ''}</td>
            </tr>
          ))}
        </tbody>
      );
    })}
  </table>
);

const changes: Record<string, string> = {
  UNCHANGED: 'same side',
  UNDETERMINED: 'cannot be told',
};

/** The share as published and without each source. */
function RestsOn({ of }: { of: Behind }) {
  const { id, lookThroughShare, unknownShare, sensitivity } = of;
  if (lookThroughShare === null) return null;
  const rows = sensitivity ?? [];
  const sources = rows.flatMap(({ source }) => source ?? []);
  return (
    <section className="rail-section rests">
      <h2>
        What the {atLeast(lookThroughShare, unknownShare, 0)} rests on <LowChip of={of.lookThroughConfidence} />
      </h2>
      <table className="small-table">
        <tbody>
          <tr>
            <th scope="row">as published</th>
            <td aria-hidden="true">
              <Bar share={lookThroughShare} unknown={unknownShare} />
            </td>
            <td className="num">
              <Fig id={id}>{percent(lookThroughShare)}</Fig>
            </td>
            <td />
          </tr>
          {rows.map(({ source, lookThroughShare: without, unknownShare: then, change }) => (
            <tr key={source?.key ?? ''}>
              <th scope="row">without {source ? sourceLabel(source, sources) : 'a source'}</th>
              <td aria-hidden="true">
                <Bar share={without} unknown={then} />
              </td>
              <td className="num">
                {without === null ? (
                  <Miss reason="NOT_AVAILABLE" title="No figure is left" />
                ) : (
                  <Fig id={id}>{percent(without)}</Fig>
                )}
              </td>
              <td className={change === 'CROSSED' ? 'crossed' : 'dim'}>
                {change === 'CROSSED'
                  ? lookThroughShare > LINE
                    ? `falls below ${percent(LINE, 0)}`
                    : `rises above ${percent(LINE, 0)}`
                  : changes[change]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Bar = ({ share, unknown }: { share: number | null; unknown: number | null }) => (
  <svg width="76" height="11">
    <ShareBar direct={null} lookedThrough={share} unknown={unknown} width={76} height={11} />
  </svg>
);
