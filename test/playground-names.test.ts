import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { nameInOperation, nameInVariables } from '../web/playground/names/at-cursor.ts';
import { foundIn, queryFor } from '../web/playground/names/find.ts';
import { namesInArgument, namesInField, searchKind } from '../web/playground/names/kinds.ts';
import { placesIn } from '../web/playground/names/places.ts';
import { answer } from './support.ts';

const textsIn = (folder: string, ending: string) => {
  const at = new URL(`../${folder}/`, import.meta.url);
  const files = readdirSync(at).filter((file) => file.endsWith(ending));
  return files.map((file) => readFileSync(new URL(file, at), 'utf8'));
};
const schema = buildSchema(textsIn('schema', '.graphql').join('\n'));

/** What is offered where `|` stands in an operation, and what was typed before it. */
function inOperation(text: string) {
  const at = nameInOperation(text.replace('|', ''), text.indexOf('|'), schema);
  return at && { names: at.names, typed: at.typed };
}
function inVariables(variables: string, operation: string) {
  const at = nameInVariables(variables.replace('|', ''), variables.indexOf('|'), operation, schema);
  return at && { names: at.names, typed: at.typed };
}

describe('names are offered in an operation', () => {
  test.each([
    ['of countries', '{ dependents(on: "Chi|", product: "x") { totalCount } }', ['Country'], 'Chi'],
    ['of products', '{ dependents(on: "CHN", product: "|") { totalCount } }', ['Product'], ''],
    ['of coalitions', '{ dependents(among: "g|7") }', ['Coalition'], 'g'],
    ['of minerals', '{ mineral(slug: "gal|") { name } }', ['Mineral'], 'gal'],
    ['of agencies', '{ agency(slug: "ex|im") { name } }', ['Agency'], 'ex'],
    ['of countries and coalitions', '{ dependence(of: "eu|", on: "CHN") { share } }', ['Country', 'Coalition'], 'eu'],
    ['in a list', '{ disruption(input: {countries: ["CHN", "Ru|"]}) { stages { stage } } }', ['Country'], 'Ru'],
    ['in a filter', '{ facilities(where: {country: {in: ["A|"]}}) { totalCount } }', ['Country'], 'A'],
    ['in a field of a thing', '{ c: country(code: "JPN") { dependences(on: "C|") { totalCount } } }', ['Country'], 'C'],
    ['in a fragment', 'fragment F on Country { dependence(on: "C|", product: "x") { share } }', ['Country'], 'C'],
    [
      'behind a condition',
      '{ node(id: "x") { ... on Mineral { reliance(country: "U|") { share } } } }',
      ['Country'],
      'U',
    ],
    ['in what is not finished', '{ dependents(on: "Chi|', ['Country'], 'Chi'],
    ['in a text without its end', '{ dependents(on: "Chi|\n product: "x") { totalCount } }', ['Country'], 'Chi'],
    [
      'in the default of a variable',
      'query Q($on: String! = "C|") { dependents(on: $on, product: "x") { totalCount } }',
      ['Country'],
      'C',
    ],
    [
      'in a default inside of an input',
      'query Q($to: [String!] = ["U|"]) { disruption(input: {to: $to}) { stages { stage } } }',
      ['Country', 'Coalition'],
      'U',
    ],
  ])('%s', (_, text, names, typed) => {
    expect(inOperation(text)).toEqual({ names, typed });
  });

  test.each([
    ['in a text compared letter by letter', '{ countries(where: {name: {contains: "C|"}}) { totalCount } }'],
    ['in other texts', '{ countries(after: "x|") { totalCount } }'],
    ['outside of texts', '{ dependents(on: | "CHN") { totalCount } }'],
    ['in a comment', '# dependents(on: "C|")\n{ countries { totalCount } }'],
    ['in an unknown field', '{ nothing(on: "C|") }'],
    ['in a directive', '{ countries @include(on: "C|") { totalCount } }'],
  ])('but not %s', (_, text) => {
    expect(inOperation(text)).toBeNull();
  });

  test('whatever is typed of an operation, without an error', () => {
    const prefixes = fc
      .constantFrom(...textsIn('questions', '.graphql'))
      .chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
    fc.assert(
      fc.property(
        fc.oneof(
          prefixes,
          fc.string({ unit: fc.constantFrom(...'{ } ( ) [ ] " : $ @ # . o n é'.split(' '), ' ', '\n') }),
        ),
        fc.nat(5000),
        (text, at) => {
          placesIn(text, schema);
          nameInOperation(text, Math.min(at, text.length), schema);
        },
      ),
    );
  });
});

describe('names are offered in variables', () => {
  const operation =
    'query Q($on: String!, $products: [String!], $where: FacilityWhere, $input: DisruptionInput!) { dependents(on: $on, product: "x") { totalCount } country(code: "JPN") { imports(products: $products) { totalCount } } facilities(where: $where) { totalCount } disruption(input: $input) { stages { stage } } }';

  test.each([
    ['{"on": "Ch|"}', ['Country'], 'Ch'],
    ['{"on": "|"', ['Country'], ''],
    ['{"products": ["850511", "mag|"]}', ['Product'], 'mag'],
    ['{"where": {"country": {"eq": "A|"}}}', ['Country'], 'A'],
    ['{"input": {"minerals": ["d|"]}}', ['Mineral'], 'd'],
  ])('%s', (variables, names, typed) => {
    expect(inVariables(variables, operation)).toEqual({ names, typed });
  });

  test.each(['{"o|n": "CHN"}', '{"nothing": "C|"}', '{"where": {"name": {"contains": "C|"}}}', '|'])(
    'but not in %s',
    (variables) => {
      expect(inVariables(variables, operation)).toBeNull();
    },
  );
});

describe('every argument', () => {
  /** All arguments and input fields that take texts: where they stand, what is said of them, whose names are offered. */
  const all = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isObjectType(type))
      return Object.values(type.getFields()).flatMap((field) =>
        field.args.map((argument) => ({
          place: `${type.name}.${field.name}(${argument.name})`,
          type: getNamedType(argument.type).name,
          description: argument.description ?? '',
          names: namesInArgument({ parent: type.name, field, argument }, schema),
        })),
      );
    if (!isInputObjectType(type)) return [];
    return Object.values(type.getFields()).map((field) => ({
      place: `${type.name}.${field.name}`,
      type: getNamedType(field.type).name,
      description: `${type.name.endsWith('Filter') ? (type.description ?? '') : ''} ${field.description ?? ''}`,
      names: namesInField(type.name, field, schema),
    }));
  });
  const texts = all.filter(({ type }) => type === 'String' || type === 'ID');

  test('that says it takes a name, code or slug has names offered', () => {
    const takesNames = texts.filter(
      ({ place, description }) =>
        /\b(slugs?|codes?|known names?|by their `id` or key)\b/.test(description) &&
        !/\.(contains|startsWith)$/.test(place) &&
        // Official lists of minerals are no things to search for.
        !place.endsWith('(list)'),
    );
    expect(takesNames.length).toBeGreaterThan(50);
    expect(takesNames.filter(({ names }) => names.length === 0).map(({ place }) => place)).toEqual([]);
  });

  test('has only names offered that its description speaks of', () => {
    const words: Record<string, RegExp> = {
      Country: /countr|who|country/i,
      Coalition: /coalition/i,
      Product: /product/i,
      Mineral: /mineral/i,
      Agency: /agency|public bod/i,
      Source: /source/i,
    };
    const named = texts.filter(
      ({ place, names }) =>
        names.length > 0 && !/^(Query\.(\w+\((slug|code|id)\)|paths|timeline)|SubjectFilter)/.test(place),
    );
    const silent = named.filter(({ place, names, description }) =>
      names.some((name) => words[name] && !words[name].test(`${place} ${description}`)),
    );
    expect(silent.map(({ place }) => place)).toEqual([]);
  });
});

describe('what is offered', () => {
  const find = async (names: string[], typed: string) => {
    const query = queryFor(names, typed, schema);
    return query === null ? null : foundIn(await answer(query));
  };

  test('is found by name, former name and code', async () => {
    const burma = { key: 'MMR', name: 'Myanmar', type: 'Country' };
    expect(await find(['Country'], 'Burm')).toContainEqual(burma);
    expect(await find(['Country'], 'MMR')).toContainEqual(burma);
    // What is only near, such as Thailand, is left out.
    expect(await find(['Country'], 'Spai')).toEqual([{ key: 'ESP', name: 'Spain', type: 'Country' }]);
    expect(await find(['Mineral'], 'galium')).toContainEqual(expect.objectContaining({ key: 'gallium' }));
    expect(await find(['Product'], '8505')).toContainEqual(expect.objectContaining({ key: 'permanent-magnets' }));
  });

  test('is a list where nothing is typed, and nothing where the list would be of all', async () => {
    expect(await find(['Country', 'Coalition'], '')).toContainEqual({ key: 'AUS', name: 'Australia', type: 'Country' });
    expect(await find(['Coalition'], '')).toContainEqual(expect.objectContaining({ key: 'g7' }));
    expect(await find(['Country', 'Mineral', 'Product', 'Supplier'], '')).toBeNull();
  });

  test('of every kind is asked for in a way that the API takes', async () => {
    const kinds = Object.keys(schema.getTypeMap()).filter((type) => searchKind(type, schema) !== null);
    expect(kinds.length).toBeGreaterThan(8);
    for (const kind of kinds) {
      expect(await find([kind], 'a "quoted" \\ text'), kind).toBeInstanceOf(Array);
      expect(await find([kind], ''), kind).not.toEqual([]);
    }
  });
});
