/** Coerced arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A number, or one that depends on what a field is asked with. */
type Measure = number | ((args: Arguments) => number);

/** Measures by schema coordinate; that of an interface's field holds for all types that implement it. */
export type MeasureTable = Readonly<Record<string, Measure>>;

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);
const lookedThrough = (points: number) => (args: Arguments) => (args['method'] === 'LOOK_THROUGH' ? points : 0);

/** Products with trade, counted on the seed. */
const TRADED = 54;
/** Calendar years with trade of one product, counted on the seed. */
const YEARS = 25;

/** All products are measured, however small the page is. */
const overProducts = (points: number) => (args: Arguments) =>
  (points + lookedThrough(100)(args)) * (lengthOf(args['products']) || TRADED);

function yearsBetween({ from, to }: Arguments): number {
  const [first, last] = [from, to].map((year) => (typeof year === 'number' ? year : null));
  return first == null || last == null ? YEARS : Math.max(0, Math.min(YEARS, last - first + 1));
}

/** Minerals, counted on the seed, at the four stages that a table of coverage has. */
const COVERED = 109 * 4;

/**
 * A what-if weighs by what stops: each mineral and product brings a chain of its own into the linear programme. It takes about twice
 * as long as its points say.
 */
function stopped({ input }: Arguments): number {
  const { minerals, products } = (input ?? {}) as { minerals?: unknown; products?: unknown };
  return 2_500 * Math.max(2, lengthOf(minerals) + lengthOf(products));
}

/**
 * Points of what is computed or searched, added for each time it is asked of a parent. One point is the time in which this server
 * reads and gives one object of a plain list, such as a trade flow or the country it comes from: about 25 microseconds, its own
 * time and the database's together. Measured by `npm run bench:costs`, rounded; what lies behind a dependence by what it takes for
 * each of a page, since a request builds the supply chain of a product once.
 */
export const weights: MeasureTable = {
  'Query.alternatives': 5_000,
  'Query.breaches': 5_000,
  'Query.changes': 1_000,
  'Query.chokepoints': 7_000,
  'Query.concentration': 500,
  'Query.concentrationProfile': 500,
  'Query.coverage': 1_000,
  'Query.coverageTable': 2_000,
  'Query.dependents': lookedThrough(2_500),
  'Query.disruption': stopped,
  'Query.graph': 500,
  'Query.neighbours': 500,
  'Query.paths': 7_000,
  'Query.search': 1_000,
  'Query.timeline': 1_000,
  'Alternatives.minimumSet': 2_500,
  'Coalition.dependences': overProducts(20),
  'Concentration.breaches': 20,
  'Concentration.byYear': 10,
  'ConcentrationShare.flows': 20,
  'Country.dependences': overProducts(2),
  'Dependence.chain': 150,
  'Dependence.differs': 20,
  'Dependence.high': 250,
  'Dependence.hhi': 20,
  'Dependence.lookThroughMissing': 5,
  'Dependence.lookThroughShare': 10,
  'Dependence.low': 250,
  'Dependence.route': 150,
  'Dependence.sensitivity': 250,
  'Dependence.unknownShare': 5,
  'Evidenced.conflicts': 5,
  'Mineral.concentration': 200,
  'NeighbourGroup.neighbours': 100,
  'Product.concentration': 200,
  'Product.dependents': lookedThrough(2_500),
  'Reliance.computed': 50,
  'Supplier.ultimateParents': 10,
  'TradeFlowConnection.sumsByProduct': 100,
  'TradeFlowConnection.totals': 100,
};

/** Lengths that lists without a page of their own usually keep below, counted on the seed. */
const lengths: readonly (readonly [length: number, coordinates: string])[] = [
  [
    1,
    `NeighbourEdge.links DependenceConnection.coalitions Agency.people Agency.programmes Agreement.ledger Agreement.periods AlternativePlant.commitments
    Claim.claims Claim.competing Claim.sources Concentration.claims ConcentrationShare.claims ConcentrationShare.sources
    Commitment.makers Conflict.competing Dependence.differs Evidenced.conflicts ExportControl.against ExportControl.amendedBy
    ExportControl.amends ExportControl.jointly ExportControl.succeededBy ExportControl.succeeds
    ExportControl.suspendedBy ExportControl.suspensions Observation.claims Observation.competing Observation.sources Programme.children Programme.ledger
    SupplyRisk.claims TradeFlow.competing TradeFlow.sources TradeSum.sources UltimateParent.chains WorldTableStage.sources`,
  ],
  [
    2,
    `Agency.agreements Agency.controlsImposed Breach.sources Agency.events Agreement.relations Commitment.parts
    Commitment.recipients Country.agencies Country.controlsImposed Country.events Country.memberships
    Country.successors Coalition.agencies Coalition.memberships ComputedReliance.sources Concentration.sources
    ConcentrationOfYear.sources Dependence.claims Dependence.lookThroughSources Dependence.sources Dependence.worldTableStages
    DisruptionStage.notFollowed DisruptionStage.otherPlants DisruptionStage.sources Event.agreements
    ExportControl.suspends Facility.customers Facility.minerals Facility.operators Facility.suppliesFrom
    FigureDisagreement.figures FigureSeries.sources Mineral.groups Person.events Price.competing Product.madeFrom
    Product.usedIn Production.competing Reliance.competing Reserves.competing StageShare.competing
    Supplier.agreements Supplier.customers Supplier.events Supplier.parents Supplier.subsidiaries
    Supplier.suppliesFrom Supplier.ultimateParents SupplyPathStep.sources SupplyChainStage.basis SupplyChainStage.products SupplyChainStage.sources SupplyRouteStep.sources TradeFlow.claims`,
  ],
  [
    3,
    `Alternatives.sources ChokepointConnection.sources Dependence.sensitivity Disruption.countries DisruptionStage.products Evidenced.sources ExportControl.periods ExportControlItem.periods
    Facility.production Mineral.lists OwnershipChain.steps Supplier.facilities`,
  ],
  [
    5,
    `Agreement.covers Agreement.parties Agreement.participations BenchmarkTest.years Coalition.agreements
    Coalition.events ConcentrationProfile.stages SupplyChain.stages Concentration.breaches Concentration.leftOut Country.spellings
    Country.suppliers Dependence.agreements Dependence.controls Dependence.memberAgreements Disruption.leftOut Disruption.sources
    Event.participants ExportControl.items ExportControl.restrictions ExportControl.restricts
    MemberAgreement.members Mineral.agreements Mineral.facilities Mineral.importSources Mineral.members Mineral.products
    MinimumSet.candidates MinimumSet.projects Product.agreements Product.contains Product.followedMinerals Product.facilities
    Product.producers SupplyPath.steps SupplyRoute.steps`,
  ],
  [
    10,
    `Neighbours.groups Country.agreements Country.controlsFacing Coverage.series Disruption.stages Mineral.endUses
    Mineral.exportControls Product.exportControls SupplyChainStage.nodes`,
  ],
  [100, 'SupplyChain.links'],
  [20, 'Breaches.untested GraphSummary.counts GraphSummary.vintages'],
];

/** What is told of the schema itself: in the process, at hand, so that it weighs a part of what comes from the graph. */
export const INTROSPECTION = 1 / 20;

/** How long lists are, where neither an argument of theirs nor of their parent's says it. */
export const sizes: MeasureTable = {
  ...Object.fromEntries(
    lengths.flatMap(([length, coordinates]) => coordinates.split(/\s+/).map((one) => [one, length])),
  ),
  'CoverageTable.rows': COVERED,
  'Dependence.byYear': yearsBetween,
  'TradeFlowConnection.sumsByProduct': TRADED,
  '__Schema.directives': 5,
  '__Schema.types': 250,
  '__Directive.args': 1,
  '__Type.enumValues': 2,
  '__Type.fields': 8,
  '__Type.inputFields': 2,
  '__Type.interfaces': 1,
  '__Type.possibleTypes': 2,
  '__Field.args': 1,
};

/** Length of a list that nothing is known of. */
export const UNKNOWN_SIZE = 10;
