import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ways } from '../../src/across/neighbour/relationships.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../src/graph/kinds.ts';
import { answer, refusal } from '../support.ts';

/** The fields of each kind that list what a relationship of a thing leads to itself; the others look further or count otherwise. */
const lists: Record<NodeKind, Record<string, string>> = {
  Country: {
    MEMBERSHIPS: 'memberships { coalition { id } }',
    SUCCESSORS: 'successors { id }',
    AGENCIES: 'agencies { id }',
    EVENTS: 'events { id }',
    FACILITIES: 'facilities { id }',
    SUPPLIERS: 'suppliers { id }',
    STOCKPILES: 'stockpiles { id }',
    CONTROLS_IMPOSED: 'controlsImposed { id }',
    CONTROLS_FACING: 'controlsFacing(named: true) { id }',
    COMMITMENTS_MADE: 'commitmentsMade { totalCount }',
    SOURCES: 'sources { id }',
  },
  Coalition: {
    MEMBERS: 'members { totalCount }',
    MEMBERSHIPS: 'memberships { coalition { id } }',
    AGENCIES: 'agencies { id }',
    EVENTS: 'events { id }',
    SOURCES: 'sources { id }',
  },
  Mineral: {
    GROUPS: 'groups { id }',
    MEMBERS: 'members { id }',
    PRODUCTS: 'products { id }',
    STOCKPILES: 'stockpiles { id }',
    SOURCES: 'sources { id }',
  },
  Product: {
    MINERALS: 'contains { id }',
    MADE_FROM: 'madeFrom { input { id } }',
    USED_IN: 'usedIn { product { id } }',
    FACILITIES: 'facilities { id }',
    EXPORT_CONTROLS: 'exportControls(direct: true) { id }',
    SOURCES: 'sources { id }',
  },
  Agency: {
    COUNTRY: 'country { id }',
    COALITION: 'coalition { id }',
    CONTROLS_IMPOSED: 'controlsImposed { id }',
    PEOPLE: 'people { id }',
    PROGRAMMES: 'programmes { id }',
    EVENTS: 'events { id }',
    COMMITMENTS_MADE: 'commitmentsMade { totalCount }',
    SOURCES: 'sources { id }',
  },
  Person: {
    AGENCY: 'agency { id }',
    COUNTRY: 'country { id }',
    COALITION: 'coalition { id }',
    EVENTS: 'events { id }',
    SOURCES: 'sources { id }',
  },
  Programme: {
    AGENCY: 'agency { id }',
    COUNTRY: 'country { id }',
    PARENT: 'parent { id }',
    CHILDREN: 'children { id }',
    COMMITMENTS: 'commitments { totalCount }',
    SOURCES: 'sources { id }',
  },
  Event: {
    COALITION: 'coalition { id }',
    AGREEMENTS: 'agreements { id }',
    PARTICIPANTS: 'participants { represents { id } }',
    SOURCES: 'sources { id }',
  },
  Agreement: {
    PARTIES: 'participations { party { id } }',
    COVERS: 'covers { id }',
    EVENTS: 'event { id }',
    COMMITMENTS: 'commitments { totalCount }',
    SOURCES: 'sources { id }',
  },
  ExportControl: {
    IMPOSED_BY: 'jointly { id } imposedBy { id }',
    RESTRICTS: 'restricts { id }',
    AGAINST: 'against { id }',
    SUSPENDS: 'suspends { id }',
    SUSPENDED_BY: 'suspendedBy { id }',
    AMENDS: 'amends { id }',
    AMENDED_BY: 'amendedBy { id }',
    SUCCEEDS: 'succeeds { id }',
    SUCCEEDED_BY: 'succeededBy { id }',
    SOURCES: 'sources { id }',
  },
  Supplier: {
    OWNERS: 'parents { owner { id } }',
    SUBSIDIARIES: 'subsidiaries { supplier { id } }',
    FACILITIES: 'facilities { id }',
    COUNTRY: 'country { id }',
    EVENTS: 'events { id }',
    COMMITMENTS_MADE: 'commitmentsMade { totalCount }',
    COMMITMENTS_RECEIVED: 'commitmentsReceived { totalCount }',
    SOURCES: 'sources { id }',
  },
  Facility: {
    OPERATORS: 'operators { supplier { id } }',
    PRODUCTS: 'production { product { id } }',
    MINERALS: 'minerals { id }',
    COUNTRY: 'country { id }',
    CUSTOMERS: 'customers { to { id } }',
    SUPPLIES_FROM: 'suppliesFrom { from { id } }',
    COMMITMENTS: 'commitments { totalCount }',
    SOURCES: 'sources { id }',
  },
  Commitment: {
    MADE_BY: 'makers { id }',
    MADE_TO: 'recipients { id }',
    FACILITIES: 'facility { id }',
    AGREEMENTS: 'agreement { id }',
    PROGRAMME: 'programme { id }',
    PART_OF: 'partOf { id }',
    PARTS: 'parts { id }',
    SUPERSEDES: 'supersedes { id }',
    SUPERSEDED_BY: 'supersededBy { id }',
    SOURCES: 'sources { id }',
  },
  Stockpile: { HELD_BY: 'country { id } agency { id }', MINERALS: 'mineral { id }', SOURCES: 'sources { id }' },
  Source: {},
};

/** How many things a field names: its count, or the distinct ids anywhere in it. */
function named(value: unknown): number {
  const ids = new Set<string>();
  const counts: number[] = [];
  JSON.stringify(value, (key, one: unknown) => {
    if (key === 'id') ids.add(one as string);
    if (key === 'totalCount') counts.push(one as number);
    return one;
  });
  return counts.at(-1) ?? ids.size;
}

/** How many neighbours each relationship of some things leads to, by what the thing is called. */
async function countsOf(ids: readonly string[], clocks: string): Promise<Record<string, number>[]> {
  const asked = ids.map(
    (id, i) => `n${i}: neighbours(of: ${JSON.stringify(id)}${clocks}) { groups { relationship totalCount } }`,
  );
  const found = await answer(`{ ${asked.join(' ')} }`);
  return ids.map((_, i) =>
    Object.fromEntries(
      found[`n${i}`].groups.map((group: { relationship: string; totalCount: number }) => [
        group.relationship,
        group.totalCount,
      ]),
    ),
  );
}

const inTens = <T>(items: readonly T[]) =>
  Array.from({ length: Math.ceil(items.length / 10) }, (_, i) => items.slice(i * 10, i * 10 + 10));

const views = ['', ', asOf: "2025-11-15"', ', asOf: "2026-03-01", knownAt: "2026-02-01T00:00:00Z"'];

test('a relationship has one word at each of its ends', () => {
  const ends = ways.flatMap(({ from, types, out, to, word }) =>
    from.flatMap((kind) =>
      types.split('|').map((type) => [`${kind} ${out ? 'to' : 'from'} ${to ?? 'any'} by ${type}`, word]),
    ),
  );
  const twice = ends.filter(([end], index) => ends.findIndex(([other]) => other === end) !== index);
  expect(ends.length).toBeGreaterThan(80);
  expect(twice).toEqual([]);
});

describe('the neighbours of a thing', () => {
  const cases = allKinds
    .filter((kind) => Object.keys(lists[kind]).length > 0)
    .flatMap((kind) => views.map((clocks) => [kind, clocks] as const));

  test.each(cases)('of kind %s are as many as its own fields list%s', async (kind, clocks) => {
    const { plural } = nodeKinds[kind];
    const relationships = Object.keys(lists[kind]);
    // Several fields of one relationship stand together; what two of them name is one thing.
    const fields = relationships.map((relationship) =>
      lists[kind][relationship]?.replace(/(^| )(?=\w+(\([^)]*\))? \{)/g, (space, _, __, at: number, all: string) =>
        depthAt(all, at) === 0 ? `${space}${relationship}_${at}: ` : space,
      ),
    );
    const { [plural]: list } = await answer(`{ ${plural}(first: 40${clocks}) { nodes { slug ${fields.join(' ')} } } }`);
    expect(list.nodes.length).toBeGreaterThan(0);
    let all = 0;
    for (const some of inTens<Record<string, unknown> & { slug: string }>(list.nodes)) {
      const counts = await countsOf(
        some.map(({ slug }) => `${kind}:${slug}`),
        clocks,
      );
      const expected = some.map((thing) =>
        relationships.map((relationship) => {
          const own = Object.entries(thing).filter(
            ([name]) => name.startsWith(`${relationship}_`) && /_\d+$/.test(name),
          );
          return [relationship, named(own.filter(([name]) => name.slice(0, name.lastIndexOf('_')) === relationship))];
        }),
      );
      all += expected.flat().reduce((sum, [, count]) => sum + Number(count), 0);
      const given = counts.map((count) =>
        relationships.map((relationship) => [relationship, count[relationship] ?? 0]),
      );
      expect(some.map(({ slug }, i) => [slug, given[i]])).toEqual(some.map(({ slug }, i) => [slug, expected[i]]));
    }
    expect(all).toBeGreaterThan(list.nodes.length / 2);
  });

  test('are those that lists find by a condition, too', async () => {
    const found = await answer(`{
      japan: neighbours(of: "JPN", relationships: [AGREEMENTS]) { groups { totalCount } }
      agreements(where: { parties: { some: { key: { eq: "JPN" } } } }) { totalCount }
      gallium: neighbours(of: "Mineral:gallium", relationships: [EXPORT_CONTROLS]) { groups { totalCount } }
      exportControls(where: { restricts: { some: { slug: { eq: "gallium" } } } }) { totalCount }
    }`);
    expect(found.japan.groups).toEqual([{ totalCount: found.agreements.totalCount }]);
    expect(found.gallium.groups).toEqual([{ totalCount: found.exportControls.totalCount }]);
  });

  test('are each on one page, the largest first, whatever the pages’ length', async () => {
    const page = `query ($of: String!, $relationship: [NeighbourRelationship!], $first: Int, $after: String) {
      neighbours(of: $of, relationships: $relationship) { groups { totalCount neighbours(first: $first, after: $after) {
        totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`;
    const ends = [
      ['CHN', 'SUPPLIERS'],
      ['CHN', 'CONTROLS_IMPOSED'],
      ['Source:curator-unverified', 'SUBJECTS'],
      ['permanent-magnets', 'AGREEMENTS'],
      ['mp-materials', 'COMMITMENTS_RECEIVED'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ends), fc.integer({ min: 3, max: 60 }), async ([of, relationship], first) => {
        const ids: string[] = [];
        let after: string | null = null;
        let total: number;
        do {
          const { neighbours } = await answer(page, { of, relationship: [relationship], first, after });
          const [group] = neighbours.groups;
          expect(group).toBeDefined();
          total = group.totalCount;
          expect(group.neighbours.totalCount).toBe(total);
          ids.push(...group.neighbours.nodes.map(({ id }: { id: string }) => id));
          after = group.neighbours.pageInfo.hasNextPage ? group.neighbours.pageInfo.endCursor : null;
        } while (after !== null);
        expect(ids.length).toBe(total);
        expect(new Set(ids).size).toBe(total);
      }),
      { numRuns: 12 },
    );
  });

  test('come with what joins them: the share, since when, and who says so', async () => {
    const { neighbours } =
      await answer(`{ neighbours(of: "mp-materials", relationships: [OWNERS]) { of { nodeKind slug name }
      groups { relationship direction neighbours { edges { node { nodeKind slug name }
        links { detail share from to confidence source { key } } claims } } } } }`);
    expect(neighbours.of).toEqual({ nodeKind: 'SUPPLIER', slug: 'mp-materials', name: 'MP Materials' });
    const [{ relationship, direction, neighbours: owners }] = neighbours.groups;
    expect([relationship, direction]).toEqual(['OWNERS', 'OUT']);
    expect(owners.edges.map(({ links: [{ share }] }: { links: [{ share: number }] }) => share)).toEqual([0.15, 0.08]);
    expect(owners.edges[0]).toMatchObject({
      node: { nodeKind: 'AGENCY', slug: 'us-dod' },
      links: [{ from: '2025-07-10', to: null, confidence: 'MEDIUM' }],
      claims: null,
    });
  });

  test('are joined from both ends', async () => {
    const { neighbours } = await answer(`{ neighbours(of: "Source:curator-unverified", relationships: [SUBJECTS]) {
      groups { direction neighbours(first: 8) { edges { claims node { id } } } } } }`);
    expect(neighbours.groups[0].direction).toBe('IN');
    for (const { claims, node } of neighbours.groups[0].neighbours.edges) {
      const { neighbours: back } = await answer(
        `query ($of: String!) { neighbours(of: $of, relationships: [SOURCES]) { groups { neighbours(first: 100) { edges { claims node { slug } } } } } }`,
        { of: node.id },
      );
      const edges: { claims: number; node: { slug: string } }[] = back.groups[0].neighbours.edges;
      expect(edges.find(({ node: { slug } }) => slug === 'curator-unverified')?.claims).toBe(claims);
    }
  });

  test('of what nobody knows are refused, of what is not there yet are null', async () => {
    expect(await refusal('{ neighbours(of: "Atlantis") { of { id } } }')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'of' },
    });
    const early = '{ neighbours(of: "us-japan-critical-minerals-2025", asOf: "2020-01-01") { of { id } } }';
    expect(await answer(early)).toEqual({ neighbours: null });
  });
});

/** How many braces are open at a place of a selection. */
function depthAt(selection: string, at: number): number {
  const before = selection.slice(0, at);
  return before.split('{').length - before.split('}').length;
}
