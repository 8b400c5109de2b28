import type { PlantFragment } from '../../api/generated.ts';

/** A claim that opens as evidence. */
interface Stated {
  readonly id: string;
  readonly confidence: 'HIGH' | 'MEDIUM' | 'LOW';
}

/** What one plant makes or is to make of one product. */
export interface PlantRow {
  readonly key: string;
  readonly facility: { readonly id: string; readonly slug: string; readonly name: string };
  readonly country: string;
  readonly product: string;
  readonly status: PlantFragment['production']['status'];
  readonly tonnes: number | null;
  /** What the tonnes are of: capacity a year, or what was made in a year where no capacity is known. */
  readonly isOutput: boolean;
  readonly unit: string | null;
  readonly missing: string | null;
  readonly amountClaim: Stated | null;
  readonly plannedFor: number | null;
  readonly plannedClaim: Stated | null;
  readonly producesClaim: Stated | null;
  readonly pledges: number;
}

/** Plants of one product of the chain. */
export interface PlantGroup {
  readonly slug: string;
  readonly name: string;
  readonly stage: string;
  /** Rows that count the same: only these are compared. */
  readonly byUnit: readonly { readonly unit: string; readonly most: number; readonly rows: readonly PlantRow[] }[];
  /** Those with neither an amount nor a year. */
  readonly silent: readonly PlantRow[];
}

const stages = ['COMPONENT', 'METAL', 'REFINING', 'RECYCLING', 'EXTRACTION'];

/** Rows of a plant, with the claims that say so: a claim of production is scoped by product, stage and status. */
export function plantRow({ facility, production, commitments }: PlantFragment): PlantRow {
  const scope = `${production.product.slug} ${production.stage} ${production.status}`;
  const of = (claims: PlantFragment['facility']['capacityClaims']): Stated | null => {
    const claim = claims?.find((one) => one.scope === scope);
    return claim ? { id: claim.id, confidence: claim.confidence } : null;
  };
  const isOutput = production.capacityTonnes === null && production.outputTonnes !== null;
  return {
    key: `${facility.slug} ${scope}`,
    facility: { id: facility.id, slug: facility.slug, name: facility.name },
    country: facility.country.name,
    product: production.product.name,
    status: production.status,
    tonnes: production.capacityTonnes ?? production.outputTonnes,
    isOutput,
    unit: production.capacityUnit,
    missing: production.capacityMissing,
    amountClaim: of(isOutput ? facility.outputClaims : facility.capacityClaims),
    plannedFor: production.plannedFor,
    plannedClaim: of(facility.plannedClaims),
    producesClaim: of(facility.producesClaims),
    pledges: commitments?.length ?? 0,
  };
}

const bySize = (a: PlantRow, b: PlantRow) => (b.tonnes ?? -1) - (a.tonnes ?? -1);

/** The plants by what they count as, from the product back to the mine, those that count the same together. */
export function plantGroups(plants: readonly PlantFragment[]): PlantGroup[] {
  const groups = new Map<string, { name: string; stage: string; rows: PlantRow[] }>();
  for (const plant of plants) {
    const { slug, name, stage } = plant.countsAs;
    const group = groups.get(slug) ?? { name, stage, rows: [] };
    group.rows.push(plantRow(plant));
    groups.set(slug, group);
  }
  return [...groups]
    .map(([slug, { name, stage, rows }]) => {
      const units = new Map<string, PlantRow[]>();
      for (const row of rows.filter(({ tonnes }) => tonnes !== null)) {
        const unit = row.unit ?? 't';
        units.set(unit, [...(units.get(unit) ?? []), row]);
      }
      const byUnit = [...units]
        .map(([unit, of]) => ({ unit, most: Math.max(...of.map(({ tonnes }) => tonnes ?? 0)), rows: of.sort(bySize) }))
        .sort((a, b) => b.rows.length - a.rows.length || b.most - a.most);
      const dated = rows.filter(({ tonnes, plannedFor }) => tonnes === null && plannedFor !== null);
      const [first, ...others] = byUnit;
      return {
        slug,
        name,
        stage,
        byUnit:
          dated.length === 0
            ? byUnit
            : [
                { unit: first?.unit ?? 't', most: first?.most ?? 0, rows: [...(first?.rows ?? []), ...dated] },
                ...others,
              ],
        silent: rows.filter(({ tonnes, plannedFor }) => tonnes === null && plannedFor === null),
      };
    })
    .sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}
