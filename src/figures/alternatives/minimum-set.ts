import { minimumProjects, type Alternatives } from '../../analysis/alternatives.ts';
import { buildSupplyChain } from '../supply-chain/build.ts';
import { WORLD_USER, type BuiltChain, type ChainReading } from '../supply-chain/record.ts';
import { worldTableOf } from './others.ts';
import type { AlternativePlantRecord, ProjectCandidateRecord } from './record.ts';
import { supplyInTonnes } from './supply.ts';
import { groupBy } from '../../lib/group-by.ts';

/** Most projects that a set is looked for among, and most rows of supply that are gone through for it. */
const MAX_PROJECTS = 30;
const MAX_ROWS = 3_000_000;

export interface MinimumSetInput {
  reading: ChainReading;
  plants: readonly AlternativePlantRecord[];
  /** Alpha-3 code of the country to depend less on. */
  excluded: string;
  /** Alpha-3 codes of those who look for an alternative; null: everyone. */
  users: readonly string[] | null;
  threshold: number;
  year: number;
}

export interface MinimumSet {
  candidates: ProjectCandidateRecord[];
  /** How many of the candidates count. */
  counted: number;
  /** Null: who supplies the users is not known in tonnes. */
  found: Alternatives | null;
}

/** The smallest set of plans that brings the look-through share below a threshold. */
export function minimumSet({ reading, plants, excluded, users: asked, threshold, year }: MinimumSetInput): MinimumSet {
  const { root } = reading;
  const built = buildSupplyChain(reading, { basis: 'MASS' });
  const use = useOf(built);
  const names = built.traded ? (asked ?? [...use.keys()]) : [WORLD_USER];
  const users = names.filter((name) => use.has(name) && name !== excluded).sort();
  const { supply, measured } = supplyInTonnes(built, users, use);
  const candidates = candidatesOf(plants, root, measured, year);
  const counted = candidates.filter(({ notCounted }) => notCounted === null).slice(0, MAX_PROJECTS);
  if (supply.length === 0) return { candidates, counted: counted.length, found: null };
  const found = minimumProjects({
    ...{ supply, users, threshold, year, product: root, on: excluded },
    inputs: built.data.inputs,
    origins: built.data.origins,
    projects: counted.map(({ key, facility, countsAs, tonnes, year: starts }) => ({
      ...{ key, country: facility.country.iso3, product: countsAs.key, tonnes: tonnes ?? 0, year: starts ?? year },
    })),
    maxEvaluations: Math.max(1, Math.min(1000, Math.floor(MAX_ROWS / supply.length))),
  });
  return { candidates, counted: counted.length, found };
}

// Tonnes that count something else than the product that goes into the next step.
const otherUnit = /feed|SEGH|REO/;

const isPlan = ({ production }: AlternativePlantRecord) =>
  production.status === 'PLANNED' || production.status === 'UNDER_CONSTRUCTION';

/** The plans of a chain as the smallest set counts them: of several of one plant for one product the largest. */
function candidatesOf(
  plants: readonly AlternativePlantRecord[],
  root: string,
  measured: ReadonlySet<string>,
  year: number,
): ProjectCandidateRecord[] {
  const all = plants.filter(isPlan).map((plan): ProjectCandidateRecord => {
    const { facility, production, countsAs } = plan;
    const today = plants
      .filter((other) => other.facility.key === facility.key && other.countsAs.key === countsAs.key && !isPlan(other))
      .reduce((sum, other) => sum + (other.production.capacityTonnes ?? 0), 0);
    const more = production.capacityTonnes === null ? null : production.capacityTonnes - today;
    const starts = production.plannedFor ?? facility.plannedFor;
    const sameUnit = countsAs.key === root || !otherUnit.test(production.capacityUnit ?? '');
    const comparable = measured.has(countsAs.key) && plan.alike && sameUnit;
    const notCounted =
      more === null || more <= 0
        ? 'NO_CAPACITY'
        : !comparable
          ? 'NOT_COMPARABLE'
          : starts === null
            ? 'NO_DATE'
            : starts > year
              ? 'TOO_LATE'
              : null;
    return {
      ...plan,
      key: `${facility.key} ${countsAs.key}`,
      tonnes: comparable && (more ?? 0) > 0 ? more : null,
      year: starts,
      notCounted,
    };
  });
  const largest = [...groupBy(all, ({ key }) => key).values()].map((own) =>
    own.reduce((best, one) => ((one.tonnes ?? 0) > (best.tonnes ?? 0) ? one : best)),
  );
  return largest.sort((a, b) => (b.tonnes ?? 0) - (a.tonnes ?? 0) || (a.key < b.key ? -1 : 1));
}

/** Tonnes that each user of the root uses in a year: by trade, or where there is none what the world makes; null where unknown. */
function useOf(built: BuiltChain): Map<string, number | null> {
  const { root } = built.reading;
  if (!built.traded) {
    const parts = worldTableOf(built.reading)?.parts ?? [];
    if (parts.length === 0) return new Map();
    const tonnes = parts.reduce((sum, part) => sum + (part.tonnes ?? 0), 0);
    const share = parts.reduce((sum, part) => sum + part.share, 0);
    return new Map([[WORLD_USER, parts.some((part) => part.tonnes === null) ? null : tonnes / share]]);
  }
  const use = new Map<string, number>();
  for (const { country, product, tonnes } of built.supply)
    if (product === root) use.set(country, (use.get(country) ?? 0) + (tonnes ?? 0));
  return use;
}
