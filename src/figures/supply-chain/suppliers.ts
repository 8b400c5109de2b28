import { Imports, type Origin, type Trade } from './origins.ts';
import type { SupplyRow, WorldTable } from './record.ts';

/** A supplier of a user, without the user and the product. */
export type Found = Omit<SupplyRow, 'country' | 'product'>;

/** Imports of some countries together, from outside them, beside what they make and do not export. */
export function fromTrade(
  trade: Trade,
  table: WorldTable | undefined,
  members: readonly string[],
  year: number,
): Found[] {
  const imports = new Imports();
  for (const member of members) {
    for (const [exporter, { amount, tonnes }] of trade.imports.get(member)?.from ?? []) {
      if (members.length === 1 || !members.includes(exporter)) imports.add(exporter, amount, tonnes);
    }
  }
  const suppliers = [...imports.from];
  const amount = suppliers.reduce((sum, [, one]) => sum + one.amount, 0);
  const imported = suppliers.reduce((sum, [, one]) => sum + (one.tonnes ?? 0), 0);
  // Imports without a weight cannot be set beside production.
  const comparable = imported > 0 || amount === 0;
  const own = (comparable ? (table?.parts ?? []) : []).flatMap(({ country, tonnes }) => {
    const kept = members.includes(country) ? (tonnes ?? 0) - (trade.exports.get(country) ?? 0) : 0;
    return kept > 0 ? [{ country, tonnes: kept }] : [];
  });
  const made = own.reduce((sum, { tonnes }) => sum + tonnes, 0);
  // Production has no customs value: its part is one of tonnes, and imports share out the rest by value or by tonnes.
  const ownShare = made > 0 ? made / (made + imported) : 0;
  return [
    ...suppliers.map(([from, one]): Found => ({
      from,
      share: (1 - ownShare) * (one.amount / amount),
      tonnes: one.tonnes,
      basis: 'TRADE',
      year,
      sources: trade.sources,
    })),
    ...own.map(({ country, tonnes }): Found => ({
      from: country,
      share: ownShare * (tonnes / made),
      tonnes,
      basis: 'OWN_PRODUCTION',
      year: table?.year ?? year,
      sources: table ? [table.source] : [],
    })),
  ];
}

/** What an input goes into. */
export interface Use {
  origin: Origin;
  contentPerTonne: number | null;
}

/**
 * The part of a maker's need of an input that its own country's output covers, where the two can be compared: with what the same
 * source says it makes of the input, or with the content of what it exports.
 */
export function ownPart(country: string, table: WorldTable | undefined, uses: readonly Use[]): number {
  const made = table ? amountOf(country, table) : 0;
  if (!table || made === 0) return 0;
  const needed = uses.flatMap(({ origin, contentPerTonne }) => {
    if (origin.trade) {
      const weighed = contentPerTonne !== null && table.basis !== null;
      return weighed ? [(origin.trade.exports.get(country) ?? 0) * contentPerTonne] : [];
    }
    return origin.table && comparable(origin.table, table) ? [amountOf(country, origin.table)] : [];
  });
  const need = Math.max(0, ...needed);
  return need > 0 ? Math.min(1, made / need) : 0;
}

/** Amounts of one source and one content compare; shares only with those of the same table. */
const comparable = (a: WorldTable, b: WorldTable) =>
  a.source === b.source && a.basis === b.basis && (a.basis !== null || (a.mineral === b.mineral && a.year === b.year));

function amountOf(country: string, { parts }: WorldTable): number {
  const part = parts.find((one) => one.country === country);
  return part ? (part.tonnes ?? part.share) : 0;
}

/** The world's production in proportion, after the part (0..1) that the user's own country covers. */
export function fromWorld(table: WorldTable | undefined, country: string, own: number): Found[] {
  if (!table) return [];
  const { parts, year, source } = table;
  const home = own > 0 ? (parts.find((one) => one.country === country)?.share ?? 0) : 0;
  const elsewhere = home < 1 ? (1 - own) / (1 - home) : 0;
  const found = (from: string, share: number, basis: SupplyRow['basis']): Found[] =>
    share > 0 ? [{ from, share, tonnes: null, basis, year, sources: [source] }] : [];
  return [
    ...found(country, home < 1 ? own : 1, 'OWN_PRODUCTION'),
    ...parts.flatMap((part) =>
      own > 0 && part.country === country ? [] : found(part.country, part.share * elsewhere, 'WORLD_PRODUCTION'),
    ),
  ];
}
