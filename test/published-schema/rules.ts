import {
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';

const FILE = 'docs/schema-changelog.md';

/** The breaking changes that a changelog lists under "Unreleased", each with what to use instead. */
function listed(changelog: string): string[] {
  const [, unreleased = ''] = /^## Unreleased\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? [];
  const entries = unreleased.split(/^- /m).slice(1);
  return entries.flatMap((entry) => /^([\s\S]*?\.) Use \S/.exec(entry.replace(/\s+/g, ' '))?.[1] ?? []);
}

/** What a changelog has to say of the changes between two schemas and does not, and what it says of changes that are none. */
export function changesToTell(before: GraphQLSchema, after: GraphQLSchema, changelog: string): string[] {
  const changes = findBreakingChanges(before, after).map(({ description }) => description);
  const told = listed(changelog);
  return [
    ...changes
      .filter((change) => !told.includes(change))
      .map((change) => `${FILE} does not list "${change}" followed by what to use instead ("Use …").`),
    ...told
      .filter((one) => !changes.includes(one))
      .map((one) => `${FILE} lists "${one}", which is no breaking change since the release.`),
  ];
}

/** A part of a schema by its coordinate, with why it is deprecated. */
type Part = [coordinate: string, reason: string | null | undefined];

function partsOf(type: GraphQLNamedType): Part[] {
  if (isEnumType(type))
    return type.getValues().map(({ name, deprecationReason }) => [`${type.name}.${name}`, deprecationReason]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((one) => [`${type.name}.${one.name}`, one.deprecationReason]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): Part[] => [
    [`${type.name}.${field.name}`, field.deprecationReason],
    ...field.args.map((one): Part => [`${type.name}.${field.name}(${one.name}:)`, one.deprecationReason]),
  ]);
}

const isDay = (text: string) => z.iso.date().safeParse(text).success;

/** What is deprecated without the day until which it stays, or without something that is there to use instead. */
export function deprecationFaults(schema: GraphQLSchema): string[] {
  const parts = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap(partsOf);
  const known = new Set(parts.map(([coordinate]) => coordinate));
  return parts.flatMap(([coordinate, reason]) => {
    if (reason === null || reason === undefined) return [];
    const [, day = '', instead = ''] = /^Until (\d{4}-\d\d-\d\d): use `([^`]+)`/.exec(reason) ?? [];
    if (isDay(day) && known.has(instead)) return [];
    return [`${coordinate} is deprecated with "${reason}"; say "Until YYYY-MM-DD: use \`Type.field\`."`];
  });
}
