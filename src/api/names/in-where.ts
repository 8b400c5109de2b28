import { getNamedType, isInputObjectType, type GraphQLInputObjectType, type GraphQLResolveInfo } from 'graphql';
import type { RequestContext, View } from '../context.ts';
import { checkEach } from '../check.ts';
import { limitExceeded } from '../errors.ts';
import { idInQuestion, plainId } from '../global-id.ts';
import { meaning } from './resolve-node.ts';
import { unknownName } from './suggest.ts';
import { allKinds, type NodeKind } from '../../graph/kinds.ts';

/**
 * The filters whose texts are names, and what these may be of: a name shared by several kinds is that of the first. A kind's own
 * filter is called after it, where the schema has one.
 */
export const nameFilters: ReadonlyMap<string, readonly NodeKind[]> = new Map<string, readonly NodeKind[]>([
  ...allKinds.map((kind) => [`${kind}Filter`, [kind]] as const),
  ['MineralOrProductFilter', ['Mineral', 'Product']],
  ['PartyFilter', ['Country', 'Coalition', 'Agency', 'Supplier']],
  // What may be of any kind is told apart by its global identifier.
  ['SubjectFilter', allKinds],
]);

/** The operators whose texts are names; the others compare texts. */
const ofNames: ReadonlySet<string> = new Set(['eq', 'ne', 'in']);

/** More names in one condition than anybody writes. */
const MAX_NAMES = 1000;
/** Of many names that mean nothing, so many are told, each with a suggestion. */
const MAX_TOLD = 10;

/** A name in a condition, or a text that a global identifier is compared with. */
interface Place {
  /** Where it stands, such as `where.country.ne`. */
  argument: string;
  text: string;
  isName: boolean;
  kinds: readonly NodeKind[];
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
  if (places.length > MAX_NAMES)
    throw limitExceeded('where', `Argument "where": at most ${MAX_NAMES} names at once, not ${places.length}.`);
  const keys = await checkEach(places, (place) => keyAt(context, place, view));
  const unknown = places.filter((_, index) => keys[index] === null);
  await checkEach(unknown.slice(0, MAX_TOLD), async ({ argument: at, text, kinds }) => {
    throw await unknownName(context, at, kinds, text);
  });
  for (const [index, { put }] of places.entries()) put(keys[index] ?? '');
  return keyed;
}

/** What stands in the graph for a text of a condition; null when the text means nothing. */
async function keyAt(context: RequestContext, { argument, text, isName, kinds }: Place, view: View) {
  if (!isName) return idInQuestion(argument, text, view, context);
  const meant = await meaning(context, argument, text, kinds, view);
  return meant && (kinds === allKinds ? plainId(meant) : meant.key);
}

type Fields = Record<string, unknown>;

function placesIn(value: Fields, type: GraphQLInputObjectType, path: string): Place[] {
  const kinds = nameFilters.get(type.name);
  // In the order of the schema, whatever order the caller wrote.
  return Object.values(type.getFields()).flatMap((field): Place[] => {
    const given = value[field.name];
    const argument = `${path}.${field.name}`;
    if (given == null) return [];
    const isName = ofNames.has(field.name);
    if (kinds && Array.isArray(given))
      return given.map((text: string, index) => ({
        ...{ argument, text, isName, kinds },
        put: (key) => void (given[index] = key),
      }));
    if (kinds && typeof given === 'string')
      return isName || kinds === allKinds
        ? [{ argument, text: given, isName, kinds, put: (key) => void (value[field.name] = key) }]
        : [];
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) return [];
    return [given].flat().flatMap((one) => placesIn(one as Fields, inner, argument));
  });
}
