import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import { NearestYear } from '../../components/nearest-year.tsx';
import { MeasureWord, YearWord } from '../../components/usual-words.tsx';
import './concentration.css';
import { Go } from '../../address/go.tsx';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { ConcentrationDocument, ProfileDocument, type Basis } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Limit, ShareBar } from '../../charts/share-bar.tsx';
import { ShareBars } from '../../charts/share-bars.tsx';
import { YearStrip } from '../../charts/year-series.tsx';
import { Family } from '../../components/family.tsx';
import { ConfidenceMark, Fig, LowChip, Miss, Share } from '../../components/figure.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Broken, Problems } from '../../components/notice.tsx';
import { Pieces, textOf } from '../../components/pieces.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { usualBuyers } from '../../components/usual.ts';
import { Sentence, Word } from '../../components/word.tsx';
import { useYearKeys } from '../../components/year-keys.ts';
import { money, percent, tonnes } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { answerOf, index, stageInWords, type Concentration, type Profile } from './answer.ts';
import { concentrationFields } from './fields.ts';

const NOBODY = '-';
const LIMIT = 0.65;
const usualGoods = [
  ['Product:permanent-magnets', 'Permanent magnets', 'product'],
  ['Product:rare-earth-metals', 'Rare-earth metals', 'product'],
  ['Mineral:magnet-rare-earths', 'Magnet rare earths', 'mineral'],
  ['Mineral:cobalt', 'Cobalt', 'mineral'],
  ['Mineral:lithium', 'Lithium', 'mineral'],
  ['Mineral:gallium', 'Gallium', 'mineral'],
  ['Mineral:graphite', 'Graphite', 'mineral'],
].map(([key = '', name = '', note = '']) => ({ key, name, note }));

/** How concentrated the supply of a product or mineral is. */
export function ConcentrationPage() {
  const { values, broken, change } = useAddress(concentrationFields);
  const { mineral, stage, year, importer } = values;
  const product = mineral === null ? (values.product ?? 'permanent-magnets') : null;
  const clocks = useClocks();
  const basis: Basis = values.basis === 'mass' ? 'MASS' : 'VALUE';
  const variables = {
    ...(product ? { product, basis } : { mineral, stage }),
    year,
    importer: product ? importer : null,
    ...clocks,
  } as const;
  const { data, error, isPlaceholderData, refetch } = useAsk(ConcentrationDocument, variables);
  const answer = data?.data.concentration ?? null;
  const followed = answer?.product?.followedMinerals;
  const along = mineral ?? (followed?.length === 1 ? followed[0]?.slug : undefined);
  const chain = useAsk(
    ProfileDocument,
    { mineral: along ?? '', year, ...clocks },
    { enabled: along !== undefined && data !== undefined },
  );
  const profile = along === undefined ? null : (chain.data?.data.concentrationProfile ?? null);
  const goods = answer?.product?.name ?? answer?.mineral?.name ?? product ?? mineral ?? '';
  const what = product
    ? `exports of ${goods.toLowerCase()}`
    : `${answer?.form ?? stageInWords(stage)} of ${goods.toLowerCase()}`;
  const shownYear = year ?? answer?.year ?? null;
  const years = product ? (answer?.product?.tradeYears ?? []) : (answer?.byYear ?? []).map((one) => one.year).reverse();
  useYearKeys(years, shownYear, (next) => change({ year: next }));
  const said = answer ? answerOf(answer, what, profile) : { headline: [], below: [] };
  const headline = textOf(said.headline);
  usePageTitle(answer ? headline : 'How concentrated');
  const rows = answer?.shares ?? [];
  const points = [...(answer?.byYear ?? [])]
    .reverse()
    .map(({ year: one, c1 }) => ({ year: one, share: c1, atMost: null, complete: true }));
  const title = `Shares of the world’s ${what}, ${shownYear ?? 'no year'}`;
  const taken: Taken = {
    title,
    subtitle: headline,
    clocks,
    sources: answer?.sources ?? [],
    json: data?.data,
    operation: { query: ConcentrationDocument.toString(), variables },
    table: { columns, rows },
    svg: () => (
      <ShareBars
        line={LIMIT}
        rows={rows.map(({ country, share }) => ({
          name: country.name,
          direct: share,
          lookedThrough: null,
          unknown: null,
          missing: null,
        }))}
      />
    ),
  };
  return (
    <div className="page">
      <Broken names={broken} />
      <Family on="CHN" product={product ?? 'permanent-magnets'} year={year} of={importer} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            How concentrated is the world’s{' '}
            {product ? (
              'supply of '
            ) : (
              <>
                <Word
                  label="Stage"
                  value={stage}
                  choices={concentrationStages.map((one) => ({ key: one, name: stageInWords(one) }))}
                  onChoose={(key) =>
                    change({ stage: concentrationStages.find((one) => one === key) ?? 'EXTRACTION', year: null })
                  }
                >
                  {stageInWords(stage)}
                </Word>{' '}
                of{' '}
              </>
            )}
            <NamedWord
              label="Product or mineral"
              value={product ? `Product:${product}` : `Mineral:${mineral ?? ''}`}
              name={goods.toLowerCase()}
              kinds={['PRODUCT', 'MINERAL']}
              offered={usualGoods}
              isById
              onChoose={(key) => {
                const [kind, slug = ''] = key.split(':');
                change({
                  year: null,
                  product: kind === 'Product' ? slug : null,
                  mineral: kind === 'Mineral' ? slug : null,
                });
              }}
            />{' '}
            in <YearWord year={shownYear} years={years} onChoose={(next) => change({ year: next })} />
            {product ? (
              <>
                , by <MeasureWord basis={values.basis} onChoose={(next) => change({ basis: next })} />, and who is
                tested:{' '}
                <NamedWord
                  label="Importer"
                  value={importer ?? NOBODY}
                  name={importerName(answer) ?? importer ?? 'the world'}
                  kinds={['COUNTRY', 'COALITION']}
                  offered={[{ key: NOBODY, name: 'The world' }, ...usualBuyers]}
                  onChoose={(key) => change({ importer: key === NOBODY ? null : key })}
                />
              </>
            ) : null}
            ?
          </Sentence>
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {answer ? (
              <>
                <p className="answer">
                  <Pieces of={said.headline} /> <LowChip of={answer.confidence} />
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
      <Problems of={data?.problems ?? []} retry={() => void refetch()} />
      {answer?.missing && answer.nearestYear ? (
        <NearestYear
          title={`No figures for ${shownYear ?? 'that year'}.`}
          year={answer.nearestYear}
          onChoose={(next) => change({ year: next })}
        />
      ) : null}
      <div className={isPlaceholderData ? 'grid-rail old' : 'grid-rail'}>
        <div>
          <section className="chart-section">
            <h2>{title}</h2>
            <p className="legend">
              <span className="key direct">share</span>
              <span className="key hatch">named for no country</span>
              <span className="key limit">{percent(LIMIT, 0)} of one country: EU limit for 2030</span>
            </p>
            {answer ? <Shares of={answer} title={title} /> : error ? null : <Tracks rows={12} />}
            {answer?.formChoice ? <p className="small">{answer.formChoice}</p> : null}
            <SourceLine of={answer?.sources ?? []} />
          </section>
          {points.length > 1 ? (
            <section className="chart-section thin">
              <h2>
                Share of the largest country, {points[0]?.year} to {points.at(-1)?.year}
              </h2>
              <div className="strip-scroll">
                <YearStrip points={points} width={880} height={120} selected={shownYear} line={LIMIT} />
              </div>
            </section>
          ) : null}
          {profile && profile.stages.length > 0 ? <Along of={profile} /> : null}
        </div>
        <aside className="rail" aria-label="Tests">
          <Tests of={answer?.breaches ?? []} />
        </aside>
      </div>
      <section className="ask-next">
        <h2>Ask next</h2>
        <ul>
          {product ? (
            <>
              <li>
                <Go to="/chokepoints" given={{ product, year }}>
                  Without whom is most of the <b>{goods.toLowerCase()}</b> lost?
                </Go>
              </li>
              <li>
                <Go to="/replace" given={{ product, on: rows[0]?.country.iso3 }}>
                  Who could replace <b>{rows[0]?.country.name ?? 'the largest'}</b> for <b>{goods.toLowerCase()}</b>?
                </Go>
              </li>
            </>
          ) : (
            <li>
              <Go to={`/mineral/${mineral ?? ''}`}>
                What is known of <b>{goods.toLowerCase()}</b>?
              </Go>
            </li>
          )}
          <li>
            <Go to="/what-if" given={{ stop: rows[0]?.country.iso3, products: product, minerals: mineral }}>
              What if <b>{rows[0]?.country.name ?? 'the largest'}</b> stops?
            </Go>
          </li>
        </ul>
      </section>
    </div>
  );
}

const concentrationStages = ['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'] as const;

const importerName = (answer: Concentration | null): string | undefined => {
  const test = answer?.breaches?.find(({ country, coalition }) => country ?? coalition);
  return test?.country?.name ?? test?.coalition?.name;
};

const BAR = 380;

function Shares({ of, title }: { of: Concentration; title: string }) {
  const { shares, otherShare, leftOut, countries } = of;
  const rows = shares ?? [];
  const isTrade = of.product !== null;
  return (
    <>
      <table className="bars shares">
        <caption className="out-of-sight">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Country</th>
            <th className="bar-cell" aria-hidden="true" />
            <th scope="col" className="num">
              share
            </th>
            <th scope="col" className="num imports">
              {isTrade ? 'sold abroad' : 'made'}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, country, share, confidence, valueUsd, tonnes: weight }) => (
            <tr key={country.iso3}>
              <th scope="row">
                <Go to={`/country/${country.iso3}`}>{country.name}</Go>
              </th>
              <td className="bar-cell" aria-hidden="true">
                <Bar share={share} />
              </td>
              <td className="num strong">
                <Share id={id} share={share} missing="NOT_AVAILABLE" confidence={confidence} />
              </td>
              <td className="num imports">
                {valueUsd !== null ? (
                  <Fig id={id}>{money(valueUsd)}</Fig>
                ) : weight !== null ? (
                  <Fig id={id}>{tonnes(weight)}</Fig>
                ) : (
                  <Miss reason="NOT_AVAILABLE" />
                )}
              </td>
            </tr>
          ))}
          {(otherShare ?? 0) > 0 ? (
            <tr className="group">
              <th scope="row">Named for no country</th>
              <td className="bar-cell" aria-hidden="true">
                <Bar share={null} unknown={otherShare} />
              </td>
              <td className="num">
                <Fig id={of.id}>{percent(otherShare ?? 0)}</Fig>
              </td>
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
      {countries > rows.length ? (
        <p className="dim small">
          The first {rows.length} of {countries} countries.
        </p>
      ) : null}
      {leftOut.length > 0 ? (
        <p className="small">
          In no share, since there is no number:{' '}
          {leftOut.map(({ country, missing, claim }, place) => (
            <span key={claim.id}>
              {place > 0 ? ', ' : ''}
              <Fig id={claim.id}>{country?.name ?? 'others'}</Fig> <Miss reason={missing} />
            </span>
          ))}
          .
        </p>
      ) : null}
    </>
  );
}

const Bar = ({ share, unknown = null }: { share: number | null; unknown?: number | null }) => (
  <svg viewBox={`0 0 ${BAR} 27`} preserveAspectRatio="none">
    <ShareBar
      direct={share ?? (unknown === null ? null : 0)}
      lookedThrough={null}
      unknown={unknown}
      y={6}
      width={BAR}
      height={15}
    />
    <Limit at={LIMIT * BAR} from={0} to={27} />
  </svg>
);

/** The stages of a mineral's chain, each with its largest country. */
const Along = ({ of }: { of: Profile }) => (
  <section className="chart-section along">
    <h2>
      Along the chain of {of.mineral.name.toLowerCase()} <small>each stage by its newest table</small>
    </h2>
    <table className="bars shares">
      <caption className="out-of-sight">Concentration by stage</caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th className="bar-cell" aria-hidden="true" />
          <th scope="col">largest</th>
          <th scope="col" className="num">
            share
          </th>
          <th scope="col" className="num">
            index
          </th>
          <th scope="col" className="num imports">
            year
          </th>
        </tr>
      </thead>
      <tbody>
        {of.stages.map(({ stage, product, largest, top, otherShare, hhi, year, source, observation, confidence }) => (
          <tr key={`${stage} ${product?.slug ?? ''}`} className={stage === of.steepest ? 'selected' : ''}>
            <th scope="row">
              {stageInWords(stage)}
              {stage === of.steepest ? <small>rises most here</small> : null}
            </th>
            <td className="bar-cell" aria-hidden="true">
              <Bar share={top} unknown={otherShare} />
            </td>
            <td>{largest?.name ?? <Miss reason={null} />}</td>
            <td className="num strong">
              {observation ? <Fig id={observation.id}>{percent(top)}</Fig> : percent(top)}
              <ConfidenceMark of={confidence} />
            </td>
            <td className="num">
              {otherShare > 0 ? '≥ ' : ''}
              <Go
                to="/concentration"
                given={{ mineral: of.mineral.slug, stage, year }}
                title="What the index is made of"
              >
                {index(hhi)}
              </Go>
            </td>
            <td className="num imports">
              {source ? (
                <Go to={`/source/${source.key}`} title={source.title}>
                  {year}
                </Go>
              ) : (
                year
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <SourceLine of={of.stages.flatMap(({ source }) => source ?? [])} />
  </section>
);

const names: Record<string, string> = {
  EU_SINGLE_COUNTRY: 'EU: at most 65 % from one country',
  GEODEP: 'GeoDep of CEPII',
};

const Tests = ({ of }: { of: NonNullable<Concentration['breaches']> }) => (
  <section className="rail-section">
    <h2>Named tests</h2>
    {of.length === 0 ? <p className="dim">None made.</p> : null}
    <ul>
      {of.map(({ benchmark, breached, missing, explanation }) => (
        <li key={benchmark}>
          <div>
            <b>{names[benchmark] ?? benchmark}</b>{' '}
            {breached === null ? (
              <Miss reason={missing} />
            ) : (
              <span className={breached ? 'breached' : ''}>{breached ? 'over it' : 'within it'}</span>
            )}
            <small>{explanation}</small>
          </div>
        </li>
      ))}
    </ul>
  </section>
);

const columns: readonly Column<NonNullable<Concentration['shares']>[number]>[] = [
  { name: 'country', of: ({ country }) => country.name },
  { name: 'code', of: ({ country }) => country.iso3 },
  { name: 'share', of: ({ share }) => share },
  { name: 'value_usd', of: ({ valueUsd }) => valueUsd },
  { name: 'tonnes', of: ({ tonnes: weight }) => weight },
  { name: 'confidence', of: ({ confidence }) => confidence },
];
