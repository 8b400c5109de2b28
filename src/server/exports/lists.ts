import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** What the values of a column are. */
export type ColumnType = 'TEXT' | 'INTEGER' | 'NUMBER' | 'BOOLEAN';

/** A column of an exported list: a field of its items, or a field of a thing that an item names. */
export interface Column {
  /** Fields on the way to it, such as `from.iso3`. */
  name: string;
  path: readonly string[];
  type: ColumnType;
  /** What the schema says of it. */
  description: string;
}

/** A root field of `Query` that gives a connection, as it is exported: all items, one to a row. */
export interface ExportedList {
  /** The name of the field, such as `tradeFlows`. */
  name: string;
  description: string;
  /** Arguments that it takes besides those of pages and clocks, each with its type. */
  arguments: ReadonlyMap<string, string>;
  columns: readonly Column[];
  /** What is asked of each item. */
  selection: string;
}

const ofPages = new Set(['first', 'after', 'last', 'before', 'asOf', 'knownAt']);
/** Sources are kept beside the columns: every row says whose it is. */
const SOURCES = '{ key publisher title vintage licence attribution }';

const numeric = new Map<string, ColumnType>([
  ['Int', 'INTEGER'],
  ['Float', 'NUMBER'],
  ['Share', 'NUMBER'],
  ['Tonnes', 'NUMBER'],
  ['UsdAmount', 'NUMBER'],
  ['Amount', 'NUMBER'],
  ['Boolean', 'BOOLEAN'],
]);

const takesNothing = ({ args }: GraphQLField<unknown, unknown>) => args.every((one) => !isRequiredArgument(one));
const isPlain = (field: GraphQLField<unknown, unknown>) => field.args.length === 0 && field.deprecationReason == null;
const isListOf = (type: GraphQLOutputType) => isListType(getNullableType(type));
const typeOf = (type: GraphQLOutputType): ColumnType =>
  isListOf(type) || isEnumType(getNamedType(type)) ? 'TEXT' : (numeric.get(getNamedType(type).name) ?? 'TEXT');

/** The lists that can be exported, by name: what one takes is in the schema, and nothing in it depends on a required argument. */
export function exportedLists(schema: GraphQLSchema): ReadonlyMap<string, ExportedList> {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return new Map(
    fields.flatMap((field) => {
      const connection = getNamedType(field.type);
      if (!isObjectType(connection) || !connection.name.endsWith('Connection') || !takesNothing(field)) return [];
      const nodes = connection.getFields()['nodes'];
      return nodes ? [[field.name, listOf(field, getNamedType(nodes.type))] as const] : [];
    }),
  );
}

function listOf(field: GraphQLField<unknown, unknown>, item: unknown): ExportedList {
  const columns: Column[] = [];
  const selected: string[] = [];
  if (isObjectType(item) || isInterfaceType(item))
    for (const inner of Object.values(item.getFields())) {
      if (!isPlain(inner)) continue;
      const { name } = inner;
      const type = getNamedType(inner.type);
      if (name === 'sources' || name === 'source') {
        selected.push(`${name} ${SOURCES}`);
      } else if (isLeafType(type)) {
        columns.push(columnOf([name], inner));
        selected.push(name);
      } else if ((isObjectType(type) || isInterfaceType(type)) && !isListOf(inner.type)) {
        const fields = type.getFields();
        const key = fields['iso3'] ?? fields['slug'] ?? fields['key'];
        if (!key) continue;
        const own = [key, ...(fields['name'] ? [fields['name']] : [])];
        columns.push(...own.map((one) => columnOf([name, one.name], one, inner)));
        selected.push(`${name} { ${own.map((one) => one.name).join(' ')} }`);
      }
    }
  return {
    name: field.name,
    description: field.description ?? '',
    arguments: new Map(field.args.flatMap(({ name, type }) => (ofPages.has(name) ? [] : [[name, String(type)]]))),
    columns,
    selection: selected.join(' '),
  };
}

const columnOf = (
  path: string[],
  field: GraphQLField<unknown, unknown>,
  within: GraphQLField<unknown, unknown> = field,
): Column => ({ name: path.join('.'), path, type: typeOf(field.type), description: within.description ?? '' });
