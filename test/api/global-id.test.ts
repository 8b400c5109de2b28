import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainId, readId, viewPrefix } from '../../src/api/global-id.ts';
import { answer, ask, idIn, refusal } from '../support.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const now = '2026-11-26T12:00:00.000Z';
const moment = fc
  .date({ min: new Date('1900-01-01'), max: new Date(now), noInvalidDate: true })
  .map((date) => date.toISOString());
const clocks = fc.record({ asOf: fc.option(day), knownAt: fc.option(moment) });
const kind = fc.constantFrom('Country', 'Claim', 'Dependence', 'TradeFlow');

describe('an id', () => {
  test('is read back as the clocks and the thing that it was written of, whatever the key holds', () => {
    fc.assert(
      fc.property(clocks, kind, fc.string({ unit: 'binary' }), (given, of, key) => {
        const plain = plainId({ __typename: of, key });
        expect(readId('id', `${viewPrefix(given)}${plain}`, now)).toEqual({ ...given, plain });
      }),
    );
  });

  test('is another one for another thing or another view', () => {
    const thing = fc.tuple(clocks, kind, fc.string({ unit: 'binary' }));
    const write = ([given, of, key]: [{ asOf: string | null; knownAt: string | null }, string, string]) =>
      `${viewPrefix(given)}${plainId({ __typename: of, key })}`;
    fc.assert(
      fc.property(thing, thing, (one, other) => {
        expect(write(one) === write(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  test('with a view that was changed by one letter is of another view or is refused, never of the same', () => {
    fc.assert(
      fc.property(
        day,
        moment,
        fc.nat(),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '=', ':', '@', '/', ' '),
        (asOf, knownAt, at, letter) => {
          const prefix = viewPrefix({ asOf, knownAt });
          const changed = prefix.slice(0, at % prefix.length) + letter + prefix.slice((at % prefix.length) + 1);
          fc.pre(changed !== prefix && changed.startsWith('@'));
          try {
            expect(readId('id', `${changed}Country:JPN`, now)).not.toMatchObject({
              asOf,
              knownAt,
              plain: 'Country:JPN',
            });
          } catch (error) {
            expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } });
          }
        },
      ),
    );
  });
});

const control = 'ExportControl:cn-mofcom-2025-57';
const suspended = { asOf: '2025-11-15' };

describe('the id of a view', () => {
  test('is carried by all that is below a root field asked with a clock, and only by that', async () => {
    const { then, now } = await answer(
      `{ then: exportControl(slug: "cn-mofcom-2025-57", asOf: "2025-11-15") { id restricts { id } sources { id } }
         now: exportControl(slug: "cn-mofcom-2025-57") { id restricts { id } sources { id } } }`,
    );
    expect(then.id).toBe(idIn(suspended, control));
    expect(now.id).toBe(control);
    const at = (one: { id: string }) => ({ id: idIn(suspended, one.id) });
    expect(then.restricts).toEqual(now.restricts.map(at));
    expect(then.sources).toEqual(now.sources);
  });

  test('carries only the clocks that were given, and a null is not given', async () => {
    const id = async (args: string) => (await answer(`{ country(code: "JPN"${args}) { id } }`)).country.id as string;
    expect(await id(', asOf: null, knownAt: null')).toBe('Country:JPN');
    const ids = await Promise.all([
      id(''),
      id(', asOf: "2026-01-01"'),
      id(', knownAt: "2026-01-01"'),
      id(', asOf: "2026-01-01", knownAt: "2026-01-01"'),
    ]);
    expect(new Set(ids).size).toBe(4);
    expect(await id(', knownAt: "2026-01-01T01:00:00+01:00"')).toBe(ids[2]);
  });

  test('is read back by node, and all below it stays in the view', async () => {
    const { node } = await answer(
      'query ($id: ID!) { node(id: $id) { id ... on ExportControl { state suspendedBy { id state suspends { id state } } } } }',
      { id: idIn(suspended, control) },
    );
    expect(node).toEqual({
      id: idIn(suspended, control),
      state: 'SUSPENDED',
      suspendedBy: [
        {
          id: idIn(suspended, 'ExportControl:cn-mofcom-2025-70'),
          state: 'IN_FORCE',
          suspends: expect.arrayContaining([{ id: idIn(suspended, control), state: 'SUSPENDED' }]),
        },
      ],
    });
  });

  test('may be another for each of several nodes, and one that cannot be read costs the others nothing', async () => {
    const ids = [control, idIn(suspended, control), '@no-view:Country:JPN', idIn({ asOf: '2025-10-10' }, control)];
    const { data, errors } = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ExportControl { state suspends { id } restrictions { state } } } }',
      { ids },
    );
    expect(data.nodes.map((one: { id: string; state: string } | null) => one && [one.id, one.state])).toEqual([
      [ids[0], 'IN_FORCE'],
      [ids[1], 'SUSPENDED'],
      null,
      [ids[3], 'ANNOUNCED'],
    ]);
    expect(new Set(data.nodes[1].restrictions.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['SUSPENDED']),
    );
    expect(errors).toMatchObject([
      { path: ['nodes', 2], extensions: { code: 'BAD_USER_INPUT', argument: 'ids', hint: expect.any(String) } },
    ]);
  });

  test('of a thing that is not there gives null, as an id without a view does', async () => {
    const ids = [
      'Country:XXX',
      'Nothing:at-all',
      'JPN',
      '',
      idIn(suspended, 'Country:XXX'),
      idIn(suspended, 'JPN'),
      idIn(suspended, idIn(suspended, control)),
    ];
    const { nodes } = await answer('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(nodes).toEqual(ids.map(() => null));
  });

  const forged = (view: string) => `@${Buffer.from(view).toString('base64url')}:${control}`;
  test.each([
    ['a day that does not exist', forged('2026-02-30/')],
    ['a month that does not exist', forged('2026-13-01/')],
    ['no clock at all', forged('/')],
    ['more than two clocks', forged('2026-01-01//')],
    ['a moment in another spelling', forged('/2026-01-01T00:00:00Z')],
    ['a day where a moment must be', forged('/2026-01-01')],
    ['words', forged('yesterday/')],
    ['letters that are none of the form', `@%%%:${control}`],
    ['padding', `@${Buffer.from('2025-11-15/').toString('base64')}=:${control}`],
    ['no end', '@MjAyNS0xMS0xNS8'],
    ['a view that its type never carries', idIn(suspended, 'Source:cepii-baci-hs17-v202601')],
    ['a moment that lies ahead', forged('/2999-01-01T00:00:00.000Z')],
  ])('that has %s is refused with what to do', async (_, id) => {
    expect(await refusal('query ($id: ID!) { node(id: $id) { id } }', { id })).toMatchObject({
      message: expect.stringMatching(/^Argument "id": /),
      extensions: { code: 'BAD_USER_INPUT', argument: 'id', hint: expect.stringContaining('asOf') },
    });
  });
});

describe('a moment that lies ahead', () => {
  test('is refused: what will be recorded by then is not known', async () => {
    expect(await refusal('{ countries(knownAt: "2999-01-01") { totalCount } }')).toMatchObject({
      path: ['countries'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'knownAt', hint: expect.stringContaining('Leave knownAt out') },
    });
  });

  test('is no reason to refuse a day that lies ahead', async () => {
    const { country } = await answer('{ country(code: "JPN", asOf: "2999-01-01") { id } }');
    expect(country.id).toBe(idIn({ asOf: '2999-01-01' }, 'Country:JPN'));
  });
});

describe('an id with a view as an argument', () => {
  const view = { asOf: '2026-01-12', knownAt: '2026-06-01T00:00:00.000Z' };
  const clocks = `asOf: "${view.asOf}", knownAt: "${view.knownAt}"`;
  // What is asked about the thing of an id; the answer does not show ids.
  const questions = {
    'timeline(about:)': (id: string, view: string) =>
      `timeline(about: "${id}", first: 100${view}) { nodes { on kind } }`,
    'paths(from:, via:)': (id: string, view: string) =>
      `paths(from: "${id}", to: "Germany"${view}) { paths { steps { sentence } } explanation }`,
    'paths(to:)': (id: string, view: string) =>
      `paths(from: "Germany", to: "${id}"${view}) { to { ... on Named { name } } paths { length } explanation }`,
    'paths(via:)': (id: string, view: string) =>
      `paths(from: "Mountain Pass", to: "Germany", via: ["${id}"]${view}) { explanation }`,
    'claims(where: eq)': (id: string, view: string) =>
      `claims(where: {subject: {eq: "${id}"}}${view}) { totalCount nodes { value } }`,
    'claims(where: in, not)': (id: string, view: string) =>
      `claims(where: {or: [{subject: {in: ["${id}"]}}, {and: [{not: {subject: {ne: "${id}"}}}]}]}${view}) { totalCount nodes { value } }`,
    'claims(where: startsWith)': (id: string, view: string) =>
      `claims(where: {subject: {startsWith: "${id}"}}${view}) { totalCount nodes { value } }`,
  };

  test.each(Object.entries(questions))('%s means what it means without, in the same view', async (_, ask) => {
    const [plain, carried] = await Promise.all([
      answer(`{ a: ${ask('Country:CHN', `, ${clocks}`)} }`),
      answer(`{ a: ${ask(idIn(view, 'Country:CHN'), `, ${clocks}`)} }`),
    ]);
    expect(carried).toEqual(plain);
    expect(JSON.stringify(plain).length).toBeGreaterThan(40);
  });

  test.each(Object.entries(questions))('%s is refused in another view', async (_, ask) => {
    for (const other of ['', ', asOf: "2025-01-01"']) {
      const { message, extensions } = await refusal(`{ a: ${ask(idIn(view, 'Country:CHN'), other)} }`);
      expect(message).toContain('the id of Country:CHN is of another day or moment than the question');
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', hint: expect.stringContaining(clocks) });
    }
  });

  test('commitment(id:) takes it in its own view alone', async () => {
    const { commitments } = await answer(`{ commitments(first: 1, ${clocks}) { nodes { id } } }`);
    const [{ id }] = commitments.nodes;
    expect(await answer(`{ commitment(id: "${id}", ${clocks}) { id } }`)).toEqual({ commitment: { id } });
    expect((await refusal(`{ commitment(id: "${id}") { id } }`)).extensions).toMatchObject({ argument: 'id' });
  });

  test('nothing but a source can be left out, and no source has a view', async () => {
    const without = (id: string) =>
      refusal(
        `{ dependence(of: "JPN", on: "CHN", product: "permanent-magnets", without: ["${id}"], ${clocks}) { share } }`,
      );
    for (const id of [idIn(view, 'Country:CHN'), idIn(view, 'Source:cepii-baci-hs17-v202601')])
      expect((await without(id)).extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'without' });
    expect((await refusal(`{ source(id: "${idIn(view, 'Source:x')}") { title } }`)).extensions).toMatchObject({
      argument: 'id',
    });
  });

  test('is no name to search for', async () => {
    expect((await refusal(`{ search(text: "${idIn(view, 'Country:CHN')}") { name } }`)).extensions).toMatchObject({
      argument: 'text',
      hint: 'Ask node(id:) for it.',
    });
  });
});

describe('one interface for a few fields of many kinds', () => {
  test('whatever has a name is Named', async () => {
    const { search } = await answer(
      '{ search(text: "japan", first: 25) { node { __typename id ... on Named { name } } } }',
    );
    expect(search.length).toBeGreaterThan(5);
    for (const { node } of search) expect([node.__typename, 'name' in node]).toEqual([node.__typename, true]);
  });

  test('parties, and what is restricted or covered, are asked for their name without a branch for each kind', async () => {
    const { agreement, exportControl } = await answer(
      `{ agreement(slug: "us-australia-critical-minerals-2025") { parties { id name ... on Country { iso3 } } covers { id name } }
         exportControl(slug: "cn-mofcom-2025-57") { restricts { id name ... on Mineral { symbol } } } }`,
    );
    expect(agreement.parties).toContainEqual({ id: 'Country:AUS', name: 'Australia', iso3: 'AUS' });
    expect(exportControl.restricts).toContainEqual({ id: 'Mineral:holmium', name: 'Holmium', symbol: 'Ho' });
  });

  test('whatever claims are made about has an id', async () => {
    const { __type: evidenced } = await answer('{ __type(name: "Evidenced") { fields { name } interfaces { name } } }');
    expect(evidenced.fields).toContainEqual({ name: 'id' });
    expect(evidenced.interfaces).toEqual([{ name: 'Node' }]);
  });
});
