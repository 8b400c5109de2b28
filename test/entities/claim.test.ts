import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disagreements, prefer, type Rankable } from '../../src/entities/claim/prefer.ts';
import { claimId } from '../../src/entities/claim/load.ts';
import { answer } from '../support.ts';

const claim = (key: string, more: Partial<Rankable> = {}): Rankable => ({
  key,
  rank: 'NORMAL',
  rankReason: null,
  confidence: 'MEDIUM',
  recordedAt: '2025-01-01',
  publisher: 'USGS',
  publishedOn: '2025-01-31',
  ...more,
});

describe('the rule of preference', () => {
  test('a later vintage of the same publisher revises, whatever its confidence', () => {
    const { preferred, competing } = prefer([
      claim('old', { confidence: 'HIGH' }),
      claim('new', { publishedOn: '2026-02-06', confidence: 'LOW' }),
    ]);
    expect(preferred.key).toBe('new');
    expect(competing).toMatchObject([{ key: 'old', rankReason: 'revised by a later figure of USGS' }]);
  });

  test('among publishers the higher confidence is preferred, then what was recorded later', () => {
    expect(prefer([claim('a'), claim('b', { publisher: 'BGS', confidence: 'HIGH' })]).preferred).toMatchObject({
      key: 'b',
      rankReason: expect.stringContaining('higher confidence'),
    });
    expect(prefer([claim('a'), claim('b', { publisher: 'BGS', recordedAt: '2025-06-01' })]).preferred).toMatchObject({
      key: 'b',
      rankReason: expect.stringContaining('recorded later'),
    });
  });

  test('a rank given by hand goes first and keeps its reason; what is deprecated comes last', () => {
    const { preferred, competing } = prefer([
      claim('a', { confidence: 'HIGH' }),
      claim('b', { rank: 'PREFERRED', rankReason: 'read in the original', publisher: 'BGS' }),
      claim('c', { rank: 'DEPRECATED', rankReason: 'a slip', publisher: 'X' }),
    ]);
    expect(preferred).toMatchObject({ key: 'b', rankReason: 'read in the original' });
    expect(competing.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  const weighed = fc.record({
    key: fc.uuid(),
    rank: fc.constantFrom('PREFERRED' as const, 'NORMAL' as const, 'DEPRECATED' as const),
    rankReason: fc.constant(null),
    confidence: fc.constantFrom('HIGH' as const, 'MEDIUM' as const, 'LOW' as const),
    recordedAt: fc.constantFrom(null, '2025-01-01', '2026-01-01'),
    publisher: fc.constantFrom('USGS', 'BGS', null),
    publishedOn: fc.constantFrom(null, '2025-01-31', '2026-02-06'),
  });
  const several = fc.uniqueArray(weighed, { selector: ({ key }) => key, minLength: 1, maxLength: 8 });

  test('does not depend on the order of the claims, loses none, and gives each a reason', () => {
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (claims, random) => {
        const keys = ({ preferred, competing }: ReturnType<typeof prefer>) =>
          [preferred, ...competing].map((one) => one.key);
        const shuffled = claims
          .map((one) => ({ one, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const straight = prefer<Rankable>(claims);
        expect(keys(prefer(shuffled))).toEqual(keys(straight));
        expect(new Set(keys(straight))).toEqual(new Set(claims.map(({ key }) => key)));
        expect([straight.preferred, ...straight.competing].every(({ rankReason }) => rankReason)).toBe(true);
      }),
    );
  });

  test('prefers nothing of a lower rank than the best', () => {
    fc.assert(
      fc.property(several, (claims) => {
        const order = ['PREFERRED', 'NORMAL', 'DEPRECATED'];
        expect(order.indexOf(prefer(claims).preferred.rank)).toBe(
          Math.min(...claims.map(({ rank }) => order.indexOf(rank))),
        );
      }),
    );
  });

  test('nothing can be preferred among nothing', () => {
    expect(() => prefer([])).toThrow(RangeError);
  });
});

describe('disagreements', () => {
  const said = (key: string, value: string, more: object = {}) => ({
    ...claim(key),
    property: 'p',
    scope: null,
    value,
    low: null,
    high: null,
    unit: null,
    validFrom: null,
    validTo: null,
    ...more,
  });
  test('are claims of one property and scope with different values', () => {
    expect(disagreements([said('a', '1'), said('b', '2', { publisher: 'BGS' })])).toMatchObject([
      { property: 'p', preferred: { key: 'a' }, competing: [{ key: 'b' }] },
    ]);
    expect(disagreements([said('a', '1'), said('b', '1', { publisher: 'BGS' })])).toEqual([]);
    expect(
      disagreements([said('a', '1', { scope: 'letters for Australia' }), said('b', '2', { scope: 'all letters' })]),
    ).toEqual([]);
    expect(
      disagreements([said('a', '1', { validFrom: '2023-01-01' }), said('b', '2', { validFrom: '2024-01-01' })]),
    ).toEqual([]);
  });
});

describe('claims', () => {
  test('have an identifier made of what they say: the same statement is the same claim', () => {
    const stated = { subject: ['Country', 'AUS'], property: 'p', value: 1 } as const;
    expect(claimId('s', stated)).toBe(claimId('s', { ...stated, scope: null }));
    expect(
      new Set([
        claimId('s', stated),
        claimId('t', stated),
        claimId('s', { ...stated, value: 2 }),
        claimId('s', { ...stated, scope: 'x' }),
        claimId('s', { ...stated, validFrom: '2020-01-01' }),
      ]).size,
    ).toBe(5);
  });

  test('stand behind what is shown: name, membership, list, each with its source', async () => {
    const { country, mineral } = await answer(
      '{ country(code: "JPN") { name claims(property: "name") { value status source { key } } memberships { coalition { slug } } sources { key } } mineral(slug: "Nd") { claims(property: "listedIn") { scope validFrom source { publisher } } } }',
    );
    expect(country.claims).toEqual([{ value: country.name, status: 'REPORTED', source: { key: 'iso-3166-1' } }]);
    expect(country.sources.map((one: { key: string }) => one.key)).toContain('iso-3166-1');
    expect(mineral.claims.map((one: { scope: string }) => one.scope)).toContain('us-critical-2025');
  });

  test('can be listed, filtered and found again by identifier, with their subject', async () => {
    const { claims } = await answer(
      '{ claims(first: 3, where: {property: {eq: "memberOf"}, scope: {eq: "g7"}}) { totalCount nodes { id value subject { id } source { key } } } }',
    );
    expect(claims.totalCount).toBeGreaterThanOrEqual(7);
    const { node } = await answer('query ($id: ID!) { node(id: $id) { id ... on Claim { value subject { id } } } }', {
      id: claims.nodes[0].id,
    });
    expect(node).toEqual({ id: claims.nodes[0].id, value: claims.nodes[0].value, subject: claims.nodes[0].subject });
  });

  test('a dependence is a derived claim that says what it was computed from', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "CHN", product: "850511", year: 2024) { share claims { value unit status confidence method subject { id } source { key } sources { key } } id } }',
    );
    expect(dependence.claims).toEqual([
      {
        value: String(dependence.share),
        unit: 'share',
        status: 'DERIVED',
        confidence: 'HIGH',
        method: expect.stringMatching(/^156,\d{3},\d{3} US\$ from China, divided by 568,\d{3},\d{3} US\$ in \d+ flows/),
        subject: { id: dependence.id },
        source: { key: 'cepii-baci-hs17-v202601' },
        sources: [{ key: 'cepii-baci-hs17-v202601' }],
      },
    ]);
  });

  test('a trade flow is itself a reported claim', async () => {
    const { tradeFlows } = await answer(
      '{ tradeFlows(first: 1, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, from: {iso3: {eq: "CHN"}}, to: {iso3: {eq: "USA"}}}) { nodes { claims { property value unit status source { key } } } } }',
    );
    expect(tradeFlows.nodes[0].claims).toEqual([
      {
        property: 'valueUsd',
        value: '366341101',
        unit: 'current US$',
        status: 'REPORTED',
        source: { key: 'cepii-baci-hs17-v202601' },
      },
      {
        property: 'tonnes',
        value: '8678.521',
        unit: 'tonnes',
        status: 'REPORTED',
        source: { key: 'cepii-baci-hs17-v202601' },
      },
    ]);
  });
});

describe('the claims that compete with one', () => {
  const CLAIM = 'id value rankReason source { key } preferred { id rankReason } competing { id value rankReason }';

  test('are those of its conflict, the same read from the thing, by identifier and in a list', async () => {
    const { claims } = await answer(
      '{ claims(first: 100, where: {rank: {ne: NORMAL}}) { nodes { id subject { id } } } }',
    );
    const subject = claims.nodes[0].subject.id;
    const { node } = await answer(
      `query ($id: ID!) { node(id: $id) { ... on Evidenced { conflicts { preferred { ${CLAIM} } competing { ${CLAIM} } } claims(first: 100) { ${CLAIM} } } } }`,
      { id: subject },
    );
    expect(node.conflicts.length).toBeGreaterThan(0);
    for (const { preferred, competing } of node.conflicts) {
      const all = [preferred, ...competing];
      const ids = all.map(({ id }: { id: string }) => id);
      for (const claim of all) {
        expect(claim.preferred).toEqual({ id: preferred.id, rankReason: preferred.rankReason });
        expect(claim.competing.map(({ id }: { id: string }) => id)).toEqual(ids.filter((id) => id !== claim.id));
        const found = await answer(`query ($id: ID!) { node(id: $id) { ... on Claim { ${CLAIM} } } }`, {
          id: claim.id,
        });
        expect(found.node).toEqual(claim);
        expect(node.claims.find(({ id }: { id: string }) => id === claim.id)).toEqual(claim);
      }
    }
    const alone = node.claims.filter(
      ({ id }: { id: string }) =>
        !node.conflicts.some(({ preferred, competing }: { preferred: { id: string }; competing: { id: string }[] }) =>
          [preferred, ...competing].some((one) => one.id === id),
        ),
    );
    for (const claim of alone) expect(claim).toMatchObject({ preferred: { id: claim.id }, competing: [] });
  });

  test('of a published figure are those of other publishers, as its country shows them', async () => {
    const { country, observations } = await answer(
      `{ country(code: "AUS") { production(mineral: "rare-earths", stage: EXTRACTION, year: 2024) { preferred { id value rankReason } competing { id value rankReason } } }
         observations(first: 20, where: {mineral: {eq: "rare-earths"}, kind: {eq: PRODUCTION}, country: {eq: "AUS"}, stage: {eq: EXTRACTION}, year: {eq: 2024}}) {
           nodes { rankReason claims { id value rankReason } preferred { id value rankReason } competing { id value rankReason } } } }`,
    );
    const { preferred, competing } = country.production;
    expect(competing.length).toBeGreaterThan(0);
    const all = [preferred, ...competing];
    const own = observations.nodes.filter((one: { claims: { id: string }[] }) =>
      all.some(({ id }) => id === one.claims[0]?.id),
    );
    expect(own).toHaveLength(all.length);
    for (const { claims, ...standing } of own) {
      expect(standing.preferred).toEqual(preferred);
      expect(standing.competing).toEqual(all.filter(({ id }) => id !== claims[0].id));
      expect(standing.rankReason).toBe(claims[0].rankReason);
    }
  });
});

describe('any figure opened by its identifier', () => {
  const EVIDENCE = `query ($id: ID!) { node(id: $id) { __typename id
    ... on Figure { claims { id property value unit low high confidence recordedAt locator source { key } sources { key } preferred { id } competing { id value rankReason } } sources { key } }
    ... on Dependence { share country { iso3 } } ... on TradeFlow { valueUsd tonnes reportedBy } ... on Observation { number kind } } }`;

  test('a dependence by either method, a flow, an observation and a claim answer one operation, with no clock or place left blank', async () => {
    const found = await answer(
      `{ direct: dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024) { id }
         through: dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024, method: LOOK_THROUGH) { id }
         group: dependence(of: "g7", on: "CHN", product: "permanent-magnets", year: 2024, method: LOOK_THROUGH) { id }
         tradeFlows(first: 1, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, to: {iso3: {eq: "JPN"}}}) { nodes { id claims { id } } }
         observations(first: 1, where: {mineral: {eq: "gallium"}}) { nodes { id claims { id } } }
         claims(first: 1, where: {property: {eq: "signedOn"}}) { nodes { id } } }`,
    );
    const [flow] = found.tradeFlows.nodes;
    const [observation] = found.observations.nodes;
    const ids = [found.direct.id, found.through.id, found.group.id, flow.id, flow.claims[0].id];
    for (const id of [...ids, observation.id, observation.claims[0].id, found.claims.nodes[0].id]) {
      const { node } = await answer(EVIDENCE, { id });
      expect(node.id).toBe(id);
      expect(node.sources.length).toBeGreaterThan(0);
      expect(node.claims.length).toBeGreaterThan(0);
      for (const claim of node.claims) {
        expect(claim.locator, `${id} ${claim.property}`).toBeTruthy();
        expect(claim.recordedAt, `${id} ${claim.property}`).toBeTruthy();
        expect(claim.preferred).not.toBeNull();
      }
    }
  });

  test('what is computed is known since the newest of what it rests on', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024, method: LOOK_THROUGH) { claims { property recordedAt locator sources { publishedOn } } } }',
    );
    const [through, direct] = dependence.claims;
    expect(direct).toMatchObject({
      recordedAt: '2026-01-31T00:00:00.000Z',
      locator: 'HS 850511, 2024, imports of JPN, all exporters',
    });
    expect(through.recordedAt >= direct.recordedAt).toBe(true);
    expect(through.locator).toMatch(/^permanent-magnets: trade of 2024; .*: the world's production of \d{4}/);
  });

  test("a flow's place in its source names edition, year, code, both ends and who reported it", async () => {
    const { tradeFlows } = await answer(
      `{ tradeFlows(first: 1, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, from: {iso3: {eq: "CHN"}}, to: {iso3: {eq: "JPN"}}}) {
           nodes { locator recordedAt reportedBy rankReason preferred { hsCode } claims { locator recordedAt rankReason preferred { property } } } } }`,
    );
    const [{ claims, ...flow }] = tradeFlows.nodes;
    expect(flow).toEqual({
      locator:
        'BACI: International Trade Database at the Product Level, HS 2017, V202601: row 2024, CHN to JPN, HS 850511; reconciled by CEPII from what importer and exporter report',
      recordedAt: '2026-01-31T00:00:00.000Z',
      reportedBy: 'BOTH',
      rankReason: 'the only report',
      preferred: { hsCode: '850511' },
    });
    expect(claims[0]).toEqual({
      locator: flow.locator,
      recordedAt: flow.recordedAt,
      rankReason: flow.rankReason,
      preferred: { property: 'valueUsd' },
    });
  });
});
