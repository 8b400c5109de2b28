import { netImportReliance } from '../../analysis/net-import-reliance.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import type { MissingReason } from '../../api/generated.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import { fold } from '../../lib/fold.ts';
import { stateFigure } from '../../entities/observation/choose.ts';
import { figuresOfCountry } from '../../entities/observation/queries.ts';
import type { StatedRecord } from '../../entities/observation/record.ts';
import { shareOf, tonnesOf } from '../../entities/observation/unit.ts';
import { calendarYear, nearestYear } from '../../lib/years.ts';
import { grossPerTonne } from '../supply-chain/basis.ts';
import { tradeOfMineral, type MineralTrade } from './queries.ts';
import type { ComputedRelianceRecord } from './record.ts';

const nothing = (missing: MissingReason, explanation: string, found?: MineralTrade): ComputedRelianceRecord => ({
  share: null,
  missing,
  product: found?.product ?? null,
  production: null,
  imports: found?.imports ?? null,
  exports: found?.exports ?? null,
  difference: null,
  explanation,
  sources: found?.sources ?? [],
});

const notComparable = (product: string, { basis, value, unit }: Figure) =>
  `Production is published as ${basis ?? 'something else'} (${value} ${unit}), and customs weigh ${product} gross: how much of the one is in the other is not on record.`;

/**
 * Net import reliance of a country from trade and production, where both weigh the same material: (M - X) / (P + M - X). Changes of
 * stocks are not known and left out.
 */
export async function computeReliance(
  context: RequestContext,
  { mineral, country, year, figure }: StatedRecord,
  view: View,
): Promise<ComputedRelianceRecord> {
  const asked = year ?? calendarYear(view.asOf);
  const trades = await context.batch(tradeOfMineral, {
    mineral: mineral.key,
    country: country.key,
    year: int(asked),
    ...view,
  });
  const [any] = trades;
  if (!any)
    return nothing(
      'NOT_AVAILABLE',
      `No product of ${mineral.name} is traded under a code that weighs what its production figures weigh.`,
    );
  const trade = trades.find(({ traded }) => traded);
  if (!trade) {
    const near = nearestYear(any.years, asked);
    const hint = near === null ? '' : ` The nearest year with data is ${near}.`;
    return nothing('NOT_AVAILABLE', `No full trade data of ${any.product} for ${asked} are loaded.${hint}`);
  }
  const [row] = await context.batch(figuresOfCountry, {
    country: country.key,
    mineral: fold(mineral.slug),
    kind: 'PRODUCTION',
    ...view,
  });
  const own = (row?.figures ?? []).filter(({ stage, form }) => stage === trade.stage && form === trade.form);
  const comparable = own.filter(({ basis }) => grossPerTonne(basis, trade.contents) !== null);
  const stated = stateFigure(comparable, { year: asked, form: trade.form });
  const made = stated.figure ?? stateFigure(own, { year: asked, form: trade.form }).figure;
  const gross = grossPerTonne(made?.basis ?? null, trade.contents);
  if (made?.number != null && gross === null)
    return nothing('NOT_COMPARABLE', notComparable(trade.product, made), trade);
  const tonnes = made === null || made.number === null ? null : tonnesOf(made.number, made.unit);
  const production = tonnes === null || gross === null ? null : tonnes * gross;
  const { imports, exports } = trade;
  const measured = netImportReliance({ production, imports, exports });
  const sources = [...new Set([...trade.sources, ...(made ? [made.source] : [])])].sort();
  const parts = { product: trade.product, production, imports, exports, sources };
  if (measured.value === null) {
    const why = made?.missing ? ` Production is ${made.missing.toLowerCase().replace('_', ' ')}.` : '';
    const missing = made?.missing ?? measured.reason;
    return { ...parts, share: null, missing, difference: null, explanation: `${measured.explanation}${why}` };
  }
  const published = figure === null || figure.number === null ? null : shareOf(figure.number, figure.unit);
  return {
    ...parts,
    share: measured.value,
    missing: null,
    difference: published === null ? null : measured.value - published,
    explanation: `Trade and production of ${trade.product} alone, weighed as customs weigh it. The publisher also counts changes of stocks, scrap and goods under other codes, and rounds; changes of stocks are not known here.`,
  };
}
