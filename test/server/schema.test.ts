import { readdirSync, readFileSync } from 'node:fs';
import {
  buildASTSchema,
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  printType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { answer, ask } from '../support.ts';

const folder = new URL('../../schema/', import.meta.url);
const sdl = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const written = buildASTSchema(parse(sdl));
const scalarsOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLScalarType => isScalarType(type) && !isSpecifiedScalarType(type),
  );

describe('the schema that is served', () => {
  let served: GraphQLSchema;
  beforeAll(async () => {
    const query = getIntrospectionQuery({ specifiedByUrl: true, schemaDescription: true, inputValueDeprecation: true });
    served = buildClientSchema((await answer(query)) as IntrospectionQuery);
  });

  test('says how far it can be relied on wherever it names the source of a statement', () => {
    // What is told of a source itself.
    const ofSources = ['SourceSensitivity', 'SourceVintage', served.getQueryType()?.name];
    const naming = Object.values(served.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type.getFields()['source'] && !ofSources.includes(type.name));
    expect(naming.length).toBeGreaterThan(20);
    expect(naming.filter((type) => !type.getFields()['confidence']).map(({ name }) => name)).toEqual([]);
  });

  test('says of every scalar what the SDL says', () => {
    expect(scalarsOf(written).length).toBeGreaterThanOrEqual(7);
    for (const scalar of scalarsOf(written))
      expect(printType(served.getType(scalar.name) ?? scalar)).toBe(printType(scalar));
  });

  test('names the specification of each scalar that has one', () => {
    // Nothing but their description says what these are.
    const ownWords = ['Amount', 'PartialDate', 'Share', 'Tonnes', 'UsdAmount'];
    const without = scalarsOf(served).filter(({ specifiedByURL }) => !specifiedByURL);
    expect(without.map(({ name }) => name).sort()).toEqual(ownWords);
    for (const { description } of scalarsOf(served))
      expect(description).toMatch(/Example|metric tonnes|decimal|ISO 8601/);
  });

  test('holds moments as DateTime and days as Date', () => {
    const wrong = Object.values(served.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)))
        return [];
      return Object.values(type.getFields()).flatMap((field) => {
        const { name } = getNamedType(field.type as GraphQLOutputType);
        const isMoment = /^(at|.*At|since|until)$/.test(field.name);
        const isDay = /(On|Date)$/.test(field.name);
        if (!['String', 'Date', 'DateTime', 'ID', 'Int'].includes(name)) return [];
        const fits = isDay
          ? name === 'Date'
          : isMoment
            ? name === 'DateTime' || (name === 'Date' && !/At$|^at$/.test(field.name))
            : true;
        return fits ? [] : [`${type.name}.${field.name} is ${field.type.toString()}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('shows what is dated by the day as its first moment, and finds it by it', async () => {
    const { claims } = await answer(
      '{ claims(first: 5, where: {recordedAt: {gte: "2025-10-09", lt: "2025-10-10"}}) { totalCount nodes { recordedAt } } }',
    );
    expect(claims.totalCount).toBeGreaterThan(0);
    for (const { recordedAt } of claims.nodes) expect(recordedAt).toMatch(/^2025-10-09T\d\d:\d\d:\d\d\.\d{3}Z$/);
    const at = (claims.nodes as { recordedAt: string }[])[0]?.recordedAt;
    expect(
      (await answer(`{ claims(where: {recordedAt: {eq: "${at ?? ''}"}}) { totalCount } }`)).claims.totalCount,
    ).toBeGreaterThan(0);
  });

  test('tells five ways to begin, each of which is answered', async () => {
    const operations = [...(served.description ?? '').matchAll(/```graphql\n([\s\S]+?)\n```/g)].map(
      ([, operation = '']) => operation,
    );
    expect(operations).toHaveLength(5);
    for (const operation of operations) {
      const { data, errors } = await ask(operation);
      expect(errors).toBeUndefined();
      for (const found of Object.values(data as Record<string, unknown>)) {
        const list = found as { nodes?: unknown[] } | unknown[] | null;
        expect(list).toBeTruthy();
        expect(Array.isArray(list) ? list : (list?.nodes ?? [list])).not.toEqual([]);
      }
    }
  });
});
