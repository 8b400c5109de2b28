import { buildSchema as fromText, printSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../src/server/schema.ts';
import { changesToTell, deprecationFaults } from './published-schema/rules.ts';
import { readText } from './readme/page.ts';

const schema = buildSchema();
const released = fromText(readText('docs/schema-released.graphql'));
const changelog = readText('docs/schema-changelog.md');

describe('the published schema', () => {
  test('in docs/schema.graphql is the one that is served; npm run schema writes it', () => {
    // Not compared by `toBe`: a difference would print all of it.
    expect(readText('docs/schema.graphql') === `${printSchema(schema)}\n`).toBe(true);
  });

  test('breaks nothing that was released, but what its changelog lists with what to use instead', () => {
    expect(changesToTell(released, schema, changelog)).toEqual([]);
  });

  test('says until when what is deprecated stays, and what to use instead', () => {
    expect(deprecationFaults(schema)).toEqual([]);
  });
});

describe('a breaking change', () => {
  const before = 'type Query { country(code: String!): Country } type Country { name: String! code: String }';
  const log = (entry: string) =>
    `# Changes\n\n## Unreleased\n\n${entry}\n\n## 0.1.0\n\n- Country.name was removed. Use it no more.\n`;
  const after = 'type Query { country(code: String!): Country } type Country { code: String }';
  const told = (to: string, entry: string) => changesToTell(fromText(before), fromText(to), log(entry));

  test('that is not listed fails', () => {
    expect(told(after, 'Nothing breaks.')).toEqual([
      'docs/schema-changelog.md does not list "Country.name was removed." followed by what to use instead ("Use …").',
    ]);
  });

  test('that is listed without what to use instead fails', () => {
    expect(told(after, '- Country.name was removed. It was wrong.')).toHaveLength(1);
  });

  test('that is listed with it passes', () => {
    expect(told(after, '- Country.name was removed. Use `Country.code`.')).toEqual([]);
  });

  test.each([
    [
      'another type',
      before.replace('code: String }', 'code: [String] }'),
      'Country.code changed type from String to [String].',
    ],
    [
      'an argument that must be given',
      before.replace('code: String!)', 'code: String!, year: Int!)'),
      'A required arg year on Query.country was added.',
    ],
  ])('such as %s is seen', (_, to, description) => {
    expect(told(to, '')).toEqual([expect.stringContaining(`"${description}"`)]);
    expect(told(to, `- ${description} Use \`code\`.`)).toEqual([]);
  });

  test('that is listed and did not happen fails', () => {
    expect(told(before, '- Country.name was removed. Use `Country.code`.')).toEqual([
      'docs/schema-changelog.md lists "Country.name was removed.", which is no breaking change since the release.',
    ]);
  });

  test('is none where something is added', () => {
    expect(told(before.replace('code: String }', 'code: String iso3: String }'), 'Nothing breaks.')).toEqual([]);
  });
});

describe('a deprecation', () => {
  const faults = (reason: string): string[] => {
    const deprecated: GraphQLSchema = fromText(
      `type Query { old(by: String @deprecated(reason: ${JSON.stringify(reason)})): Kind @deprecated(reason: ${JSON.stringify(reason)}) fresh: String }
       enum Kind { A B @deprecated(reason: ${JSON.stringify(reason)}) } input In { x: Int @deprecated(reason: ${JSON.stringify(reason)}) }`,
    );
    return deprecationFaults(deprecated);
  };
  const everywhere = ['Query.old', 'Query.old(by:)', 'Kind.B', 'In.x'];

  test('with a day and a replacement that is there passes', () => {
    expect(faults('Until 2027-06-30: use `Query.fresh`.')).toEqual([]);
    expect(faults('Until 2027-06-30: use `Kind.A`.')).toEqual([]);
  });

  test.each([
    ['No longer supported'],
    ['Use `Query.fresh`.'],
    ['Until 2027-02-30: use `Query.fresh`.'],
    ['Until 2027-06-30: use `Query.gone`.'],
  ])('that says %j fails, wherever it stands', (reason) => {
    expect(
      faults(reason)
        .map((fault) => fault.split(' ')[0])
        .sort(),
    ).toEqual([...everywhere].sort());
  });
});
