/** An operation that asks too much, or that tries what a server may stumble over. */
export interface Hostile {
  name: string;
  query: string;
  /** JSON where they are nested deeper than JavaScript can write them. */
  variables?: Record<string, unknown> | string;
  /** The limit that refuses it; null where it is answered, or refused as any other wrong input is. */
  limit: string | null;
  /** What else an error of it says. */
  code?: string;
}

/** The body of its request. */
export const bodyOf = ({ query, variables = {} }: Hostile): string =>
  `{"query": ${JSON.stringify(query)}, "variables": ${typeof variables === 'string' ? variables : JSON.stringify(variables)}}`;

const times = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join(' ');
/** A text within another, so many times over. */
const nest = (n: number, open: string, middle: string, close: string) => open.repeat(n) + middle + close.repeat(n);

/** Fragments of which each spreads the next so many times. */
const lattice = (levels: number, spreads: number, last: string) =>
  times(levels, (i) => `fragment F${i} on Country { ${i === levels - 1 ? last : `...F${i + 1} `.repeat(spreads)} }`);
const latticeOf = (levels: number, spreads: number, last: string) =>
  `{ country(code: "JPN") { ...F0 } } ${lattice(levels, spreads, last)}`;

const whatIf = {
  input: { countries: ['CHN'], minerals: ['rare-earths', 'cobalt'], from: '2026-01-01', months: 12 },
};
const disruptions = (n: number) =>
  `query ($input: DisruptionInput!) { ${times(n, (i) => `a${i}: disruption(input: $input) { months }`)} }`;
const pages = (levels: number) =>
  `{ countries(first: 100) { nodes { ${nest(levels - 1, 'imports(first: 100) { nodes { to { ', 'iso3', ' } } }')} } } }`;
const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

const deepFilter = (n: number) => `{"where": ${nest(n, '{"not":', '{}', '}')}}`;
const countries = 'query ($where: CountryWhere) { countries(first: 1, where: $where) { totalCount } }';
const codes = (n: number) => Array.from({ length: n }, (_, i) => `A${i}`);

/** Hostile documents, each with the bound that is meant for it. */
export const hostile: readonly Hostile[] = [
  { name: 'four fragments of 64 spreads', query: latticeOf(4, 64, 'agencies { name }'), limit: 'MAX_COST' },
  { name: 'four fragments of 32 spreads', query: latticeOf(4, 32, 'agencies { name }'), limit: 'MAX_COST' },
  { name: 'seven fragments of 13 spreads', query: latticeOf(7, 13, 'agencies { name }'), limit: 'MAX_COST' },
  { name: 'seven fragments of 20 spreads', query: latticeOf(7, 20, 'agencies { name }'), limit: 'MAX_COST' },
  { name: 'sixty fragments of two spreads', query: latticeOf(60, 2, 'agencies { name }'), limit: 'MAX_COST' },
  { name: 'a lattice with values only', query: latticeOf(7, 20, 'name iso3'), limit: null },
  {
    name: 'a lattice of lists',
    query: `{ country(code: "JPN") { ...F0 } } ${times(7, (i) => `fragment F${i} on Country { ${i === 6 ? 'name' : times(40, () => `successors { ...F${i + 1} }`)} }`)}`,
    limit: 'MAX_COST',
  },
  {
    name: 'a lattice at the root',
    query: `{ ...F0 } ${lattice(4, 20, '__typename').replaceAll('on Country', 'on Query')}`,
    limit: 'MAX_ROOT_FIELDS',
  },
  { name: 'a chain of 300 fragments', query: latticeOf(300, 1, 'name'), limit: 'MAX_FRAGMENTS' },
  { name: 'a chain of 200 fragments', query: latticeOf(200, 1, 'name'), limit: null },
  {
    name: '300 fragments in one place',
    query: `{ country(code: "JPN") { ${times(300, (i) => `...F${i}`)} } } ${times(300, (i) => `fragment F${i} on Country { name }`)}`,
    limit: 'MAX_FRAGMENTS',
  },
  {
    name: '200 fragments in one place',
    query: `{ country(code: "JPN") { ${times(200, (i) => `...F${i}`)} } } ${times(200, (i) => `fragment F${i} on Country { name iso3 }`)}`,
    limit: null,
  },
  { name: '500 disruptions', query: disruptions(500), variables: whatIf, limit: 'MAX_TOKENS' },
  { name: '300 disruptions', query: disruptions(300), variables: whatIf, limit: 'MAX_ROOT_FIELDS' },
  { name: '100 disruptions', query: disruptions(100), variables: whatIf, limit: 'MAX_COST' },
  {
    name: '500 names of one field',
    query: `{ ${times(500, (i) => `a${i}: __typename`)} }`,
    limit: 'MAX_ROOT_FIELDS',
  },
  {
    name: '100 searches of paths',
    query: `{ ${times(100, (i) => `a${i}: paths(from: "a", to: "b") { paths { length } }`)} }`,
    limit: 'MAX_COST',
  },
  { name: '16 levels of pages of 100', query: pages(16), limit: 'MAX_DEPTH' },
  { name: 'four levels of pages of 100', query: pages(4), limit: 'MAX_COST' },
  { name: 'three levels of pages of 100', query: pages(3), limit: 'MAX_COST' },
  {
    name: '1,300 levels of fields',
    query: `{ country(code: "JPN") ${nest(1300, '{ successors ', '{ name }', '}')} }`,
    limit: 'MAX_DEPTH',
  },
  {
    name: '1,300 inline fragments in one another',
    query: `{ country(code: "JPN") ${nest(1300, '{ ... ', '{ name }', '}')} }`,
    limit: null,
  },
  { name: '10,000 directives', query: `{ __typename ${'@skip(if: false) '.repeat(10_000)} }`, limit: 'MAX_TOKENS' },
  { name: '1,900 unknown directives', query: `{ __typename ${'@a '.repeat(1_900)} }`, limit: 'MAX_DIRECTIVES' },
  {
    name: '300 conditions',
    query: `{ country(code: "JPN") { ${times(300, (i) => `a${i}: name @skip(if: false)`)} } }`,
    limit: 'MAX_DIRECTIVES',
  },
  {
    name: '4,000 fields of one name',
    query: `{ country(code: "JPN") { ${'name '.repeat(4_000)} } }`,
    limit: 'MAX_TOKENS',
  },
  {
    name: '3,900 fields of one name',
    query: `{ country(code: "JPN") { ${'name '.repeat(3_900)} } }`,
    limit: 'MAX_REPEATS',
  },
  {
    name: '560 things of one name',
    query: `{ ${'graph { counts { kind } } '.repeat(560)} }`,
    limit: 'MAX_REPEATS',
  },
  {
    name: 'fields of one name in inline fragments',
    query: `{ country(code: "JPN") { ${'... { name } '.repeat(500)} } }`,
    limit: 'MAX_REPEATS',
  },
  {
    name: '100 things of one name, three levels deep',
    query: `{ country(code: "JPN") { ${'successors { successors { successors { name } } } '.repeat(100)} } }`,
    limit: null,
  },
  {
    name: '600 operations',
    query: times(600, (i) => `query Q${i} { __typename }`),
    limit: null,
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: '3,900 fields that are not there',
    query: `{ country(code: "JPN") { ${times(3_900, (i) => `nam${i}`)} } }`,
    limit: null,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a name of 200,000 letters',
    query: `{ ${'a'.repeat(200_000)} }`,
    limit: null,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'a comment of 200,000 letters', query: `#${'a'.repeat(200_000)}\n{ __typename }`, limit: null },
  {
    name: 'a filter 900 levels deep',
    query: `{ countries(where: ${nest(900, '{not:', '{}', '}')}) { totalCount } }`,
    limit: 'MAX_INPUT_DEPTH',
  },
  {
    name: 'a variable 30,000 levels deep',
    query: countries,
    variables: deepFilter(30_000),
    limit: 'MAX_INPUT_DEPTH',
  },
  { name: 'a filter of 20 levels', query: countries, variables: deepFilter(20), limit: null },
  {
    name: 'a filter of two times 20 alternatives',
    query: countries,
    variables: {
      where: { and: [0, 1].map(() => ({ or: codes(20).map((eq) => ({ iso3: { eq } })) })) },
    },
    limit: 'where',
  },
  {
    name: 'a filter of 1,000 alternatives',
    query: countries,
    variables: { where: { or: codes(1_000).map((eq) => ({ iso3: { eq } })) } },
    limit: 'where',
  },
  {
    name: 'a filter of 1,000 conditions at once',
    query: countries,
    variables: { where: { and: codes(1_000).map((ne) => ({ iso3: { ne } })) } },
    limit: 'where',
  },
  {
    name: '"in" of 10,000',
    query: countries,
    variables: { where: { iso3: { in: codes(10_000) } } },
    limit: 'MAX_INPUT_LIST',
  },
  {
    name: '"in" of 1,500 in the operation',
    query: `{ countries(where: {iso3: {in: [${times(1_500, (i) => `"A${i}"`)}]}}) { totalCount } }`,
    limit: 'MAX_INPUT_LIST',
  },
  { name: '"in" of 1,000', query: countries, variables: { where: { iso3: { in: codes(1_000) } } }, limit: null },
  {
    name: 'a filter of 15,000 unknown fields',
    query: countries,
    variables: { where: Object.fromEntries(codes(15_000).map((code) => [code, 1])) },
    limit: 'MAX_INPUT_LIST',
  },
  {
    name: '15,000 variables that nobody declared',
    query: countries,
    variables: Object.fromEntries(codes(15_000).map((code) => [code, 1])),
    limit: 'MAX_INPUT_LIST',
  },
  {
    name: 'a filter of 900 unknown fields',
    query: countries,
    variables: { where: Object.fromEntries(codes(900).map((code) => [code, 1])) },
    limit: null,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'lists 1,200 levels deep',
    query: `{ nodes(ids: ${nest(1_200, '[', '', ']')}) { id } }`,
    limit: 'MAX_INPUT_DEPTH',
  },
  {
    name: 'lists 100,000 levels deep in a variable',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: `{"ids": ${nest(100_000, '[', '', ']')}}`,
    limit: 'MAX_INPUT_DEPTH',
  },
  {
    name: '100,000 numbers for one',
    query: 'query ($n: Int) { countries(first: $n) { totalCount } }',
    variables: { n: Array.from({ length: 100_000 }, () => 1) },
    limit: 'MAX_INPUT_LIST',
  },
  {
    name: 'a text of 250 KB in a variable',
    query: 'query ($code: String!) { country(code: $code) { name } }',
    variables: { code: 'x'.repeat(250_000) },
    limit: null,
  },
  {
    name: '1,000 nodes',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: codes(1_000) },
    limit: 'ids',
  },
  {
    name: 'introspection in introspection',
    query: '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    limit: null,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'introspection 60 times',
    query: `{ ${times(60, (i) => `a${i}: __schema { types { fields { args { type { ...T } } type { ...T } } inputFields { type { ...T } } enumValues { name } } }`)} } fragment T on __Type { name ofType { name ofType { name } } }`,
    limit: 'MAX_COST',
  },
  {
    name: '1,300 types of a type',
    query: `{ __type(name: "Query") ${nest(1_300, '{ ofType ', '{ name }', '}')} }`,
    limit: null,
  },
  ...[
    ['not one', 'x'],
    ['of something else', cursor('other', 'a', 'b')],
    ['with an object for a value', cursor('Country NAME ASC', { $gt: '' }, 'x')],
    ['that is a list of lists', cursor([[]], [[]], [[]])],
    ['with a prototype', Buffer.from('{"__proto__":[1,2,3]}').toString('base64url')],
    ['of 100 KB', cursor('a'.repeat(75_000), 'a', 'b')],
  ].map(([name, after]) => ({
    name: `a cursor ${name}`,
    query: 'query ($after: String) { countries(after: $after) { totalCount } }',
    variables: { after },
    limit: null,
    code: 'BAD_USER_INPUT',
  })),
  ...[
    '\u0000',
    '\u0000japan\u0000',
    '~^*?:\\/()[]{}!&|"+-',
    '*:*',
    'name:/.*/ OR kind:[a TO z]',
    '"unclosed',
    'a~2 AND NOT (b OR',
    '\\',
    '\ud800',
    'ja*pan '.repeat(5_000),
  ].map((text) => ({
    name: `a search for ${JSON.stringify(text.slice(0, 30))}`,
    query: 'query ($text: String!) { search(text: $text) { kind } }',
    variables: { text },
    limit: null,
  })),
];
