import { stepsBack } from './stages.ts';
import { at } from '../../analysis/at.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Confidence, Stage } from '../../api/generated.ts';
import { groupBy } from '../../lib/group-by.ts';
import { latest } from '../../lib/latest.ts';
import { inputWeights } from './weights.ts';
import type { BuiltChain, SupplyRow } from './record.ts';

/** A stage of which nothing is known country by country: all makers were taken to draw on one table of the world. */
export interface WorldStage {
  /** Slug. */
  product: string;
  stage: Stage;
  /** Calendar year of the table. */
  year: number;
  /** Keys. */
  sources: string[];
  confidence: Confidence;
}

/** What a look-through figure rests on. */
export interface ChainEvidence {
  /** The lowest among all figures and ratios. */
  confidence: Confidence;
  /** Keys: sorted, each once. */
  sources: string[];
  /** From the user back to the mine. */
  worldStages: WorldStage[];
  /** Since when the newest of all that is known; null for always. */
  recordedAt: string | null;
  /** Of which products what figures of which years are used. */
  locator: string;
}

/**
 * All that a look-through figure of some users rests on: every figure of who supplies whom that is reached before the country depended
 * on (null: back to the mine), and every statement of what is made from what on the way.
 *
 * @returns null where nothing is known of the users
 */
export function evidenceOf(built: BuiltChain, users: readonly string[], on: string | null): ChainEvidence | null {
  const { chain, reading } = built;
  const { products, root } = reading;
  const weights = new Map(inputWeights(products.values()).map((one) => [`${one.product} ${one.input}`, one.weight]));
  const seen = new Set(users.flatMap((user) => chain.find(built.user(user), root, false) ?? []));
  const rows: SupplyRow[] = [];
  const made = new Set<string>();
  for (const index of seen) {
    const { country, product, maker, edges } = at(chain.nodes, index);
    // What the country depended on buys itself changes nothing.
    if (maker && country === on) continue;
    if (maker && edges.length > 0) made.add(product);
    if (!maker) rows.push(...built.suppliersOf(country, product));
    for (const { to } of edges) seen.add(to);
  }
  const inputs = [...made].flatMap((slug) =>
    (products.get(slug)?.inputs ?? []).filter(({ input }) => (weights.get(`${slug} ${input}`) ?? 0) > 0),
  );
  const confidence = lowestConfidence([
    ...rows.map((row) => row.confidence),
    ...inputs.flatMap((input) => input.confidence ?? []),
  ]);
  if (rows.length === 0 || confidence === null) return null;
  const sources = [...rows.flatMap((row) => row.sources), ...inputs.flatMap(({ source }) => source ?? [])];
  return {
    confidence,
    sources: [...new Set(sources)].sort(),
    worldStages: worldStagesOf(built, rows),
    recordedAt: latest([...rows, ...inputs].map((one) => one.recordedAt)),
    locator: locatorOf(rows),
  };
}

const figuresOf = {
  TRADE: 'trade',
  OWN_PRODUCTION: 'own production',
  WORLD_PRODUCTION: "the world's production",
} as const satisfies Record<SupplyRow['basis'], string>;

/** Such as `permanent-magnets: trade of 2024; rare-earth-metals: the world's production of 2020`. */
function locatorOf(rows: readonly SupplyRow[]): string {
  const ofProduct = groupBy(rows, ({ product }) => product);
  const places = [...ofProduct].map(([product, some]) => {
    const figures = new Set(some.map(({ basis, year }) => `${figuresOf[basis]} of ${year}`));
    return `${product}: ${[...figures].join(', ')}`;
  });
  return places.join('; ');
}

function worldStagesOf({ reading }: BuiltChain, rows: readonly SupplyRow[]): WorldStage[] {
  const stages = new Map<string, WorldStage>();
  for (const { product, basis, year, sources, confidence } of rows) {
    const stage = reading.products.get(product)?.product.stage;
    if (basis === 'WORLD_PRODUCTION' && stage && !stages.has(product))
      stages.set(product, { product, stage, year, sources, confidence });
  }
  return [...stages.values()].sort(
    (a, b) => stepsBack[a.stage] - stepsBack[b.stage] || (a.product < b.product ? -1 : 1),
  );
}
