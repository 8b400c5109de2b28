import { herfindahl } from '../../analysis/concentration.ts';
import { breachesEuBenchmark } from '../../analysis/eu-benchmark.ts';
import { breachesGeoDep } from '../../analysis/geodep-criterion.ts';
import { shares } from '../../analysis/share.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { suppliersTo } from '../dependence/queries/suppliers.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { unknownName } from '../../api/names/suggest.ts';
import { tradeYearsOfImporter, type TradeYearRow } from './queries.ts';
import type { BenchmarkTestRecord, ConcentrationRecord } from './record.ts';

const unanswered: Omit<BenchmarkTestRecord, 'benchmark'> = {
  breached: null,
  missing: 'NOT_AVAILABLE',
  supplier: null,
  share: null,
  years: [],
};

/**
 * The named tests of concentration: made for the imports of one country, or (`importer` null) for the world's supply.
 * @throws GraphQLError BAD_USER_INPUT for an unknown importer.
 */
export async function readBenchmarks(
  context: RequestContext,
  concentration: ConcentrationRecord,
  importer: string | null,
  view: View,
): Promise<BenchmarkTestRecord[]> {
  if (importer === null) {
    return [euBenchmark(concentration.shares), { ...unanswered, benchmark: 'GEODEP', missing: 'NOT_APPLICABLE' }];
  }
  const [country] = await context.batch(countryByText, { text: fold(importer), ...view });
  if (!country) throw await unknownName(context, 'importer', 'Country', importer);
  const { product, year, without } = concentration;
  if (!product || year === null) {
    return [
      { ...unanswered, benchmark: 'EU_SINGLE_COUNTRY' },
      { ...unanswered, benchmark: 'GEODEP' },
    ];
  }
  const window = await context.batch(tradeYearsOfImporter, {
    product: product.key,
    importer: country.iso3,
    year: int(year),
    without,
    ...view,
  });
  const ofYear = window.find((one) => one.year === year);
  const imported = (ofYear?.imports ?? []).reduce((sum, value) => sum + value, 0);
  const key = { importers: [country.iso3], basis: 'VALUE' as const, whole: imported, limit: int(1) };
  const suppliers = ofYear ? await context.batch(suppliersTo.VALUE, { ...key, tables: ofYear.tables }) : [];
  // Years of two editions of the nomenclature are no series: their codes mean other things.
  const series = window.filter(({ sources }) => sources.join() === ofYear?.sources.join());
  return [euBenchmark(suppliers), geoDep(series, suppliers[0])];
}

/** By the largest of some suppliers: at most one can have more than 65 %. */
function euBenchmark(suppliers: readonly { country: CountryRecord; share: number | null }[]): BenchmarkTestRecord {
  const [largest] = suppliers;
  const benchmark = 'EU_SINGLE_COUNTRY';
  if (!largest || largest.share === null) return { ...unanswered, benchmark };
  const { country, share } = largest;
  const breached = breachesEuBenchmark([{ country: country.iso3, share }]).length > 0;
  return { benchmark, breached, missing: null, supplier: country, share, years: [] };
}

/** Two of three years must hold: with fewer than two years of full data nothing can be said. */
function geoDep(
  window: readonly TradeYearRow[],
  largest: { country: CountryRecord; share: number | null } | undefined,
): BenchmarkTestRecord {
  const { breaches, years } = breachesGeoDep(
    window.map(({ year, imports, exported, worldExports }) => ({
      year,
      importHhi: hhi(imports),
      worldExportHhi: hhi(worldExports),
      imports: imports.reduce((sum, value) => sum + value, 0),
      exports: exported,
    })),
  );
  const enough = window.length >= 2;
  return {
    benchmark: 'GEODEP',
    breached: enough ? breaches : null,
    missing: enough ? null : 'NOT_AVAILABLE',
    supplier: largest?.country ?? null,
    share: largest?.share ?? null,
    years,
  };
}

const hhi = (amounts: readonly number[]) =>
  herfindahl(
    shares(amounts.map((amount, index) => ({ key: String(index), amount }))).parts.map(({ share }) => share ?? 0),
  );
