import { chokepoints, type Candidate } from '../../analysis/chokepoints.ts';
import type { Holding } from '../../analysis/look-through.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Basis, ChokepointKind, Confidence, MissingReason, UnweighedReason } from '../../api/generated.ts';
import { buildSupplyChain } from '../supply-chain/build.ts';
import { evidenceOf } from '../supply-chain/evidence.ts';
import type { BuiltChain, ChainProduct, ChainReading, WorldTable } from '../supply-chain/record.ts';
import { followedMinerals } from '../supply-chain/minerals.ts';
import { figuresOfProduct, worldTables } from '../supply-chain/world-table.ts';
import { importersIn } from '../../entities/trade-flow/reported-imports.ts';
import type { FacilityOutput } from './queries.ts';
import type { ChokepointRecord } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** What chokepoints are ranked from. */
export interface ChokepointInput {
  reading: ChainReading;
  basis: Basis;
  /** Keys of sources to leave out. */
  without: readonly string[];
  /** Alpha-3 codes of those whose supply counts; null: everyone's. */
  members: readonly string[] | null;
  /** By product of the chain, who makes it today. */
  facilities: ReadonlyMap<string, readonly FacilityOutput[]>;
  /** By mineral, what is published of its production; of those that facilities are weighed by. */
  published: ReadonlyMap<string, readonly Figure[]>;
  kinds: readonly ChokepointKind[];
}

export interface RankedChokepoints {
  /** Those without which something is lost, largest loss first. */
  ranked: ChokepointRecord[];
  /** How many countries' supply counts. */
  users: number;
  /** For each whose supply does not count since it is not known, why. */
  usersLeftOut: MissingReason[];
  /** How many operating facilities on the chain are weighed. */
  weighed: number;
  /** Those whose part in their country's output is not known. */
  unweighed: UnweighedFacility[];
  /** Whether suppliers of the product are known for the year. */
  found: boolean;
  /** The lowest confidence among all that the ranking rests on; null without one. */
  confidence: Confidence | null;
  /** Keys of the sources of all that: sorted, each once. */
  sources: string[];
}

/** An operating facility that is not ranked. */
export interface UnweighedFacility {
  /** Slugs. */
  facility: string;
  product: string;
  reason: UnweighedReason;
}

/** Whether a facility's output is weighed as its mineral's production is. */
export const isWeighedByContent = ({ tonnes, unit }: FacilityOutput) =>
  tonnes !== null && unit !== null && unit !== 't';

/** Countries, companies and facilities, ranked by what is lost without each. */
export function rankChokepoints(input: ChokepointInput): RankedChokepoints {
  const { reading, basis, without, members } = input;
  const only = members === null ? {} : { users: members };
  const built = buildSupplyChain(reading, { basis, without: new Set(without), ...only });
  const importers = importersOf(built, members);
  const leftOut = built.traded ? asked(built, members).flatMap((country) => leftOutBecause(built, country) ?? []) : [];
  const isTraded = (reading.products.get(reading.root)?.product.tradeYears.length ?? 0) > 0;
  const found = built.traded || !isTraded;
  const { candidates: held, weighed, unweighed, names, evidence } = heldParts(built, input);
  const makers = [...new Set(built.chain.nodes.filter(({ maker }) => maker).map(({ country }) => country))];
  const candidates: Candidate[] = [...makers.map((key) => ({ kind: 'COUNTRY' as const, key, on: key })), ...held];
  const ranked = chokepoints(
    built.chain,
    reading.root,
    found ? importers : [],
    candidates.filter(({ kind }) => input.kinds.includes(kind)),
  ).flatMap((point) =>
    point.lost.amount > 0
      ? [{ ...point, name: names.get(`${point.kind} ${point.key}`) ?? null, basis, traded: built.traded }]
      : [],
  );
  const users = found ? importers.map(({ country }) => country) : [];
  const ofChain = evidenceOf(built, users, null);
  const ofPlants = ofChain && input.kinds.some((kind) => kind !== 'COUNTRY') ? evidence : [];
  return {
    ...{ ranked, users: importers.length, usersLeftOut: leftOut, weighed, unweighed, found },
    confidence: lowestConfidence([...(ofChain ? [ofChain.confidence] : []), ...ofPlants.map((one) => one.confidence)]),
    sources: [...new Set([...(ofChain?.sources ?? []), ...ofPlants.map(({ source }) => source)])].sort(),
  };
}

/** Whose supply counts, with how much they use; all alike where no trade says how much that is. */
function importersOf(built: BuiltChain, members: readonly string[] | null) {
  if (!built.traded) {
    const [user] = built.supplied('') ? [built.user('')] : [];
    return user === undefined ? [] : (members ?? ['']).map(() => ({ country: user, demand: 1 }));
  }
  return asked(built, members).flatMap((country) => {
    const demand = leftOutBecause(built, country) === null ? built.used(country) : 0;
    return demand > 0 ? [{ country, demand }] : [];
  });
}

const asked = ({ reading }: BuiltChain, members: readonly string[] | null): readonly string[] =>
  members ?? importersIn(reading.trade.get(reading.root) ?? []);

/** Why it cannot be said how much a country uses; null where it can. */
function leftOutBecause(built: BuiltChain, country: string): MissingReason | null {
  if (built.isPartial(country)) return 'TOTAL_UNKNOWN';
  return built.ownProduction(country) === 'NOT_COMPARABLE' ? 'NOT_COMPARABLE' : null;
}

/** What facilities, and the companies that run them, hold of their countries' output along a chain. */
function heldParts(built: BuiltChain, { facilities, published }: ChokepointInput) {
  const { products, root } = built.reading;
  const followed = followedMinerals(products, root);
  const all = [...products.values()].flatMap((product) => {
    const outputs = facilities.get(product.product.slug) ?? [];
    return outputs.map((output) => ({
      output,
      product: product.product.slug,
      part: partOf(built, product, output, { outputs, published, followed: followed.get(product.product.slug) ?? [] }),
    }));
  });
  const weighed = all.flatMap(({ output, product, part }) =>
    'unweighed' in part
      ? []
      : [{ ...output, table: part.table, holding: { country: output.country, product, fraction: part.fraction } }],
  );
  const names = new Map<string, string | null>();
  const of = (kind: 'FACILITY' | 'SUPPLIER', key: (row: (typeof weighed)[number]) => string | null): Candidate[] =>
    [...groupBy(weighed, (row) => key(row) ?? '')].flatMap(([name, own]) => {
      const [first] = own;
      if (name === '' || !first) return [];
      names.set(`${kind} ${name}`, kind === 'FACILITY' ? first.name : first.operatorName);
      return [{ kind, key: name, on: together(own.map(({ holding }) => holding)) }];
    });
  const counted = new Set(weighed.map(({ facility }) => facility));
  return {
    candidates: [...of('FACILITY', ({ facility }) => facility), ...of('SUPPLIER', ({ operator }) => operator)],
    weighed: counted.size,
    evidence: weighed.flatMap(({ source, confidence, table }): Said[] => [
      { source, confidence },
      ...(table ? [table] : []),
    ]),
    unweighed: [
      ...new Map(
        all.flatMap(({ output: { facility }, product, part }) =>
          'unweighed' in part && !counted.has(facility)
            ? [[facility, { facility, product, reason: part.unweighed }] as const]
            : [],
        ),
      ).values(),
    ].sort((a, b) => (a.facility < b.facility ? -1 : 1)),
    names,
  };
}

/** Parts of one output added up: not more than all of it. */
function together(holdings: readonly Holding[]): Holding[] {
  return [...groupBy(holdings, ({ country, product }) => `${country} ${product}`).values()].flatMap((own) => {
    const [first] = own;
    const fraction = Math.min(
      1,
      own.reduce((sum, one) => sum + one.fraction, 0),
    );
    return first ? [{ ...first, fraction }] : [];
  });
}

/** Where a figure is from, and how far it can be relied on. */
type Said = Pick<WorldTable, 'source' | 'confidence'>;

/** What a facility holds, with the table of its country's production where it is a part of that. */
type Part = { fraction: number; table: WorldTable | null } | { unweighed: UnweighedReason };

/**
 * A facility's part of what its country makes of a product, 0..1: of the country's production where the same is weighed, such as
 * t REO; else, for tonnes of a traded product, of its exports, which makes it the most it can be. What its listed facilities make
 * together is the least that a country makes.
 *
 * Tonnes of a group of minerals say of the one that the chain is followed for only what is left when all that others make of the group
 * is taken off: at least 1 - (group of the country - group of the facility) / (what the country makes of the one).
 */
function partOf(
  built: BuiltChain,
  product: ChainProduct,
  output: FacilityOutput,
  {
    outputs,
    published,
    followed,
  }: { outputs: readonly FacilityOutput[]; published: ChokepointInput['published']; followed: readonly string[] },
): Part {
  const { country, tonnes, unit } = output;
  if (tonnes === null || unit === null) return { unweighed: 'NO_TONNES' };
  const listed = outputs.reduce(
    (sum, one) => sum + (one.country === country && one.unit === unit ? (one.tonnes ?? 0) : 0),
    0,
  );
  if (!isWeighedByContent(output)) {
    const sold = built.exported(country, product.product.slug);
    return sold !== null && sold > 0
      ? { fraction: tonnes / Math.max(sold, listed), table: null }
      : { unweighed: 'NO_COUNTRY_FIGURE' };
  }
  const made = producedOf(product, country, unit.replace(/^t /, ''), published);
  if (made === null) return { unweighed: 'NO_COUNTRY_FIGURE' };
  const whole = Math.max(made.tonnes, listed);
  if (followed.includes(made.table.mineral)) return { fraction: tonnes / whole, table: made.table };
  const world = built.world(product.product.slug);
  const ofFollowed = world?.parts.find((part) => part.country === country)?.tonnes ?? null;
  const least = ofFollowed === null || ofFollowed === 0 ? 0 : 1 - (whole - tonnes) / ofFollowed;
  return least > 0 ? { fraction: Math.min(1, least), table: made.table } : { unweighed: 'GROUP_ONLY' };
}

/** Tonnes that a country made of what is weighed as `content`, by the newest table not later than the year. */
function producedOf(
  product: ChainProduct,
  country: string,
  content: string,
  published: ChokepointInput['published'],
): { tonnes: number; table: WorldTable } | null {
  const { minerals } = product;
  const all = minerals.flatMap((mineral) => published.get(mineral) ?? []);
  const figures = figuresOfProduct(all, product, minerals).filter(({ basis }) => basis === content);
  const [table] = worldTables(figures);
  const tonnes = table?.parts.find((part) => part.country === country)?.tonnes ?? null;
  return table && tonnes !== null && tonnes > 0 ? { tonnes, table } : null;
}
