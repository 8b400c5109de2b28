import { checkWithin } from './check.ts';

/** A concentration above this is a concentrated market. */
export const GEODEP_CONCENTRATION_LIMIT = 0.4;

/** One year of one country's trade in one product. */
export interface GeoDepYear {
  year: number;
  /** Herfindahl-Hirschman index of the country's imports by origin, 0..1. */
  importHhi: number;
  /** Herfindahl-Hirschman index of the world's exports by exporter, 0..1. */
  worldExportHhi: number;
  /** The country's imports and exports of the product, by value, in one currency. */
  imports: number;
  exports: number;
}

export interface GeoDepResult {
  breaches: boolean;
  /** Per year of the window, oldest first, which of the three yearly criteria hold. */
  years: JudgedYear[];
}

/** A year with the criteria that hold in it. */
export interface JudgedYear extends GeoDepYear {
  importsConcentrated: boolean;
  exportsConcentrated: boolean;
  notSubstitutable: boolean;
}

/**
 * Whether a country depends on imports of a product by the criterion of GeoDep: (1) the index of its imports is above
 * 0.4, (2) the index of world exports is above 0.4, (3) it imports more than it exports, so that its own production
 * cannot stand in, and (4) all three hold in at least two of three consecutive years.
 * Source: CEPII, GeoDep database; Lefebvre and Wibaux, "Import dependencies: where does the EU stand?", CEPII Policy
 * Brief 47 (September 2024).
 *
 * @param years the window: years of data that span three calendar years at most; a missing year does not count as held
 * @throws RangeError when the window is longer, a year stands twice, an index is outside 0..1 or a value is negative
 *
 * @example
 * breachesGeoDep([
 *   { year: 2022, importHhi: 0.62, worldExportHhi: 0.43, imports: 900, exports: 200 },
 *   { year: 2023, importHhi: 0.66, worldExportHhi: 0.42, imports: 800, exports: 210 },
 * ]).breaches; // true: both years hold
 */
export function breachesGeoDep(years: readonly GeoDepYear[]): GeoDepResult {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const span = (sorted.at(-1)?.year ?? 0) - (sorted[0]?.year ?? 0) + 1;
  if (span > 3 || new Set(years.map(({ year }) => year)).size < years.length) {
    throw new RangeError('years must be different years within three consecutive ones.');
  }
  const judged = sorted.map((year): JudgedYear => {
    const { importHhi, worldExportHhi, imports, exports } = year;
    checkWithin('importHhi', importHhi, 0, 1);
    checkWithin('worldExportHhi', worldExportHhi, 0, 1);
    checkWithin('imports', imports, 0);
    checkWithin('exports', exports, 0);
    return {
      ...year,
      importsConcentrated: importHhi > GEODEP_CONCENTRATION_LIMIT,
      exportsConcentrated: worldExportHhi > GEODEP_CONCENTRATION_LIMIT,
      notSubstitutable: imports > exports,
    };
  });
  const held = judged.filter((year) => year.importsConcentrated && year.exportsConcentrated && year.notSubstitutable);
  return { breaches: held.length >= 2, years: judged };
}
