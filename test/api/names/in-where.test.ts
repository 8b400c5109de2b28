import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSchema } from '../../../src/server/schema.ts';
import { allKinds } from '../../../src/graph/kinds.ts';
import { nameFilters } from '../../../src/api/names/in-where.ts';
import { answer, ask, refusal } from '../../support.ts';

const schema = buildSchema();
const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
const wheres = inputs.filter(({ name }) => name.endsWith('Where'));
const combining = new Set(['and', 'or', 'not']);
const fieldsOf = (where: GraphQLInputObjectType) =>
  Object.values(where.getFields()).filter(({ name }) => !combining.has(name));

/** How many some lists have together. */
const sum = (...lists: { totalCount: number }[]) => lists.reduce((all, { totalCount }) => all + totalCount, 0);

/** What a condition is about, where its name does not say so. */
const about: Record<string, string> = {
  AgreementParty: 'AgreementParticipation',
  AgreementSubject: 'Mineral',
  CoalitionMember: 'CoalitionMemberEdge',
  ContainedMineral: 'Mineral',
  ExportControlAim: 'Country',
  ExportControlImposer: 'Agency',
  FacilityProduct: 'FacilityProduction',
  Owner: 'Ownership',
  TradedProduct: 'Product',
  TradingCountry: 'Country',
};

function subjectOf({ name }: GraphQLInputObjectType): GraphQLObjectType {
  const own = name.replace(/Where$/, '');
  const type = schema.getType(about[own] ?? own);
  if (!isObjectType(type)) throw new Error(`Say in this test what ${name} is about.`);
  return type;
}

/** All ways from a list of the root to a condition on a field: `{products: {some: {stage: {eq: X}}}}` is `products.some.stage`. */
function waysTo(
  wanted: (filter: GraphQLInputObjectType) => boolean,
): { list: string; path: string[]; filter: GraphQLInputObjectType }[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name: list, args }) => {
    const where = args.find(({ name }) => name === 'where')?.type;
    const walk = (
      type: GraphQLInputObjectType,
      path: string[],
    ): { list: string; path: string[]; filter: GraphQLInputObjectType }[] =>
      wanted(type)
        ? [{ list, path, filter: type }]
        : fieldsOf(type).flatMap((field) => {
            const inner = getNamedType(field.type);
            return isInputObjectType(inner) ? walk(inner, [...path, field.name]) : [];
          });
    return isInputObjectType(where) ? walk(where, []) : [];
  });
}

const inWhere = (path: readonly string[], condition: string) =>
  [...path].reverse().reduce((inner, name) => `{${name}: ${inner}}`, condition);

describe('a filter on an enum', () => {
  const filtersOfEnums = inputs.filter(
    ({ name }) => isEnumType(schema.getType(name.replace(/Filter$/, ''))) && name.endsWith('Filter'),
  );

  test('stands wherever what is filtered is an enum', () => {
    const texts = wheres.flatMap((where) => {
      const shown = subjectOf(where).getFields();
      return fieldsOf(where).flatMap(({ name, type }) => {
        const output = shown[name] && getNamedType(shown[name].type);
        return isEnumType(output) && getNamedType(type).name !== `${output.name}Filter`
          ? [`${where.name}.${name} is ${type.toString()}, not ${output.name}Filter`]
          : [];
      });
    });
    expect(texts).toEqual([]);
    expect(filtersOfEnums.length).toBeGreaterThanOrEqual(20);
  });

  test.each(filtersOfEnums.map(({ name }) => name))(
    '%s compares, excludes, lists and finds what is missing',
    (name) => {
      const filter = inputs.find((one) => one.name === name);
      const value = name.replace(/Filter$/, '');
      const types = Object.fromEntries(
        Object.values(filter?.getFields() ?? {}).map((field) => [field.name, field.type.toString()]),
      );
      expect(types).toEqual({ eq: value, ne: value, in: `[${value}!]`, isNull: 'Boolean' });
    },
  );

  test.each(
    waysTo((filter) => filtersOfEnums.includes(filter)).map(
      ({ list, path, filter }) => [list, path.join('.'), filter] as const,
    ),
  )('%s(where: %s) refuses a value that does not exist, with what was probably meant', async (list, path, filter) => {
    const type = getNamedType(filter.getFields()['eq']?.type);
    const [value] = isEnumType(type) ? type.getValues() : [];
    const name = value?.name ?? '';
    const { message, extensions } = await refusal(
      `{ ${list}(where: ${inWhere(path.split('.'), `{eq: ${name}S}`)}) { totalCount } }`,
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: `where.${path}.eq` });
    expect(message).toContain(`Did you mean the enum value`);
    expect(extensions.hint).toContain(`"${name}"`);
  });

  test('finds by kind, all others, several, and what has none', async () => {
    const kinds = await answer(`{
      all: agencies { totalCount } ministries: agencies(where: {kind: {eq: MINISTRY}}) { totalCount nodes { kind } }
      others: agencies(where: {kind: {ne: MINISTRY}}) { totalCount } none: agencies(where: {kind: {isNull: true}}) { totalCount }
      both: agencies(where: {kind: {in: [MINISTRY, REGULATOR]}}) { totalCount }
      regulators: agencies(where: {kind: {eq: REGULATOR}}) { totalCount }
      owned: suppliers(where: {owners: {some: {kind: {eq: COUNTRY}}}}) { totalCount }
      groups: minerals(where: {kind: {eq: GROUP}}) { nodes { kind } } }`);
    expect(new Set(kinds.ministries.nodes.map((one: { kind: string }) => one.kind))).toEqual(new Set(['MINISTRY']));
    expect(sum(kinds.ministries, kinds.others)).toBe(kinds.all.totalCount);
    expect(kinds.both.totalCount).toBe(sum(kinds.ministries, kinds.regulators));
    expect(kinds.none.totalCount).toBe(0);
    expect(kinds.owned.totalCount).toBeGreaterThan(0);
    expect(new Set(kinds.groups.nodes.map((one: { kind: string }) => one.kind))).toEqual(new Set(['GROUP']));
  });
});

describe('a filter on something that has a name', () => {
  const count = async (list: string, where: string, view = '') =>
    (await answer(`{ ${list}(where: ${where}${view}) { totalCount } }`))[list].totalCount as number;

  test('is one of those whose names are looked up', () => {
    const takesTexts = inputs.filter(({ name }) => {
      const eq = inputs.find((one) => one.name === name)?.getFields()['eq'];
      return name.endsWith('Filter') && eq?.type.toString() === 'String';
    });
    const names = takesTexts.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !nameFilters.has(name))).toEqual(['StringFilter']);
    // A kind need not have a filter of its own; any other filter is there for one that has.
    const ofKinds = allKinds.map((kind) => `${kind}Filter`);
    expect([...nameFilters.keys()].filter((name) => !names.includes(name) && !ofKinds.includes(name))).toEqual([]);
  });

  test('stands wherever a condition is on another thing', () => {
    // Those of the thing's own texts, and of a list of minerals, which has no name but its slug.
    const own =
      /^(name|shortName|officialName|legalName|aliases|symbol|hsCode|iso2|role|list|property|scope|value|unit|basis|form|number|currency|office|publisher|title|licence)$/;
    const texts = wheres.flatMap((where) => {
      const isRoot = waysTo((filter) => filter === where).some(({ path }) => path.length === 0);
      return fieldsOf(where).flatMap(({ name, type }) =>
        getNamedType(type).name === 'StringFilter' && !own.test(name) && !(isRoot && /^(slug|key|iso3)$/.test(name))
          ? [`${where.name}.${name}`]
          : [],
      );
    });
    expect(texts).toEqual([]);
  });

  test.each([
    ['facilities', '{country: {ne: "China"}}', '{country: {ne: "CHN"}}'],
    ['facilities', '{country: {in: ["australia", "CN"]}}', '{country: {in: ["AUS", "CHN"]}}'],
    ['facilities', '{not: {country: {eq: "China"}}}', '{not: {country: {eq: "CHN"}}}'],
    [
      'facilities',
      '{and: [{or: [{country: {eq: "China"}}, {mineral: {eq: "Ga"}}]}]}',
      '{or: [{country: {eq: "CHN"}}, {mineral: {eq: "gallium"}}]}',
    ],
    [
      'facilities',
      '{products: {some: {slug: {eq: "Sintered NdFeB"}}}}',
      '{products: {some: {slug: {eq: "sintered-ndfeb-magnets"}}}}',
    ],
    ['facilities', '{coalition: {eq: "EU"}}', '{coalition: {eq: "european-union"}}'],
    ['suppliers', '{owners: {none: {country: {eq: "China"}}}}', '{owners: {none: {country: {eq: "CHN"}}}}'],
    ['agencies', '{country: {eq: "Japan"}}', '{country: {eq: "JPN"}}'],
    [
      'countries',
      '{memberships: {some: {coalition: {eq: "Group of Seven"}}}}',
      '{memberships: {some: {coalition: {eq: "g7"}}}}',
    ],
    ['coalitions', '{members: {some: {key: {eq: "Japan"}}}}', '{members: {some: {key: {eq: "JPN"}}}}'],
    ['products', '{contains: {some: {slug: {eq: "Nd"}}}}', '{contains: {some: {slug: {eq: "neodymium"}}}}'],
    ['minerals', '{group: {eq: "REE"}}', '{group: {eq: "rare-earths"}}'],
    ['commitments', '{madeBy: {eq: "EXIM"}}', '{madeBy: {eq: "us-exim"}}'],
    ['agreements', '{parties: {some: {key: {eq: "United States"}}}}', '{parties: {some: {key: {eq: "USA"}}}}'],
    [
      'exportControls',
      '{imposedBy: {country: {eq: "China"}}, restricts: {some: {slug: {eq: "Ga"}}}}',
      '{imposedBy: {country: {eq: "CHN"}}, restricts: {some: {slug: {eq: "gallium"}}}}',
    ],
    [
      'observations',
      '{mineral: {eq: "Co"}, country: {eq: "DR Congo"}}',
      '{mineral: {eq: "cobalt"}, country: {eq: "COD"}}',
    ],
    [
      'tradeFlows',
      '{product: {slug: {eq: "850511"}}, year: {eq: 2024}, from: {iso3: {eq: "China"}}}',
      '{product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, from: {iso3: {eq: "CHN"}}}',
    ],
    ['claims', '{subject: {eq: "Australia"}}', '{subject: {eq: "Country:AUS"}}'],
    ['people', '{country: {eq: "Japan"}}', '{country: {eq: "JPN"}}'],
    ['programmes', '{agency: {eq: "EXIM"}}', '{agency: {eq: "us-exim"}}'],
    [
      'events',
      '{participants: {some: {represents: {eq: "Japan"}}}}',
      '{participants: {some: {represents: {eq: "JPN"}}}}',
    ],
  ])('%s: %s means %s', async (list, byName, byKey) => {
    const found = await count(list, byName);
    expect(found).toBe(await count(list, byKey));
    expect(found).toBeGreaterThan(0);
  });

  test('leaves out what is excluded by name', async () => {
    const { facilities } = await answer(
      '{ facilities(first: 100, where: {country: {ne: "China"}}) { nodes { country { iso3 } } } }',
    );
    expect(facilities.nodes.map((one: { country: { iso3: string } }) => one.country.iso3)).not.toContain('CHN');
  });

  test.each(waysTo((filter) => nameFilters.has(filter.name)).map(({ list, path }) => [list, path.join('.')] as const))(
    '%s(where: %s) refuses a name that means nothing, by its place',
    async (list, path) => {
      for (const [condition, operator] of [
        ['{ne: "no such thing at all"}', 'ne'],
        ['{in: ["no such thing at all"]}', 'in'],
      ]) {
        const { errors } = await ask(
          `{ ${list}(where: {not: ${inWhere(path.split('.'), condition ?? '')}}) { totalCount } }`,
        );
        expect(errors?.map(({ extensions }) => extensions)).toEqual([
          expect.objectContaining({ code: 'BAD_USER_INPUT', argument: `where.not.${path}.${operator ?? ''}` }),
        ]);
        expect(errors?.[0]?.extensions.hint).toBeTruthy();
      }
    },
  );

  test('suggests what was probably meant, and asks when a name means several', async () => {
    const misspelt = await refusal(
      '{ facilities(where: {products: {some: {slug: {eq: "permanent-magnet"}}}}) { totalCount } }',
    );
    expect(misspelt.extensions.hint).toContain("'permanent-magnets'");
    const several = await refusal('{ programmes(where: {agency: {eq: "Treasury"}}) { totalCount } }');
    expect(several.message).toMatch(/"where\.agency\.eq".*could mean/);
  });

  test('takes a key for the thing that has it, even where another bears it as a name', async () => {
    const { exportControls } = await answer(
      '{ exportControls(first: 100, where: {restricts: {some: {slug: {eq: "rare-earth-metals"}}}}) { nodes { restricts { ... on Mineral { slug } ... on Product { slug } } } } }',
    );
    for (const { restricts } of exportControls.nodes) expect(restricts).toContainEqual({ slug: 'rare-earth-metals' });
  });

  test('finds what there is none of', async () => {
    const { none, some, all } = await answer(
      '{ all: agencies { totalCount } none: agencies(first: 100, where: {country: {isNull: true}}) { totalCount nodes { country { iso3 } } } some: agencies(where: {country: {isNull: false}}) { totalCount } }',
    );
    expect(none.totalCount).toBeGreaterThan(0);
    expect(none.nodes.every((one: { country: unknown }) => one.country === null)).toBe(true);
    expect(sum(none, some)).toBe(all.totalCount);
  });

  test('leaves a text a text: the code of a country is not its name', async () => {
    expect(await count('countries', '{iso3: {eq: "China"}}')).toBe(0);
    expect(await count('countries', '{name: {eq: "China"}}')).toBe(1);
    expect(schema.getType('StringFilter')?.description).toMatch('not looked up');
  });

  test('reads a thousand names and no more', async () => {
    const names = (many: number) => ({ names: Array.from({ length: many }, () => 'China'), more: ['China'] });
    const operation =
      'query ($names: [String!], $more: [String!]) { facilities(where: {and: [{country: {in: $names}}, {country: {in: $more}}]}) { totalCount } }';
    expect((await answer(operation, names(999))).facilities.totalCount).toBe(
      await count('facilities', '{country: {eq: "CHN"}}'),
    );
    expect((await refusal(operation, names(1000))).extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'where',
    });
  });

  describe('with a name that became known later', () => {
    const { uri, user, password } = inject('neo4j');
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const remove = () =>
      driver.executeQuery(
        "MATCH (spelling:Spelling {id: 'Country:test land of the rising sun'}) DETACH DELETE spelling",
      );

    beforeAll(async () => {
      await remove();
      await driver.executeQuery(`MATCH (country:Country {iso3: 'JPN'})
        CREATE (:Spelling {id: 'Country:test land of the rising sun', kind: 'Country', text: 'test land of the rising sun'})
          -[:NAMES {key: 'test', recordedAt: '2025-06-01'}]->(country)`);
    });
    afterAll(async () => {
      await remove();
      await driver.close();
    });

    test('knows it from then on only', async () => {
      const where = '{country: {eq: "Test land of the rising sun"}}';
      expect(await count('agencies', where, ', knownAt: "2025-06-01"')).toBe(
        await count('agencies', '{country: {eq: "JPN"}}'),
      );
      const { errors } = await ask(`{ agencies(where: ${where}, knownAt: "2025-05-31") { totalCount } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'where.country.eq' });
    });
  });
});
