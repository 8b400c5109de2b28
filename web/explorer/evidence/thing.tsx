import { plainId } from '../components/id.ts';
import { Go } from '../address/go.tsx';
import { ClaimCard } from './claim-card.tsx';
import { inPlainWords, titleOf, type EvidenceNode } from './node.ts';

/** The claims about a thing, and where they contradict one another. */
export function ThingEvidence({ of }: { of: EvidenceNode }) {
  const claims = 'thingClaims' in of ? (of.thingClaims ?? []) : [];
  const conflicts = 'conflicts' in of ? (of.conflicts ?? []) : [];
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      {conflicts.length > 0 ? (
        <p className="small">
          <Go to="/differs" given={{ about: plainId(of.id) }}>
            Who says otherwise, side by side
          </Go>
        </p>
      ) : null}
      {conflicts.map(({ property, scope, preferred, competing }) => (
        <section key={`${property}${scope ?? ''}`}>
          <h3>
            Disputed: {inPlainWords(property)}
            {scope ? ` (${scope})` : ''}
          </h3>
          <ClaimCard claim={preferred} />
          {competing.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} isOther />
          ))}
        </section>
      ))}
      <section>
        <h3>
          Claims <small>{claims.length}</small>
        </h3>
        {claims.length === 0 ? <p>None on record.</p> : null}
        {claims.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </section>
    </>
  );
}
