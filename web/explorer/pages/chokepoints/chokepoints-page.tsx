import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import { NearestYear } from '../../components/nearest-year.tsx';
import { MeasureWord, YearWord } from '../../components/usual-words.tsx';
import { Go } from '../../address/go.tsx';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { ChokepointsDocument } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { ShareBars } from '../../charts/share-bars.tsx';
import { Family } from '../../components/family.tsx';
import { Fig, LowChip, Miss } from '../../components/figure.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Broken, Problems } from '../../components/notice.tsx';
import { ProductWord, useChoices } from '../../components/product-word.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { Sentence, Word } from '../../components/word.tsx';
import { useYearKeys } from '../../components/year-keys.ts';
import { counted, money, percent, tonnes } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { addressOf, answerOf, type Chokepoint, type Chokepoints } from './answer.ts';
import { chokepointsFields, EVERYONE } from './fields.ts';

const kindsInWords = {
  all: 'country, company or plant',
  COUNTRY: 'country',
  SUPPLIER: 'company',
  FACILITY: 'plant',
} as const;
const kindKeys = ['all', 'COUNTRY', 'SUPPLIER', 'FACILITY'] as const;

/** Without whom a group loses most of its supply. */
export function ChokepointsPage() {
  const { values, broken, change } = useAddress(chokepointsFields);
  const { product, among, year, kinds, after } = values;
  const clocks = useClocks();
  const variables = {
    product,
    among: among === EVERYONE ? null : among,
    year,
    basis: values.basis === 'mass' ? 'MASS' : 'VALUE',
    kinds: kinds === 'all' ? null : [kinds],
    after,
    ...clocks,
  } as const;
  const { data, error, isPlaceholderData, refetch } = useAsk(ChokepointsDocument, variables);
  const { choices } = useChoices(data !== undefined || error !== null);
  const answer = data?.data.chokepoints ?? null;
  const groups = choices?.coalitions?.nodes ?? [];
  const name = {
    group: among === EVERYONE ? 'everyone' : (groups.find(({ slug }) => slug === among)?.name ?? among),
    product: answer?.product.name.toLowerCase() ?? product,
  };
  const shownYear = year ?? answer?.year ?? null;
  const tradeYears = answer?.product.tradeYears ?? [];
  useYearKeys(tradeYears, shownYear, (next) => change({ year: next, after: null }));
  const said = answer
    ? answerOf(answer, among === EVERYONE ? 'the world' : 'the group', name.product)
    : { headline: '', below: '' };
  usePageTitle(answer ? said.headline : 'Without whom');
  const rows = answer?.nodes ?? [];
  const title = `Part of its ${name.product} that ${among === EVERYONE ? 'the world' : 'the group'} loses without each, ${shownYear ?? 'no year'}`;
  const taken: Taken = {
    title,
    subtitle: said.headline,
    clocks,
    sources: answer?.sources ?? [],
    json: data?.data,
    operation: { query: ChokepointsDocument.toString(), variables },
    table: { columns, rows },
    svg: () => (
      <ShareBars
        line={null}
        rows={rows.map((row) => ({
          name: row.name ?? '',
          direct: row.direct,
          lookedThrough: row.lost,
          unknown: null,
          missing: null,
        }))}
      />
    ),
  };
  return (
    <div className="page">
      <Broken names={broken} />
      <Family on="CHN" product={product} {...(among === EVERYONE ? {} : { among })} year={year} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            Without which{' '}
            <Word
              label="Kind"
              value={kinds}
              choices={kindKeys.map((key) => ({ key, name: kindsInWords[key] }))}
              onChoose={(key) => change({ kinds: kindKeys.find((one) => one === key) ?? 'all', after: null })}
            >
              {kindsInWords[kinds]}
            </Word>{' '}
            do members of{' '}
            <Word
              label="Group"
              value={among}
              choices={[
                { key: EVERYONE, name: 'Everyone' },
                ...groups.map((one) => ({ key: one.slug, name: one.name })),
              ]}
              onChoose={(key) => change({ among: key, after: null })}
            >
              {name.group}
            </Word>{' '}
            lose most of their{' '}
            <ProductWord
              value={product}
              name={name.product}
              isReady={data !== undefined || error !== null}
              onChoose={(key) => change({ product: key, year: null, after: null })}
            />{' '}
            in <YearWord year={shownYear} years={tradeYears} onChoose={(next) => change({ year: next, after: null })} />
            , by <MeasureWord basis={values.basis} onChoose={(next) => change({ basis: next, after: null })} />?
          </Sentence>
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {answer ? (
              <>
                {after === null ? (
                  <p className="answer">
                    {said.headline} <LowChip of={answer.confidence} />
                  </p>
                ) : null}
                {after === null ? <p className="below">{said.below}</p> : null}
              </>
            ) : null}
          </SpokenAnswer>
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} retry={() => void refetch()} />
      {answer?.missing && answer.nearestYear ? (
        <NearestYear
          title={`No trade of ${name.product} is on record for ${shownYear ?? 'that year'}.`}
          year={answer.nearestYear}
          onChoose={(next) => change({ year: next })}
        />
      ) : null}
      <div className={isPlaceholderData ? 'grid-rail old' : 'grid-rail'}>
        <section className="chart-section">
          <h2>{title}</h2>
          <p className="legend">
            <span className="key direct">bought from it</span>
            <span className="key behind">made elsewhere of what it supplied</span>
          </p>
          {answer ? (
            <Ranking of={answer} title={title} among={among} product={product} year={year} />
          ) : error ? null : (
            <Tracks rows={20} />
          )}
          <p className="more">
            {after === null ? null : (
              <button type="button" className="link" onClick={() => change({ after: null })}>
                The first ones
              </button>
            )}{' '}
            {answer?.pageInfo.hasNextPage ? (
              <button type="button" className="link" onClick={() => change({ after: answer.pageInfo.endCursor })}>
                The next ones, of {answer.totalCount ?? 'more'} in all
              </button>
            ) : null}
          </p>
          <SourceLine of={answer?.sources ?? []} />
        </section>
        <aside className="rail" aria-label="What cannot be weighed">
          {answer ? <Unweighed of={answer} /> : null}
        </aside>
      </div>
    </div>
  );
}

const BAR = 380;

interface RankingProps {
  of: Chokepoints;
  title: string;
  among: string;
  product: string;
  year: number | null;
}

const Ranking = ({ of, title, among, product, year }: RankingProps) => (
  <table className="bars">
    <caption className="out-of-sight">{title}</caption>
    <thead>
      <tr>
        <th scope="col">Without</th>
        <th className="bar-cell" aria-hidden="true" />
        <th scope="col" className="num">
          direct
        </th>
        <th scope="col" className="num">
          lost
        </th>
        <th scope="col" className="num imports">
          a year
        </th>
      </tr>
    </thead>
    <tbody>
      {of.nodes.map((row) => {
        const to = addressOf(row);
        const thing = row.facility?.id ?? row.supplier?.id;
        const door = (share: number | null) =>
          share === null ? (
            <Miss reason="NOT_AVAILABLE" />
          ) : thing ? (
            <Fig id={thing}>{percent(share)}</Fig>
          ) : row.country ? (
            // What a group buys lies behind it; what everyone buys is what the country sells to the world.
            <Go
              {...(among === EVERYONE
                ? { to: '/concentration', given: { product, year } }
                : { to: '/behind', given: { of: among, on: row.country.iso3, product, year } })}
            >
              {percent(share)}
            </Go>
          ) : (
            percent(share)
          );
        return (
          <tr key={`${row.kind} ${to ?? row.name ?? ''}`}>
            <th scope="row">
              <span className="with-glyph">
                <Glyph kind={row.kind} />
                {to ? <Go to={to}>{row.name}</Go> : row.name}
              </span>
            </th>
            <td className="bar-cell" aria-hidden="true">
              <svg viewBox={`0 0 ${BAR} 27`} preserveAspectRatio="none">
                <ShareBar direct={row.direct} lookedThrough={row.lost} unknown={null} y={6} width={BAR} height={15} />
              </svg>
            </td>
            <td className="num">{door(row.direct)}</td>
            <td className="num strong">{door(row.lost)}</td>
            <td className="num imports">
              {row.lostValueUsd !== null ? (
                money(row.lostValueUsd)
              ) : row.lostTonnes !== null ? (
                tonnes(row.lostTonnes)
              ) : (
                <Miss reason="NOT_AVAILABLE" />
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

const reasons: Record<string, string> = {
  NO_TONNES: 'neither output nor capacity on record in tonnes',
  NO_COUNTRY_FIGURE: 'nothing says how much its country makes, counted alike',
  GROUP_ONLY: 'its tonnes count a group of minerals',
};

const LISTED = 8;

const UnweighedList = ({ of }: { of: NonNullable<Chokepoints['unweighedFacilities']> }) => (
  <ul>
    {of.map(({ facility, product, reason }, place) => (
      <li key={`${facility?.id ?? ''} ${place}`}>
        <i className="hatch" aria-hidden="true" />
        <div>
          {facility ? <Go to={`/facility/${facility.slug}`}>{facility.name}</Go> : 'not named'}
          <small>{[product?.name.toLowerCase(), reasons[reason] ?? reason].filter(Boolean).join(': ')}</small>
        </div>
      </li>
    ))}
  </ul>
);

const Unweighed = ({ of }: { of: Chokepoints }) => (
  <section className="rail-section">
    <h2>
      Cannot be weighed <small>{of.unweighed}</small>
    </h2>
    <p className="small">
      What is lost without each of these is not known, and may be more than what is ranked. Weighed:{' '}
      {counted(of.weighed, 'plant')}.
    </p>
    <UnweighedList of={(of.unweighedFacilities ?? []).slice(0, LISTED)} />
    {(of.unweighedFacilities ?? []).length > LISTED ? (
      <details>
        <summary>{(of.unweighedFacilities ?? []).length - LISTED} more</summary>
        <UnweighedList of={(of.unweighedFacilities ?? []).slice(LISTED)} />
      </details>
    ) : null}
  </section>
);

const columns: readonly Column<Chokepoint>[] = [
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'name', of: ({ name }) => name },
  { name: 'country', of: ({ country }) => country?.name },
  { name: 'direct_share', of: ({ direct }) => direct },
  { name: 'lost_share_at_least', of: ({ lost }) => lost },
  { name: 'lost_usd', of: ({ lostValueUsd }) => lostValueUsd },
  { name: 'lost_tonnes', of: ({ lostTonnes }) => lostTonnes },
];
