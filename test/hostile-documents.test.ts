import { describe, expect, test } from 'vitest';
import { bodyOf, hostile } from './operations/hostile.ts';
import { observedServer } from './serve.ts';

const send = observedServer();

// Limits that a resolver knows, of what only it understands.
const atTheField = new Set(['where', 'ids']);

describe('a hostile document', () => {
  test.each(hostile.filter(({ limit }) => limit !== null))(
    'of $name is refused by $limit, before anything is asked of the graph',
    async ({ limit, ...one }) => {
      const { status, answer, sent } = await send(bodyOf({ limit, ...one }));
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit });
      expect(answer.errors?.[0]?.message.length).toBeLessThan(500);
      expect(sent).toEqual([]);
      if (!atTheField.has(limit ?? '')) {
        expect(status).toBe(400);
        expect(answer.data).toBeUndefined();
      }
    },
  );

  test.each(hostile.filter(({ limit }) => limit === null))(
    'of $name is answered, or told what is wrong with it',
    async ({ code, ...one }) => {
      const { status, answer } = await send(bodyOf(one));
      expect(status).toBeLessThan(500);
      expect([...new Set(answer.errors?.map(({ extensions }) => extensions.code))]).toEqual(code ? [code] : []);
    },
  );
});

describe('what an operation costs', () => {
  const query = '{ countries(first: 10) { nodes { iso3 } } }';

  test('is told on demand, and not otherwise', async () => {
    const told = (await send(JSON.stringify({ query }), { 'x-graphql-cost': '1' })).answer;
    expect(told).toMatchObject({ extensions: { cost: { requested: 11, limit: 50_000 } } });
    expect((await send(JSON.stringify({ query }))).answer).not.toHaveProperty('extensions');
  });

  test('is told of what is refused too, with the field that weighs most', async () => {
    const refused =
      '{ world: countries(first: 100) { nodes { imports(first: 100) { nodes { to { exports(first: 100) { nodes { id } } } } } } } }';
    const { answer } = await send(JSON.stringify({ query: refused }), { 'x-graphql-cost': '1' });
    expect(answer).toMatchObject({
      errors: [
        {
          extensions: {
            ...{ code: 'LIMIT_EXCEEDED', limit: 'MAX_COST', cost: 1_030_201, maximum: 50_000 },
            field: 'world.nodes.imports.nodes.to.exports.nodes',
            coordinate: 'TradeFlowConnection.nodes',
          },
        },
      ],
      extensions: { cost: { requested: 1_030_201, limit: 50_000 } },
    });
  });
});
