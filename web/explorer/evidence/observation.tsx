import { Miss } from '../components/figure.tsx';
import { day } from '../format/numbers.ts';
import { ClaimCard, Level, SourceName } from './claim-card.tsx';
import { titleOf, type NodeOf } from './node.ts';

/** What a published figure says, and where it stands. */
export function ObservationEvidence({ of }: { of: NodeOf<'Observation'> }) {
  const {
    published,
    publishedUnit,
    number,
    figureMissing,
    figureConfidence,
    figureSource,
    figureLocator,
    figureRecordedAt,
  } = of;
  return (
    <>
      <h2 className="drawer-title">{titleOf(of)}</h2>
      <p className="large-figures">
        <span>
          <b>{number === null && figureMissing ? <Miss reason={figureMissing} /> : published}</b>
          <small>
            {publishedUnit} <Level of={figureConfidence} />
          </small>
        </span>
      </p>
      <section>
        <h3>What it stands on</h3>
        <dl className="pairs">
          <dt>Source</dt>
          <dd>{figureSource ? <SourceName of={figureSource} /> : 'none named'}</dd>
          <dt>Where in it</dt>
          <dd>{figureLocator ?? 'no place recorded'}</dd>
          <dt>Recorded</dt>
          <dd>{figureRecordedAt ? day(figureRecordedAt.slice(0, 10)) : 'no day'}</dd>
          {of.wording ? (
            <>
              <dt>Its words</dt>
              <dd>{of.wording}</dd>
            </>
          ) : null}
          {of.conversion ? (
            <>
              <dt>Conversion</dt>
              <dd>{of.conversion}</dd>
            </>
          ) : null}
          {of.figureNote ? (
            <>
              <dt>Note</dt>
              <dd>{of.figureNote}</dd>
            </>
          ) : null}
        </dl>
        {of.estimated ? <p className="small">The publisher calls it an estimate.</p> : null}
        {of.figureClaims.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </section>
    </>
  );
}
