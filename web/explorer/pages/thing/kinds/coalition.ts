import { CoalitionFiguresDocument, CoalitionThingDocument } from '../../../api/generated.ts';
import { agreementLanes, fact, tabsOf, things } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day } from '../../../format/numbers.ts';
import { blocksOfImporter, leadOfImporter, sourcesOfImporter } from './importer.ts';
import { kindPage } from './kind-page.ts';

export const coalition = kindPage(
  CoalitionThingDocument,
  (page, figures) => {
    const of = page.coalition;
    if (!of) return null;
    const importer = figures && {
      products: figures.coalition?.dependences?.nodes ?? [],
      magnets: figures.magnets,
      on: figures.on?.name ?? 'that country',
    };
    const members = of.members?.nodes ?? [];
    const isMember = members.some(({ name }) => name === importer?.on);
    return {
      id: of.id,
      kind: 'COALITION',
      name: of.name,
      state: of.endedOn ? `until ${day(of.endedOn)}` : null,
      also: [inPlainWords(of.coalitionKind), of.description].filter(Boolean).join(' · '),
      lead: !importer
        ? []
        : isMember
          ? [`${importer.on} is a member of it. Choose another country below to see what the group buys there.`]
          : leadOfImporter(of.name, importer),
      facts: [
        { name: 'Members', cells: [String(of.members?.totalCount ?? members.length), ...things(members.slice(0, 12))] },
        ...(of.foundedOn ? [{ name: 'Since', cells: [fact(of.claims, 'foundedOn', day(of.foundedOn))] }] : []),
        { name: 'Agreements', cells: [`${of.agreements?.length ?? 0} it is a party to`] },
      ],
      blocks: importer && !isMember ? blocksOfImporter(importer) : [],
      rails: [agreementLanes('Agreements', of.agreements)],
      tabs: tabsOf(page),
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: importer ? sourcesOfImporter(importer) : [],
    };
  },
  CoalitionFiguresDocument,
  { variables: (_, { slug, on }) => ({ slug, on }) },
);
