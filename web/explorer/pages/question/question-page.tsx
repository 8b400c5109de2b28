import { ProductWord, useChoices } from '../../components/product-word.tsx';
import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import { NearestYear } from '../../components/nearest-year.tsx';
import { MeasureWord, YearWord } from '../../components/usual-words.tsx';
import { lazy, Suspense, useMemo } from 'react';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { QuestionDocument, YearsDocument, type QuestionQuery, type YearFragment } from '../../api/generated.ts';
import { ShareBars } from '../../charts/share-bars.tsx';
import type { YearPoint } from '../../charts/year-series.tsx';
import { Family } from '../../components/family.tsx';
import { LowChip } from '../../components/figure.tsx';
import { Near } from '../../components/near.tsx';
import { Broken, Notice, Problems } from '../../components/notice.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Pieces, textOf } from '../../components/pieces.tsx';
import { AgreementList, ControlList } from '../../components/rail.tsx';
import { Segments } from '../../components/segments.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { usualCountries } from '../../components/usual.ts';
import { Sentence, Word } from '../../components/word.tsx';
import { YearSlider } from '../../components/year-slider.tsx';
import { day, percent } from '../../format/numbers.ts';
import { reasonOf } from '../../format/missing.ts';
import { useYearKeys } from '../../components/year-keys.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { answerOf, mostHidden, type Member } from './answer.ts';
import { questionFields } from './fields.ts';
import { questionVariables } from './variables.ts';
import { MembersTable, type TableRow } from './members-table.tsx';
import { usePageTitle } from '../../shell/page-title.ts';

const BehindNear = lazy(() => import('../behind/behind-near.tsx'));

/** Which members of a group depend on a country for a product: where one lands. */
export function QuestionPage() {
  const { values, broken, change } = useAddress(questionFields);
  const { among, on, product, year, basis, through, line } = values;
  const clocks = useClocks();
  const isLookedThrough = through === '1';
  const asked = { among, on, product, basis: basis === 'mass' ? 'MASS' : 'VALUE', ...clocks } as const;
  const variables = questionVariables(values);
  const { data, error, isPlaceholderData, refetch } = useAsk(QuestionDocument, variables);
  const years = useAsk(YearsDocument, asked, { enabled: data !== undefined });
  const { choices, word } = useChoices();
  const answer = data?.data;
  const name = {
    among: answer?.coalition?.name ?? among,
    on: answer?.country?.name ?? on,
    product: answer?.product?.name.toLowerCase() ?? product,
  };
  const members = useMemo(() => membersOf(answer), [answer]);
  const chosen = members.find(({ iso3 }) => iso3 === values.of) ?? mostHidden(members);
  const shownYear = year ?? members[0]?.row.year ?? answer?.coalition?.dependence?.year ?? null;
  const tradeYears = answer?.product?.tradeYears ?? [];
  useYearKeys(tradeYears, shownYear, (next) => change({ year: next }));
  const said = answerOf({ on: name.on, product: name.product, line, isLookedThrough, members, selected: chosen });
  usePageTitle(answer ? textOf(said.headline) : 'Who depends on whom');
  const points = pointsOf(years.data?.data.coalition?.dependence?.byYear);
  const rows = tableRows(members, years.data?.data.dependents?.nodes ?? []);
  const groups = groupRows(answer, points);
  const sources = [
    ...members.map(({ row }) => row),
    ...(answer?.coalition?.dependence ? [answer.coalition.dependence] : []),
  ].flatMap((row) => row.sources ?? []);
  const title = `Share of each member’s ${name.product} that comes from ${name.on}, ${shownYear ?? 'no year'}`;
  const taken: Taken = {
    title,
    subtitle: `${name.among}, by ${basis}`,
    clocks,
    sources,
    json: answer,
    operation: { query: QuestionDocument.toString(), variables },
    table: { columns: columns, rows: [...rows, ...groups] },
    svg: () => (
      <ShareBars
        line={line}
        rows={[...rows, ...groups].map(({ name: shown, row }) => ({
          name: shown,
          direct: row.share,
          lookedThrough: isLookedThrough ? row.lookThroughShare : null,
          unknown: isLookedThrough ? row.unknownShare : row.directUnknownShare,
          atMost: row.shareAtMost,
          missing: row.missing,
        }))}
      />
    ),
  };
  const controls = (answer?.product?.exportControls ?? []).filter(({ imposedBy }) => imposedBy.country?.iso3 === on);
  const inForce = controls.filter(({ state }) => state === 'IN_FORCE');

  return (
    <div className="page">
      <Broken names={broken} />
      <Family on={on} product={product} among={among} year={year} of={chosen?.iso3} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            Which members of{' '}
            <Word
              label="Group"
              value={among}
              {...word}
              choices={(choices?.coalitions?.nodes ?? []).map((one) => ({ key: one.slug, name: one.name }))}
              onChoose={(key) => change({ among: key, of: null })}
            >
              {name.among}
            </Word>{' '}
            depend on{' '}
            <NamedWord
              label="Country"
              value={on}
              name={name.on}
              kinds={['COUNTRY']}
              offered={usualCountries}
              onChoose={(key) => change({ on: key })}
            />{' '}
            for{' '}
            <ProductWord value={product} name={name.product} onChoose={(key) => change({ product: key, year: null })} />{' '}
            in <YearWord year={shownYear} years={tradeYears} onChoose={(next) => change({ year: next })} />, by{' '}
            <MeasureWord basis={basis} onChoose={(next) => change({ basis: next })} />,{' '}
            <Word
              label="Method"
              value={through}
              choices={[
                { key: '1', name: 'looking through suppliers', note: 'down to the mine' },
                { key: '0', name: 'as customs record it', note: 'direct imports alone' },
              ]}
              onChoose={(key) => change({ through: key === '1' ? '1' : '0' })}
            >
              {isLookedThrough ? 'looking through suppliers' : 'as customs record it'}
            </Word>
            ?
          </Sentence>
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {answer ? (
              <>
                <p className="answer">
                  <Pieces of={said.headline} /> <LowChip of={said.isLow ? 'LOW' : null} />
                </p>
                <p className="below">
                  <Pieces of={said.below} />
                </p>
              </>
            ) : null}
          </SpokenAnswer>
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} />
      {answer && !answer.coalition ? <Unknown what="group" name={among} clocks={clocks} /> : null}
      {answer && !answer.product ? <Unknown what="product" name={product} clocks={clocks} /> : null}
      {answer?.dependents?.missing && answer.dependents.nearestYear ? (
        <NearestYear
          title={`No trade of ${name.product} is on record for ${shownYear ?? 'that year'}.`}
          year={answer.dependents.nearestYear}
          onChoose={(next) => change({ year: next })}
        />
      ) : null}
      <div className="grid-rail">
        <div>
          <section className="chart-section">
            <div className="chart-head">
              <h2>{title}</h2>
              <Segments
                label="Show as"
                of={[
                  ['chart', 'Bars'],
                  ['table', 'Table'],
                ]}
                value={values.view}
                onChange={(view) => change({ view })}
              />
            </div>
            <p className="legend">
              <span className="key direct">bought from {name.on}</span>
              {isLookedThrough ? <span className="key behind">made elsewhere of what it supplied</span> : null}
              <span className="key hatch">origin not reported</span>
              <span className="key limit">{percent(line, 0)} of one country: EU limit for 2030</span>
            </p>
            {answer ? (
              <MembersTable
                caption={title}
                rows={rows}
                groups={groups}
                selected={chosen?.iso3 ?? null}
                isLookedThrough={isLookedThrough}
                line={line}
                isBars={values.view === 'chart'}
                isOld={isPlaceholderData}
                onSelect={(key) => change({ of: key })}
              />
            ) : (
              <Tracks rows={13} />
            )}
            {(answer?.dependents?.totalCount ?? 0) > 50 ? (
              <p className="dim">The first 50; {(answer?.dependents?.totalCount ?? 50) - 50} more.</p>
            ) : null}
            <SourceLine of={sources} />
          </section>
          {points.length > 1 ? (
            <section className="chart-section thin">
              <h2>
                The group together, {points[0]?.year} to {points.at(-1)?.year}{' '}
                <small>
                  share of what it buys outside itself · ○ at most: largest partners alone · ● every flow · hatched: not
                  known
                </small>
              </h2>
              <YearSlider
                points={points}
                year={shownYear}
                line={line}
                onChange={(next, isLast) => change({ year: next }, { replace: !isLast })}
              />
            </section>
          ) : null}
        </div>
        <aside className="rail" aria-label="Rules and agreements">
          <ControlList
            title={`Controls of ${name.on} in force ${clocks.asOf ? `on ${day(clocks.asOf)}` : 'today'}`}
            of={inForce}
          />
          {controls.length > inForce.length ? (
            <p className="more">
              <Go to="/timeline" given={{ about: product }}>
                {controls.length - inForce.length} more, not in force {clocks.asOf ? 'then' : 'today'}
              </Go>
            </p>
          ) : null}
          <AgreementList title={`Agreements on ${name.product}`} of={answer?.product?.agreements ?? []} />
        </aside>
      </div>
      {chosen ? (
        <Near height={560}>
          <Suspense fallback={null}>
            <BehindNear
              of={chosen.iso3}
              on={on}
              product={product}
              year={year}
              basis={basis === 'mass' ? 'MASS' : 'VALUE'}
            />
          </Suspense>
        </Near>
      ) : null}
      {chosen ? (
        <section className="ask-next">
          <h2>Ask next</h2>
          <ul>
            <li>
              <Go to="/behind" given={{ of: chosen.iso3, on, product, year }}>
                What lies behind <b>{chosen.name}</b>’s <b>{name.product}</b>?
              </Go>
            </li>
            <li>
              <Go to="/replace" given={{ on, product, for: chosen.iso3 }}>
                Who could replace <b>{name.on}</b> for <b>{chosen.name}</b>’s <b>{name.product}</b>?
              </Go>
            </li>
            <li>
              <Go to="/what-if" given={{ stop: on, products: product }}>
                What if <b>{name.on}</b> stops selling <b>{name.product}</b> for <b>twelve months</b>?
              </Go>
            </li>
            <li>
              <Go to="/chokepoints" given={{ product, among, year }}>
                Without whom does <b>the group</b> lose most of its <b>{name.product}</b>?
              </Go>
            </li>
          </ul>
        </section>
      ) : null}
    </div>
  );
}

const membersOf = (answer: QuestionQuery | undefined): Member[] =>
  (answer?.dependents?.nodes ?? []).flatMap(({ country, ...row }) =>
    country ? [{ iso3: country.iso3, name: country.name, row }] : [],
  );

const pointsOf = (years: readonly YearFragment[] | null | undefined): YearPoint[] =>
  (years ?? []).flatMap(({ year, share, shareAtMost, complete }) =>
    year === null ? [] : [{ year, share, atMost: shareAtMost, complete }],
  );

function tableRows(
  members: readonly Member[],
  years: readonly { country: { iso3: string } | null; byYear: readonly YearFragment[] | null }[],
): TableRow[] {
  const byCountry = new Map(years.map(({ country, byYear }) => [country?.iso3, pointsOf(byYear)]));
  // What has no share stands after what has one, whatever the order of the answer.
  const sorted = [...members].sort((a, b) => Number(a.row.share === null) - Number(b.row.share === null));
  return sorted.map(({ iso3, name, row }) => ({
    key: iso3,
    name,
    to: `/country/${iso3}`,
    row,
    years: byCountry.get(iso3) ?? [],
  }));
}

function groupRows(answer: QuestionQuery | undefined, points: readonly YearPoint[]): TableRow[] {
  const unions = (answer?.coalition?.members?.nodes ?? []).flatMap((member) =>
    'dependence' in member && member.dependence
      ? [
          {
            key: member.slug,
            name: member.name,
            to: `/coalition/${member.slug}`,
            note: 'itself a member',
            row: member.dependence,
            years: [],
          },
        ]
      : [],
  );
  const { coalition } = answer ?? {};
  const whole = coalition?.dependence
    ? [
        {
          key: coalition.slug,
          name: 'The group together',
          to: `/coalition/${coalition.slug}`,
          note: 'from outside it',
          row: coalition.dependence,
          years: points,
        },
      ]
    : [];
  return [...unions, ...whole];
}

const columns: readonly Column<TableRow>[] = [
  { name: 'member', of: ({ name }) => name },
  { name: 'code', of: ({ key }) => key },
  { name: 'year', of: ({ row }) => row.year },
  { name: 'direct_share', of: ({ row }) => row.share },
  { name: 'direct_share_at_most', of: ({ row }) => row.shareAtMost },
  { name: 'direct_missing', of: ({ row }) => (row.share === null ? reasonOf(row.missing) : '') },
  { name: 'look_through_share', of: ({ row }) => row.lookThroughShare },
  { name: 'look_through_unknown_share', of: ({ row }) => row.unknownShare },
  {
    name: 'look_through_missing',
    of: ({ row }) => (row.lookThroughShare === null ? reasonOf(row.lookThroughMissing) : ''),
  },
  { name: 'confidence', of: ({ row }) => row.confidence },
  { name: 'imports_usd', of: ({ row }) => row.imports.valueUsd },
  { name: 'imports_tonnes', of: ({ row }) => row.imports.tonnes },
];

const Unknown = ({ what, name, clocks }: { what: string; name: string; clocks: { asOf?: string } }) => (
  <Notice
    isWarning
    title={`No ${what} is known as “${name.slice(0, 60)}”${clocks.asOf ? ` on ${day(clocks.asOf)}` : ''}.`}
  >
    Choose another in the sentence above{clocks.asOf ? ', or set the clocks to a later day' : ''}.
  </Notice>
);
