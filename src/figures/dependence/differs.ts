import { unitOf } from '../../entities/trade-flow/record.ts';
import { differ } from '../../analysis/differ.ts';
import { importShare } from '../../analysis/imports.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { fold } from '../../lib/fold.ts';
import { publishedShares, type PublishedShare } from './queries/published.ts';
import type { DependenceRecord, DifferingShareRecord } from './record.ts';
import { readBySource } from './reported.ts';

/** A period this many years before the trade still compares with it: studies come out every third year, with older averages. */
const MAX_YEARS_BEFORE = 5;

/**
 * What other publishers say of the share, where it differs by more than a tenth: other tables of trade of the same product and year,
 * and published shares of supply. The largest first.
 */
export async function differingShares(
  context: RequestContext,
  dependence: DependenceRecord,
  view: View,
): Promise<DifferingShareRecord[]> {
  const { share, year } = dependence;
  if (share === null || year === null) return [];
  const [traded, published] = await Promise.all([
    tradedShares(context, dependence, year, view),
    statedShares(context, dependence, year, view),
  ]);
  return [...traded, ...published]
    .filter((other) => differ(share, other.share))
    .sort((a, b) => b.share - a.share || (a.source < b.source ? -1 : 1));
}

/** The same share by each other source that has trade of the year. */
async function tradedShares(
  context: RequestContext,
  dependence: DependenceRecord,
  year: number,
  view: View,
): Promise<DifferingShareRecord[]> {
  const { basis, on, importers, tables } = dependence;
  const unit = unitOf[basis];
  const bySource = await readBySource(context, dependence, year, view);
  return [...bySource].flatMap(([source, imports]) => {
    const { share } = importShare(imports, on.iso3, unit, importers);
    const of = `imports by ${basis === 'VALUE' ? 'value' : 'mass'}, HS ${imports.reports.map(({ hs }) => hs).join(', ')}`;
    const isOther = share !== null && !tables.sources.includes(source);
    const confidence = lowestConfidence(imports.reports.map(({ table }) => table.confidence)) ?? 'LOW';
    return isOther ? [{ source, share, year, yearTo: null, of, confidence }] : [];
  });
}

/** Shares that publishers state outright, each publisher's newest for the product. */
async function statedShares(
  context: RequestContext,
  { product, on, country, coalition, without }: DependenceRecord,
  year: number,
  view: View,
): Promise<DifferingShareRecord[]> {
  const importer = country?.key ?? coalition?.key ?? '';
  const key = { product: product.slug, importer, on: on.iso3, without, ...view };
  const stated = (await context.batch(publishedShares, key))
    .filter((one) => isAbout(product, one) && isNear(one, year))
    .sort((a, b) => (b.figure.publishedOn ?? '').localeCompare(a.figure.publishedOn ?? ''));
  const newest = new Map<string, DifferingShareRecord>();
  for (const { figure } of stated) {
    const { number, source, publisher, year: from, yearTo, form, basis, confidence } = figure;
    const name = publisher ?? source;
    if (number === null || newest.has(name)) continue;
    newest.set(name, {
      ...{ source, year: from, yearTo, share: number / 100, confidence },
      of: [basis ?? 'share of imports', form].filter((text) => text !== null).join(', '),
    });
  }
  return [...newest.values()];
}

/** Whether a figure is about a product: it names it, or is of its stage as a whole and the product holds nothing else. */
function isAbout({ slug, name, aliases, stage }: ProductRecord, { figure, isOnlyMineral }: PublishedShare): boolean {
  if (figure.unit !== 'percent') return false;
  if (figure.product !== null) return figure.product === slug;
  if (figure.form !== null) return [slug, name, ...aliases].some((one) => fold(one) === fold(figure.form ?? ''));
  return figure.stage === stage && isOnlyMineral;
}

const isNear = ({ figure }: PublishedShare, year: number) =>
  figure.year <= year && year <= (figure.yearTo ?? figure.year) + MAX_YEARS_BEFORE;
