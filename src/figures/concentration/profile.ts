import { concentrationProfile } from '../../analysis/concentration-profile.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { checkAll } from '../../api/check.ts';
import { Stage } from '../../api/generated.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import { lastYear } from '../../entities/observation/choose.ts';
import { readWithout } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { producersOfMineral } from '../supply-chain/queries.ts';
import { worldTables } from '../supply-chain/world-table.ts';
import type { ConcentrationProfileRecord } from './record.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import type { WorldTable } from '../supply-chain/record.ts';
import { groupBy } from '../../lib/group-by.ts';
import { calendarYear, nearestYear } from '../../lib/years.ts';

/** From mine to product. Recycling is a source beside them, not a step. */
const chain = Object.values(Stage).filter((stage) => stage !== 'RECYCLING');

/** Later than any figure. */
const ANY_YEAR = 9999;

/**
 * How concentrated the production of a mineral is from mine to product, and where that rises most. Each stage has the newest
 * figures not later than the year; stages without figures are left out.
 * @throws GraphQLError BAD_USER_INPUT for an unknown mineral or source.
 */
export async function readConcentrationProfile(
  context: RequestContext,
  args: { mineral: string; year?: number | null; without?: readonly string[] | null },
  view: View,
): Promise<ConcentrationProfileRecord> {
  const [named] = await context.batch(mineralByText, { text: fold(args.mineral), ...view });
  const [mineral, without] = await checkAll(
    () => requireKnown(named, context, 'mineral', 'Mineral', args.mineral),
    () => readWithout(context, args.without),
  );
  const published = await context.batch(producersOfMineral, { mineral: mineral.key, year: int(ANY_YEAR), ...view });
  const all = published.filter(
    (figure) => !without.includes(figure.source) && (figure.product !== null || figure.mainForm),
  );
  const year = args.year ?? calendarYear(view.asOf);
  const byStage = groupBy(
    all.filter((figure) => lastYear(figure) <= year),
    ({ stage }) => stage ?? '',
  );
  const stages = chain.flatMap((stage) => {
    const [table] = worldTables(byStage.get(stage) ?? []);
    const [largest] = table?.parts ?? [];
    if (!table || !largest) return [];
    const figure = byStage.get(stage)?.find((one) => one.country === largest.country && isOfTable(one, table));
    return [{ stage, table, largest, figure }];
  });
  const profile = concentrationProfile(
    stages.map(({ stage, table }) => ({ stage, shares: table.parts.map(({ share }) => share) })),
  );
  return {
    mineral,
    year,
    stages: stages.map(({ stage, table, largest, figure }, index) => ({
      stage,
      product: table.product,
      year: table.year,
      hhi: profile.stages[index]?.hhi ?? 0,
      rise: profile.stages[index]?.rise ?? null,
      largest: largest.country,
      figure: figure?.id ?? null,
      top: largest.share,
      otherShare: Math.max(0, 1 - table.parts.reduce((sum, { share }) => sum + share, 0)),
      source: table.source,
      confidence: table.confidence,
    })),
    steepest: stages.find(({ stage }) => stage === profile.steepest)?.stage ?? null,
    missing: stages.length > 0 ? null : 'NOT_AVAILABLE',
    nearestYear: stages.length > 0 ? null : nearestYear(all.map(lastYear), year),
  };
}

/** Whether a figure is a row of a table, of tonnes or of shares. */
const isOfTable = (figure: Figure, table: WorldTable): boolean =>
  figure.source === table.source &&
  figure.mineral === table.mineral &&
  figure.product === table.product &&
  lastYear(figure) === table.year &&
  (figure.measure === 'PRODUCTION') === (table.parts[0]?.tonnes != null);
