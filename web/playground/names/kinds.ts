import { getNamedType, isEnumType, isInputObjectType, type GraphQLInputField, type GraphQLSchema } from 'graphql';
import type { ArgumentPlace, Place } from './places.ts';

/** A type of the schema whose things have names, such as `Country`. */
export type Named = string;

const PATH_ENDS: readonly Named[] = ['Country', 'Mineral', 'Product', 'Supplier', 'Facility', 'Agency'];
const COUNTRY: readonly Named[] = ['Country'];

/** Whose names an argument takes, by what it is called. Countries stand for coalitions too where the description says so. */
const BY_NAME: Readonly<Record<string, readonly Named[]>> = {
  ...{ on: COUNTRY, of: COUNTRY, for: COUNTRY, importer: COUNTRY, country: COUNTRY, countries: COUNTRY },
  ...{ from: COUNTRY, to: COUNTRY, excluding: COUNTRY, through: COUNTRY },
  ...{ product: ['Product'], products: ['Product'], mineral: ['Mineral'], minerals: ['Mineral'] },
  ...{ among: ['Coalition'], without: ['Source'] },
  via: ['Country', 'Product', 'Supplier', 'Facility'],
};

/** Filters of more than one kind of thing; the others are called after theirs. */
const BY_FILTER: Readonly<Record<string, readonly Named[]>> = {
  MineralOrProductFilter: ['Mineral', 'Product'],
  PartyFilter: ['Country', 'Coalition', 'Agency', 'Supplier'],
};

const inCapitals = (type: string) => type.replaceAll(/\B[A-Z]/g, '_$&').toUpperCase();

/** The kind of a search for things of a type, such as `EXPORT_CONTROL`; null where there is none. */
export function searchKind(type: Named, schema: GraphQLSchema): string | null {
  const kinds = schema.getType('SearchKind');
  const kind = inCapitals(type);
  return isEnumType(kinds) && kinds.getValue(kind) ? kind : null;
}

const allNamed = (schema: GraphQLSchema): Named[] =>
  Object.keys(schema.getTypeMap()).filter((type) => searchKind(type, schema) !== null);

/** Root fields of which an argument takes the names of all kinds. */
const takesAll: Readonly<Record<string, string>> = { timeline: 'about', neighbours: 'of' };

const isText = (type: string) => type === 'String' || type === 'ID';

/** Whose names an argument takes by itself; none where it takes other texts. */
export function namesInArgument({ parent, field, argument }: ArgumentPlace, schema: GraphQLSchema): readonly Named[] {
  if (!isText(getNamedType(argument.type).name)) return [];
  if (parent === 'Query' && ['slug', 'code', 'id'].includes(argument.name)) {
    const type = getNamedType(field.type).name;
    return searchKind(type, schema) ? [type] : [];
  }
  if (parent === 'Query' && field.name === 'paths' && argument.name !== 'via') return PATH_ENDS;
  if (parent === 'Query' && takesAll[field.name] === argument.name) return allNamed(schema);
  return byName(argument);
}

function byName({ name, description }: Pick<GraphQLInputField, 'name' | 'description'>): readonly Named[] {
  const names = Object.hasOwn(BY_NAME, name) ? (BY_NAME[name] ?? []) : [];
  return names === COUNTRY && description?.includes('coalition') ? ['Country', 'Coalition'] : names;
}

/** Whose names a field of an input object takes. */
export function namesInField(type: string, field: GraphQLInputField, schema: GraphQLSchema): readonly Named[] {
  if (!isText(getNamedType(field.type).name)) return [];
  const filtered = /^(\w+)Filter$/.exec(type)?.[1];
  if (filtered === undefined) return byName(field);
  if (!['eq', 'ne', 'in'].includes(field.name)) return [];
  if (filtered === 'Subject') return allNamed(schema);
  return BY_FILTER[type] ?? (searchKind(filtered, schema) ? [filtered] : []);
}

/** Whose names may stand at a place: of the argument itself, or of a field of an input object in it. */
export function namesAt(
  { of, path }: Pick<Place, 'of' | 'path'>,
  uses: readonly Place[],
  schema: GraphQLSchema,
): Named[] {
  // The default of a variable goes where the variable is used.
  if (typeof of === 'string') {
    const at = uses.filter((place) => place.uses === of && typeof place.of !== 'string');
    return [...new Set(at.flatMap((place) => namesAt({ of: place.of, path: [...place.path, ...path] }, [], schema)))];
  }
  if (path.length === 0) return [...namesInArgument(of, schema)];
  let type = getNamedType(of.argument.type);
  for (const [index, name] of path.entries()) {
    const field = isInputObjectType(type) ? type.getFields()[name] : undefined;
    if (!field) return [];
    if (index === path.length - 1) return [...namesInField(type.name, field, schema)];
    type = getNamedType(field.type);
  }
  return [];
}
