import { latest } from '../../lib/latest.ts';
import { unitOf } from '../../entities/trade-flow/record.ts';
import { grossPerTonne, isSameContent } from './basis.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Basis } from '../../api/generated.ts';
import type { Origin, Trade } from './origins.ts';
import type { SupplyRow, WorldTable } from './record.ts';

/** A supplier of a user, without the user and the product. */
export type Found = Omit<SupplyRow, 'country' | 'product'>;

/**
 * Imports of some countries together, from outside them, beside what they make and do not export. Shares are of all that is imported,
 * as the publisher declares it: what has no named partner is nobody's. Where the whole is not known there are none.
 */
export function fromTrade(
  trade: Trade,
  table: WorldTable | undefined,
  members: readonly string[],
  { year, basis }: { year: number; basis: Basis },
): Found[] {
  const { from, whole, named, reports } = trade.importsOf(members);
  const unit = unitOf[basis];
  const suppliers = [...from].filter(([, one]) => (one[unit] ?? 0) > 0);
  const total = whole[unit];
  if (total === null && suppliers.length > 0) return [];
  const imported = whole.tonnes ?? named.tonnes ?? 0;
  // Imports without a weight cannot be set beside production.
  const comparable = imported > 0 || suppliers.length === 0;
  const own = (comparable ? (table?.parts ?? []) : []).flatMap(({ country, tonnes }) => {
    const kept = members.includes(country) ? (tonnes ?? 0) - (trade.exports.get(country) ?? 0) : 0;
    return kept > 0 ? [{ country, tonnes: kept }] : [];
  });
  const made = own.reduce((sum, { tonnes }) => sum + tonnes, 0);
  // Production has no customs value: its part is one of tonnes, and imports share out the rest by value or by tonnes.
  const ownShare = made > 0 ? made / (made + imported) : 0;
  const sources = [...new Set(reports.map(({ source }) => source))].sort();
  const confidence = lowestConfidence(reports.map((report) => report.table.confidence)) ?? 'LOW';
  const recordedAt = latest(reports.map((report) => report.table.recordedAt));
  return [
    ...suppliers.map(([supplier, one]): Found => ({
      from: supplier,
      share: (1 - ownShare) * ((one[unit] ?? 0) / (total ?? 1)),
      tonnes: one.tonnes,
      basis: 'TRADE',
      ...{ year, sources, confidence, recordedAt },
    })),
    ...own.map(({ country, tonnes }): Found => ({
      from: country,
      share: ownShare * (tonnes / made),
      tonnes,
      basis: 'OWN_PRODUCTION',
      year: table?.year ?? year,
      sources: table ? [table.source] : [],
      confidence: table?.confidence ?? 'LOW',
      recordedAt: table?.recordedAt ?? null,
    })),
  ];
}

/** What an input goes into. */
export interface Use {
  /** What is made of it. */
  origin: Origin;
  contentPerTonne: number | null;
}

/** The part (0..1) of a maker's need of an input that its own country's output covers. */
export interface OwnPart {
  part: number;
  /** Whether it could be less: nothing on record says how much the country makes of the input, so that its exports stand for it. */
  isMost: boolean;
  /** Where what is made is from; none where exports stand for it. */
  sources: string[];
  /** Since when the newest of that is known. */
  recordedAt: string | null;
}

const noOwnPart: OwnPart = { part: 0, isMost: false, sources: [], recordedAt: null };

/** What a country makes of an input takes so much of it, counted as the input's own figures are. */
interface Need {
  amount: number;
  /** Of one product, or of all that a stage makes. */
  product: string | null;
  source: string;
  recordedAt: string | null;
}

/**
 * The part of a maker's need of an input that its own country's output covers: min(1, input made / input needed). What is needed is what
 * the country makes of it, at home and for sale: figures that count the same content, of whatever source, of the year next to that of
 * the input's; else tonnes of the very product times the content of each. Where no such figures name the country, the content of what it
 * exports stands for it, which is the least that it can need. Shares compare within one table alone.
 *
 * @example
 * // China mines 41,400 t of lithium and makes 169,678 t of lithium in chemicals, of which it exports 7,700 t
 * ownPart('CHN', mined, [{ origin: carbonate, contentPerTonne: 0.1879 }]); // 41,400 / 169,678 = 0.244
 */
export function ownPart(country: string, table: WorldTable | undefined, uses: readonly Use[]): OwnPart {
  const supply = table ? amountOf(country, table) : 0;
  if (!table || supply === 0) return noOwnPart;
  const needs = uses.flatMap((use) => needOf(country, table, use) ?? []);
  const named = needs.flatMap(({ product, amount }) => (product === null ? [] : [amount]));
  const ofStages = needs.flatMap(({ product, amount }) => (product === null ? [amount] : []));
  const need = Math.max(sum(named), ...ofStages);
  if (need > 0)
    return {
      part: Math.min(1, supply / need),
      isMost: false,
      sources: needs.map(({ source }) => source),
      recordedAt: latest(needs.map(({ recordedAt }) => recordedAt)),
    };
  const sold = sum(uses.map((use) => exportedContent(country, table, use)));
  return sold > 0 ? { part: Math.min(1, supply / sold), isMost: true, sources: [], recordedAt: null } : noOwnPart;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Figures further apart than this are not set beside each other. */
const MAX_YEARS_APART = 2;

/** How much of an input a country needs for what it makes of one product. */
function needOf(country: string, input: WorldTable, { origin, contentPerTonne }: Use): Need | null {
  const { made, world, product } = origin;
  if (input.parts.some(({ tonnes }) => tonnes === null)) {
    const isSameStudy = world?.source === input.source && world.mineral === input.mineral && world.year === input.year;
    const amount = isSameStudy && world.parts.every(({ tonnes }) => tonnes === null) ? amountOf(country, world) : 0;
    return amount > 0 && world
      ? { amount, product: world.product, source: world.source, recordedAt: world.recordedAt }
      : null;
  }
  const apart = (table: WorldTable) => Math.abs(table.year - input.year);
  const found = made.flatMap((table) => {
    const content = contentOf(table, input, product, contentPerTonne);
    const amount = amountOf(country, table);
    return content === null || amount === 0 || apart(table) > MAX_YEARS_APART
      ? []
      : [{ table, amount: amount * content, isSameSource: table.source === input.source }];
  });
  const [best] = found.sort(
    (a, b) => apart(a.table) - apart(b.table) || Number(b.isSameSource) - Number(a.isSameSource),
  );
  if (!best) return null;
  const { product: named, source, recordedAt } = best.table;
  return { amount: best.amount, product: named, source, recordedAt };
}

/** Tonnes that the input's figures count in one that figures of what is made of it count; null where they cannot be compared. */
function contentOf(
  made: WorldTable,
  input: WorldTable,
  { productionForm, contents }: Origin['product'],
  contentPerTonne: number | null,
): number | null {
  if (isSameContent(made.basis, input.basis) || isSameTable(made, input)) return 1;
  const weighsProduct = made.product !== null || productionForm !== null;
  const gross = weighsProduct ? grossPerTonne(made.basis, contents) : null;
  return gross === null || contentPerTonne === null || !isContent(input) ? null : gross * contentPerTonne;
}

/** Figures of one stage of a mineral stand for several products of it: those who make the one make the other of it. */
export const isSameTable = (a: WorldTable, b: WorldTable): boolean =>
  a.source === b.source &&
  a.mineral === b.mineral &&
  a.stage === b.stage &&
  a.product === b.product &&
  a.year === b.year &&
  a.basis === b.basis;

const isContent = ({ basis }: WorldTable) => isSameContent(basis, basis);

/** The content of what a country exports of one product. */
function exportedContent(country: string, input: WorldTable, { origin, contentPerTonne }: Use): number {
  if (!origin.trade || contentPerTonne === null || !isContent(input)) return 0;
  return (origin.trade.exports.get(country) ?? 0) * contentPerTonne;
}

function amountOf(country: string, { parts }: WorldTable): number {
  const part = parts.find((one) => one.country === country);
  return part ? (part.tonnes ?? part.share) : 0;
}

/** The world's production in proportion, after the part that the user's own country covers. */
export function fromWorld(table: WorldTable | undefined, country: string, own: OwnPart): Found[] {
  if (!table) return [];
  const { parts, year, confidence } = table;
  const recordedAt = latest([table.recordedAt, own.recordedAt]);
  const home = own.part > 0 ? (parts.find((one) => one.country === country)?.share ?? 0) : 0;
  const elsewhere = home < 1 ? (1 - own.part) / (1 - home) : 0;
  const found = (from: string, share: number, basis: SupplyRow['basis'], sources: readonly string[]): Found[] =>
    share > 0
      ? [{ from, share, tonnes: null, basis, year, sources: [...new Set(sources)].sort(), confidence, recordedAt }]
      : [];
  return [
    ...found(country, home < 1 ? own.part : 1, 'OWN_PRODUCTION', [table.source, ...own.sources]),
    ...parts.flatMap((part) =>
      own.part > 0 && part.country === country
        ? []
        : found(part.country, part.share * elsewhere, 'WORLD_PRODUCTION', [table.source]),
    ),
  ];
}
