import { AgencyThingDocument, PersonThingDocument, ProgrammeThingDocument } from '../../../api/generated.ts';
import { agreementLanes, controlLanes, fact, ledgerTable, moneyTable, saidFact, tabsOf, thing } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { counted, day } from '../../../format/numbers.ts';
import { kindPage } from './kind-page.ts';

export const agency = kindPage(AgencyThingDocument, (page) => {
  const of = page.agency;
  if (!of) return null;
  const money = of.commitmentsMade?.nodes ?? [];
  return {
    id: of.id,
    kind: 'AGENCY',
    name: of.name,
    state: null,
    also: [of.shortName, ...of.aliases].filter(Boolean).join(' · '),
    lead: of.description ? [of.description] : [],
    facts: [
      { name: 'Serves', cells: [thing(of.country) ?? thing(of.coalition) ?? 'many states'] },
      { name: 'What it is', cells: [fact(of.claims, 'kind', inPlainWords(of.agencyKind))] },
      { name: 'Money promised', cells: [counted(of.commitmentsMade?.totalCount ?? 0, 'pledge')] },
      { name: 'Controls imposed', cells: [String(of.controlsImposed?.length ?? 0)] },
    ],
    blocks: moneyTable('Money', money),
    rails: [
      ...(of.controlsImposed?.length ? [controlLanes('Controls it imposes', of.controlsImposed)] : []),
      ...(of.agreements?.length ? [agreementLanes('Agreements', of.agreements)] : []),
    ],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: [],
  };
});

export const person = kindPage(PersonThingDocument, (page) => {
  const of = page.person;
  if (!of) return null;
  return {
    id: of.id,
    kind: 'PERSON',
    name: of.name,
    state: null,
    also: of.aliases.join(' · '),
    lead: of.office ? [saidFact(of.claims, 'office', of.office), '.'] : [],
    facts: [
      { name: 'Serves', cells: [thing(of.country) ?? thing(of.coalition)] },
      ...(of.agency ? [{ name: 'Works for', cells: [thing(of.agency)] }] : []),
    ].filter(({ cells }) => cells.some(Boolean)),
    blocks: [],
    rails: [],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: [],
  };
});

export const programme = kindPage(ProgrammeThingDocument, (page) => {
  const of = page.programme;
  if (!of) return null;
  return {
    id: of.id,
    kind: 'PROGRAMME',
    name: of.name,
    state: null,
    also: of.aliases.join(' · '),
    lead: of.description ? [of.description] : [],
    facts: [
      { name: 'What it does', cells: [fact(of.claims, 'kind', inPlainWords(of.programmeKind))] },
      ...(of.agency ? [{ name: 'Run by', cells: [thing(of.agency)] }] : []),
      { name: 'Of', cells: [thing(of.country) ?? thing(of.coalition)] },
      ...(of.startedOn ? [{ name: 'Since', cells: [fact(of.claims, 'startedOn', day(of.startedOn))] }] : []),
      ...(of.parent ? [{ name: 'Paid from', cells: [thing(of.parent)] }] : []),
    ].filter(({ cells }) => cells.some(Boolean)),
    blocks: ledgerTable(of.id, of.ledger),
    rails: [],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: [],
  };
});
