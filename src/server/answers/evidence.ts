import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { readId } from '../../api/global-id.ts';
import { nameOf, type Json } from '../../lib/answer-rows.ts';
import type { CitedSource } from '../../lib/citation.ts';
import type { LeafTypes } from '../../lib/leaf-types.ts';

/** How much is asked besides the answer: whose rows they are, the sources they rest on, or every claim with its place in them. */
export const levels = ['IDS', 'SOURCES', 'CLAIMS'] as const;
export type EvidenceLevel = (typeof levels)[number];

type Data = { [field: string]: Json };

/** A source with what its licence asks for. */
export interface EvidenceSource extends CitedSource {
  readonly licence: string;
  readonly attribution: string | null;
  readonly url: string | null;
  readonly publishedOn: string | null;
}

/** What one source says, as it stands there. */
interface EvidenceClaim {
  readonly id: string;
  readonly property: string;
  readonly scope: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: string;
  readonly confidence: string;
  readonly recordedAt: string | null;
  readonly locator: string | null;
  readonly method: string | null;
  /** Keys of its sources. */
  readonly sources: readonly string[];
}

/** What one place of an answer rests on. */
export interface Evidence {
  /** Names and numbers of rows that lead to it, such as `["dependents", "nodes", 0]`. */
  readonly path: readonly (string | number)[];
  /** Identifier without a view; null for what has none. */
  readonly id: string | null;
  readonly type: string;
  readonly claims: readonly EvidenceClaim[];
  /** Keys of its sources. */
  readonly sources: readonly string[];
}

/** An answer apart from its evidence. */
export interface WithEvidence {
  data: Data;
  /** The same with the identifiers of its rows, without views. */
  identified: Data;
  evidence: Evidence[];
  sources: EvidenceSource[];
  /** Places of figures that no source is told of, such as `disruption.stages.short`. */
  without: string[];
}

/** Fields that only say which thing it is: a thing that is no more than named rests on no claim. */
const labels: ReadonlySet<string> = new Set([
  ...[
    'id',
    '__typename',
    'nodeKind',
    'slug',
    'key',
    'code',
    'iso2',
    'iso3',
    'm49',
    'name',
    'shortName',
    'officialName',
    'title',
  ],
]);

/** Scalars that are figures. */
const figures: ReadonlySet<string> = new Set(['Share', 'Tonnes', 'UsdAmount', 'Amount', 'Float']);

/** Claims about one thing that are read at most. */
const MAX_CLAIMS = 20;

const isListOf = (field: GraphQLField<unknown, unknown> | undefined, type: string) =>
  field !== undefined && isListType(getNullableType(field.type)) && getNamedType(field.type).name === type;

/** What is asked besides in a selection on a type, by names that the document does not have. */
function addedFields(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  level: EvidenceLevel,
  p: string,
  isNamedOnly: boolean,
): string {
  if (type.name === 'Source' || type === schema.getQueryType()) return '';
  const fields = 'getFields' in type ? type.getFields() : {};
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [];
  const isEvidenced = type.name === 'Evidenced' || interfaces.includes('Evidenced');
  const parts = [`${p}type: __typename`, fields['id'] ? `${p}id: id` : ''];
  if (level !== 'IDS' && !(isEvidenced && isNamedOnly)) {
    if (isListOf(fields['sources'], 'Source')) parts.push(`${p}sources: sources { ...${p}Source }`);
    else if (fields['source'] && getNamedType(fields['source'].type).name === 'Source')
      parts.push(`${p}source: source { ...${p}Source }`);
    if (level === 'CLAIMS' && isListOf(fields['claims'], 'Claim'))
      parts.push(
        isEvidenced
          ? `${p}claims: claims(first: ${MAX_CLAIMS}) { ...${p}Claim }`
          : `${p}figure: claims { ...${p}Claim }`,
      );
    // A figure that is chosen among several names the claim that it is.
    const { preferred } = fields;
    if (preferred && !fields['claims'] && getNamedType(preferred.type).name === 'Claim')
      parts.push(
        level === 'CLAIMS'
          ? `${p}preferred: preferred { ...${p}Claim }`
          : `${p}preferred: preferred { sources { ...${p}Source } }`,
      );
  }
  // Of what can be of several types, figures and things are asked as such.
  if (isAbstractType(type))
    for (const name of ['Figure', 'Evidenced']) {
      const shared = schema.getType(name);
      if (!isInterfaceType(shared) || name === type.name || interfaces.includes(name)) continue;
      if (!schema.getPossibleTypes(type).some((one) => schema.isSubType(shared, one))) continue;
      if (name === 'Evidenced' && isNamedOnly) continue;
      parts.push(`... on ${name} { ${addedFields(schema, shared, level, p, false)} }`);
    }
  return parts.join(' ');
}

const fragments = (p: string, level: EvidenceLevel) =>
  level === 'IDS'
    ? ''
    : `fragment ${p}Source on Source { key title publisher vintage licence attribution url publishedOn }
${
  level === 'CLAIMS'
    ? `fragment ${p}Claim on Claim { id property scope value unit low high status confidence recordedAt locator method sources { ...${p}Source } }`
    : ''
}`;

/** A beginning that no name of the document has. */
function prefixFor(document: DocumentNode): string {
  const text = print(document);
  let prefix = '_e_';
  while (text.includes(prefix)) prefix += '_';
  return prefix;
}

const isNamedOnly = ({ selections }: SelectionSetNode, type: GraphQLCompositeType) =>
  !selections.some((one) => {
    if (one.kind !== Kind.FIELD || labels.has(one.name.value)) return false;
    const field = 'getFields' in type ? type.getFields()[one.name.value] : undefined;
    return field !== undefined && isLeafType(getNamedType(field.type));
  });

/** The document with what it rests on asked besides, and the beginning of the names under which that comes back. */
export function withEvidence(
  schema: GraphQLSchema,
  document: DocumentNode,
  level: EvidenceLevel,
): { document: DocumentNode; prefix: string } {
  const prefix = prefixFor(document);
  const typeInfo = new TypeInfo(schema);
  const asked = new Set<string>();
  const own = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave(node) {
          const type = typeInfo.getParentType();
          if (!isCompositeType(type) || type.name.startsWith('__')) return undefined;
          const text = addedFields(schema, type, level, prefix, isNamedOnly(node, type));
          if (text === '') return undefined;
          for (const name of ['Source', 'Claim']) if (text.includes(`...${prefix}${name}`)) asked.add(name);
          return { ...node, selections: [...node.selections, ...selectionsOf(text)] };
        },
      },
    }),
  );
  if (asked.has('Claim')) asked.add('Source');
  const shared = asked.size === 0 ? [] : parse(fragments(prefix, level), { noLocation: true }).definitions;
  const needed = shared.filter((one) => asked.has((one as FragmentDefinitionNode).name.value.slice(prefix.length)));
  return { document: { ...own, definitions: [...own.definitions, ...needed] }, prefix };
}

function selectionsOf(text: string): readonly SelectionNode[] {
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

const isObject = (value: Json | undefined): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: Json | undefined): Data[] => [value ?? null].flat().filter(isObject);

/** Identifiers as they are whatever the view. */
export const plainIdOf = (id: string): string => {
  try {
    return readId('id', id, '9999').plain;
  } catch {
    return id;
  }
};

/** Takes an answer and its evidence apart. `types` are those of the operation as it was asked. */
export function apart(asked: Data, prefix: string, types: LeafTypes): WithEvidence {
  const evidence: Evidence[] = [];
  const sources = new Map<string, EvidenceSource>();
  const without = new Set<string>();

  const readSources = (value: Json | undefined): string[] =>
    listOf(value).map((source) => {
      const read = source as unknown as EvidenceSource;
      sources.set(read.key, read);
      return read.key;
    });
  const readClaim = (claim: Data): EvidenceClaim => ({
    ...(claim as unknown as EvidenceClaim),
    id: plainIdOf((claim as unknown as EvidenceClaim).id),
    sources: readSources(claim['sources']),
  });

  /** Walks what was asked for; `isCovered` says whether something around it names its sources. */
  function walk(value: Json, path: (string | number)[], isCovered: boolean): { plain: Json; identified: Json } {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => walk(item, [...path, index], isCovered));
      return { plain: items.map(({ plain }) => plain), identified: items.map(({ identified }) => identified) };
    }
    if (!isObject(value)) return { plain: value, identified: value };
    const preferred = listOf(value[`${prefix}preferred`]);
    const claims = [
      ...listOf(value[`${prefix}claims`]),
      ...listOf(value[`${prefix}figure`]),
      ...preferred.filter((claim) => 'id' in claim),
    ].map(readClaim);
    const named = [
      ...readSources(value[`${prefix}sources`]),
      ...readSources(value[`${prefix}source`]),
      ...preferred.flatMap((claim) => readSources(claim['sources'])),
    ];
    const id = value[`${prefix}id`];
    const from = [...new Set([...named, ...claims.flatMap((claim) => claim.sources)])].sort();
    const type = value[`${prefix}type`];
    if (from.length > 0 || claims.length > 0)
      evidence.push({
        path,
        id: typeof id === 'string' ? plainIdOf(id) : null,
        type: typeof type === 'string' ? type : '',
        claims,
        sources: from,
      });
    const covered = isCovered || from.length > 0;
    const plain: [string, Json][] = [];
    const identified: [string, Json][] = [];
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith(prefix)) continue;
      const place = nameOf([...path, name].filter((part) => typeof part === 'string'));
      if (!covered && inner !== null && figures.has(types.get(place) ?? '')) without.add(place);
      const walked = walk(inner, [...path, name], covered);
      plain.push([name, walked.plain]);
      const isId = typeof inner === 'string' && types.get(place) === 'ID';
      identified.push([name, isId ? plainIdOf(inner) : walked.identified]);
    }
    // A published figure of another edition has another identifier, and is the same row by what it names.
    if (typeof id === 'string' && !('id' in value) && type !== 'Observation') identified.unshift(['id', plainIdOf(id)]);
    return { plain: Object.fromEntries(plain), identified: Object.fromEntries(identified) };
  }

  const { plain, identified } = walk(asked, [], false);
  return {
    data: plain as Data,
    identified: identified as Data,
    evidence,
    sources: [...sources.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    without: [...without].sort(),
  };
}
