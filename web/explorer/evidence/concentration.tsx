import { Fig, Miss } from '../components/figure.tsx';
import { count, money, percent, tonnes } from '../format/numbers.ts';
import { ClaimCard, Level, SourceName } from './claim-card.tsx';
import { titleOf, type NodeOf } from './node.ts';

/** An index with two digits; never rounded to nothing. */
const index = (value: number) => (value < 0.005 ? '<0.01' : value.toFixed(2));

/** What an index of concentration rests on. */
export function ConcentrationEvidence({ of }: { of: NodeOf<'Concentration'> }) {
  const { hhi, hhiIsLowerBound, c1, c3, countries, otherShare, missing, parts, leftOut, formChoice, ofClaims } = of;
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      <p className="large-figures">
        <span>
          <b>{hhi === null ? <Miss reason={missing} /> : `${hhiIsLowerBound ? '≥ ' : ''}${index(hhi)}`}</b>
          <small>
            Herfindahl index <Level of={of.ofConfidence} />
          </small>
        </span>
        {c1 === null ? null : (
          <span>
            <b>{percent(c1)}</b>
            <small>the largest{c3 === null ? '' : `; the three largest ${percent(c3)}`}</small>
          </span>
        )}
      </p>
      <section>
        <h3>How it is reckoned</h3>
        <p>The sum of the squared shares of {count(countries)} countries; 1 is one supplier alone.</p>
        <p className="small">
          {parts?.map(({ id, part, country }, place) => (
            <span key={id}>
              {place > 0 ? ', ' : ''}
              {country.name} <Fig id={id}>{part === null ? 'no share' : percent(part)}</Fig>
            </span>
          ))}
          {countries > (parts?.length ?? 0) ? `, and ${countries - (parts?.length ?? 0)} more` : ''}
          {otherShare ? `; named for no country ${percent(otherShare)}` : ''}.
        </p>
        {leftOut.length > 0 ? (
          <p className="small">
            In no share, since there is no number:{' '}
            {leftOut.map((one, place) => (
              <span key={one.claim.id}>
                {place > 0 ? ', ' : ''}
                <Fig id={one.claim.id}>{one.country?.name ?? 'others'}</Fig> <Miss reason={one.missing} />
              </span>
            ))}
          </p>
        ) : null}
        {formChoice ? <p className="small">{formChoice}</p> : null}
      </section>
      <Standing claims={ofClaims} sources={of.sources} />
    </>
  );
}

/** What a country's share in a concentration rests on. */
export function ShareEvidence({ of }: { of: NodeOf<'ConcentrationShare'> }) {
  const { part, partUsd, partTonnes, partConfidence, concentration, observation, flows, flowCount } = of;
  const [first, second] = [
    ...(partUsd === null ? [] : [money(partUsd)]),
    ...(partTonnes === null ? [] : [tonnes(partTonnes)]),
  ];
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      <p className="large-figures">
        <span>
          <b>{part === null ? <Miss reason="NOT_AVAILABLE" /> : percent(part)}</b>
          <small>
            of {count(concentration.countries)} countries together <Level of={partConfidence} />
          </small>
        </span>
        <span>
          <b>{first ?? <Miss reason="NOT_AVAILABLE" />}</b>
          <small>
            {flowCount === null ? 'made in a year' : `sold abroad in ${count(flowCount)} flows`}
            {second ? `, ${second}` : ''}
          </small>
        </span>
      </p>
      {observation ? (
        <section>
          <h3>The published figure</h3>
          <p>
            <Fig id={observation.id}>
              {observation.published} {observation.publishedUnit}
            </Fig>
          </p>
        </section>
      ) : null}
      {flows?.length ? (
        <section>
          <h3>
            The largest flows <small>of {count(flowCount ?? flows.length)}</small>
          </h3>
          <ul className="plain">
            {flows.map(({ id, to, valueUsd, tonnes: weight }) => (
              <li key={id}>
                to {to.name} <Fig id={id}>{money(valueUsd)}</Fig>
                {weight === null ? '' : `, ${tonnes(weight)}`}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Standing claims={of.ofClaims} sources={concentration.sources} />
      {observation ? (
        <section>
          <h3>Who says otherwise</h3>
          {observation.others?.length ? null : <p>Nobody on record says anything else.</p>}
          {observation.others?.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} isOther />
          ))}
        </section>
      ) : null}
      <section>
        <h3>The whole</h3>
        <p>
          Herfindahl index{' '}
          <Fig id={concentration.id}>
            {concentration.hhi === null
              ? 'not known'
              : `${concentration.hhiIsLowerBound ? '≥ ' : ''}${index(concentration.hhi)}`}
          </Fig>
        </p>
      </section>
    </>
  );
}

interface StandingProps {
  claims: NodeOf<'Concentration'>['ofClaims'];
  sources: NodeOf<'Concentration'>['sources'];
}

const Standing = ({ claims, sources }: StandingProps) => (
  <section>
    <h3>What it stands on</h3>
    {claims?.map((claim) => (
      <ClaimCard key={claim.id} claim={claim} />
    ))}
    {claims?.length ? null : (
      <ul className="plain">
        {sources?.map((source) => (
          <li key={source.key}>
            <SourceName of={source} />
          </li>
        ))}
      </ul>
    )}
  </section>
);
