import { AgreementThingDocument } from '../../../api/generated.ts';
import { stateInWords } from '../../../components/rail.tsx';
import { shapeOf } from '../../../charts/life.ts';
import { claimOf, fact, ledgerTable, tabsOf, thing } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day } from '../../../format/numbers.ts';
import type { LifeRow, Said } from '../thing.ts';
import { kindPage } from './kind-page.ts';

const properties: Record<string, string> = {
  SIGNED: 'signedOn',
  IN_FORCE: 'signedOn',
  PAST_DEADLINE: 'deadline',
  ENDED: 'endedOn',
  ANNOUNCED: 'announcedOn',
};

export const agreement = kindPage(AgreementThingDocument, (page) => {
  const of = page.agreement;
  if (!of) return null;
  const periods = of.periods.map(({ status, from, to }) => ({ state: status, from, to }));
  const lead: Said[] = of.summary ? [of.summary.replace(/\.?$/, '.')] : [];
  const parties = (of.participations ?? []).filter(({ isParty }) => isParty);
  const rows = periods.map(({ state, from, to }): LifeRow => {
    const claim = claimOf(
      of.claims,
      state === 'IN_FORCE' && of.effectiveOn ? 'effectiveOn' : (properties[state] ?? ''),
    );
    return {
      state,
      from,
      to,
      note: [],
      says: claim
        ? [
            {
              is: 'figure',
              id: claim.id,
              text: claim.display ?? claim.value ?? 'evidence',
              confidence: claim.confidence,
            },
            claim.source
              ? { is: 'source', key: claim.source.key, text: claim.source.publisher, title: claim.source.title }
              : null,
          ]
        : [],
    };
  });
  return {
    id: of.id,
    kind: 'AGREEMENT',
    name: of.name,
    state: of.status ? { is: 'state', of: 'deal', text: stateInWords(of.status), shape: shapeOf(of.status) } : null,
    also: of.aliases.join(' · '),
    lead,
    facts: [
      { name: 'What it is', cells: [fact(of.claims, 'kind', inPlainWords(of.agreementKind))] },
      { name: 'Signed', cells: [fact(of.claims, 'signedOn', day(of.signedOn))] },
      ...(of.deadline ? [{ name: 'First deadline', cells: [fact(of.claims, 'deadline', day(of.deadline))] }] : []),
      {
        name: 'Parties',
        cells: parties.slice(0, 12).map(({ party, role }) => thing(party, role === 'party' ? null : role)),
      },
      ...(of.binding === null
        ? []
        : [{ name: 'Binds', cells: [fact(of.claims, 'binding', of.binding ? 'yes' : 'no')] }]),
      ...(of.place ? [{ name: 'Where', cells: [of.place] }] : []),
      ...(of.event ? [{ name: 'Made at', cells: [thing(of.event)] }] : []),
    ],
    blocks: [
      ...(periods.some(({ from }) => from)
        ? [
            {
              is: 'life' as const,
              of: 'deal' as const,
              periods,
              deadline: of.deadline,
              labels: periods.flatMap(({ state, from }) =>
                from
                  ? [
                      {
                        day: from,
                        what: stateInWords(state).replace(/^./, (first) => first.toUpperCase()),
                        note: day(from),
                      },
                    ]
                  : [],
              ),
              rows,
            },
          ]
        : []),
      ...ledgerTable(of.id, of.ledger),
    ],
    rails: [],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: [],
  };
});
