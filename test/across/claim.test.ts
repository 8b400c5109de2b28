import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayOf } from '../../src/across/claim/display.ts';
import { answer } from '../support.ts';

interface Shown {
  value: string;
  scope: string | null;
  about: { nodeKind: string; slug: string; name: string } | null;
  display: string;
}

const claimsOf = async (id: string, property: string): Promise<Shown[]> =>
  (
    await answer(
      `query ($id: ID!, $property: String) { node(id: $id) { ... on Evidenced {
        claims(property: $property) { value scope about { nodeKind slug name } display } } } }`,
      { id, property },
    )
  ).node.claims;

describe('a claim', () => {
  test.each([
    [
      'ExportControl:cn-mofcom-2025-57',
      'imposedBy',
      'cn-mofcom',
      'Agency cn-mofcom',
      "Ministry of Commerce of the People's Republic of China",
    ],
    ['Supplier:mp-materials', 'ownedBy', '0.08', 'Supplier shenghe-resources', '8 %'],
    ['Supplier:mp-materials', 'country', 'USA', 'Country USA', 'United States'],
    ['Mineral:dysprosium', 'group', 'true', 'Mineral rare-earths', 'Rare earths'],
    ['Country:JPN', 'memberOf', 'member', 'Coalition g7', 'member'],
    [
      'Product:permanent-magnets',
      'followedMineral',
      'magnet-rare-earths',
      'Mineral magnet-rare-earths',
      'Magnet rare earths',
    ],
  ])('of %s that says %s %s is about %s, and reads %s', async (id, property, value, about, display) => {
    const [kind = '', slug = ''] = about.split(' ');
    const said = (await claimsOf(id, property)).find((one) => one.value === value && one.about?.slug === slug);
    expect(said).toMatchObject({ about: { nodeKind: kind.toUpperCase(), slug }, display });
  });

  test('that names several is about none of them, and reads with their names', async () => {
    const [jointly] = await claimsOf('Commitment:exim-australia-letters-2025', 'madeTo');
    expect(jointly?.about).toBeNull();
    expect(jointly?.value).toContain('arafura-rare-earths|northern-minerals');
    expect(jointly?.display).toMatch(/^Arafura Rare Earths, Northern Minerals, /);
  });

  test('that names nothing is about nothing, and reads as it was published', async () => {
    const [name] = await claimsOf('Country:JPN', 'officialName');
    expect(name).toMatchObject({ about: null, display: name?.value });
  });

  test('of where an agreement was made is about the event', async () => {
    const { node } = await answer(
      `{ node: agreement(slug: "us-japan-critical-minerals-2025") { claims(property: "event") { about { slug } display } } }`,
    );
    expect(node.claims[0].about).toEqual({ slug: 'us-japan-signing-2025-10' });
  });
});

describe('the value of a claim for a reader', () => {
  const said = (
    value: string | null,
    unit: string | null,
    property = 'amount',
    low: number | null = null,
    high = low,
  ) => displayOf({ property, value, unit, low, high }, [], null);

  test.each([
    ['0.08', 'share', '8 %'],
    ['0.0999', 'share', '9.99 %'],
    ['550000000000', 'USD', '550,000,000,000 USD'],
    ['1294', 't NdPr oxide', '1,294 t NdPr oxide'],
    ['62', 'TONNES', '62 tonnes'],
    ['30', 'DAYS_OF_USE', '30 days of use'],
    ['-5.2', 'percent', '-5.2 %'],
    ['>95', 'percent', '>95 %'],
    ['47', 'count', '47'],
    ['W', 'metric tons', 'W'],
    ['2027', null, '2027'],
    ['004', null, '004'],
    ['false', 'boolean', 'no'],
    ['jets|submarines', 'list', 'jets, submarines'],
  ])('is %s in %s: %s', (value, unit, display) => {
    expect(said(value, unit)).toBe(display);
  });

  test('is the words of a fixed set in lower case, and of no other property', () => {
    expect(said('EXPORT_CREDIT_AGENCY', null, 'kind')).toBe('export credit agency');
    expect(said('JOGMEC', null, 'shortName')).toBe('JOGMEC');
  });

  test('is its bounds where it has no value of its own, and nothing without them', () => {
    expect(said(null, 'share', 'refiningShare', 0.4, 0.7)).toBe('40 % to 70 %');
    expect(displayOf({ property: 'share', value: null, unit: 'share', low: 0.6, high: null }, [], null)).toBe(
      'at least 60 %',
    );
    expect(displayOf({ property: 'share', value: null, unit: 'share', low: null, high: 0.6 }, [], null)).toBe(
      'at most 60 %',
    );
    expect(said(null, 'share')).toBeNull();
  });

  test('of a share is a hundred times the share, to four digits behind the point of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (tenThousandths) => {
        const shown = said(String(tenThousandths / 10_000), 'share') ?? '';
        expect(Number(shown.replace(' %', ''))).toBeCloseTo(tenThousandths / 100, 9);
      }),
    );
  });
});
