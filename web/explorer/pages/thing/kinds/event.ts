import { EventThingDocument } from '../../../api/generated.ts';
import { agreementLanes, fact, tabsOf, thing } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day } from '../../../format/numbers.ts';
import { kindPage } from './kind-page.ts';

export const event = kindPage(EventThingDocument, (page) => {
  const of = page.event;
  if (!of) return null;
  const when = of.endOn && of.endOn !== of.startOn ? `${day(of.startOn)} to ${day(of.endOn)}` : day(of.startOn);
  return {
    id: of.id,
    kind: 'EVENT',
    name: of.name,
    state: null,
    also: [inPlainWords(of.eventKind), when, of.place].filter(Boolean).join(' · '),
    lead: of.outcome ? [of.outcome] : [],
    facts: [
      { name: 'When', cells: [fact(of.claims, 'startOn', when)] },
      { name: 'What it was', cells: [fact(of.claims, 'kind', inPlainWords(of.eventKind))] },
      ...(of.place ? [{ name: 'Where', cells: [fact(of.claims, 'place', of.place)] }] : []),
      ...(of.coalition ? [{ name: 'Who met', cells: [thing(of.coalition)] }] : []),
    ],
    blocks: [],
    rails: of.agreements?.length ? [agreementLanes('Agreements made at it', of.agreements)] : [],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: [],
  };
});
