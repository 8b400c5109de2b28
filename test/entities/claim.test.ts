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
