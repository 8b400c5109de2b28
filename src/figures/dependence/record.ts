import type { StagePicture } from '../../analysis/chain-stages.ts';
import { unitOf } from '../../entities/trade-flow/record.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import { toTheGram } from '../../lib/to-the-gram.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Basis, Confidence, DependenceMethod, MissingReason, SupplyBasis } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { importShare, type ImportShare, type KnownImports } from '../../analysis/imports.ts';
import type { TableReport } from '../../entities/trade-flow/reported-imports.ts';
import { selectedTables, type SelectedTables } from '../../entities/trade-flow/table.ts';
import { nearestYear } from '../../lib/years.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { SupplyRow } from '../supply-chain/record.ts';
import type { Change } from '../../analysis/sensitivity.ts';
import type { WorldStage } from '../supply-chain/evidence.ts';
import type { Routes } from '../../analysis/routes.ts';

/** A supplying country's part of a whole. */
export interface SupplierShareRecord {
  country: CountryRecord;
  share: number | null;
  /** Current US$; null for shares of production. */
  valueUsd: number | null;
  tonnes: number | null;
}

/** What some flows weigh together. */
export interface Weight {
  /** Null when the weight of none is published. */
  tonnes: number | null;
  /** Of how many flows it is. */
  weighed: number;
}

/** Sums of the trade flows that a dependence is computed from. Values in current US$. */
export interface ImportSums {
  valueUsd: number;
  /** What comes from the country depended on. */
  valueUsdFrom: number;
  flows: number;
  /** Null when the weight of none is published; undefined when weights were not asked for. */
  tonnes: number | null | undefined;
  tonnesFrom: number | undefined;
  weighed: number | undefined;
}

export interface DependenceRecord {
  __typename: 'Dependence';
  /** Importer, country depended on, product, year and basis, then how and without which sources where that was asked, joined by `:`. */
  key: string;
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  on: CountryRecord;
  product: ProductRecord;
  year: number | null;
  basis: Basis;
  share: number | null;
  /** The part of all imports that has no named partner. */
  directUnknownShare: number | null;
  /** What the share cannot be above. */
  shareAtMost: number | null;
  missing: MissingReason | null;
  nearestYear: number | null;
  confidence: Confidence | null;
  imports: ImportSums;
  tables: SelectedTables;
  /** What is known of the imports where the tables do not hold every flow; null where they do. */
  reported: KnownImports<TableReport> | null;
  /** Alpha-3 codes of the importing countries: one, or those of a coalition. */
  importers: string[];
  method: DependenceMethod;
  /** Keys of the sources that were left out, sorted. */
  without: string[];
}

export type DependenceConnectionRecord = Connection<DependenceRecord> & {
  missing: MissingReason | null;
  nearestYear: number | null;
  /** Those of the members that are coalitions themselves; asked only where they are selected. */
  coalitions: () => Promise<DependenceRecord[]>;
};

/** Columns as `importSums` (queries/flows-into.ts) returns them. */
export function importSumsRecord(columns: Columns): ImportSums {
  const [valueUsd, valueUsdFrom, flows, tonnes, tonnesFrom, weighed] = columns as [
    number,
    number,
    number,
    (number | null)?,
    number?,
    number?,
  ];
  return {
    valueUsd,
    valueUsdFrom,
    flows,
    tonnes: tonnes === undefined ? undefined : roundedTonnes(tonnes),
    tonnesFrom: tonnesFrom === undefined ? undefined : toTheGram(tonnesFrom),
    weighed,
  };
}

/** All imports on a basis, in current US$ or tonnes: the denominator of shares. */
export const wholeOf = (basis: Basis, { valueUsd, tonnes }: ImportSums): number =>
  basis === 'VALUE' ? valueUsd : (tonnes ?? 0);

/** What a dependence is measured between. */
export interface DependenceEnds {
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  on: CountryRecord;
  product: ProductRecord;
  year: number | null;
  basis: Basis;
  importers: string[];
  tables: SelectedTables;
  method: DependenceMethod;
  without: string[];
}

/**
 * A dependence from the sums of its flows: share = what comes from `on` / all imports, by value or by tonnes. The tables hold every
 * flow, so that nothing is unknown.
 */
export function dependenceRecord(ends: DependenceEnds, imports: ImportSums): DependenceRecord {
  const { valueUsdFrom, tonnesFrom = 0 } = imports;
  const whole = wholeOf(ends.basis, imports);
  // What was bought without a published weight does not weigh nothing.
  const weighed = valueUsdFrom > 0 && tonnesFrom === 0 ? null : tonnesFrom;
  const part = ends.basis === 'VALUE' ? valueUsdFrom : weighed;
  const share = whole <= 0 || part === null ? null : part / whole;
  return assemble(ends, imports, null, {
    share,
    unknown: share === null ? null : 0,
    atMost: share,
    missing: 'NOT_AVAILABLE',
  });
}

/** A dependence from tables that do not hold every flow: share = what comes from `on` / the total that is declared. */
export function reportedDependence(
  ends: Omit<DependenceEnds, 'tables'>,
  reported: KnownImports<TableReport>,
): DependenceRecord {
  const { from, named, whole, flows, weighed, reports } = reported;
  const sold = from.get(ends.on.iso3);
  const imports: ImportSums = {
    ...{ flows, weighed },
    valueUsd: whole.valueUsd ?? named.valueUsd,
    valueUsdFrom: sold?.valueUsd ?? 0,
    tonnes: roundedTonnes(whole.tonnes ?? named.tonnes),
    tonnesFrom: toTheGram(sold?.tonnes ?? 0),
  };
  const unit = unitOf[ends.basis];
  const share = importShare(reported, ends.on.iso3, unit, ends.importers);
  const tables = selectedTables(reports.map(({ table }) => table));
  const missing = reports.length > 0 && whole[unit] === null ? 'TOTAL_UNKNOWN' : 'NOT_AVAILABLE';
  return assemble({ ...ends, tables }, imports, reported, { ...share, missing });
}

const roundedTonnes = (tonnes: number | null) => (tonnes === null ? null : toTheGram(tonnes));

/** A country cannot depend on itself, nor a coalition on its own member: NOT_APPLICABLE. */
function assemble(
  ends: DependenceEnds,
  imports: ImportSums,
  reported: DependenceRecord['reported'],
  { missing, ...found }: ImportShare & { missing: MissingReason },
): DependenceRecord {
  const { country, coalition, on, product, year, basis, importers, tables, method, without } = ends;
  const inside = importers.includes(on.iso3);
  const { share, unknown, atMost } = inside ? { share: null, unknown: null, atMost: null } : found;
  const importer = country?.key ?? coalition?.key ?? '';
  const isOnRecord = imports.flows > 0 || (reported !== null && reported.reports.length > 0);
  return {
    __typename: 'Dependence',
    key: [
      ...[importer, on.iso3, product.slug, year ?? '', basis],
      ...(method === 'DIRECT' && without.length === 0 ? [] : [method, without.join(',')]),
    ].join(':'),
    country,
    coalition,
    on,
    product,
    year,
    basis,
    share,
    directUnknownShare: unknown,
    shareAtMost: atMost,
    missing: share !== null ? null : inside ? 'NOT_APPLICABLE' : missing,
    nearestYear: nearestYear(product.tradeYears, year),
    confidence: isOnRecord ? lowestConfidence(tables.confidences) : null,
    imports,
    tables,
    reported,
    importers,
    method,
    without,
  };
}

/** Another publisher's figure of a share. */
export interface DifferingShareRecord {
  /** Key of the source. */
  source: string;
  share: number;
  /** First and last calendar year; the last is null for one year. */
  year: number;
  yearTo: number | null;
  /** What it is a share of, in words. */
  of: string;
  confidence: Confidence;
}

/** One supplier on a route with the figures that say so. */
export interface SupplyRouteStepRecord extends SupplyRow {
  /** Alpha-3 code of whom it supplies; null for a coalition. */
  to: string | null;
  weight: number;
}

export interface SupplyRoutesRecord extends Omit<Routes, 'routes'> {
  routes: { share: number; steps: SupplyRouteStepRecord[] }[];
}

/** One stage of a chain: the makers that what is used passes. */
export interface SupplyChainStageRecord extends Omit<StagePicture['stages'][number], 'users'> {
  /** Slugs. */
  products: string[];
  bases: SupplyBasis[];
  /** Of the figures, ascending. */
  years: number[];
  /** Keys. */
  sources: string[];
  confidence: Confidence | null;
}

export type SupplyChainNodeRecord = StagePicture['stages'][number]['nodes'][number];
export type SupplyChainLinkRecord = Omit<StagePicture['links'][number], 'to'> & { to: string };

/** The chain of a user back to the mine, as a flow picture needs it. */
export interface SupplyChainRecord {
  stages: SupplyChainStageRecord[];
  links: SupplyChainLinkRecord[];
}

/** A dependence by both methods from the same figures. */
export interface BothShares {
  share: number | null;
  lookThroughShare: number | null;
  /** The part of the look-through share that is of unreported origin. */
  unknownShare: number | null;
}

export interface SourceSensitivityRecord extends BothShares {
  /** Key of the source that was left out. */
  source: string;
  change: Change;
}

// Types of the schema that are made from the same.
export type TradeTotalRecord = DependenceRecord;
export type WorldTableStageRecord = WorldStage;
