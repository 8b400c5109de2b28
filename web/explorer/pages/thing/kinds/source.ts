import { SourceThingDocument } from '../../../api/generated.ts';
import { coversOf } from '../../sources/covers.ts';
import { missing, tabsOf } from '../said.ts';
import { day } from '../../../format/numbers.ts';
import { kindPage } from './kind-page.ts';

export const source = kindPage(SourceThingDocument, (page) => {
  const of = page.source;
  if (!of) return null;
  const covers = coversOf(page.graph?.vintages?.find((vintage) => vintage.source.key === of.slug));
  return {
    id: of.id,
    kind: 'SOURCE',
    name: of.name,
    state: null,
    also: [of.publisher, of.vintage].filter(Boolean).join(' · '),
    lead: [covers ? `It gives ${covers}.${of.note ? ` ${of.note}` : ''}` : (of.note ?? '')],
    facts: [
      { name: 'Publisher', cells: [of.publisher] },
      ...(of.vintage ? [{ name: 'Edition', cells: [of.vintage] }] : []),
      { name: 'Published', cells: [of.publishedOn ? day(of.publishedOn) : missing('NOT_AVAILABLE')] },
      { name: 'Licence', cells: [of.licence] },
      { name: 'Address', cells: [of.url ?? missing(of.urlMissing)] },
      ...(of.attribution ? [{ name: 'Attribution', cells: [of.attribution] }] : []),
    ],
    blocks: [],
    rails: [],
    tabs: tabsOf(page),
    claims: page.claims?.nodes ?? [],
    claimCount: page.claims?.totalCount ?? null,
    conflicts: [],
    sources: [{ key: of.slug, title: of.name, publisher: of.publisher, vintage: of.vintage, licence: of.licence }],
  };
});
