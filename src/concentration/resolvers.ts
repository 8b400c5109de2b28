import { herfindahl, normalizedHerfindahl } from '../analysis/concentration.ts';
import type { RequestContext } from '../context.ts';
import { nearestYear, type SupplierShareRecord } from '../dependence/record.ts';
import { int } from '../graph/graph.ts';
import { pageSize } from '../graphql/connection.ts';
import type { Basis, Resolvers } from '../graphql/generated.ts';
import { sourceByKey } from '../source/queries.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import { exportersOfProduct } from './queries.ts';
import type { ConcentrationRecord } from './record.ts';

async function readConcentration(
  context: RequestContext,
  args: { product: string; year?: number | null; basis: Basis },
): Promise<ConcentrationRecord> {
  const { basis } = args;
  const [row] = await context.read(exportersOfProduct, {
    product: fold(args.product),
    year: args.year == null ? null : int(args.year),
  });
  if (!row?.product) throw await unknownName(context, 'product', 'Product', args.product);
  const { product, year, sources } = row;
  const measure = ({ valueUsd, tonnes }: { valueUsd: number; tonnes: number | null }) =>
    basis === 'VALUE' ? valueUsd : (tonnes ?? 0);
  const whole = row.exporters.reduce((sum, exporter) => sum + measure(exporter), 0);
  const shares = row.exporters
    .map((exporter): SupplierShareRecord => ({ ...exporter, share: whole > 0 ? measure(exporter) / whole : null }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.country.iso3.localeCompare(b.country.iso3));
  const missing = shares.length === 0 || whole === 0 ? ('NOT_AVAILABLE' as const) : null;
  return {
    product,
    year,
    basis,
    shares,
    sources,
    missing,
    nearestYear: missing ? nearestYear(row.fullYears, year) : null,
  };
}

/** Shares above zero: those who supply something on the basis asked. */
const supplying = ({ shares }: ConcentrationRecord) =>
  shares.map(({ share }) => share ?? 0).filter((share) => share > 0);

export const concentrationResolvers: Resolvers = {
  Query: {
    concentration: (_, args, context) => readConcentration(context, args),
  },
  Concentration: {
    shares: ({ shares }, { first }) => shares.slice(0, pageSize('first', first)),
    countries: (concentration) => supplying(concentration).length,
    hhi: (concentration) => (concentration.missing ? null : herfindahl(supplying(concentration))),
    normalizedHhi: (concentration) => (concentration.missing ? null : normalizedHerfindahl(supplying(concentration))),
    top: (concentration) => supplying(concentration)[0] ?? null,
    sources: async ({ sources }, _, context) =>
      (await Promise.all(sources.map((key) => context.batch(sourceByKey, { key })))).flat(),
  },
};
