import { useEffect, useRef } from 'react';
import { useCommon } from '../address/use-address.ts';
import { useAsk } from '../api/use-ask.ts';
import { EvidenceDocument } from '../api/generated.ts';
import { Failure, Notice } from '../components/notice.tsx';
import { bibTeXOf, citationOf, cslOf, playgroundOf, type Taken } from '../take-away/actions.ts';
import { CopyButton } from './copy-button.tsx';
import { ConcentrationEvidence, ShareEvidence } from './concentration.tsx';
import { DependenceEvidence } from './dependence.tsx';
import { FlowEvidence } from './flow.tsx';
import { ObservationEvidence } from './observation.tsx';
import { ClaimCard } from './claim-card.tsx';
import { ThingEvidence } from './thing.tsx';
import type { EvidenceNode } from './node.ts';
import { titleOf, sourcesOf } from './node.ts';

/** What the figure rests on that was clicked: beside the page, whose address names it. */
export function Drawer() {
  const { values, change } = useCommon();
  const { ev } = values;
  return ev === null ? null : <Evidence key={ev} id={ev} onClose={() => change({ ev: null })} />;
}

function Evidence({ id, onClose }: { id: string; onClose: () => void }) {
  const panel = useRef<HTMLElement>(null);
  const { data, error, refetch } = useAsk(EvidenceDocument, { id });
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (
        key === 'Escape' &&
        !defaultPrevented &&
        !document.querySelector('[data-overlay-container], .popover, .overlay')
      )
        onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  const node = data?.data.node ?? null;
  const taken: Taken | null = node && {
    title: titleOf(node),
    clocks: {},
    sources: sourcesOf(node),
    operation: { query: EvidenceDocument.toString(), variables: { id } },
  };
  return (
    <aside className="drawer" aria-label="Evidence" ref={panel} tabIndex={-1}>
      <div className="drawer-head">
        <span>Evidence</span>
        <button type="button" className="ib" aria-label="Close the evidence" onClick={onClose}>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="m2 2 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </button>
      </div>
      <div className="drawer-body">
        {error ? <Failure error={error} retry={() => void refetch()} /> : null}
        {data && node === null ? (
          <Notice title="There is no figure of this id.">It may have been of an answer that is no longer given.</Notice>
        ) : null}
        {node ? <Body node={node} /> : error ? null : <p className="dim">Looking…</p>}
      </div>
      {taken ? (
        <div className="drawer-foot">
          <CopyButton text={() => citationOf(taken)}>Copy citation</CopyButton>
          <CopyButton text={() => bibTeXOf(taken)}>BibTeX</CopyButton>
          <CopyButton text={() => cslOf(taken)}>CSL-JSON</CopyButton>
          <a className="btn" href={playgroundOf(taken)} target="_blank" rel="noopener">
            Open in playground
          </a>
          <CopyButton text={() => window.location.href}>Copy link</CopyButton>
        </div>
      ) : null}
    </aside>
  );
}

function Body({ node }: { node: EvidenceNode }) {
  switch (node.__typename) {
    case 'Dependence':
      return <DependenceEvidence of={node} />;
    case 'TradeFlow':
      return <FlowEvidence of={node} />;
    case 'Observation':
      return <ObservationEvidence of={node} />;
    case 'Concentration':
      return <ConcentrationEvidence of={node} />;
    case 'ConcentrationShare':
      return <ShareEvidence of={node} />;
    case 'Claim':
      return (
        <>
          <h2 className="drawer-title">{titleOf(node)}</h2>
          <ClaimCard claim={node} />
          {node.otherwise?.length ? (
            <section>
              <h3>
                Who says otherwise <small>{node.otherwise.length}</small>
              </h3>
              {node.otherwise.map((claim) => (
                <ClaimCard key={claim.id} claim={claim} isOther />
              ))}
            </section>
          ) : null}
        </>
      );
    default:
      return <ThingEvidence of={node} />;
  }
}
