import { getNamedType, isInputObjectType, type GraphQLInputObjectType, type GraphQLResolveInfo } from 'graphql';
import type { RequestContext, View } from '../context.ts';
import { ends } from '../graph/load.ts';
import { checkEach } from '../graphql/check.ts';
import { limitExceeded } from '../graphql/errors.ts';
import { meaning } from './anything.ts';
import type { NamedKind } from './queries.ts';
import { unknownName } from './suggest.ts';

/** The filters whose texts are names, and what these may be of: a name that several kinds bear is that of the first. */
export const nameFilters: ReadonlyMap<string, readonly NamedKind[]> = new Map([
  ['CountryFilter', ['Country']],
  ['CoalitionFilter', ['Coalition']],
  ['MineralFilter', ['Mineral']],
  ['ProductFilter', ['Product']],
  ['MineralOrProductFilter', ['Mineral', 'Product']],
  ['AgencyFilter', ['Agency']],
  ['SupplierFilter', ['Supplier']],
  ['FacilityFilter', ['Facility']],
  ['PersonFilter', ['Person']],
  ['ProgrammeFilter', ['Programme']],
  ['AgreementFilter', ['Agreement']],
  ['SourceFilter', ['Source']],
  ['PartyFilter', ['Country', 'Coalition', 'Agency', 'Supplier']],
  ['SubjectFilter', Object.keys(ends) as NamedKind[]],
]);

/** The operators whose texts are names; the others compare texts. */
const ofNames: ReadonlySet<string> = new Set(['eq', 'ne', 'in']);

/** More names in one condition than anybody writes. */
const MOST_NAMES = 1000;
/** Of many names that mean nothing, so many are told, each with a suggestion. */
const MOST_TOLD = 10;

/** A name in a condition. */
interface Place {
  /** Where it stands, such as `where.country.ne`. */
  argument: string;
  text: string;
  kinds: readonly NamedKind[];
  put: (key: string) => void;
}

/**
 * The argument `where` of a field with keys in place of the names in it: `{country: {eq: "China"}}` becomes `{country: {eq: "CHN"}}`.
 * @throws GraphQLError BAD_USER_INPUT for each name that means nothing, by its place and with a suggestion.
 */
export async function whereWithKeys<Where extends object>(
  context: RequestContext,
  where: Where | null | undefined,
  info: GraphQLResolveInfo,
  view: View,
): Promise<Where | null> {
  if (where == null) return null;
  const argument = info.parentType.getFields()[info.fieldName]?.args.find(({ name }) => name === 'where');
  const type = argument && getNamedType(argument.type);
  if (!isInputObjectType(type)) throw new Error(`${info.fieldName} has no argument "where".`);
  const keyed = structuredClone(where);
  const places = placesIn(keyed as Fields, type, 'where');
  if (places.length > MOST_NAMES)
    throw limitExceeded('where', `Argument "where": at most ${MOST_NAMES} names at once, not ${places.length}.`);
  const meanings = await checkEach(places, ({ argument: at, text, kinds }) => meaning(context, at, text, kinds, view));
  const unknown = places.filter((_, index) => !meanings[index]);
  await checkEach(unknown.slice(0, MOST_TOLD), async ({ argument: at, text, kinds }) => {
    throw await unknownName(context, at, kinds, text);
  });
  for (const [index, { kinds, put }] of places.entries()) {
    const meant = meanings[index];
    if (meant) put(isGlobal(kinds) ? `${meant.kind}:${meant.key}` : meant.key);
  }
  return keyed;
}

/** What may be of any kind is told apart by its kind too. */
const isGlobal = (kinds: readonly NamedKind[]) => kinds === nameFilters.get('SubjectFilter');

type Fields = Record<string, unknown>;

function placesIn(value: Fields, type: GraphQLInputObjectType, path: string): Place[] {
  const kinds = nameFilters.get(type.name);
  // In the order of the schema, whatever order the caller wrote.
  return Object.values(type.getFields()).flatMap((field): Place[] => {
    const given = value[field.name];
    const argument = `${path}.${field.name}`;
    if (given == null) return [];
    if (kinds && ofNames.has(field.name)) {
      if (!Array.isArray(given))
        return [{ argument, text: given as string, kinds, put: (key) => void (value[field.name] = key) }];
      return given.map((text: string, index) => ({ argument, text, kinds, put: (key) => void (given[index] = key) }));
    }
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) return [];
    return [given].flat().flatMap((one) => placesIn(one as Fields, inner, argument));
  });
}
