import { chokepoints, type Candidate } from '../analysis/chokepoints.ts';
import type { Holding } from '../analysis/look-through.ts';
import type { RequestContext, View } from '../context.ts';
import { nearestYear } from '../dependence/record.ts';
import { int } from '../graph/graph.ts';
import { checkAll } from '../graphql/check.ts';
import { connection, cutPage, readPage, type PageArguments } from '../graphql/connection.ts';
import type { Basis, ChokepointKind } from '../graphql/generated.ts';
import { groupBy } from '../observation/choose.ts';
import { readWithout } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { known } from '../spelling/suggest.ts';
import { producersOfMineral } from '../supply-chain/queries.ts';
import { builtChain, readSupplyChain } from '../supply-chain/read.ts';
import type { BuiltChain, ChainProduct } from '../supply-chain/record.ts';
import { figuresOfProduct, worldTables } from '../supply-chain/world-table.ts';
import { facilitiesMaking, usersAmong, usersAnywhere, type FacilityOutput } from './queries.ts';
import type { ChokepointConnectionRecord } from './record.ts';

export interface ChokepointArguments extends PageArguments {
  product: string;
  among?: string | null;
  year?: number | null;
  basis: Basis;
  kinds?: readonly ChokepointKind[] | null;
  without?: readonly string[] | null;
}

/**
 * Countries, companies and facilities, ranked by what a coalition's members lose without each. Nothing of it is stored: all are
 * computed and ranked here, some hundreds.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and bad paging.
 */
export async function readChokepoints(
  context: RequestContext,
  args: ChokepointArguments,
  view: View,
): Promise<ChokepointConnectionRecord> {
  const { basis } = args;
  const order = `chokepoints ${basis} ${[...(args.kinds ?? [])].sort().join(',')}`;
  const [row] = await context.read(args.among == null ? usersAnywhere : usersAmong, {
    product: fold(args.product),
    among: args.among == null ? null : fold(args.among),
    year: args.year == null ? null : int(args.year),
    ...view,
  });
  if (!row) throw new Error('The statement of users gave no row.');
  const { year } = row;
  const { among } = args;
  const [product, , without, page] = await checkAll(
    () => known(row.product, context, 'product', 'Product', args.product),
    () => among == null || known(row.coalitionFound || null, context, 'among', 'Coalition', among),
    () => readWithout(context, args.without),
    () => readPage(args, order),
  );

  const reading = await readSupplyChain(context, product.slug, year ?? Number(view.asOf.slice(0, 4)), view);
  const users = args.among == null ? {} : { users: row.members };
  const built = builtChain(context, reading, { basis, without: new Set(without), ...users });
  const importers = importersOf(built, args.among == null ? null : row.members);
  const found = built.traded || product.tradeYears.length === 0;
  const { candidates: held, unweighed, names } = await heldParts(context, built, view);
  const makers = [...new Set(built.chain.nodes.filter(({ maker }) => maker).map(({ country }) => country))];
  const candidates: Candidate[] = [...makers.map((key) => ({ kind: 'COUNTRY' as const, key, on: key })), ...held];
  const kinds = new Set<ChokepointKind>(args.kinds ?? ['COUNTRY', 'SUPPLIER', 'FACILITY']);
  const ranked = chokepoints(
    built.chain,
    product.slug,
    found ? importers : [],
    candidates.filter(({ kind }) => kinds.has(kind)),
  ).flatMap((point) =>
    point.lost.amount > 0
      ? [
          {
            node: { ...point, name: names.get(`${point.kind} ${point.key}`) ?? null, basis, traded: built.traded },
            position: [point.lost.amount, `${point.kind} ${point.key}`] as const,
          },
        ]
      : [],
  );
  const missing = found && importers.length > 0 ? null : 'NOT_AVAILABLE';
  return {
    ...connection(
      cutPage(ranked, page, page.backward),
      page,
      order,
      () => ranked.length,
      (one) => ({ ...one, edge: {} }),
    ),
    product,
    year,
    users: importers.length,
    unweighed,
    missing,
    nearestYear: missing ? nearestYear(product.tradeYears, year) : null,
  };
}

/** Whose supply counts, with how much they use; all alike where no trade says how much that is. */
function importersOf(built: BuiltChain, members: readonly string[] | null) {
  if (!built.traded) {
    const [user] = built.supplied('') ? [built.user('')] : [];
    return user === undefined ? [] : (members ?? ['']).map(() => ({ country: user, demand: 1 }));
  }
  const { root } = built.reading;
  const users =
    members ??
    built.chain.nodes.flatMap(({ country, product, maker }) => (product === root && !maker ? [country] : []));
  return users.flatMap((country) => {
    const demand = built.used(country);
    return demand > 0 ? [{ country, demand }] : [];
  });
}

/** What facilities, and the companies that run them, hold of their countries' output along a chain. */
async function heldParts(context: RequestContext, built: BuiltChain, view: View) {
  const { products } = built.reading;
  const rows = await Promise.all(
    [...products.values()].map(async (product) => {
      const outputs = await context.batch(facilitiesMaking, { product: product.product.slug, ...view });
      return Promise.all(
        outputs.map(async (output) => ({
          output,
          product: product.product.slug,
          fraction: await fractionOf(context, built, product, output, outputs, view),
        })),
      );
    }),
  );
  const all = rows.flat();
  const weighed = all.flatMap(({ output, product, fraction }) =>
    fraction === null ? [] : [{ ...output, holding: { country: output.country, product, fraction } }],
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
    unweighed: new Set(all.flatMap(({ output }) => (counted.has(output.facility) ? [] : [output.facility]))).size,
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

/**
 * A facility's part of what its country makes of a product, 0..1: of the country's production where the same is weighed, such as
 * t REO; else, for tonnes of a traded product, of its exports, which makes it the most it can be. What its listed facilities make
 * together is the least that a country makes. Null when nothing can be compared.
 */
async function fractionOf(
  context: RequestContext,
  built: BuiltChain,
  product: ChainProduct,
  { country, tonnes, unit }: FacilityOutput,
  all: readonly FacilityOutput[],
  view: View,
): Promise<number | null> {
  if (tonnes === null || unit === null) return null;
  const listed = all.reduce(
    (sum, one) => sum + (one.country === country && one.unit === unit ? (one.tonnes ?? 0) : 0),
    0,
  );
  const whole =
    unit === 't'
      ? built.exported(country, product.product.slug)
      : await producedOf(context, product, country, unit.replace(/^t /, ''), built.reading.year, view);
  return whole !== null && whole > 0 ? tonnes / Math.max(whole, listed) : null;
}

/** Tonnes that a country made of what is weighed as `content`, by the newest table not later than the year. */
async function producedOf(
  context: RequestContext,
  product: ChainProduct,
  country: string,
  content: string,
  year: number,
  view: View,
): Promise<number | null> {
  const { minerals } = product;
  const published = await Promise.all(
    minerals.map((mineral) => context.batch(producersOfMineral, { mineral, year: int(year), ...view })),
  );
  const figures = figuresOfProduct(published.flat(), product, minerals).filter(({ basis }) => basis === content);
  const [table] = worldTables(figures);
  return table?.parts.find((part) => part.country === country)?.tonnes ?? null;
}
