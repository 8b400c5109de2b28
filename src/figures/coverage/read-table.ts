import type { Stage } from '../../api/generated.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { checkNames } from '../../api/names/check-names.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import type { CoverageTableRecord } from './record.ts';
import { coverageRows } from './table.ts';
import { figuresToCount, mineralLists, mineralsToCover, tradeToCount } from './table-queries.ts';

/** Arguments of the root field `coverageTable`. */
export interface CoverageTableArguments {
  list?: string | null;
  minerals?: readonly string[] | null;
  stages?: readonly Stage[] | null;
  from?: number | null;
  to?: number | null;
}

/** Calendar years that one table may have. */
const MAX_YEARS = 30;
/** Years that it has when no first one is asked for. */
const YEARS = 10;
/** Stages that it has when none are asked for. */
const STAGES: readonly Stage[] = ['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT'];

/** @throws GraphQLError BAD_USER_INPUT for years in the wrong order, or too many of them. */
function yearsBetween({ from, to }: CoverageTableArguments, today: string): number[] {
  const last = to ?? Math.max(Number(today.slice(0, 4)) - 1, from ?? 0);
  const first = from ?? last - YEARS + 1;
  if (last < first) throw badInput('to', `is before "from": ${last} < ${first}.`, 'Give the earlier year as "from".');
  if (last - first >= MAX_YEARS)
    throw badInput(
      'from',
      `at most ${MAX_YEARS} calendar years at once, not ${last - first + 1}.`,
      'Ask for fewer years.',
    );
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

async function checkList(context: RequestContext, list: string | null, view: View): Promise<string | null> {
  if (list === null) return null;
  const lists = await context.batch(mineralLists, view);
  if (!lists.includes(list))
    throw badInput('list', `"${list}" is no list that is known.`, `Known are ${lists.join(', ')}.`);
  return list;
}

/**
 * What figures and trade there are of minerals by stage and year, holes included.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and years that cannot be.
 */
export async function readCoverageTable(
  context: RequestContext,
  args: CoverageTableArguments,
  view: View,
): Promise<CoverageTableRecord> {
  const [list, named, years] = await checkAll(
    () => checkList(context, args.list ?? null, view),
    () =>
      args.minerals == null
        ? null
        : checkEach(checkNames('minerals', args.minerals), async (name) => {
            const [found] = await context.batch(mineralByText, { text: fold(name), ...view });
            return requireKnown(found, context, 'minerals', 'Mineral', name);
          }),
    () => yearsBetween(args, view.asOf),
  );
  const key = { ...view, from: int(years[0] ?? 0), to: int(years.at(-1) ?? 0) };
  const [all, trade] = await Promise.all([
    context.batch(mineralsToCover, { ...view, list }),
    context.batch(tradeToCount, key),
  ]);
  const wanted = named && new Set(named.map(({ key: slug }) => slug));
  const minerals = wanted ? all.filter(({ mineral }) => wanted.has(mineral.key)) : all;
  const counted = [...new Set(minerals.flatMap(({ mineral, groups }) => [mineral.key, ...groups]))].sort();
  const figures = await context.batch(figuresToCount, { ...key, minerals: counted });
  return { years, rows: coverageRows(minerals, [...new Set(args.stages ?? STAGES)], years, { figures, trade }) };
}
