import { herfindahl } from '../../analysis/concentration.ts';
import { breachesEuBenchmark, EU_SINGLE_COUNTRY_LIMIT } from '../../analysis/eu-benchmark.ts';
import { breachesGeoDep, GEODEP_CONCENTRATION_LIMIT, type JudgedYear } from '../../analysis/geodep-criterion.ts';
import { shares } from '../../analysis/share.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { unknownName } from '../../api/names/suggest.ts';
import { coalitionByText, countriesOfCoalition } from '../../entities/coalition/queries.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { importedTonnes, suppliersTo } from '../dependence/queries/suppliers.ts';
import type { SupplierShareRecord } from '../dependence/record.ts';
import { listedMinerals, tradeYearsOfImporters, type TradeYearRow } from './queries.ts';
import type { BenchmarkTestRecord, ConcentrationRecord } from './record.ts';
import { amountsInWords, percent } from './words.ts';

const UNION = 'european-union';
/** How the slugs of its lists of strategic raw materials, and of the members of groups on them, begin. */
const STRATEGIC_LISTS = 'eu-strategic-';

/** Whose imports are tested, and who is no third country to it. */
interface Importer {
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  name: string;
  /** Alpha-3 codes: one, or those of a coalition. */
  members: string[];
  /** Alpha-3 codes of the Union's members where it is one of them or the Union; trade with them is no dependence on a third country. */
  inside: ReadonlySet<string>;
}

/** What a test divides: the suppliers, largest first, and their whole. */
interface Supply {
  year: number | null;
  suppliers: readonly SupplierShareRecord[];
  totalUsd: number | null;
  totalTonnes: number | null;
}

/**
 * The named tests of concentration: made for the imports of a country or coalition, or (`importer` null) for the world's supply.
 * @throws GraphQLError BAD_USER_INPUT for an unknown importer.
 */
export async function readBenchmarks(
  context: RequestContext,
  concentration: ConcentrationRecord,
  importer: string | null,
  view: View,
): Promise<BenchmarkTestRecord[]> {
  const { product, mineral } = concentration;
  const [strategic, union] = await Promise.all([
    context.batch(listedMinerals, {
      ...{ product: product?.key ?? null, mineral: mineral?.key ?? null, lists: STRATEGIC_LISTS },
      ...view,
    }),
    context.batch(countriesOfCoalition, { key: UNION, ...view }),
  ]);
  const members = new Set(union.map(({ iso3 }) => iso3));
  const about = product?.name ?? mineral?.name ?? '';
  if (importer === null) {
    const world = { country: null, coalition: null, name: 'the world', members: [], inside: members };
    return [
      euBenchmark(world, about, strategic, worldSupply(concentration)),
      { ...unanswered(world, 'GEODEP', concentration.year), missing: 'NOT_APPLICABLE', explanation: GEODEP_OF_WORLD },
    ];
  }
  const who = await importerNamed(context, importer, members, view);
  const { year, without } = concentration;
  if (!product || year === null) {
    const explanation = product
      ? `No full trade data of ${about} are loaded for a year.`
      : 'Imports are of a product: give one instead of a mineral.';
    return (['EU_SINGLE_COUNTRY', 'GEODEP'] as const).map((test) => ({ ...unanswered(who, test, year), explanation }));
  }
  const key = { product: product.key, importers: who.members, year: int(year), without, ...view };
  const window = await context.batch(tradeYearsOfImporters, key);
  const supply = await importedSupply(context, concentration, who, window);
  const ofYear = window.find((one) => one.year === year);
  // Years of two editions of the nomenclature are no series: their codes mean other things.
  const series = window.filter(({ sources }) => sources.join() === ofYear?.sources.join());
  return [euBenchmark(who, about, strategic, supply), geoDep(who, about, series, supply)];
}

/** A country or, where none is so called, a coalition. */
async function importerNamed(
  context: RequestContext,
  importer: string,
  union: ReadonlySet<string>,
  view: View,
): Promise<Importer> {
  const text = fold(importer);
  const [[country], [coalition]] = await Promise.all([
    context.batch(countryByText, { text, ...view }),
    context.batch(coalitionByText, { text, ...view }),
  ]);
  if (country) {
    const { name, iso3 } = country;
    return { country, coalition: null, name, members: [iso3], inside: union.has(iso3) ? union : new Set() };
  }
  if (!coalition) throw await unknownName(context, 'importer', ['Country', 'Coalition'], importer);
  const members = await context.batch(countriesOfCoalition, { key: coalition.key, ...view });
  return {
    country: null,
    coalition,
    name: `the ${coalition.name}`.replace(/^the the /i, 'the '),
    members: members.map(({ iso3 }) => iso3),
    inside: coalition.key === UNION ? union : new Set(),
  };
}

const GEODEP_OF_WORLD = "GeoDep's test is about an importing country: name one as importer.";

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
const sumOrNull = (amounts: readonly (number | null)[]) => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length > 0 ? sumOf(known) : null;
};

/** What the world's suppliers deliver: exports of a product, or production of a mineral. */
function worldSupply({ product, year, shares: suppliers, total }: ConcentrationRecord): Supply {
  return {
    year,
    suppliers,
    totalUsd: product ? sumOrNull(suppliers.map(({ valueUsd }) => valueUsd)) : null,
    totalTonnes: product ? sumOrNull(suppliers.map(({ tonnes }) => tonnes)) : total,
  };
}

/** What an importer bought in the year, by value. */
async function importedSupply(
  context: RequestContext,
  { year }: ConcentrationRecord,
  { members, inside }: Importer,
  window: readonly TradeYearRow[],
): Promise<Supply> {
  const ofYear = window.find((one) => one.year === year);
  if (!ofYear) return { year, suppliers: [], totalUsd: null, totalTonnes: null };
  const { tables } = ofYear;
  const whole = sumOf(ofYear.imports);
  // The largest third country comes at the latest after all members.
  const key = { importers: members, basis: 'VALUE' as const, whole, limit: int(inside.size + 1), tables };
  const [suppliers, [weight]] = await Promise.all([
    context.batch(suppliersTo.VALUE, key),
    context.batch(importedTonnes, { importers: members, tables }),
  ]);
  return { year, suppliers, totalUsd: whole, totalTonnes: weight?.tonnes ?? null };
}

const thresholds = { EU_SINGLE_COUNTRY: EU_SINGLE_COUNTRY_LIMIT, GEODEP: GEODEP_CONCENTRATION_LIMIT };

const unanswered = (
  { country, coalition }: Importer,
  benchmark: BenchmarkTestRecord['benchmark'],
  year: number | null,
): BenchmarkTestRecord => ({
  ...{ benchmark, threshold: thresholds[benchmark], country, coalition, year },
  ...{ breached: null, missing: 'NOT_AVAILABLE', explanation: '' },
  ...{ supplier: null, share: null, valueUsd: null, tonnes: null, totalUsd: null, totalTonnes: null, years: [] },
});

/** Who delivered the largest part, and how much of what. */
const largestOf = (
  supplier: SupplierShareRecord | undefined,
  { totalUsd, totalTonnes }: Supply,
): Pick<BenchmarkTestRecord, 'supplier' | 'share' | 'valueUsd' | 'tonnes' | 'totalUsd' | 'totalTonnes'> => ({
  supplier: supplier?.country ?? null,
  share: supplier?.share ?? null,
  valueUsd: supplier?.valueUsd ?? null,
  tonnes: supplier?.tonnes ?? null,
  totalUsd,
  totalTonnes,
});

/**
 * By the largest third country: at most one can have more than 65 %. Without a strategic raw material in it the benchmark does not
 * apply, whatever the share.
 */
function euBenchmark(
  importer: Importer,
  about: string,
  strategic: readonly string[],
  supply: Supply,
): BenchmarkTestRecord {
  const base = unanswered(importer, 'EU_SINGLE_COUNTRY', supply.year);
  const third = supply.suppliers.find(({ country }) => !importer.inside.has(country.iso3));
  const test = { ...base, ...largestOf(third, supply) };
  const whose = importer.members.length > 0 ? `what ${importer.name} imported` : "the world's supply";
  if (strategic.length === 0) {
    const explanation = `${about} holds no strategic raw material, to which the benchmark is confined.`;
    return { ...test, missing: 'NOT_APPLICABLE', explanation };
  }
  const [largest] = supply.suppliers;
  if (!largest) return { ...test, explanation: `Nothing is on record of ${whose} of ${about} in ${supply.year}.` };
  if (!third || third.share === null)
    return {
      ...test,
      breached: largest.share === null ? null : false,
      missing: largest.share === null ? 'NOT_AVAILABLE' : null,
      explanation: `Of ${whose} of ${about} in ${supply.year}, nothing came from a third country.`,
    };
  const breached = breachesEuBenchmark([{ country: third.country.iso3, share: third.share }]).length > 0;
  const within =
    largest === third
      ? ''
      : ` ${largest.country.name}, with ${percent(largest.share)}, is a member of the European Union and no third country.`;
  const explanation =
    `Of ${whose} of ${about} in ${supply.year}, ${amountsInWords(supply.totalUsd, supply.totalTonnes)}, ${third.country.name} delivered ` +
    `${amountsInWords(third.valueUsd, third.tonnes)} or ${percent(third.share)}: ${breached ? 'more' : 'not more'} than ${percent(EU_SINGLE_COUNTRY_LIMIT)}.${within}`;
  return { ...test, breached, missing: null, explanation };
}

/** Two of three years must hold: with fewer than two years of full data nothing can be said. */
function geoDep(
  importer: Importer,
  about: string,
  window: readonly TradeYearRow[],
  supply: Supply,
): BenchmarkTestRecord {
  const { breaches, years } = breachesGeoDep(
    window.map(({ year, imports, exported, worldExports }) => ({
      year,
      importHhi: hhi(imports),
      worldExportHhi: hhi(worldExports),
      imports: sumOf(imports),
      exports: exported,
    })),
  );
  const enough = window.length >= 2;
  return {
    ...unanswered(importer, 'GEODEP', supply.year),
    ...largestOf(supply.suppliers[0], supply),
    breached: enough ? breaches : null,
    missing: enough ? null : 'NOT_AVAILABLE',
    explanation: enough
      ? years.map(yearInWords).join(' ')
      : `Two of three years must hold; full trade data of ${about} are loaded for ${window.length}. ${years.map(yearInWords).join(' ')}`.trim(),
    years,
  };
}

const yearInWords = ({ year, importHhi, worldExportHhi, imports, exports }: JudgedYear) =>
  `${year}: index of imports ${importHhi.toFixed(3)}, of world exports ${worldExportHhi.toFixed(3)}, imports ${amountsInWords(imports, null)}, exports ${amountsInWords(exports, null)}.`;

const hhi = (amounts: readonly number[]) =>
  herfindahl(
    shares(amounts.map((amount, index) => ({ key: String(index), amount }))).parts.map(({ share }) => share ?? 0),
  );
