import type { NeighbourRelationship, NodeKind, SupplyRelationship } from '../../api/generated.ts';

/** Where on the canvas what a thing is joined to stands, seen from it. */
export type Sector = 'above' | 'left' | 'right' | 'below';

/** How an edge reads from where it begins to where it ends: `owns`, `supplies`. */
export type Verb = string;

interface Relation {
  /** In the list of what can be opened. */
  readonly name: string;
  readonly sector: Sector;
  /** How the edge reads. */
  readonly verb: Verb;
  /** Whether it begins at the thing asked about, or at its neighbour. */
  readonly begins: 'thing' | 'neighbour';
}

const relation = (name: string, sector: Sector, begins: Relation['begins'], verb: Verb): Relation => ({
  name,
  sector,
  begins,
  verb,
});

/**
 * The compass: above who owns and governs, left what it is fed by, right whom it feeds, below money, rules and records.
 * The two sides of one relationship give the same edge.
 */
const relations: Record<NeighbourRelationship, Relation> = {
  OWNERS: relation('Owned by', 'above', 'neighbour', 'owns'),
  SUBSIDIARIES: relation('Owns', 'left', 'thing', 'owns'),
  OPERATORS: relation('Run by', 'above', 'neighbour', 'runs'),
  FACILITIES: relation('Mines and plants', 'left', 'thing', 'runs'),
  SUPPLIERS: relation('Companies based there', 'left', 'neighbour', 'based in'),
  CUSTOMERS: relation('Supplies', 'right', 'thing', 'supplies'),
  SUPPLIES_FROM: relation('Supplied by', 'left', 'neighbour', 'supplies'),
  PRODUCTS: relation('Makes', 'right', 'thing', 'makes'),
  MADE_FROM: relation('Made from', 'left', 'neighbour', 'goes into'),
  USED_IN: relation('Used in', 'right', 'thing', 'goes into'),
  MINERALS: relation('Minerals', 'left', 'neighbour', 'is in'),
  GROUPS: relation('Belongs to', 'above', 'thing', 'belongs to'),
  MEMBERS: relation('Members', 'left', 'neighbour', 'belongs to'),
  MEMBERSHIPS: relation('Member of', 'above', 'thing', 'belongs to'),
  SUCCESSORS: relation('Became', 'right', 'thing', 'became'),
  PREDECESSORS: relation('Came from', 'left', 'neighbour', 'became'),
  COUNTRY: relation('Country', 'above', 'thing', 'based in'),
  COALITION: relation('Coalition', 'above', 'thing', 'serves'),
  AGENCIES: relation('Public bodies', 'below', 'neighbour', 'body of'),
  AGENCY: relation('Public body', 'above', 'thing', 'serves'),
  PEOPLE: relation('People', 'below', 'neighbour', 'serves'),
  PARTICIPANTS: relation('Took part', 'above', 'neighbour', 'took part in'),
  EVENTS: relation('Events', 'below', 'thing', 'took part in'),
  AGREEMENTS: relation('Agreements', 'below', 'thing', 'named in'),
  PARTIES: relation('Parties', 'above', 'neighbour', 'named in'),
  COVERS: relation('Covers', 'right', 'neighbour', 'named in'),
  BUILDS_ON: relation('Builds on', 'left', 'thing', 'builds on'),
  BUILT_ON_BY: relation('Built on by', 'right', 'neighbour', 'builds on'),
  SUCCEEDS: relation('Takes the place of', 'left', 'thing', 'replaces'),
  SUCCEEDED_BY: relation('Replaced by', 'right', 'neighbour', 'replaces'),
  CONTROLS_IMPOSED: relation('Controls imposed', 'below', 'thing', 'imposes'),
  CONTROLS_FACING: relation('Controls facing it', 'below', 'neighbour', 'aimed at'),
  EXPORT_CONTROLS: relation('Export controls', 'below', 'neighbour', 'restricts'),
  IMPOSED_BY: relation('Imposed by', 'above', 'neighbour', 'imposes'),
  RESTRICTS: relation('Restricts', 'right', 'thing', 'restricts'),
  AGAINST: relation('Aimed at', 'right', 'thing', 'aimed at'),
  SUSPENDS: relation('Suspends', 'below', 'thing', 'suspends'),
  SUSPENDED_BY: relation('Suspended by', 'above', 'neighbour', 'suspends'),
  AMENDS: relation('Amends', 'left', 'thing', 'amends'),
  AMENDED_BY: relation('Amended by', 'right', 'neighbour', 'amends'),
  COMMITMENTS: relation('Money', 'below', 'neighbour', 'for'),
  COMMITMENTS_MADE: relation('Money promised', 'below', 'thing', 'promises'),
  COMMITMENTS_RECEIVED: relation('Money received', 'below', 'neighbour', 'for'),
  MADE_BY: relation('Promised by', 'above', 'neighbour', 'promises'),
  MADE_TO: relation('Promised to', 'above', 'thing', 'for'),
  PART_OF: relation('Part of', 'above', 'thing', 'part of'),
  PARTS: relation('Parts', 'below', 'neighbour', 'part of'),
  SUPERSEDES: relation('Takes the place of', 'left', 'thing', 'replaces'),
  SUPERSEDED_BY: relation('Replaced by', 'right', 'neighbour', 'replaces'),
  PROGRAMME: relation('Programme', 'above', 'thing', 'part of'),
  PROGRAMMES: relation('Programmes', 'below', 'neighbour', 'run by'),
  PARENT: relation('Paid by', 'above', 'neighbour', 'pays for'),
  CHILDREN: relation('Pays for', 'below', 'thing', 'pays for'),
  STOCKPILES: relation('Stocks', 'below', 'thing', 'holds'),
  HELD_BY: relation('Held by', 'above', 'neighbour', 'holds'),
  SOURCES: relation('Sources', 'below', 'neighbour', 'speaks of'),
  SUBJECTS: relation('Speaks of', 'right', 'thing', 'speaks of'),
};

const kinds = (begins: Relation['begins'], verb: Verb, name?: string): Partial<Relation> => ({
  begins,
  verb,
  ...(name === undefined ? {} : { name }),
});

/** What reads otherwise for some kinds of things. */
const exceptions: Partial<Record<NeighbourRelationship, Partial<Record<NodeKind, Partial<Relation>>>>> = {
  FACILITIES: {
    SUPPLIER: { name: 'Runs' },
    COUNTRY: kinds('neighbour', 'lies in'),
    PRODUCT: kinds('neighbour', 'makes', 'Made by'),
    MINERAL: kinds('neighbour', 'holds'),
    COMMITMENT: kinds('thing', 'for', 'Is for'),
  },
  PRODUCTS: { MINERAL: kinds('thing', 'is in', 'Is in') },
  MINERALS: { FACILITY: kinds('thing', 'holds'), STOCKPILE: { verb: 'is in' } },
  COUNTRY: {
    FACILITY: { name: 'Lies in', verb: 'lies in' },
    SUPPLIER: { name: 'Based in' },
    AGENCY: { verb: 'body of' },
    PERSON: { verb: 'serves' },
    PROGRAMME: { verb: 'run by' },
  },
  COALITION: { AGENCY: { verb: 'body of' }, EVENT: { verb: 'meeting of' }, PROGRAMME: { verb: 'run by' } },
  AGENCY: { PROGRAMME: { name: 'Run by', verb: 'run by' } },
  PEOPLE: { EVENT: { name: 'People there', verb: 'took part in' } },
  COMMITMENTS: { PROGRAMME: { verb: 'part of' }, AGREEMENT: { verb: 'part of' } },
  AGREEMENTS: { EVENT: kinds('neighbour', 'made at') },
  EVENTS: { AGREEMENT: kinds('thing', 'made at') },
};

/** What a relationship is called and where it stands, of a thing of this kind. */
export const relationOf = (relationship: NeighbourRelationship, kind: NodeKind): Relation => ({
  ...relations[relationship],
  ...exceptions[relationship]?.[kind],
});

export const isRelationship = (name: string): name is NeighbourRelationship => Object.hasOwn(relations, name);

/** How a step of a way reads, and whether the edge runs against the step. */
export const stepVerbs: Record<SupplyRelationship, { verb: Verb; isAgainst?: true }> = {
  SUPPLIES: { verb: 'supplies' },
  PRODUCES: { verb: 'makes' },
  MADE_FROM: { verb: 'goes into' },
  CONTAINS: { verb: 'is in' },
  OPERATED_BY: { verb: 'runs', isAgainst: true },
  OWNED_BY: { verb: 'owns', isAgainst: true },
  LOCATED_IN: { verb: 'lies in' },
  BASED_IN: { verb: 'based in' },
  SOLD_TO: { verb: 'sold to' },
};

/** What is opened of a thing at first, of each kind a few. */
export const FIRST_LOOK: readonly NeighbourRelationship[] = [
  'OWNERS',
  'OPERATORS',
  'IMPOSED_BY',
  'PARTIES',
  'PARTICIPANTS',
  'MADE_BY',
  'GROUPS',
  'COUNTRY',
  'MADE_FROM',
  'SUPPLIES_FROM',
  'FACILITIES',
  'SUBSIDIARIES',
  'MINERALS',
  'MEMBERS',
  'CUSTOMERS',
  'USED_IN',
  'PRODUCTS',
  'RESTRICTS',
  'AGAINST',
  'COVERS',
  'SUBJECTS',
  'COMMITMENTS_RECEIVED',
  'COMMITMENTS',
  'EXPORT_CONTROLS',
  'CONTROLS_IMPOSED',
  'CONTROLS_FACING',
  'MADE_TO',
  'PROGRAMMES',
];
export const FIRST_FEW = 4;
/** So many more are opened at a time. */
export const AT_A_TIME = 25;
