import type { DependenceOrderField, OrderDirection } from '../../api/generated.ts';
import { checkAll } from '../../api/check.ts';
import { attempt } from '../../lib/attempt.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { connection, cutPage, readPage, type PageArguments, type Position } from '../../api/connection.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { importsOf } from '../../analysis/imports.ts';
import { coalitionsWithin } from '../../entities/coalition/queries.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { readWithout } from '../../entities/source/read.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { nearestYear } from '../../lib/years.ts';
import { dependentsOf, type DependentsKey, type DependentsRow } from './queries/dependents.ts';
import { rank, WITHOUT_SHARE, type Ranked } from './rank.ts';
import { dependenceOfCoalition, keyOf, knowSources, subjectChecks, type DependenceArguments } from './read.ts';
import {
  dependenceRecord,
  reportedDependence,
  type DependenceConnectionRecord,
  type DependenceEnds,
  type DependenceRecord,
} from './record.ts';
import { arePartial, readReportedOfAll } from './reported.ts';

interface Order {
  field: DependenceOrderField;
  direction: OrderDirection;
}

/** Arguments of the root field `dependents`. */
export interface DependentsArguments extends DependenceArguments, PageArguments {
  among?: string | null;
  expand: boolean;
  minShare?: number | null;
  orderBy?: Order | null;
}

/** The order where none is asked for. */
const largestFirst: Order = { field: 'SHARE', direction: 'DESC' };

/** More than there are countries. */
const MAX_COUNTRIES = 1000;

/**
 * Which countries depend on one country for a product. By direct shares they are sorted, filtered and cut in the database. What lies
 * behind suppliers is computed, not stored: looking through, all of them are read and ranked here, a few hundred at most.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and bad paging.
 */
export async function readDependents(
  context: RequestContext,
  args: DependentsArguments,
  view: View,
): Promise<DependenceConnectionRecord> {
  const { basis, method, orderBy } = args;
  const { field, direction } = orderBy ?? largestFirst;
  const order = `dependents ${method === 'DIRECT' ? '' : `${method} `}${field} ${direction}`;
  const asked = attempt(() => readPage(args, order));
  const leftOut = attempt(() => readWithout(context, args.without));
  const page = await asked.catch(() => readPage({}, order));
  const without = await leftOut.catch(() => []);

  const upwards = (direction === 'ASC') !== page.backward;
  const read = async (cut: Cut): Promise<DependentsRow> => {
    const [found] = await context.batch(dependentsOf[amongOf(args)][basis][upwards ? 'ASC' : 'DESC'], {
      ...view,
      ...keyOf(args),
      among: args.among == null ? null : fold(args.among),
      without,
      withoutShare: WITHOUT_SHARE[direction],
      ...cut,
    });
    if (!found) throw new Error('The dependents statement gave no row.');
    return found;
  };
  const ofPage = {
    ...{ minShare: args.minShare ?? null, orderBy: field },
    ...{ from: page.from, to: page.to, limit: int(page.limit) },
  };
  const row = await read(method === 'DIRECT' ? ofPage : allImporters);
  const [on, product] = await checkAll(
    ...subjectChecks(context, args, row),
    () => args.among == null || requireKnown(row.coalitionFound || null, context, 'among', 'Coalition', args.among),
    () => leftOut,
    () => asked,
  );
  knowSources(context, row);

  const { year, tables } = row;
  const ends = { coalition: null, on, product, year, tables, basis, method, without };
  const isPartial = arePartial(product, tables);
  const isCut = method === 'DIRECT' && !isPartial;
  const found = isPartial
    ? await reportedNodes(context, ends, args.among == null ? null : await read(allImporters), view)
    : placedRows(row, ends);
  const ranked = isCut
    ? found
    : await rank(
        context,
        found.map(({ node }) => node),
        args,
        { field, direction, byName: byCountry },
        view,
      );
  const shown = isCut ? found : cutPage(ranked, page, upwards);
  const count = () => (isCut ? row.total : ranked.length);
  const noTrade = tables.tables.length === 0;
  const noTotal = isPartial && found.every(({ node }) => node.missing === 'TOTAL_UNKNOWN');
  const nothing = noTrade ? 'NOT_AVAILABLE' : noTotal ? 'TOTAL_UNKNOWN' : null;
  return {
    ...connection(shown, page, order, count, (one) => ({ ...one, edge: {} })),
    missing: ranked.every(({ share }) => share === null) ? nothing : null,
    nearestYear: noTrade ? nearestYear(product.tradeYears, year) : null,
    coalitions: () => memberCoalitions(context, args, view),
  };
}

/** The dependence of each member that is a coalition itself. */
async function memberCoalitions(
  context: RequestContext,
  args: DependentsArguments,
  view: View,
): Promise<DependenceRecord[]> {
  if (args.among == null) return [];
  const members = await context.batch(coalitionsWithin, { text: fold(args.among), ...view });
  return Promise.all(members.map((coalition) => dependenceOfCoalition(context, coalition, args, view)));
}

/** All that import, to be ranked here. */
const allImporters = { minShare: null, orderBy: 'COUNTRY', from: null, to: null, limit: int(MAX_COUNTRIES) } as const;

/** How a list is filtered, sorted and cut in the database. */
type Cut = Pick<DependentsKey, 'minShare' | 'orderBy' | 'from' | 'to' | 'limit'>;

/** Whose dependence is ranked. */
function amongOf({ among, expand }: DependentsArguments): keyof typeof dependentsOf {
  if (among == null) return 'anywhere';
  return expand ? 'amongExpanded' : 'among';
}

type Ends = Omit<DependenceEnds, 'country' | 'importers'>;

/** The dependences of a page of rows, in the places that the database gave them. */
const placedRows = ({ page }: DependentsRow, ends: Ends): Ranked[] =>
  page.map(({ country, imports, value }) => ({
    node: dependenceRecord({ country, importers: [country.iso3], ...ends }, imports),
    position: [value, country.iso3],
    share: null,
  }));

/**
 * The dependences of those that `row` has, or (null) of all importers on record, where the tables do not hold every flow: which
 * of them counts is decided for each importer.
 */
async function reportedNodes(
  context: RequestContext,
  ends: Ends,
  row: DependentsRow | null,
  view: View,
): Promise<Ranked[]> {
  const year = ends.year ?? 0;
  const reported = await readReportedOfAll(context, ends, year, view);
  const countries = row
    ? row.page.map(({ country }) => country)
    : await Promise.all([...reported.keys()].map((iso3) => countryOrThrow(context, iso3, view)));
  return countries
    .filter(({ iso3 }) => iso3 !== ends.on.iso3)
    .map((country) => {
      const importers = [country.iso3];
      const known = reported.get(country.iso3) ?? importsOf([], () => [], importers);
      const node = reportedDependence({ country, importers, ...ends }, known);
      return { node, position: byCountry(node), share: null };
    });
}

const byCountry = ({ importers: [iso3 = ''] }: DependenceRecord): Position => [iso3, iso3];
