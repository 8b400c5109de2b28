import { Go } from '../address/go.tsx';
import { exactMoney, money, percent, tonnes } from '../format/numbers.ts';
import { Miss } from '../components/figure.tsx';
import { ClaimCard, Level, SourceName } from './claim-card.tsx';
import { titleOf, type NodeOf } from './node.ts';

/** What a flow of trade rests on, and what others report of it. */
export function FlowEvidence({ of }: { of: NodeOf<'TradeFlow'> }) {
  const { valueUsd, tonnes: weight, tonnesMissing, flowConfidence, flowSource, flowClaims, competing, setAside } = of;
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      <p className="large-figures">
        <span>
          <b>{money(valueUsd)}</b>
          <small>
            {exactMoney(valueUsd)} <Level of={flowConfidence} />
          </small>
        </span>
        <span>
          <b>{weight === null ? <Miss reason={tonnesMissing} /> : tonnes(weight)}</b>
          <small>net weight, HS {of.hsCode}</small>
        </span>
      </p>
      {setAside ? <p className="small">Not used in shares: {setAside}</p> : null}
      <section>
        <h3>What it stands on</h3>
        {flowClaims?.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
        {!flowClaims?.length && flowSource ? <SourceName of={flowSource} /> : null}
      </section>
      <section>
        <h3>Who says otherwise</h3>
        {!competing?.length ? <p>Nobody on record says anything else.</p> : null}
        {competing?.length ? (
          <p className="small">
            <Go to="/differs" given={{ about: of.id }}>
              Side by side
            </Go>
          </p>
        ) : null}
        {competing?.map((other) => (
          <p key={other.id}>
            <b>{money(other.valueUsd)}</b>
            {other.tonnes === null ? '' : `, ${tonnes(other.tonnes)}`} (
            {percent(Math.abs(Number(other.valueUsd) / Number(valueUsd) - 1), 0)}{' '}
            {Number(other.valueUsd) > Number(valueUsd) ? 'more' : 'less'}). {other.setAside ? `${other.setAside} ` : ''}
            {other.source ? <SourceName of={other.source} /> : null}
          </p>
        ))}
      </section>
    </>
  );
}
