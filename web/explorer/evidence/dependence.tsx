import { Go } from '../address/go.tsx';
import { atLeast, count, exactMoney, money, percent } from '../format/numbers.ts';
import { LowChip, Miss } from '../components/figure.tsx';
import { sourceLabel } from '../components/source-label.ts';
import { ShareBar } from '../charts/share-bar.tsx';
import { ClaimCard, Level, SourceName } from './claim-card.tsx';
import { titleOf, type NodeOf } from './node.ts';

type Of = { of: NodeOf<'Dependence'> };

/** What a share of dependence rests on. */
export function DependenceEvidence({ of }: Of) {
  const { share, lookThroughShare, unknownShare, missing, shareAtMost, lookThroughMissing, lookThroughConfidence } = of;
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      <p className="large-figures">
        <span>
          <b>
            {share === null ? (
              shareAtMost === null ? (
                <Miss reason={missing} />
              ) : (
                `≤ ${percent(shareAtMost)}`
              )
            ) : (
              percent(share)
            )}
          </b>
          <small>
            bought from {of.on.name} <Level of={of.method === 'DIRECT' ? of.flowsConfidence : null} />
          </small>
        </span>
        {of.method === 'LOOK_THROUGH' ? (
          <span>
            <b>
              {lookThroughShare === null ? (
                <Miss reason={lookThroughMissing} />
              ) : (
                atLeast(lookThroughShare, unknownShare)
              )}
            </b>
            <small>
              looked through <Level of={lookThroughConfidence} />
            </small>
          </span>
        ) : null}
      </p>
      <Reckoning of={of} />
      <Standing of={of} />
      <Otherwise of={of} />
      <FallsAway of={of} />
    </>
  );
}

/** How it is computed, with its numbers. */
function Reckoning({ of }: Of) {
  const { share, lookThroughShare, unknownShare, lowShare, highShare, imports, suppliers, on, basis, product } = of;
  const bought = suppliers?.find(({ country }) => country.iso3 === on.iso3);
  const isValue = basis === 'VALUE';
  const [part, whole] = isValue ? [bought?.valueUsd, imports.valueUsd] : [bought?.tonnes, imports.tonnes];
  const amount = (value: string | number) => (isValue ? money(value) : `${count(Number(value))} t`);
  return (
    <section>
      <h3>How it is reckoned</h3>
      {share !== null && part != null && whole != null ? (
        <p>
          {amount(part)} from {on.name} ÷ {amount(whole)} from everybody = <b>{percent(share)}</b>
        </p>
      ) : null}
      {lookThroughShare !== null && share !== null ? (
        <p>
          {percent(share)} bought there + {percent(Math.max(0, lookThroughShare - share))} made elsewhere of what it
          supplied = <b>{percent(lookThroughShare)}</b>
          {unknownShare ? `, and ${percent(unknownShare)} of unreported origin` : ''}
        </p>
      ) : null}
      {lowShare !== null && highShare !== null && highShare - lowShare > 0.0005 ? (
        <p>
          Between {percent(lowShare)} and {percent(highShare)}: what is known, and that with all that is unknown, over
          all publishers that state the same.
        </p>
      ) : null}
      <p className="small">
        {isValue && part != null && whole != null
          ? `Exactly: ${exactMoney(part)} of ${exactMoney(whole)}, HS ${product.hsCodes.join(', ')}. `
          : `HS ${product.hsCodes.join(', ')}. `}
        {lookThroughShare !== null ? 'Every maker is taken to draw on all its inputs alike, whoever buys. ' : ''}
        {imports.complete === false ? 'Only some flows are on record.' : ''}
      </p>
      {(of.worldTableStages ?? []).map(({ stage, product: made, year, confidence, sources }) => (
        <p key={`${stage}${made?.name ?? ''}`} className="small">
          Of {made?.name.toLowerCase() ?? stage.toLowerCase()} nothing is known country by country: the world’s table of{' '}
          {year} stands for every importer <Level of={confidence} />{' '}
          {sources?.map((source) => (
            <Go key={source.key} to={`/source/${source.key}`}>
              {source.publisher}
            </Go>
          ))}
        </p>
      ))}
      <LowChip of={of.lookThroughConfidence} />
    </section>
  );
}

/** The claims and sources that it stands on. */
const Standing = ({ of: { claims, shareSources } }: Of) => (
  <section>
    <h3>
      What it stands on <small>{(claims?.length ?? 0) + (shareSources?.length ?? 0)}</small>
    </h3>
    {claims?.map((claim) => (
      <ClaimCard key={claim.id} claim={claim} />
    ))}
    <ul className="plain">
      {shareSources?.map((source) => (
        <li key={source.key}>
          <SourceName of={source} />
        </li>
      ))}
    </ul>
  </section>
);

/** Other publishers' figures of the same: both shown, never averaged. */
const Otherwise = ({ of: { id, differs } }: Of) => (
  <section>
    <h3>Who says otherwise</h3>
    {differs === null ? <p>It cannot be told now.</p> : null}
    {differs?.length === 0 ? <p>Nobody on record says anything else.</p> : null}
    {differs?.length ? (
      <p className="small">
        <Go to="/differs" given={{ about: id }}>
          Side by side
        </Go>
      </p>
    ) : null}
    {differs?.map(({ source, share, year, yearTo, of: whole }) => (
      <p key={`${source?.key ?? ''}${year}`}>
        <b>{percent(share)}</b> {yearTo ? `${year} to ${yearTo}` : year}: {whole}.{' '}
        {source ? <SourceName of={source} /> : null}
      </p>
    ))}
  </section>
);

/** The share without each of its sources. */
const FallsAway = ({ of: { sensitivity, method } }: Of) =>
  !sensitivity?.length ? null : (
    <section>
      <h3>If a source fell away</h3>
      <table className="small-table">
        <tbody>
          {sensitivity.map(({ source, share, lookThroughShare, unknownShare, change }) => {
            const value = method === 'LOOK_THROUGH' ? lookThroughShare : share;
            return (
              <tr key={source?.key}>
                <th scope="row">
                  without{' '}
                  {source
                    ? sourceLabel(
                        source,
                        sensitivity.flatMap((other) => other.source ?? []),
                      )
                    : 'a source'}
                </th>
                <td>
                  <svg width="72" height="12" aria-hidden="true">
                    <ShareBar direct={null} lookedThrough={value} unknown={null} width={72} height={12} />
                  </svg>
                </td>
                <td className="num">
                  {value === null ? <Miss reason="NOT_AVAILABLE" /> : atLeast(value, unknownShare)}
                </td>
                <td className={change === 'CROSSED' ? 'crossed' : 'dim'}>
                  {change === 'CROSSED' ? 'crosses 65 %' : change === 'UNCHANGED' ? 'same side' : 'cannot be told'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
