import { isEnumType, isInterfaceType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { nodesByKey } from '../../src/entities/index.ts';
import { allKinds, nodeKinds } from '../../src/graph/kinds.ts';
import { constraints } from '../../src/graph/prepare.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { answer } from '../support.ts';

const schema = buildSchema();

describe('every kind of the list', () => {
  test('is a type with an id, found by it', () => {
    const node = schema.getType('Node');
    const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    expect(allKinds.filter((kind) => !types.includes(kind))).toEqual([]);
    // A source is outside of all views, and is found by its own reader.
    expect(allKinds.filter((kind) => !nodesByKey.has(kind))).toEqual(['Source']);
  });

  test('is listed by the field that suggestions name', () => {
    const fields = schema.getQueryType()?.getFields() ?? {};
    for (const kind of allKinds)
      expect([kind, fields[nodeKinds[kind].plural]?.type.toString()]).toEqual([kind, `${kind}Connection`]);
  });

  test('is one that search can look among, or is not searchable', () => {
    const search = schema.getType('SearchKind');
    const values = isEnumType(search) ? search.getValues().map(({ name }) => name) : [];
    const searchable = allKinds.filter((kind) => nodeKinds[kind].searchable);
    const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
    expect(values.map(plain).sort()).toEqual(searchable.map(plain).sort());
  });

  test('is counted once, in the order of its place', async () => {
    const { graph } = await answer('{ graph { counts { kind } } }');
    const places = Object.values(nodeKinds).map(({ counted }) => counted);
    expect(new Set(places).size).toBe(places.length);
    const counted = [...allKinds].sort((a, b) => nodeKinds[a].counted - nodeKinds[b].counted);
    counted.splice(-1, 0, 'TradeFlow' as never, 'Observation' as never);
    expect(graph.counts.map(({ kind }: { kind: string }) => kind)).toEqual(counted);
  });

  test('is found by its key alone where its rows have no names', () => {
    expect(allKinds.filter((kind) => nodeKinds[kind].nameless)).toEqual(['Facility', 'Commitment', 'Source']);
  });

  test('is named, with the kind and the key that its root field takes', async () => {
    const named = schema.getType('Named');
    const types = isInterfaceType(named) ? schema.getPossibleTypes(named).map(({ name }) => name) : [];
    expect(types.sort()).toEqual([...allKinds].sort());
    for (const kind of allKinds) {
      const { [nodeKinds[kind].plural]: list } = await answer(
        `{ ${nodeKinds[kind].plural}(first: 3) { nodes { ... on Named { __typename id nodeKind slug name } } } }`,
      );
      expect(list.nodes.length).toBeGreaterThan(0);
      for (const { __typename, id, nodeKind, slug, name } of list.nodes) {
        expect([__typename, nodeKind.replaceAll('_', '')]).toEqual([kind, kind.toUpperCase()]);
        expect(id).toBe(`${kind}:${slug}`);
        expect(name).not.toBe('');
        const field = kind.charAt(0).toLowerCase() + kind.slice(1);
        const argument = { Country: 'code', Source: 'id', Commitment: 'id' }[kind as string] ?? 'slug';
        const again = await answer(
          `query ($slug: ${argument === 'id' ? 'ID' : 'String'}!) { ${field}(${argument}: $slug) { id } }`,
          { slug },
        );
        expect(again[field]).toEqual({ id });
      }
    }
  });

  test('has a key in the database, by the name that databases already have it', () => {
    const made = constraints.map(({ text }) =>
      /CONSTRAINT (\w+).*\(n:(\w+)\) REQUIRE n\.(\w+)/.exec(text)?.slice(1).join(' '),
    );
    for (const known of [
      'country_iso3 Country iso3',
      'coalition_slug Coalition slug',
      'mineral_slug Mineral slug',
      'product_slug Product slug',
      'source_id Source id',
      'agency_slug Agency slug',
      'person_slug Person slug',
      'programme_slug Programme slug',
      'event_slug Event slug',
      'agreement_slug Agreement slug',
      'commitment_id Commitment id',
      'export_control_slug ExportControl slug',
      'supplier_slug Supplier slug',
      'facility_slug Facility slug',
    ])
      expect(made).toContain(known);
  });
});
