import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** A part of the schema: a type, a field, an argument or a value of an enum. */
export interface SchemaPart {
  /** Schema coordinate, such as `Query.dependents` or `Query.dependents(among:)`. */
  coordinate: string;
  /** How it is written in the schema, without descriptions. */
  signature: string;
  description: string;
}

const argument = ({ name, type, defaultValue }: Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>): string => {
  const fallback = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return `${name}: ${String(type)}${fallback ? ` = ${print(fallback)}` : ''}`;
};
const field = ({ name, args, type }: GraphQLField<unknown, unknown>): string =>
  `${name}${args.length > 0 ? `(${args.map(argument).join(', ')})` : ''}: ${String(type)}`;

/** What a type holds, a line for each. */
export function membersOf(type: GraphQLNamedType): string[] {
  if (isScalarType(type)) return [];
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => name);
  return isInputObjectType(type)
    ? Object.values(type.getFields()).map(argument)
    : Object.values(type.getFields()).map(field);
}

const KINDS: Readonly<Record<string, string>> = {
  GraphQLObjectType: 'type',
  GraphQLInterfaceType: 'interface',
  GraphQLUnionType: 'union',
  GraphQLEnumType: 'enum',
  GraphQLInputObjectType: 'input',
  GraphQLScalarType: 'scalar',
};

function partsOf(type: GraphQLNamedType): SchemaPart[] {
  const of = (name: string, signature: string, description?: string | null): SchemaPart => ({
    coordinate: name,
    signature,
    description: description ?? '',
  });
  const itself = of(type.name, `${KINDS[type[Symbol.toStringTag]] ?? ''} ${type.name}`, type.description);
  if (isScalarType(type) || isUnionType(type)) return [itself];
  if (isEnumType(type))
    return [itself, ...type.getValues().map(({ name, description }) => of(`${type.name}.${name}`, name, description))];
  if (isInputObjectType(type))
    return [
      itself,
      ...Object.values(type.getFields()).map((one) => of(`${type.name}.${one.name}`, argument(one), one.description)),
    ];
  return [
    itself,
    ...Object.values(type.getFields()).flatMap((one) => [
      of(`${type.name}.${one.name}`, field(one), one.description),
      ...one.args.map((arg) => of(`${type.name}.${one.name}(${arg.name}:)`, argument(arg), arg.description)),
    ]),
  ];
}

/** Every part of a schema that a client can ask for, root fields first. */
export function schemaParts(schema: GraphQLSchema): SchemaPart[] {
  const root = schema.getQueryType();
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && type !== root);
  return [...(root ? partsOf(root) : []), ...types.flatMap(partsOf)];
}

/** Fields that give a type, by itself, in a list or on a page. */
export function fieldsGiving(schema: GraphQLSchema, { name: wanted }: GraphQLNamedType): string[] {
  const names = new Set([wanted, `${wanted}Connection`]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__') && !(name.startsWith(wanted) && /(Connection|Edge)$/.test(name)))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((one) => names.has(getNamedType(one.type).name))
        .map((one) => `${type.name}.${one.name}`),
    )
    .sort((a, b) => Number(b.startsWith('Query.')) - Number(a.startsWith('Query.')));
}

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How well a part answers words: by its name before its description, the whole name before a part of it; 0 where a word is missing. */
function rank({ coordinate, signature, description }: SchemaPart, words: readonly string[]): number {
  const name = letters(/[^.(]+(?=:?\)?$)/.exec(coordinate)?.[0] ?? coordinate);
  const text = `${coordinate} ${signature} ${description}`.toLowerCase();
  const all = letters(words.join(''));
  if (letters(coordinate) === all) return 6;
  if (name === all) return 5;
  if (!words.every((word) => text.includes(word))) return name.includes(all) ? 3 : 0;
  if (name.startsWith(all)) return 4;
  return words.some((word) => name.includes(letters(word)))
    ? 3
    : words.some((word) => coordinate.toLowerCase().includes(word))
      ? 2
      : 1;
}

/** The parts that answer words, the best first. */
export function matching(parts: readonly SchemaPart[], text: string): SchemaPart[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return parts
    .map((part, place) => ({ part, place, points: rank(part, words) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.place - b.place)
    .map(({ part }) => part);
}
