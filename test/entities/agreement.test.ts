import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const slugs = (things: { slug: string }[]) => things.map(({ slug }) => slug);
const AUSTRALIA = 'us-australia-critical-minerals-2025';

describe('the framework between the United States and Australia', () => {
  const ledger = (view: string) =>
    answer(
      `{ agreement(slug: "${AUSTRALIA}" ${view}) { ledger { currency announced letterOfIntent committed disbursed overdue } } }`,
    );

  test('has two billion dollars announced, 2.2 billion in letters and 0.1 billion contracted by the autumn of 2026', async () => {
    expect((await ledger('asOf: "2026-11-20"')).agreement.ledger).toEqual([
      {
        currency: 'USD',
        announced: '2000000000',
        letterOfIntent: '2200000000',
        committed: '100000000',
        disbursed: null,
        overdue: '1900000000',
      },
    ]);
  });

  test('had nothing contracted and nothing overdue in January 2026', async () => {
    expect((await ledger('asOf: "2026-01-12"')).agreement.ledger).toEqual([
      {
        currency: 'USD',
        announced: '2000000000',
        letterOfIntent: '2200000000',
        committed: null,
        disbursed: null,
        overdue: null,
      },
    ]);
  });

  test('did not know of the contract before it was recorded, whatever the day asked', async () => {
    const { agreement } = await ledger('asOf: "2026-11-20", knownAt: "2026-03-31T00:00:00Z"');
    expect(agreement.ledger).toMatchObject([{ committed: null, overdue: '2000000000' }]);
  });

  test('is not there before it was signed, nor before that was known', async () => {
    const { early, unheard } = await answer(
      `{ early: agreement(slug: "${AUSTRALIA}", asOf: "2025-10-19") { slug }
         unheard: agreement(slug: "${AUSTRALIA}", knownAt: "2025-10-19T00:00:00Z") { slug } }`,
    );
    expect([early, unheard]).toEqual([null, null]);
  });

  test('was in force until its deadline and is past it since', async () => {
    const { before, on, after } = await answer(
      `{ before: agreement(slug: "${AUSTRALIA}", asOf: "2026-01-12") { status deadline }
         on: agreement(slug: "${AUSTRALIA}", asOf: "2026-04-20") { status }
         after: agreement(slug: "${AUSTRALIA}", asOf: "2026-04-21") { status } }`,
    );
    expect(before).toEqual({ status: 'IN_FORCE', deadline: '2026-04-20' });
    expect([on.status, after.status]).toEqual(['IN_FORCE', 'PAST_DEADLINE']);
  });

  test('binds the two governments and names rare earths, gallium, neodymium and praseodymium', async () => {
    const { agreement } = await answer(
      `{ agreement(slug: "US-Australia Framework") {
           slug parties { ... on Country { iso3 } } covers { __typename ... on Mineral { slug } } event { slug }
           claims(property: "signedOn") { value source { title } } } }`,
    );
    expect(agreement).toMatchObject({ slug: AUSTRALIA, event: { slug: 'us-australia-signing-2025-10' } });
    expect(agreement.parties).toEqual([{ iso3: 'AUS' }, { iso3: 'USA' }]);
    expect(slugs(agreement.covers)).toEqual(['gallium', 'neodymium', 'praseodymium', 'rare-earths']);
    expect(agreement.claims.map((claim: { value: string }) => claim.value)).toContain('2025-10-20');
  });

  test('has its commitments page by page, each with its source, in the order in which they were made', async () => {
    const page = (args: string) =>
      `{ agreement(slug: "${AUSTRALIA}", asOf: "2026-11-20") { commitments(${args}) { totalCount nodes { key announcedOn sources { key } } pageInfo { endCursor startCursor hasNextPage } } } }`;
    const whole = (await answer(page('first: 50'))).agreement.commitments;
    expect(whole.totalCount).toBe(14);
    expect(whole.nodes).toHaveLength(14);
    const days = whole.nodes.map((one: { announcedOn: string }) => one.announcedOn);
    expect(days).toEqual([...days].sort());
    for (const one of whole.nodes) expect(one.sources, one.key).not.toEqual([]);
    const first = (await answer(page('first: 5'))).agreement.commitments;
    const second = (await answer(page(`first: 5, after: "${first.pageInfo.endCursor}"`))).agreement.commitments;
    expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes.slice(0, 10));
    const back = (await answer(page(`last: 5, before: "${second.pageInfo.startCursor}"`))).agreement.commitments;
    expect(back.nodes).toEqual(first.nodes);
  });
});

describe('commitments', () => {
  test('say who makes them to whom, what they are part of and what has replaced them', async () => {
    const { letters, promise, contract } = await answer(
      `{ letters: commitment(id: "exim-australia-letters-2025") {
           state amount bound madeBy { ... on Agency { slug } } recipients { ... on Supplier { slug } } parts { key } conflicts { property competing { low } } }
         promise: commitment(id: "Commitment:australia-arafura-equity-2025") { state supersededBy { key } overdue partOf { key overdue } }
         contract: commitment(id: "efa-arafura-equity-2026") { state supersedes { key } facility { slug } agreement { slug } madeTo { ... on Supplier { slug } } } }`,
    );
    expect(letters).toMatchObject({
      state: 'LETTER_OF_INTENT',
      amount: '2200000000',
      bound: 'AT_LEAST',
      madeBy: { slug: 'us-exim' },
      conflicts: [{ property: 'amount', competing: [{ low: expect.any(Number) }] }],
    });
    expect(slugs(letters.recipients)).toEqual([
      'arafura-rare-earths',
      'northern-minerals',
      'graphinex',
      'latrobe-magnesium',
      'vhm',
      'rz-resources',
      'sunrise-energy-metals',
    ]);
    expect(letters.parts).toHaveLength(7);
    expect(promise).toEqual({
      state: 'ANNOUNCED',
      supersededBy: { key: 'efa-arafura-equity-2026' },
      overdue: false,
      partOf: { key: `${AUSTRALIA}-australia-1bn`, overdue: true },
    });
    expect(contract).toEqual({
      state: 'COMMITTED',
      supersedes: { key: 'australia-arafura-equity-2025' },
      facility: { slug: 'nolans' },
      agreement: { slug: AUSTRALIA },
      madeTo: { slug: 'arafura-rare-earths' },
    });
  });

  test('without an amount are overdue all the same', async () => {
    const { agreement } = await answer(
      `{ agreement(slug: "us-japan-critical-minerals-2025", asOf: "2026-06-01") { ledger { currency } commitments { nodes { amount overdue madeBy { ... on Country { iso3 } } } } } }`,
    );
    expect(agreement.ledger).toEqual([]);
    expect(agreement.commitments.nodes).toEqual([
      { amount: null, overdue: true, madeBy: { iso3: 'JPN' } },
      { amount: null, overdue: true, madeBy: { iso3: 'USA' } },
    ]);
  });

  test('of several makers name them all, and the first as the maker', async () => {
    const { commitment } = await answer(
      '{ commitment(id: "banks-mp-10x-2025") { madeBy { ... on Supplier { slug } } makers { ... on Supplier { slug } } } }',
    );
    expect(commitment.madeBy).toEqual({ slug: 'jpmorgan-chase' });
    expect(slugs(commitment.makers)).toEqual(['jpmorgan-chase', 'goldman-sachs']);
  });

  test('are found by who makes them, by state and by currency', async () => {
    const { commitments } = await answer(
      `{ commitments(first: 100, where: {madeBy: {eq: "us-exim"}, state: {eq: LETTER_OF_INTENT}}) { totalCount nodes { currency madeBy { ... on Agency { slug } } } } }`,
    );
    expect(commitments.totalCount).toBe(8);
    for (const one of commitments.nodes) expect(one.madeBy).toEqual({ slug: 'us-exim' });
  });

  test('are all there today, and only those of the year before at its end', async () => {
    const rows = readFileSync(new URL('../../seed/curated/commitments.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const { today, then } = await answer(
      '{ today: commitments { totalCount } then: commitments(first: 100, asOf: "2024-12-31") { nodes { key announcedOn } } }',
    );
    expect(today.totalCount).toBe(rows.length - 1);
    expect(then.nodes.map((one: { key: string }) => one.key)).toContain('au-iluka-loan-2022');
    for (const one of then.nodes) expect((one.announcedOn ?? '') < '2025-01-01', one.key).toBe(true);
  });

  test('add up for a programme, each currency by itself', async () => {
    const { programme } = await answer(
      `{ programme(slug: "us-osc-critical-minerals-lending", asOf: "2026-11-20") { agency { slug } ledger { currency announced committed disbursed } } }`,
    );
    expect(programme).toEqual({
      agency: { slug: 'us-osc' },
      ledger: [{ currency: 'USD', announced: '100000000000', committed: '1200000000', disbursed: '150000000' }],
    });
  });
});

describe('agreements', () => {
  const covering = (country: string, asOf = '2026-01-12') =>
    answer(
      `{ dependence(of: "${country}", on: "CHN", product: "850511", year: 2024, asOf: "${asOf}") { agreements { slug } } }`,
    );

  test('that cover magnets or rare earths and bind Japan, itself or by way of the G7, in January 2026', async () => {
    expect(slugs((await covering('JPN')).dependence.agreements)).toEqual([
      'critical-minerals-production-alliance-2025',
      'us-japan-critical-minerals-2025',
    ]);
    expect(slugs((await covering('JPN', '2025-10-30')).dependence.agreements)).toEqual([
      'us-japan-critical-minerals-2025',
    ]);
  });

  test('that cover magnets do not bind a country which is only their guest or host', async () => {
    const { agreement } = await answer(
      '{ agreement(slug: "eu-crma-strategic-projects-outside-eu-2025") { parties { ... on Coalition { slug } } participations { role isParty party { ... on Country { iso3 } } } } }',
    );
    const hosts = agreement.participations.filter((one: { role: string }) => one.role === 'host');
    expect(hosts).toContainEqual({ role: 'host', isParty: false, party: { iso3: 'ZAF' } });
    expect(agreement.parties).toContainEqual({ slug: 'european-union' });
    expect(slugs((await covering('ZAF')).dependence.agreements)).toEqual([]);
    expect(slugs((await covering('EST')).dependence.agreements)).toContain(
      'eu-crma-strategic-projects-outside-eu-2025',
    );
  });

  test('are joined with time: the Emirates were a guest of Pax Silica, then a signatory', async () => {
    const roles = (asOf: string) =>
      answer(
        `{ agreement(slug: "Pax Silica", asOf: "${asOf}") { participations { role party { ... on Country { iso3 } } } } }`,
      );
    const of = ({ agreement }: { agreement: { participations: { role: string; party: { iso3?: string } }[] } }) =>
      agreement.participations.filter(({ party }) => party.iso3 === 'ARE').map(({ role }) => role);
    expect(of(await roles('2026-01-12'))).toEqual(['guest']);
    expect(of(await roles('2026-01-15'))).toEqual(['signatory']);
  });

  test('succeed each other: FORGE took the place of the Minerals Security Partnership, which has ended', async () => {
    const { msp, then, australia } = await answer(
      `{ msp: agreement(slug: "minerals-security-partnership", asOf: "2026-03-01") { status relations { kind agreement { slug } } }
         then: agreement(slug: "MSP", asOf: "2026-02-03") { status relations { kind } }
         australia: country(code: "AUS", asOf: "2026-03-01") { agreements { slug } } }`,
    );
    expect(msp).toEqual({ status: 'ENDED', relations: [{ kind: 'SUCCEEDED_BY', agreement: { slug: 'forge-2026' } }] });
    expect(then).toEqual({ status: 'IN_FORCE', relations: [] });
    expect(slugs(australia.agreements)).not.toContain('minerals-security-partnership');
    expect(slugs(australia.agreements)).toContain(AUSTRALIA);
  });

  test('are found by party and by mineral, and read in the order of their signing', async () => {
    const { agreements } = await answer(
      '{ agreements(first: 100, where: {parties: {some: {key: {eq: "JPN"}}}, covers: {some: {slug: {eq: "rare-earths"}}}}) { totalCount nodes { slug signedOn } } }',
    );
    expect(slugs(agreements.nodes)).toEqual(['us-japan-critical-minerals-2025']);
  });

  test('of a mineral are those of its group too', async () => {
    const { mineral, product } = await answer(
      '{ mineral(slug: "dysprosium", asOf: "2026-01-12") { agreements { slug } } product(slug: "permanent-magnets", asOf: "2026-01-12") { agreements { slug } } }',
    );
    expect(slugs(mineral.agreements)).toContain(AUSTRALIA);
    expect(slugs(product.agreements)).toEqual(expect.arrayContaining(slugs(mineral.agreements)));
  });
});

describe('agencies, people, programmes and events', () => {
  test('an agency is found by its short name, with its country and what it has promised', async () => {
    const { agency } = await answer(
      '{ agency(slug: "EXIM") { slug kind country { iso3 } people { slug } programmes { slug } commitmentsMade(first: 2) { totalCount } } }',
    );
    expect(agency).toEqual({
      slug: 'us-exim',
      kind: 'EXPORT_CREDIT_AGENCY',
      country: { iso3: 'USA' },
      people: [{ slug: 'john-jovanovic' }],
      programmes: [{ slug: 'us-project-vault' }],
      commitmentsMade: { totalCount: 9 },
    });
  });

  test('a short name that two agencies bear is refused with both', async () => {
    const error = await refusal('{ agency(slug: "Treasury") { slug } }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'slug' });
    expect(error.message).toMatch(/'us-treasury'/);
    expect(error.message).toMatch(/'au-treasury'/);
  });

  test("a union's body has no country", async () => {
    const { agency, coalition } = await answer(
      '{ agency(slug: "european-commission") { country { iso3 } coalition { slug } } coalition(slug: "european-union") { agencies { slug } } }',
    );
    expect(agency).toEqual({ country: null, coalition: { slug: 'european-union' } });
    expect(slugs(coalition.agencies)).toEqual(['european-commission', 'eib']);
  });

  test('fifteen people were at the meeting of January 2026, each for a country, a union, an agency or a bank', async () => {
    const { event } = await answer(
      `{ event(slug: "finance-ministerial-2026-01") { startOn endOn coalition { slug }
           participants { role source { key } person { slug office country { iso3 } } represents { __typename ... on Country { iso3 } ... on Coalition { slug } ... on Agency { slug } ... on Supplier { slug } } } } }`,
    );
    expect(event).toMatchObject({
      startOn: '2026-01-11',
      endOn: '2026-01-12',
      coalition: { slug: 'finance-ministerial-2026' },
    });
    expect(event.participants).toHaveLength(15);
    expect(event.participants).toContainEqual({
      role: 'participant',
      source: { key: 'thefollowup-2026-01' },
      person: { slug: 'satsuki-katayama', office: 'Minister of Finance', country: { iso3: 'JPN' } },
      represents: { __typename: 'Country', iso3: 'JPN' },
    });
    expect(event.participants).toContainEqual(
      expect.objectContaining({
        person: expect.objectContaining({ slug: 'jay-horine' }),
        represents: { __typename: 'Supplier', slug: 'jpmorgan-chase' },
      }),
    );
  });

  test('a person has the events of the past, not those to come', async () => {
    const events = (asOf: string) => answer(`{ person(slug: "Scott Bessent", asOf: "${asOf}") { events { slug } } }`);
    expect(slugs((await events('2026-01-10')).person.events)).toEqual(['g7-summit-2025']);
    expect(slugs((await events('2026-01-12')).person.events)).toEqual([
      'finance-ministerial-2026-01',
      'g7-summit-2025',
    ]);
  });

  test('where only the represented one is known, the person is null', async () => {
    const { event } = await answer(
      '{ event(slug: "china-japan-suspension-2010") { kind datePrecision participants { person { slug } role represents { ... on Country { iso3 } } } } }',
    );
    expect(event).toMatchObject({ kind: 'EPISODE', datePrecision: 'YEAR' });
    expect(event.participants).toEqual([
      { person: null, role: 'subject', represents: { iso3: 'CHN' } },
      { person: null, role: 'subject', represents: { iso3: 'JPN' } },
    ]);
  });

  test('a programme that is paid from another says so, both ways', async () => {
    const { programme } = await answer(
      '{ programme(slug: "CMF") { slug children { slug parent { slug } } country { iso3 } } }',
    );
    expect(programme).toEqual({
      slug: 'au-critical-minerals-facility',
      country: { iso3: 'AUS' },
      children: [{ slug: 'au-critical-minerals-strategic-reserve', parent: { slug: 'au-critical-minerals-facility' } }],
    });
  });

  test('node gives each of them back by its identifier', async () => {
    const ids = [
      'Agency:us-exim',
      'Person:scott-bessent',
      'Programme:us-project-vault',
      'Event:g7-summit-2025',
      `Agreement:${AUSTRALIA}`,
      'Commitment:exim-australia-letters-2025',
    ];
    const { nodes } = await answer('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids });
    expect(nodes).toEqual(ids.map((id) => ({ id, __typename: id.split(':')[0] })));
  });
});

test('an agreement has its states over time: in force, past its deadline, ended; a month that is all that is known stays one', async () => {
  const { australia, partnership, malaysia, unsigned } = await answer(
    `{ australia: agreement(slug: "${AUSTRALIA}") { periods { status from to } }
       partnership: agreement(slug: "minerals-security-partnership") { periods { status from to } }
       malaysia: agreement(slug: "us-malaysia-critical-minerals-2025") { periods { status from to } }
       unsigned: agreement(slug: "us-saudi-arabia-critical-minerals-2025") { periods { status from to } } }`,
  );
  expect(australia.periods).toEqual([
    { status: 'IN_FORCE', from: '2025-10-20', to: '2026-04-21' },
    { status: 'PAST_DEADLINE', from: '2026-04-21', to: null },
  ]);
  expect(partnership.periods).toEqual([
    { status: 'IN_FORCE', from: '2022-06-14', to: '2026-02-04' },
    { status: 'ENDED', from: '2026-02-04', to: null },
  ]);
  expect(malaysia.periods).toEqual([{ status: 'IN_FORCE', from: '2025-10', to: null }]);
  expect(unsigned.periods).toEqual([{ status: 'ANNOUNCED', from: null, to: null }]);
});
