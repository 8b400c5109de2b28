import type { NodeKind } from '../../graph/kinds.ts';
import type { ClaimRecord } from '../../entities/claim/record.ts';

const parties: readonly NodeKind[] = ['Country', 'Coalition', 'Agency', 'Supplier'];
const minerals: readonly NodeKind[] = ['Mineral', 'Product'];

/** Properties whose value is a key, or several with `|` between them, and of which kinds. */
const inValue: Readonly<Record<string, readonly NodeKind[]>> = {
  agency: ['Agency'],
  agreement: ['Agreement'],
  calledBy: ['Person'],
  coalition: ['Coalition'],
  country: ['Country'],
  event: ['Event'],
  facility: ['Facility'],
  followedMineral: ['Mineral'],
  imposedBy: ['Agency'],
  invited: parties,
  jointly: ['Agency'],
  madeBy: parties,
  madeTo: parties,
  mineral: ['Mineral'],
  operator: ['Supplier'],
  parent: ['Programme'],
  partOf: ['Commitment', 'Product'],
  programme: ['Programme'],
  successors: ['Country'],
  supersedes: ['Commitment'],
};

/** Properties whose scope begins with a key: the value says how, how much or since when. */
const inScope: Readonly<Record<string, readonly NodeKind[]>> = {
  against: ['Country'],
  buildsOn: ['Agreement'],
  capacityTonnes: ['Product'],
  contains: ['Mineral'],
  covers: minerals,
  group: ['Mineral'],
  madeFrom: ['Product'],
  memberOf: ['Coalition'],
  operators: ['Supplier'],
  operatorShare: ['Supplier', 'Facility'],
  outputTonnes: ['Product'],
  ownedBy: ['Supplier', 'Agency', 'Country'],
  ownerShare: ['Supplier'],
  participant: parties,
  party: parties,
  plannedFor: ['Product'],
  produces: ['Product'],
  restricts: minerals,
  succeeds: ['Agreement', 'ExportControl'],
  supplies: ['Supplier', 'Facility'],
  suppliesTonnes: ['Supplier', 'Facility'],
  suspends: ['ExportControl'],
};

/** A key that a claim mentions, and the kinds of which it can be one. */
export interface Mention {
  key: string;
  kinds: readonly NodeKind[];
}

type Said = Pick<ClaimRecord, 'property' | 'scope' | 'value'>;

const own = <T>(table: Readonly<Record<string, T>>, property: string) =>
  Object.hasOwn(table, property) ? table[property] : undefined;

/** The keys that are the value of a claim, in its order; none where its value is no key. */
export function keysInValue({ property, value }: Said): Mention[] {
  const kinds = own(inValue, property);
  return kinds && value ? value.split('|').map((key) => ({ key, kinds })) : [];
}

/** The key that a claim's scope begins with; null where it begins with none. */
export function keyInScope({ property, scope }: Said): Mention | null {
  const kinds = own(inScope, property);
  const key = scope?.split(/[ ,]/, 1)[0];
  return kinds && key ? { key, kinds } : null;
}
