import { splitId } from '../../api/global-id.ts';
import { coalitionByKey } from '../../entities/coalition/queries.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByKey } from '../../entities/country/queries.ts';
import { claimsOfConcentration, claimsOfShare } from '../../figures/concentration/claim.ts';
import { concentrationByKey, concentrationShareByKey } from '../../figures/concentration/read.ts';
import { dependenceOfCoalition, dependenceOfCountry } from '../../figures/dependence/read.ts';
import type { DependenceRecord } from '../../figures/dependence/record.ts';
import { nodesByKey } from '../../entities/index.ts';
import { claimOfFigure } from '../../entities/observation/claim.ts';
import { figureByKey } from '../../entities/observation/queries.ts';
import { productByKey } from '../../entities/product/queries.ts';
import { claimOfLookThrough, claimsOfDependence } from '../../figures/dependence/claim.ts';
import { evidenceOfDependence } from '../../figures/dependence/look-through.ts';
import { claimByKey } from '../../entities/claim/queries.ts';
import type { ClaimRecord } from '../../entities/claim/record.ts';
import { readSource, readSources } from '../../entities/source/read.ts';
import { flowByKey } from '../../entities/trade-flow/queries.ts';
import { readTable } from '../../entities/trade-flow/read.ts';
import { claimsOfFlow } from '../../entities/trade-flow/claim.ts';
import type { NodeRecord } from './record.ts';

/** One thing by its id without a view; null where there is none in the view. */
export async function readNode(context: RequestContext, id: string, view: View): Promise<NodeRecord | null> {
  const [kind, key] = splitId(id);
  if (kind === 'Dependence') return readDependence(context, key, view);
  if (kind === 'Concentration') return concentrationByKey(context, key, view);
  if (kind === 'ConcentrationShare') return concentrationShareByKey(context, key, view);
  if (kind === 'Claim') return readClaim(context, key, view);
  if (kind === 'Source') return readSource(context, key);
  const statement = nodesByKey.get(kind);
  return statement ? ((await context.batch(statement, { key, ...view }))[0] ?? null) : null;
}

/** A claim that is kept; or one that a figure, a trade flow or a dependence is, beside which none is kept. */
async function readClaim(context: RequestContext, key: string, view: View): Promise<ClaimRecord | null> {
  const [of, rest] = splitId(key);
  if (of === 'Observation') {
    const [figure] = await context.batch(figureByKey, { key: rest, ...view });
    return figure ? claimOfFigure(figure) : null;
  }
  if (of === 'TradeFlow') {
    const [flow] = await context.batch(flowByKey, { key: rest.slice(0, rest.lastIndexOf(':')), ...view });
    const claims = flow ? claimsOfFlow(flow, await readTable(context, flow)) : [];
    return claims.find((claim) => claim.key === key) ?? null;
  }
  if (of === 'Dependence') {
    const dependence = await readDependence(context, rest, view);
    return dependence ? (claimsOfDependence(dependence)[0] ?? null) : null;
  }
  if (of === 'Concentration') {
    const concentration = await concentrationByKey(context, rest, view);
    return concentration ? (claimsOfConcentration(concentration)[0] ?? null) : null;
  }
  if (of === 'ConcentrationShare') {
    const share = await concentrationShareByKey(context, rest, view);
    return share ? (claimsOfShare(share)[0] ?? null) : null;
  }
  if (of === 'LookThrough') {
    const dependence = await readDependence(context, rest, view);
    return dependence ? claimOfLookThrough(dependence, await evidenceOfDependence(context, dependence, view)) : null;
  }
  return (await context.batch(claimByKey, { key, ...view }))[0] ?? null;
}

async function readDependence(context: RequestContext, key: string, view: View): Promise<DependenceRecord | null> {
  const [importer = '', on = '', product = '', year = '', basis = '', method = 'DIRECT', sources = ''] = key.split(':');
  if (basis !== 'VALUE' && basis !== 'MASS') return null;
  if (method !== 'DIRECT' && method !== 'LOOK_THROUGH') return null;
  const without = sources.split(',').filter(Boolean);
  const args = { on, product, year: year === '' ? null : Number(year), basis, method, without } as const;
  if ((await readSources(context, without)).length < without.length) return null;
  const [[country], [coalition], [known], [origin]] = await Promise.all([
    context.batch(countryByKey, { key: importer, ...view }),
    context.batch(coalitionByKey, { key: importer, ...view }),
    context.batch(productByKey, { key: product, ...view }),
    context.batch(countryByKey, { key: on, ...view }),
  ]);
  if (!known || !origin || (args.year !== null && !Number.isInteger(args.year))) return null;
  if (country) return dependenceOfCountry(context, country, args, view);
  return coalition ? dependenceOfCoalition(context, coalition, args, view) : null;
}
