import { FacilityThingDocument } from '../../../api/generated.ts';
import { fact, makingTable, missing, plantsMap, plantState, tabsOf, thing, things } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day, listed, percent, tonnes } from '../../../format/numbers.ts';
import type { Said } from '../thing.ts';
import { kindPage } from './kind-page.ts';

export const facility = kindPage(FacilityThingDocument, (page) => {
  const of = page.facility;
  if (!of) return null;
  const making = of.production ?? [];
  const made = making.find(({ outputTonnes }) => outputTonnes !== null);
  const large = making.find(({ capacityTonnes }) => capacityTonnes !== null);
  const names = listed([...new Set(making.map(({ product }) => product.name.toLowerCase()))]);
  const unit = (text: string | null) => (text ? text.replace(/^t\b/, '') : '');
  const lead: Said[] =
    making.length === 0
      ? ['What it makes is not on record.']
      : [`${of.status === 'OPERATING' ? 'Makes' : 'Is to make'} ${names}`];
  if (made?.outputTonnes != null)
    lead.push(
      ': ',
      { id: of.id, text: `${tonnes(made.outputTonnes)}${unit(made.capacityUnit)}` },
      ` of ${made.product.name.toLowerCase()}${made.year ? ` in ${made.year}` : ''}.`,
    );
  else if (large?.capacityTonnes != null)
    lead.push(
      ', with room for ',
      { id: of.id, text: `${tonnes(large.capacityTonnes)}${unit(large.capacityUnit)}` },
      ` of ${large.product.name.toLowerCase()} a year.`,
    );
  else if (making.length > 0) lead.push('; how much is not published.');
  return {
    id: of.id,
    kind: 'FACILITY',
    name: of.name,
    state: plantState(of.status),
    also: [of.place, of.country.name, ...of.types.map(inPlainWords)].filter(Boolean).join(' · '),
    lead,
    facts: [
      { name: 'Country', cells: [thing(of.country)] },
      { name: 'State', cells: [fact(of.claims, 'status', inPlainWords(of.status))] },
      ...(of.openedOn ? [{ name: 'Opened', cells: [fact(of.claims, 'openedOn', day(of.openedOn))] }] : []),
      ...(of.plannedFor
        ? [{ name: 'Planned for', cells: [fact(of.claims, 'plannedFor', String(of.plannedFor))] }]
        : []),
      {
        name: 'Companies',
        cells: of.operators?.length
          ? of.operators.map(({ supplier, role, share }) =>
              thing(
                supplier,
                [inPlainWords(role), share === null ? null : percent(share, 0)].filter(Boolean).join(', '),
              ),
            )
          : [missing('NOT_AVAILABLE')],
      },
      ...(of.minerals?.length ? [{ name: 'Holds', cells: things(of.minerals) }] : []),
      ...(of.latitude !== null && of.longitude !== null
        ? [{ name: 'Lies at', cells: [`${of.latitude.toFixed(2)}, ${of.longitude.toFixed(2)}`] }]
        : []),
    ],
    blocks: [
      ...(making.length > 0
        ? [makingTable([{ id: of.id, name: of.name, production: making }], null, 'what it makes')]
        : []),
      ...plantsMap('Where it lies', [of], 1),
    ],
    rails: [],
    tabs: tabsOf(page),
    claims: of.claims ?? [],
    conflicts: of.conflicts ?? [],
    sources: making.flatMap(({ source }) => source ?? []),
  };
});
