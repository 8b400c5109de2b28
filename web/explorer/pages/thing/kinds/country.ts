import { CountryFiguresDocument, CountryThingDocument } from '../../../api/generated.ts';
import { pathOfId } from '../../../components/glyph.tsx';
import { agreementLanes, controlLanes, plantsMap, tabsOf, things } from '../said.ts';
import { counted, day } from '../../../format/numbers.ts';
import type { Tab } from '../thing.ts';
import { blocksOfImporter, leadOfImporter, sourcesOfImporter } from './importer.ts';
import { kindPage } from './kind-page.ts';

export const country = kindPage(
  CountryThingDocument,
  (page, figures) => {
    const of = page.country;
    if (!of) return null;
    const facing = of.controlsFacing ?? [];
    const inForce = facing.filter(({ state }) => state === 'IN_FORCE');
    const named = inForce.filter(({ against }) => (against?.length ?? 0) > 0);
    const imposed = of.controlsImposed ?? [];
    const importer = figures && {
      products: figures.country?.dependences?.nodes ?? [],
      magnets: figures.magnets,
      on: figures.on?.name ?? 'that country',
    };
    const trade: Tab[] = [
      { name: 'imports', title: 'Imports', count: of.imports?.totalCount ?? 0 },
      { name: 'exports', title: 'Exports', count: of.exports?.totalCount ?? 0 },
    ].filter(({ count }) => count > 0);
    const tabs = tabsOf(page);
    const countOf = (name: string) => tabs.find((tab) => tab.name === name)?.count ?? 0;
    const isItself = importer && figures.on && pathOfId(of.id) === `/country/${figures.on.iso3}`;
    return {
      id: of.id,
      kind: 'COUNTRY',
      name: of.name,
      state: of.to ? `until ${day(of.to)}` : null,
      also: [of.slug, of.iso2, of.officialName].filter(Boolean).join(' · '),
      lead: !importer
        ? []
        : isItself
          ? [
              `${of.name} imposes ${counted(imposed.length, 'export control')} on record. Choose another country below to see what it buys there.`,
            ]
          : leadOfImporter(of.name, importer),
      facts: [
        { name: 'Groups', cells: things(of.memberships?.map(({ coalition }) => coalition)) },
        {
          name: 'Controls that hit it',
          cells: [
            `${inForce.length} in force${named.length ? `, ${named.length} ${named.length === 1 ? 'names' : 'name'} it` : ''}`,
          ],
        },
        { name: 'Agreements', cells: [`${of.agreements?.length ?? 0} it is a party to`] },
        { name: 'Companies and plants', cells: [`${countOf('suppliers')} and ${countOf('facilities')}`] },
        {
          name: 'Public bodies',
          cells: things(of.agencies?.map(({ id, name, shortName }) => ({ id, name: shortName ?? name })).slice(0, 8)),
        },
      ],
      blocks: [
        ...(importer && !isItself ? blocksOfImporter(importer) : []),
        ...plantsMap('Its mines and plants', of.facilities, countOf('facilities')),
      ],
      rails: [
        ...(imposed.length > 0 ? [controlLanes('Controls it imposes', imposed)] : []),
        controlLanes('Controls that hit it', facing),
        agreementLanes('Agreements', of.agreements),
      ],
      tabs: [...trade, ...tabs],
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: importer ? sourcesOfImporter(importer) : [],
    };
  },
  CountryFiguresDocument,
  { variables: (_, { slug, on }) => ({ slug, on }) },
);
