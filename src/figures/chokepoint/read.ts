import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { checkAll } from '../../api/check.ts';
import { connection, cutPage, readPage, type PageArguments } from '../../api/connection.ts';
import { type Basis, ChokepointKind } from '../../api/generated.ts';
import { readWithout } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { chokepointsOfChain } from './of-chain.ts';
import { usersAmong, usersAnywhere } from './queries.ts';
import type { ChokepointConnectionRecord } from './record.ts';
import { calendarYear, nearestYear } from '../../lib/years.ts';

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
    () => requireKnown(row.product, context, 'product', 'Product', args.product),
    () => among == null || requireKnown(row.coalitionFound || null, context, 'among', 'Coalition', among),
    () => readWithout(context, args.without),
    () => readPage(args, order),
  );

  const found = await context.compute(chokepointsOfChain, {
    chain: { product: product.slug, year: year ?? calendarYear(view.asOf), view },
    ...{ basis, without },
    members: args.among == null ? null : row.members,
    kinds: args.kinds ?? Object.values(ChokepointKind),
  });
  const { ranked, users, usersLeftOut, weighed, unweighed, confidence, sources } = found;
  const placed = ranked.map((node) => ({ node, position: [node.lost.amount, `${node.kind} ${node.key}`] as const }));
  const missing = found.found && users > 0 ? null : (usersLeftOut[0] ?? 'NOT_AVAILABLE');
  return {
    ...connection(
      cutPage(placed, page, page.backward),
      page,
      order,
      () => ranked.length,
      (one) => ({ ...one, edge: {} }),
    ),
    product,
    year,
    users,
    usersLeftOut: usersLeftOut.length,
    weighed,
    unweighedFacilities: unweighed,
    confidence,
    sources,
    missing,
    nearestYear: missing ? nearestYear(product.tradeYears, year) : null,
  };
}
