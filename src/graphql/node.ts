import type { GraphQLResolveInfo } from 'graphql';
import { agencyByKey } from '../agency/queries.ts';
import type { AgencyRecord } from '../agency/record.ts';
import { agreementByKey } from '../agreement/queries.ts';
import type { AgreementRecord } from '../agreement/record.ts';
import { commitmentByKey } from '../commitment/queries.ts';
import type { CommitmentRecord } from '../commitment/record.ts';
import { eventByKey } from '../event/queries.ts';
import type { EventRecord } from '../event/record.ts';
import { personByKey } from '../person/queries.ts';
import type { PersonRecord } from '../person/record.ts';
import { programmeByKey } from '../programme/queries.ts';
import type { ProgrammeRecord } from '../programme/record.ts';
import { coalitionByKey } from '../coalition/queries.ts';
import type { CoalitionRecord } from '../coalition/record.ts';
import type { RequestContext, View } from '../context.ts';
import { countryByKey } from '../country/queries.ts';
import type { CountryRecord } from '../country/record.ts';
import { dependenceOfCoalition, dependenceOfCountry } from '../dependence/read.ts';
import type { DependenceRecord } from '../dependence/record.ts';
import { facilityByKey } from '../facility/queries.ts';
import type { FacilityRecord } from '../facility/record.ts';
import { controlByKey } from '../export-control/queries.ts';
import type { ExportControlRecord } from '../export-control/record.ts';
import type { BatchStatement } from '../graph/statement.ts';
import { mineralByKey } from '../mineral/queries.ts';
import type { MineralRecord } from '../mineral/record.ts';
import { claimOfFigure } from '../observation/claim.ts';
import { figureByKey, observationByKey } from '../observation/queries.ts';
import type { ObservationRecord } from '../observation/record.ts';
import { productByKey } from '../product/queries.ts';
import { claimsOfDependence, claimsOfFlow } from '../claim/of-figures.ts';
import { claimByKey } from '../claim/queries.ts';
import type { ClaimRecord } from '../claim/record.ts';
import type { ProductRecord } from '../product/record.ts';
import { readSource, readSources } from '../source/read.ts';
import type { SourceRecord } from '../source/record.ts';
import { flowByKey } from '../trade-flow/queries.ts';
import { supplierByKey } from '../supplier/queries.ts';
import type { SupplierRecord } from '../supplier/record.ts';
import type { TradeFlowRecord } from '../trade-flow/record.ts';
import { badInput, limitExceeded } from './errors.ts';
import type { Resolvers } from './generated.ts';
import { readId } from './global-id.ts';
import { readEach } from './read-each.ts';

/** Every record that has a global identifier. */
export type NodeRecord =
  | ProgrammeRecord
  | PersonRecord
  | EventRecord
  | CommitmentRecord
  | AgreementRecord
  | AgencyRecord
  | ClaimRecord
  | CoalitionRecord
  | CountryRecord
  | DependenceRecord
  | ExportControlRecord
  | MineralRecord
  | ObservationRecord
  | FacilityRecord
  | ProductRecord
  | SupplierRecord
  | SourceRecord
  | TradeFlowRecord;

const byKey = new Map<string, BatchStatement<View & { key: string }, NodeRecord>>([
  ['Country', countryByKey],
  ['Coalition', coalitionByKey],
  ['Mineral', mineralByKey],
  ['Product', productByKey],
  ['Supplier', supplierByKey],
  ['Facility', facilityByKey],
  ['TradeFlow', flowByKey],
  ['Observation', observationByKey],
  ['Agency', agencyByKey],
  ['Agreement', agreementByKey],
  ['Commitment', commitmentByKey],
  ['Event', eventByKey],
  ['Person', personByKey],
  ['Programme', programmeByKey],
  ['Claim', claimByKey],
  ['ExportControl', controlByKey],
]);

const MOST_NODES = 100;

/** One thing by its id without a view; null where there is none in the view. */
export async function readNode(context: RequestContext, id: string, view: View): Promise<NodeRecord | null> {
  const [kind, key] = splitId(id);
  if (kind === 'Dependence') return readDependence(context, key, view);
  if (kind === 'Claim') return readClaim(context, key, view);
  if (kind === 'Source') return readSource(context, key);
  const statement = byKey.get(kind);
  return statement ? ((await context.batch(statement, { key, ...view }))[0] ?? null) : null;
}

/** The kind before the first colon and the key after it, whatever that holds. */
function splitId(id: string): [kind: string, key: string] {
  const colon = id.indexOf(':');
  return colon < 0 ? ['', id] : [id.slice(0, colon), id.slice(colon + 1)];
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
    return flow ? (claimsOfFlow(flow).find((claim) => claim.key === key) ?? null) : null;
  }
  if (of === 'Dependence') {
    const dependence = await readDependence(context, rest, view);
    return dependence ? (claimsOfDependence(dependence)[0] ?? null) : null;
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

/** What an id names, in the view that it carries, which everything nested below it is in too. */
async function readInView(context: RequestContext, argument: string, id: string, path: GraphQLResolveInfo['path']) {
  const { plain, ...clocks } = readId(argument, id, context.now);
  context.enter(path, clocks);
  return readNode(context, plain, context.viewOf(clocks));
}

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_, { id }, context, info) => readInView(context, 'id', id, info.path),
    nodes: (_, { ids }, context, { path }) => {
      if (ids.length > MOST_NODES)
        throw limitExceeded('ids', `Argument "ids": at most ${MOST_NODES} at once, not ${ids.length}.`);
      if (ids.length === 0) throw badInput('ids', 'must name at least one thing.');
      return readEach(ids, (id, i) => readInView(context, 'ids', id, { prev: path, key: i, typename: undefined }));
    },
  },
};
