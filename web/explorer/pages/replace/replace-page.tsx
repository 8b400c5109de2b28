import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import './replace.css';
import { useMemo } from 'react';
import { Go } from '../../address/go.tsx';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { ReplaceDocument, type ReplaceQuery } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Building, CapacityBars, StatusMark, statusInWords } from '../../charts/capacity-bar.tsx';
import { viewOf } from '../../components/id.ts';
import { Family } from '../../components/family.tsx';
import { LowChip } from '../../components/figure.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Broken, Notice, Problems } from '../../components/notice.tsx';
import { Pieces, textOf } from '../../components/pieces.tsx';
import { ProductWord } from '../../components/product-word.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { usualBuyers, usualCountries } from '../../components/usual.ts';
import { Sentence, Word } from '../../components/word.tsx';
import { reasonOf } from '../../format/missing.ts';
import { percent } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { answerOf } from './answer.ts';
import { EVERYONE, replaceFields } from './fields.ts';
import { plantGroups, plantRow, type PlantGroup, type PlantRow } from './plants.ts';
import { PlantsTable } from './plants-table.tsx';
import { Pledges, type PledgeRow } from './pledges.tsx';
import { Sellers } from './sellers.tsx';

const limits = [0.5, 0.6, 0.65, 0.7, 0.8, 0.9];
const years = [2026, 2027, 2028, 2029, 2030, 2032, 2035, 2040];

/** Who could replace a country for somebody's supply of a product, and what backs that. */
export function ReplacePage() {
  const { values, broken, change } = useAddress(replaceFields);
  const { on, product, line, by } = values;
  const clocks = useClocks();
  const isFor = values.for !== EVERYONE;
  const variables = {
    product,
    excluding: on,
    ...(isFor ? { for: values.for } : {}),
    who: isFor ? values.for : on,
    isFor,
    threshold: line,
    by: Math.round(by),
    ...clocks,
  };
  const { data, error, isPlaceholderData, refetch } = useAsk(ReplaceDocument, variables);
  const answer = data?.data.alternatives ?? null;
  const dependence = data?.data.dependence ?? null;
  const buyer = buyerOf(dependence);
  const name = {
    on: answer?.excluding.name ?? on,
    product: answer?.product.name.toLowerCase() ?? product,
    buyer: isFor ? (buyer?.name ?? values.for) : 'everyone',
  };
  const groups = useMemo(() => plantGroups(answer?.plants ?? []), [answer]);
  const said = answerOf({
    on: name.on,
    line,
    by,
    set: answer?.minimumSet ?? null,
    isFailed: (data?.problems ?? []).length > 0,
    share: dependence?.id ?? null,
  });
  const headline = textOf(said.headline);
  usePageTitle(answer ? headline : 'Who could replace whom');
  const inputs = answer?.product.madeFrom ?? [];
  const sources = [
    ...(answer?.sources ?? []),
    ...(answer?.plants ?? []).flatMap(({ production }) => production.source ?? []),
  ];
  const title = `Plants outside ${name.on} that make ${name.product} or what these are made of`;
  const taken: Taken = {
    title,
    subtitle: headline,
    clocks,
    sources,
    json: data?.data,
    operation: { query: ReplaceDocument.toString(), variables },
    table: {
      columns,
      rows: (answer?.plants ?? []).map((plant) => ({ ...plantRow(plant), countsAs: plant.countsAs.name })),
    },
    svg: () => <CapacityBars groups={pictureGroups(groups)} />,
  };

  return (
    <div className="page">
      <Building />
      <Broken names={broken} />
      <Family on={on} product={product} of={isFor ? values.for : null} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            Who could replace{' '}
            <NamedWord
              label="Country"
              value={on}
              name={name.on}
              kinds={['COUNTRY']}
              offered={usualCountries}
              onChoose={(key) => change({ on: key })}
            />{' '}
            for{' '}
            <NamedWord
              label="Buyer"
              value={values.for}
              name={isFor ? `${name.buyer}’s` : 'everyone’s'}
              kinds={['COUNTRY', 'COALITION']}
              offered={[{ key: EVERYONE, name: 'Everyone' }, ...usualBuyers]}
              onChoose={(key) => change({ for: key })}
            />{' '}
            <ProductWord
              value={product}
              name={name.product}
              isReady={data !== undefined || error !== null}
              onChoose={(key) => change({ product: key })}
            />
            , to get below{' '}
            <Word
              label="Limit"
              value={String(line)}
              choices={limits.map((one) => ({
                key: String(one),
                name: percent(one, 0),
                ...(one === 0.65 ? { note: 'EU limit for 2030' } : {}),
              }))}
              onChoose={(key) => change({ line: Number(key) })}
            >
              {percent(line, 0)}
            </Word>{' '}
            by{' '}
            <Word
              label="Year"
              value={String(by)}
              choices={years.map((one) => ({ key: String(one), name: String(one) }))}
              onChoose={(key) => change({ by: Number(key) })}
            >
              {String(by)}
            </Word>
            ?
          </Sentence>
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {answer ? (
              <>
                <p className="answer">
                  <Pieces of={said.headline} /> <LowChip of={dependence?.lookThroughConfidence} />
                </p>
                <p className="below">
                  {said.below} {(answer.minimumSet?.candidates.length ?? 0) > 0 ? <a href="#plans">The plans</a> : null}
                </p>
              </>
            ) : null}
          </SpokenAnswer>
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} retry={() => void refetch()} />
      {answer?.explanation ? <Notice>{answer.explanation}</Notice> : null}
      <div className={isPlaceholderData ? 'grid-rail old' : 'grid-rail'}>
        <div>
          {answer ? (
            <>
              <p className="legend">
                {(['OPERATING', 'UNDER_CONSTRUCTION', 'PLANNED', 'UNKNOWN'] as const).map((status) => (
                  <span key={status}>
                    <StatusMark status={status} /> {statusInWords(status)}
                  </span>
                ))}
                <span className="key hatch">not published or not stated</span>
              </p>
              {groups.length === 0 ? (
                <Notice title={`No plant outside ${name.on} is on record that makes ${name.product}.`}>
                  Nor one that makes what they are made of.
                </Notice>
              ) : null}
              {groups.map((group) => (
                <PlantsTable
                  key={group.slug}
                  group={group}
                  title={`Plants outside ${name.on} that make ${group.name.toLowerCase()}`}
                  note={group.slug === product ? '' : `what ${name.product} are made of`}
                />
              ))}
              <Plans of={answer.minimumSet?.candidates ?? []} by={by} />
              <SourceLine of={sources} />
            </>
          ) : error ? null : (
            <Tracks rows={12} />
          )}
        </div>
        <aside className="rail" aria-label="Sellers and pledges">
          {answer ? (
            <>
              <Sellers
                of={answer.countries ?? []}
                on={{ iso3: answer.excluding.iso3, name: name.on }}
                product={answer.product.slug}
                input={inputs.length === 1 ? (inputs[0]?.input.slug ?? null) : null}
                year={answer.year}
                buyer={buyer}
                view={viewOf(dependence?.id ?? '')}
              />
              <Pledges rows={pledgesOf(answer)} />
            </>
          ) : null}
        </aside>
      </div>
      <section className="ask-next">
        <h2>Ask next</h2>
        <ul>
          <li>
            <Go to="/behind" given={{ of: isFor ? values.for : undefined, on, product }}>
              What lies behind <b>{isFor ? name.buyer : 'Japan'}</b>’s <b>{name.product}</b>?
            </Go>
          </li>
          <li>
            <Go to="/what-if" given={{ stop: on, products: product }}>
              What if <b>{name.on}</b> stops selling <b>{name.product}</b> for <b>twelve months</b>?
            </Go>
          </li>
          <li>
            <Go to="/concentration" given={{ product }}>
              How concentrated are <b>{name.product}</b>?
            </Go>
          </li>
        </ul>
      </section>
    </div>
  );
}

function buyerOf(dependence: ReplaceQuery['dependence']): { key: string; name: string } | null {
  if (dependence?.country) return { key: dependence.country.iso3, name: dependence.country.name };
  return dependence?.coalition ? { key: dependence.coalition.slug, name: dependence.coalition.name } : null;
}

function pledgesOf({ plants, companyCommitments }: NonNullable<ReplaceQuery['alternatives']>): PledgeRow[] {
  return [
    ...(plants ?? []).flatMap(({ facility, commitments }) =>
      (commitments ?? []).map((pledge) => ({ pledge, goesTo: facility.name })),
    ),
    ...(companyCommitments ?? []).map(({ commitment, suppliers }) => ({
      pledge: commitment,
      goesTo: `${suppliers.map(({ name }) => name).join(', ')}, no single plant`,
    })),
  ];
}

type Candidates = NonNullable<NonNullable<ReplaceQuery['alternatives']>['minimumSet']>['candidates'];

const notCounted: Record<string, string> = {
  NO_CAPACITY: 'no capacity beyond today’s is stated',
  NO_DATE: 'no year is stated',
  NOT_COMPARABLE: 'its tonnes cannot be set beside those of the supply',
  TOO_LATE: 'it starts later',
};

/** All plans that were looked at, and why some do not count. */
const Plans = ({ of, by }: { of: Candidates; by: number }) =>
  of.length === 0 ? null : (
    <section className="chart-section plants" id="plans">
      <h2>
        Plans that were counted up to {by} <small>{of.filter((one) => one.notCounted === null).length}</small>
      </h2>
      <ul className="plan-list">
        {of.map(({ plant, tonnes: amount, year, notCounted: reason }, index) => (
          <li key={`${plant.facility.slug} ${index}`}>
            <Go to={`/facility/${plant.facility.slug}`}>{plant.facility.name}</Go>{' '}
            <small>
              {reason === null
                ? `counts: ${amount ?? 0} t a year more from ${year ?? ''}`
                : `does not count: ${notCounted[reason] ?? reason}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );

const pictureGroups = (groups: readonly PlantGroup[]) =>
  groups.flatMap(({ name, byUnit }) =>
    byUnit.map(({ unit, most, rows }) => ({
      title: `${name}, ${unit} a year`,
      most,
      rows: rows.map(({ key, facility, tonnes, missing, status, plannedFor }) => ({
        key,
        name: facility.name,
        tonnes,
        missing,
        status,
        plannedFor,
      })),
    })),
  );

const columns: readonly Column<PlantRow & { countsAs: string }>[] = [
  { name: 'plant', of: ({ facility }) => facility.name },
  { name: 'slug', of: ({ facility }) => facility.slug },
  { name: 'country', of: ({ country }) => country },
  { name: 'counts_as', of: ({ countsAs }) => countsAs },
  { name: 'product', of: ({ product }) => product },
  { name: 'state', of: ({ status }) => statusInWords(status) },
  { name: 'tonnes_a_year', of: ({ tonnes }) => tonnes },
  { name: 'what_is_weighed', of: ({ unit }) => unit },
  { name: 'is_output', of: ({ isOutput }) => isOutput },
  { name: 'missing', of: ({ tonnes, missing }) => (tonnes === null ? reasonOf(missing) : '') },
  { name: 'planned_for', of: ({ plannedFor }) => plannedFor },
  { name: 'pledges', of: ({ pledges }) => pledges },
];
