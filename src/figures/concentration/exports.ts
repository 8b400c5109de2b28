import { checkAll } from '../../api/check.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import type { Basis } from '../../api/generated.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { nearestYear } from '../../lib/years.ts';
import type { ConcentrationArguments } from './arguments.ts';
import { concentrationKey } from './key.ts';
import { exportersOfProduct, type ExportersRow } from './queries.ts';
import type { ConcentrationOfYearRecord, ConcentrationRecord, ConcentrationSupplier } from './record.ts';

/** How concentrated the exports of a product are. */
export async function ofExports(
  context: RequestContext,
  name: string,
  { stage, form, year: asked, basis: measured }: ConcentrationArguments,
  sourcesLeftOut: Promise<string[]>,
  view: View,
): Promise<ConcentrationRecord> {
  const key = { product: fold(name), knownAt: view.knownAt };
  const [row] = await context.batch(exportersOfProduct, {
    ...key,
    year: asked == null ? null : int(asked),
    without: await sourcesLeftOut.catch(() => []),
  });
  const [product, , , without] = await checkAll(
    () => requireKnown(row?.product, context, 'product', 'Product', name),
    () => ofMineralOnly('stage', stage),
    () => ofMineralOnly('form', form),
    () => sourcesLeftOut,
  );
  if (!row) throw new Error('A known product gave no row.');
  const { year, fullYears } = row;
  const { sources, confidence, recordedAt, locator } = row;
  const basis = measured ?? 'VALUE';
  const shares = sharesOf(row.exporters, basis);
  const missing = shares.some(({ share }) => share !== null) ? null : 'NOT_AVAILABLE';
  const own = { product: product.slug, year, basis, without };
  return {
    ...{ __typename: 'Concentration', key: concentrationKey(own), confidence, recordedAt, locator },
    ...{ product, mineral: null, stage: null, form: null, forms: [], formChoice: null, year, basis, shares },
    ...{ otherShare: null, total: null, worldTotal: null, leftOut: [], sources, missing, without },
    nearestYear: missing ? nearestYear(fullYears, year) : null,
    years: async (max) => {
      const newest = fullYears.toReversed().slice(0, max);
      const rows = await Promise.all(
        newest.map((one) => context.batch(exportersOfProduct, { ...key, year: int(one), without })),
      );
      return rows.flat().flatMap((of) => yearOf(of.year, of.exporters.map(amountBy(basis)), of.sources));
    },
  };
}

/** @throws GraphQLError BAD_USER_INPUT for an argument that is given and goes with a mineral only. */
function ofMineralOnly(argument: string, value: string | null | undefined): void {
  if (value != null) throw badInput(argument, 'goes with "mineral" only.', 'Leave it out: a product has its stage.');
}

type Exporter = ExportersRow['exporters'][number];

const amountBy =
  (basis: Basis) =>
  ({ valueUsd, tonnes }: Exporter): number =>
    (basis === 'VALUE' ? valueUsd : tonnes) ?? 0;

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

/** Each exporter's share of all exports, largest first; null where nothing was exported. */
function sharesOf(exporters: readonly Exporter[], basis: Basis): ConcentrationSupplier[] {
  const amount = amountBy(basis);
  const whole = sumOf(exporters.map(amount));
  return exporters
    .map((exporter) => ({ ...exporter, figure: null, share: whole > 0 ? amount(exporter) / whole : null }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.country.iso3.localeCompare(b.country.iso3));
}

/** The shares of one year; none when nothing was supplied. */
function yearOf(year: number | null, amounts: readonly number[], sources: string[]): ConcentrationOfYearRecord[] {
  const whole = sumOf(amounts);
  const shares = amounts.flatMap((amount) => (amount > 0 ? [amount / whole] : [])).sort((a, b) => b - a);
  return year === null || shares.length === 0 ? [] : [{ year, shares, sources }];
}
