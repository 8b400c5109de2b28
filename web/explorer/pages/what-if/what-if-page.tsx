import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import './what-if.css';
import { useMemo, useState } from 'react';
import { Go } from '../../address/go.tsx';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { WhatIfDocument } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Dumbbells } from '../../charts/dumbbell.tsx';
import { Flow } from '../../charts/flow.tsx';
import { Broken, Problems } from '../../components/notice.tsx';
import { Segments } from '../../components/segments.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { tonnes } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { answerOf, isNothingLost, mainStage } from './answer.ts';
import { Assumptions, type Kind } from './assumptions.tsx';
import { whatIfFields } from './fields.ts';
import { given, inputOf } from './input.ts';
import { LossTable, SharesTable, shortInWords } from './loss-table.tsx';
import { deliveriesOf, rowsOf, stageKey, stageName, type Stage, type WhatIfRow } from './rows.ts';
import { supplyFlow } from './supply-flow.ts';
import { WhatIfSentence } from './sentence.tsx';

const SHOWN = 15;

/** What happens if countries stop supplying. */
export function WhatIfPage() {
  const { values, broken, change } = useAddress(whatIfFields);
  const clocks = useClocks();
  const [open, setOpen] = useState<Kind | null>(null);
  const [isWhole, showWhole] = useState(false);
  const today = clocks.asOf ?? new Date().toISOString().slice(0, 10);
  const input = useMemo(() => inputOf(values, today), [values, today]);
  const variables = {
    nobody: { ...input, rule: 'PRO_RATA' },
    oneHand: { ...input, rule: 'LEAST_UNMET' },
    ...clocks,
  } as const;
  const { data, error, isPlaceholderData, refetch } = useAsk(WhatIfDocument, variables);
  const nobody = data?.data.nobody ?? null;
  const oneHand = data?.data.oneHand ?? null;
  // One rule alone would be shown as if it were both.
  const any = nobody && oneHand ? nobody : null;
  const stages = any?.stages ?? [];
  const main = mainStage(stages);
  const key = main ? stageKey(main) : '';
  const other = oneHand?.stages.find((stage) => stageKey(stage) === key) ?? null;
  const rows = useMemo(() => rowsOf(key, nobody?.rows ?? [], oneHand?.rows ?? []), [key, nobody, oneHand]);
  const names = new Map([
    ...(any?.countries ?? []).map(({ iso3, name }) => [iso3, name] as const),
    ...rows.flatMap(({ iso3, name }) => (iso3 ? [[iso3, name] as const] : [])),
    ...stages.flatMap(({ product, mineral }) =>
      [product, mineral].flatMap((one) => (one ? [[one.slug, one.name.toLowerCase()] as const] : [])),
    ),
  ]);
  const said = answerOf({
    stops: (any?.countries ?? []).map(({ name }) => name),
    months: input.months,
    nobody: main,
    oneHand: other,
    rows,
  });
  usePageTitle(any ? said.headline : 'What if');
  const isLost = main !== null && !isNothingLost(main);
  const what = main ? stageName(main) : '';
  const title = `Part of ${input.months === 12 ? 'a year’s' : `${input.months} months’`} ${what} that is short, largest shortages first`;
  const assumptions = [...new Set([...(nobody?.assumptions ?? []), ...(oneHand?.assumptions ?? [])])];
  const others = stages.filter((stage) => stage !== main && stage.short !== null);
  const silent = stages.filter((stage) => stage.short === null);
  const stop = any?.countries.length === 1 ? (any.countries[0]?.iso3 ?? null) : null;
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  const sources = [...(nobody?.sources ?? []), ...(oneHand?.sources ?? [])];
  const taken: Taken = {
    title: `What if ${(any?.countries ?? []).map(({ name }) => name).join(' and ')} stops: ${what} that are short`,
    subtitle: said.headline,
    clocks,
    sources,
    json: data?.data,
    operation: { query: WhatIfDocument.toString(), variables },
    table: { columns, rows },
    ...(isLost && rows.length > 0
      ? {
          svg: () => (
            <Dumbbells
              rows={shown.map((row) => ({
                key: row.key,
                name: row.name,
                nobody: row.nobody?.shortShare ?? null,
                oneHand: row.oneHand?.shortShare ?? null,
                shown: `${shortInWords(row)} t`,
              }))}
            />
          ),
        }
      : {}),
  };

  return (
    <div className="page">
      <Broken names={[...broken, ...given(values).broken]} />
      <div className="ask">
        <div className="ask-text">
          <WhatIfSentence
            values={values}
            input={input}
            nameOf={(one) => names.get(one) ?? one}
            onChange={change}
            onGive={(kind) => {
              setOpen(kind);
              document.getElementById('assumptions')?.scrollIntoView({ block: 'nearest' });
            }}
          />
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {any ? (
              <>
                <p className="answer">{said.headline}</p>
                <p className="below">{said.below}</p>
              </>
            ) : null}
          </SpokenAnswer>
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} retry={() => void refetch()} />
      <div className={isPlaceholderData ? 'grid-rail old' : 'grid-rail'}>
        <div>
          {main && isLost && rows.length > 0 ? (
            <section className="chart-section">
              <div className="chart-head">
                <h2>{title}</h2>
                <Segments
                  label="Show as"
                  of={[
                    ['chart', 'Chart'],
                    ['table', 'Table'],
                  ]}
                  value={values.view}
                  onChange={(view) => change({ view })}
                />
              </div>
              <p className="legend">
                <span className="key dot-full">nobody gives way</span>
                <span className="key dot-open">one hand shares out what is left</span>
                <span>between them: what a market might do</span>
              </p>
              <LossTable caption={title} stage={main} rows={shown} isBars={values.view === 'chart'} stop={stop} />
              {rows.length > SHOWN ? (
                <button type="button" className="link more" onClick={() => showWhole(!isWhole)}>
                  {isWhole ? `The first ${SHOWN} alone` : `${rows.length - SHOWN} more`}
                </button>
              ) : null}
              <Notes main={main} />
              <SourceLine of={sources} />
            </section>
          ) : null}
          {!any && !error ? <Tracks rows={13} /> : null}
          {others.map((stage) => (
            <OtherStage
              key={stageKey(stage)}
              stage={stage}
              rows={rowsOf(stageKey(stage), nobody?.rows ?? [], oneHand?.rows ?? [])}
              isBars={values.view === 'chart'}
              stop={stop}
            />
          ))}
          {silent.length > 0 ? (
            <section className="chart-section">
              <h2>Stages of which no tonnes are known</h2>
              <SharesTable of={silent} nameOf={stageName} />
            </section>
          ) : null}
          {isLost && rows.length > 0 && oneHand ? (
            <Supply
              deliveries={deliveriesOf(key, oneHand.rows ?? [])}
              giver={values.giver}
              what={what}
              onGiver={(giver) => change({ giver })}
            />
          ) : null}
        </div>
        <aside className="rail" aria-label="Assumptions">
          {any ? (
            <>
              <Assumptions
                of={assumptions}
                given={{ spare: values.spare, stock: values.stock, instead: values.instead }}
                products={productsOf(stages, input.products)}
                countries={rows.flatMap(({ iso3, name }) => (iso3 ? [{ key: iso3, name }] : []))}
                open={open}
                onOpen={setOpen}
                onChange={(kind, given) => change({ [kind]: given })}
              />
              <LeftOut of={any.leftOut} stop={values.stop} />
            </>
          ) : null}
          <section className="rail-section">
            <h2>Ask next</h2>
            <ul>
              <li>
                <Go
                  to="/replace"
                  given={{ on: stop ?? values.stop[0], product: input.products?.[0] ?? main?.product?.slug }}
                >
                  Who could replace {names.get(stop ?? '') ?? 'them'}?
                </Go>
              </li>
              <li>
                <Go
                  to="/what-if"
                  given={{ stop: values.stop, products: values.products, minerals: values.minerals, to: 'JPN' }}
                >
                  What if only exports to Japan stop?
                </Go>
              </li>
            </ul>
          </section>
        </aside>
      </div>
    </div>
  );
}

const Notes = ({ main }: { main: Stage }) => (
  <p className="small note">
    {main.isLowerBound ? 'The amounts are the least that is lost. ' : ''}
    {main.explanation} {main.year === null ? '' : `Figures of ${main.year}.`}
  </p>
);

function OtherStage({
  stage,
  ...rest
}: {
  stage: Stage;
  rows: readonly WhatIfRow[];
  isBars: boolean;
  stop: string | null;
}) {
  const title = `${stageName(stage).replace(/^./, (first) => first.toUpperCase())}: part that is short`;
  return (
    <section className="chart-section">
      <h2>{title}</h2>
      {rest.rows.length === 0 ? (
        <p className="dim">Nothing is lost.</p>
      ) : (
        <LossTable caption={title} stage={stage} {...rest} rows={rest.rows.slice(0, SHOWN)} />
      )}
      <Notes main={stage} />
    </section>
  );
}

interface SupplyProps {
  deliveries: ReturnType<typeof deliveriesOf>;
  giver: string | null;
  what: string;
  onGiver: (key: string) => void;
}

/** Who would supply in their place: a flow, with the same as a table. */
function Supply({ deliveries, giver, what, onGiver }: SupplyProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const { columns: ends, links, highlighted, total } = supplyFlow(deliveries, giver);
  const title = 'Who would supply in their place';
  const table = (
    <table className="plain-table">
      <caption className="out-of-sight">{title}</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col" className="num">
            tonnes
          </th>
        </tr>
      </thead>
      <tbody>
        {[...links]
          .sort((a, b) => b.value - a.value)
          .map(({ from, to, value }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{ends[0]?.nodes.find(({ key }) => key === from)?.name}</th>
              <td>{ends[1]?.nodes.find(({ key }) => key === to)?.name}</td>
              <td className="num">{tonnes(value)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
  return (
    <section className="supply">
      <h2>{title}</h2>
      {total < 0.5 ? (
        <p className="below">
          Nobody: nothing is left that could be moved, and nobody on record could make more {what} than before.
        </p>
      ) : (
        <>
          <div className="chart-head">
            <p className="below">
              If one hand shared out the {tonnes(total)} that are left to move
              {highlighted ? `: dark, what ${highlighted.name} would send` : ''}.
            </p>
            <Segments
              label="Show the deliveries as"
              of={[
                ['chart', 'Flow'],
                ['table', 'Table'],
              ]}
              value={view}
              onChange={setView}
            />
          </div>
          <p className="legend">
            {(ends[0]?.nodes ?? [])
              .filter(({ tone }) => tone !== 'others')
              .map(({ key, name }) => {
                const code = key.replace(/^give:/, '');
                return (
                  <button
                    key={key}
                    type="button"
                    className="link"
                    aria-pressed={code === highlighted?.key}
                    onClick={() => onGiver(code)}
                  >
                    {name}
                  </button>
                );
              })}
          </p>
          {view === 'chart' ? (
            <div
              className="flow-scroll"
              tabIndex={0}
              role="group"
              aria-label="Deliveries as a flow; the table has the same"
            >
              <Flow title={title} columns={ends} links={links} width={880} height={420} />
            </div>
          ) : (
            table
          )}
          {view === 'chart' ? <div className="print-only">{table}</div> : null}
        </>
      )}
    </section>
  );
}

const LeftOut = ({
  of,
  stop,
}: {
  of: readonly { product: { slug: string; name: string }; explanation: string }[];
  stop: readonly string[];
}) => (
  <section className="rail-section">
    <h2>
      Left out <small>{of.length}</small>
    </h2>
    {of.length === 0 ? (
      <p className="dim">Nothing: all that was named stops, and what it is made of goes on as before.</p>
    ) : null}
    <ul>
      {of.map(({ product, explanation }) => (
        <li key={product.slug}>
          <div>
            <Go to={`/product/${product.slug}`}>{product.name}</Go>
            <small>
              {explanation.replace(/: name it in "products" to stop it\.$/, '.')}{' '}
              <Go to="/what-if" given={{ stop, products: product.slug }}>
                Stop it
              </Go>
            </small>
          </div>
        </li>
      ))}
    </ul>
  </section>
);

const productsOf = (stages: readonly Stage[], asked: readonly string[] | null | undefined) => {
  const named = stages.flatMap(({ product }) => (product ? [{ key: product.slug, name: product.name }] : []));
  const known = new Set(named.map(({ key }) => key));
  return [...named, ...(asked ?? []).filter((slug) => !known.has(slug)).map((slug) => ({ key: slug, name: slug }))];
};

const columns: readonly Column<WhatIfRow>[] = [
  { name: 'country', of: ({ name }) => name },
  { name: 'code', of: ({ iso3 }) => iso3 },
  { name: 'uses_tonnes', of: ({ baseline }) => baseline },
  { name: 'loses_tonnes', of: ({ lost }) => lost },
  { name: 'short_tonnes_nobody_gives_way', of: ({ nobody }) => nobody?.short },
  { name: 'short_tonnes_one_hand', of: ({ oneHand }) => oneHand?.short },
  { name: 'short_share_nobody_gives_way', of: ({ nobody }) => nobody?.shortShare },
  { name: 'short_share_one_hand', of: ({ oneHand }) => oneHand?.shortShare },
  { name: 'why', of: ({ why }) => why },
];
