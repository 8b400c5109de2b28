import { prefer } from '../../entities/claim/prefer.ts';
import { lastYear, sharesOfTable } from '../../entities/observation/choose.ts';
import { shareOf } from '../../entities/observation/unit.ts';
import type { ChainProduct, WorldTable } from './record.ts';
import { latest } from '../../lib/latest.ts';
import { groupBy } from '../../lib/group-by.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** Countries' parts as one table gives them. */
function partsOf(rows: readonly Figure[]): WorldTable['parts'] {
  if (rows[0]?.measure === 'PRODUCTION') return sharesOfTable(rows).parts;
  const parts = rows.flatMap(({ country, number, low, unit }) => {
    // "More than 90 %" is at least that: the rest stays unknown.
    const least = number ?? low;
    const share = least === null ? null : shareOf(least, unit);
    return country === null || share === null || share === 0 ? [] : [{ country, share, tonnes: null }];
  });
  // Published shares are rounded and may pass 1 together.
  const total = Math.max(
    1,
    parts.reduce((sum, { share }) => sum + share, 0),
  );
  return parts.map((part) => ({ ...part, share: part.share / total })).sort((a, b) => b.share - a.share);
}

function worldTable(rows: readonly Figure[]): WorldTable[] {
  const [first] = rows;
  const parts = partsOf(rows);
  if (!first || parts.length === 0) return [];
  const { source, publisher, mineral, product, stage, basis, measure } = first;
  return [
    {
      year: lastYear(first),
      source,
      publisher,
      mineral,
      product,
      stage,
      basis: measure === 'PRODUCTION' ? basis : null,
      confidence: lowestConfidence(rows.map(({ confidence }) => confidence)) ?? 'LOW',
      recordedAt: latest(rows.map(({ recordedAt }) => recordedAt)),
      parts,
      withheld: rows.flatMap(({ country, missing }) => (country !== null && missing === 'WITHHELD' ? [country] : [])),
    },
  ];
}

/**
 * The figures about who makes a product: those that name it, and those of its stage and of a mineral that stands for it.
 *
 * @param minerals slugs of those whose figures stand for the product
 */
export function figuresOfProduct(
  figures: readonly Figure[],
  { product, productionForm }: Pick<ChainProduct, 'product' | 'productionForm'>,
  minerals: readonly string[],
): Figure[] {
  return figures.filter((figure) => {
    if (figure.product !== null) return figure.product === product.slug;
    if (figure.stage !== product.stage || !minerals.includes(figure.mineral)) return false;
    return figure.measure === 'PRODUCTION' && productionForm !== null
      ? figure.form === productionForm
      : figure.mainForm;
  });
}

/**
 * Who makes a product in the world: the tables that say so, the one to use first, then those of other publishers for the same
 * mineral and year.
 *
 * Figures that name the product come before those of its stage; then the newest; then tonnes before published shares; then the
 * rule of preference among sources. One source's table is never mixed with another's.
 *
 * @param figures about one product or one stage of a mineral, none later than the year that is looked at
 * @returns none where nothing is published
 */
export function worldTables(figures: readonly Figure[]): WorldTable[] {
  const tables = tablesOf(figures);
  const rank = ({ first, table }: TableOfRows) => [
    first.product === null ? 0 : 1,
    table.year,
    first.measure === 'PRODUCTION' ? 1 : 0,
  ];
  const best = tables.reduce<TableOfRows[]>((leaders, one) => {
    const [leader] = leaders;
    const order = leader ? compare(rank(one), rank(leader)) : 1;
    return order > 0 ? [one] : order === 0 ? [...leaders, one] : leaders;
  }, []);
  if (best.length === 0) return [];
  const order = (some: readonly TableOfRows[]) => {
    const { preferred, competing } = prefer(some.map(weighed));
    return [preferred, ...competing].flatMap(({ one }) => one);
  };
  const [used] = order(best);
  if (!used) return [];
  const sameTime = tables.filter(
    ({ first, table }) =>
      first.publisher !== used.first.publisher &&
      table.mineral === used.table.mineral &&
      table.year === used.table.year &&
      first.product === used.first.product,
  );
  const others = sameTime.length > 0 ? order(sameTime) : [];
  const onePublisher = groupBy(others, ({ first }) => first.publisher ?? '');
  return [used.table, ...[...onePublisher.values()].flatMap(([newest]) => (newest ? [newest.table] : []))];
}

interface TableOfRows {
  rows: Figure[];
  first: Figure;
  table: WorldTable;
}

/** All tables that some figures make. */
const tablesOf = (figures: readonly Figure[]): TableOfRows[] =>
  [...groupBy(figures, keyOf).values()].flatMap((rows) => {
    const [first] = rows;
    const [table] = worldTable(rows);
    return first && table ? [{ rows, first, table }] : [];
  });

/** All tables of tonnes that some figures make, of whatever year: by the rule of preference among sources. */
export function tablesInTonnes(figures: readonly Figure[]): WorldTable[] {
  const tables = tablesOf(figures).filter(({ first }) => first.measure === 'PRODUCTION');
  if (tables.length === 0) return [];
  const { preferred, competing } = prefer(tables.map(weighed));
  return [preferred, ...competing].map(({ one }) => one.table);
}

const keyOf = ({ measure, mineral, product, source, form, basis, year, yearTo }: Figure) =>
  JSON.stringify([measure, mineral, product, source, form, basis, year, yearTo]);

const compare = (a: readonly number[], b: readonly number[]) =>
  a.reduce((found, value, index) => found || value - (b[index] ?? 0), 0);

const weighed = (one: TableOfRows) => ({
  one,
  key: keyOf(one.first),
  rank: 'NORMAL' as const,
  rankReason: null,
  confidence: lowestConfidence(one.rows.map(({ confidence }) => confidence)) ?? ('LOW' as const),
  recordedAt: one.first.recordedAt,
  publisher: one.first.publisher,
  publishedOn: one.first.publishedOn,
});
