import { SpokenAnswer } from '../../components/spoken-answer.tsx';
import { Tracks } from '../../components/tracks.tsx';
import { NearestYear } from '../../components/nearest-year.tsx';
import { MeasureWord, YearWord } from '../../components/usual-words.tsx';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { BehindDocument } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Family } from '../../components/family.tsx';
import { LowChip } from '../../components/figure.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Broken, Problems } from '../../components/notice.tsx';
import { Pieces, textOf } from '../../components/pieces.tsx';
import { ProductWord } from '../../components/product-word.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { usualBuyers, usualCountries } from '../../components/usual.ts';
import { Sentence } from '../../components/word.tsx';
import { useYearKeys } from '../../components/year-keys.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { answerOf, importerOf, isUnanswered } from './answer.ts';
import { BehindPicture, BehindView } from './behind-view.tsx';
import { stageTitle, type Behind } from './chain-flow.ts';
import { behindFields } from './fields.ts';

/** What lies behind somebody's imports of a product, back to the mine. */
export function BehindPage() {
  const { values, broken, change } = useAddress(behindFields);
  const { of, on, product, year } = values;
  const clocks = useClocks();
  const basis = values.basis === 'mass' ? 'MASS' : 'VALUE';
  const variables = { of, on, product, year, basis, ...clocks } as const;
  const { data, error, isPlaceholderData, refetch } = useAsk(BehindDocument, variables);
  const answer = data?.data.dependence ?? null;
  const name = {
    of: answer ? importerOf(answer).name : of,
    on: answer?.on.name ?? on,
    product: answer?.product.name.toLowerCase() ?? product,
  };
  const shownYear = year ?? answer?.year ?? null;
  const tradeYears = answer?.product.tradeYears ?? [];
  useYearKeys(tradeYears, shownYear, (next) => change({ year: next }));
  const said =
    answer && !isUnanswered(answer, data?.problems ?? []) ? answerOf(answer, basis) : { headline: [], below: [] };
  const headline = textOf(said.headline);
  usePageTitle(headline || 'What lies behind');
  const taken: Taken = {
    title: `What lies behind ${name.of}’s ${name.product} from ${name.on}, ${shownYear ?? 'no year'}`,
    subtitle: headline,
    clocks,
    sources: answer?.lookThroughSources ?? [],
    json: data?.data,
    operation: { query: BehindDocument.toString(), variables },
    table: { columns, rows: answer ? linkRows(answer) : [] },
    ...(answer?.chain ? { svg: () => <BehindPicture of={answer} basis={basis} /> } : {}),
  };
  return (
    <div className="page">
      <Broken names={broken} />
      <Family on={on} product={product} year={year} of={of} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            What lies behind{' '}
            <NamedWord
              label="Importer"
              value={of}
              name={`${name.of}’s`}
              kinds={['COUNTRY', 'COALITION']}
              offered={usualBuyers}
              onChoose={(key) => change({ of: key })}
            />{' '}
            <ProductWord
              value={product}
              name={name.product}
              isReady={data !== undefined || error !== null}
              onChoose={(key) => change({ product: key, year: null })}
            />{' '}
            of <YearWord year={shownYear} years={tradeYears} onChoose={(next) => change({ year: next })} />, by{' '}
            <MeasureWord basis={values.basis} onChoose={(next) => change({ basis: next })} />, and what part has{' '}
            <NamedWord
              label="Country"
              value={on}
              name={name.on}
              kinds={['COUNTRY']}
              offered={usualCountries}
              onChoose={(key) => change({ on: key })}
            />
            ?
          </Sentence>
          <SpokenAnswer error={error} retry={() => void refetch()} isOld={isPlaceholderData}>
            {answer ? (
              <>
                <p className="answer">
                  <Pieces of={said.headline} /> <LowChip of={answer.lookThroughConfidence} />
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
      {answer?.nearestYear ? (
        <NearestYear
          title={`No trade of ${name.product} is on record for ${shownYear ?? 'that year'}.`}
          year={answer.nearestYear}
          onChoose={(next) => change({ year: next })}
        />
      ) : null}
      {answer ? (
        <BehindView of={answer} basis={basis} isOld={isPlaceholderData} problems={data?.problems ?? []} />
      ) : error ? null : (
        <Tracks rows={12} />
      )}
      <section className="ask-next">
        <h2>Ask next</h2>
        <ul>
          <li>
            <Go to="/replace" given={{ on, product, for: of }}>
              Who could replace <b>{name.on}</b> for <b>{name.of}</b>’s <b>{name.product}</b>?
            </Go>
          </li>
          <li>
            <Go to="/concentration" given={{ product, year }}>
              How concentrated are <b>{name.product}</b>?
            </Go>
          </li>
        </ul>
      </section>
    </div>
  );
}

type Link = NonNullable<Behind['chain']>['links'][number] & { toName: string; fromName: string };

function linkRows({ chain, product, country, coalition }: Behind): Link[] {
  const names = new Map(
    (chain?.stages ?? []).flatMap(({ nodes }) => nodes.map((node) => [node.key, node.country?.name ?? node.key])),
  );
  const nameOf = (key: string) => names.get(key) ?? (key === 'unknown' ? 'not reported' : key);
  return (chain?.links ?? []).map((link) => ({
    ...link,
    fromName: `${nameOf(link.from)}: ${stageTitle(link.fromStage, product.name.toLowerCase())}`,
    toName:
      link.toStage === null
        ? (country?.name ?? coalition?.name ?? link.to)
        : `${nameOf(link.to)}: ${stageTitle(link.toStage, product.name.toLowerCase())}`,
  }));
}

const columns: readonly Column<Link>[] = [
  { name: 'from_stage', of: ({ fromStage }) => fromStage },
  { name: 'from', of: ({ from }) => from },
  { name: 'from_name', of: ({ fromName }) => fromName },
  { name: 'to_stage', of: ({ toStage }) => toStage },
  { name: 'to', of: ({ to }) => to },
  { name: 'to_name', of: ({ toName }) => toName },
  { name: 'share_of_all_that_is_used', of: ({ share }) => share },
];
