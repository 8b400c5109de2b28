import { describe, expect, test } from 'vitest';
import {
  againstTable,
  controlTable,
  itemTable,
  relationTable,
  restrictsTable,
} from '../../src/entities/export-control/load.ts';
import { readTable } from '../../src/loading/csv-table.ts';
import { answer, idIn } from '../support.ts';

const slugs = (list: { slug: string }[]) => list.map((one) => one.slug);
const symbols = (list: { symbol?: string }[]) => list.flatMap((one) => (one.symbol ? [one.symbol] : [])).sort();

describe('one export control', () => {
  test('the April controls on seven rare earths: who, when, what, with which codes', async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "No. 18/2025", asOf: "2026-01-12") { slug number kind announcedOn effectiveFrom effectiveTo state
         imposedBy { slug name } jointly { slug } against { iso3 }
         restricts { __typename ... on Mineral { symbol } ... on Product { slug } }
         restrictions { item aspect codes note what { ... on Mineral { symbol } } source { key } } } }`,
    );
    expect(exportControl).toMatchObject({
      slug: 'cn-mofcom-2025-18',
      number: 'No. 18/2025',
      kind: 'LICENCE',
      announcedOn: '2025-04-04',
      effectiveFrom: '2025-04-04',
      effectiveTo: null,
      state: 'IN_FORCE',
      imposedBy: { slug: 'cn-mofcom' },
      jointly: [{ slug: 'cn-gac' }],
      against: [],
    });
    expect(symbols(exportControl.restricts)).toEqual(['Dy', 'Gd', 'Lu', 'Sc', 'Sm', 'Tb', 'Y']);
    expect(exportControl.restricts).toContainEqual({ __typename: 'Product', slug: 'permanent-magnets' });
    expect(exportControl.restrictions).toContainEqual({
      item: '4',
      aspect: 'GOODS',
      codes: ['1C905.a', '1C905.b', '1C905.c'],
      note: expect.stringContaining('oxides'),
      what: { symbol: 'Dy' },
      source: { key: 'strategic-materials-policy-tracker' },
    });
  });

  test('the holmium control: announced, suspended before it took effect, in force when the suspension ends', async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "cn-mofcom-2025-57", asOf: "2026-01-12") { state suspensions { by { slug effectiveTo } item from to source { key } }
         days: suspendedBy { slug state suspends { slug } }
         before: stateOn(date: "2025-10-08") first: stateOn(date: "2025-10-09") eve: stateOn(date: "2025-11-06")
         begun: stateOn(date: "2025-11-07") last: stateOn(date: "2026-11-10") after: stateOn(date: "2026-11-11") } }`,
    );
    const [before, first, eve, begun, last, after] = ['before', 'first', 'eve', 'begun', 'last', 'after'].map(
      (day) => exportControl[day],
    );
    expect([before, first, eve, begun, last, after]).toEqual([
      null,
      'ANNOUNCED',
      'ANNOUNCED',
      'SUSPENDED',
      'SUSPENDED',
      'IN_FORCE',
    ]);
    expect(exportControl.state).toBe('SUSPENDED');
    expect(exportControl.suspensions).toEqual([
      {
        by: { slug: 'cn-mofcom-2025-70', effectiveTo: '2026-11-11' },
        item: null,
        from: '2025-11-07',
        to: '2026-11-11',
        source: { key: 'pillsburylaw-2025-11' },
      },
    ]);
    expect(slugs(exportControl.days[0].suspends)).toEqual(
      ['55', '56', '57', '58', '61', '62'].map((number) => `cn-mofcom-2025-${number}`),
    );
  });

  test('item 2 of the ban on the United States is suspended, item 1 and the ban as a whole are not', async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "cn-mofcom-2024-46", asOf: "2026-01-12") { state against { iso3 } suspendedBy { slug }
         items { item state later: stateOn(date: "2026-11-28") } restrictions { item state what { ... on Mineral { symbol } } } } }`,
    );
    expect(exportControl).toMatchObject({
      state: 'IN_FORCE',
      against: [{ iso3: 'USA' }],
      suspendedBy: [{ slug: 'cn-mofcom-2025-72' }],
      items: [
        { item: '1', state: 'IN_FORCE', later: 'IN_FORCE' },
        { item: '2', state: 'SUSPENDED', later: 'IN_FORCE' },
      ],
    });
    expect(exportControl.restrictions).toContainEqual({ item: '2', state: 'SUSPENDED', what: { symbol: 'Ga' } });
  });

  test('one part of the foreign-made rule took effect at once, others were to wait until December', async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "cn-mofcom-2025-61") { stateOn(date: "2025-10-09") items { item effectiveFrom stateOn(date: "2025-10-20") } } }`,
    );
    const states = Object.fromEntries(
      exportControl.items.map((one: { item: string; stateOn: string }) => [one.item, one.stateOn]),
    );
    expect(exportControl.stateOn).toBe('IN_FORCE');
    expect(states).toMatchObject({ '1(1)': 'ANNOUNCED', '1(2)': 'ANNOUNCED', '1(3)': 'IN_FORCE' });
  });

  test("Congo's cobalt: the ban ends on the day the quota takes its place, and the quota's tonnes are claims", async () => {
    const { ban, quota } = await answer(
      `{ ban: exportControl(slug: "cd-cobalt-ban-2025") { last: stateOn(date: "2025-10-15") first: stateOn(date: "2025-10-16") succeededBy { slug } }
         quota: exportControl(slug: "cd-cobalt-quota-2025") { announcedOn before: stateOn(date: "2025-10-15") stateOn(date: "2025-10-16") succeeds { slug }
           imposedBy { slug } claims(property: "quotaTonnes") { scope value unit } } }`,
    );
    expect(ban).toEqual({ last: 'IN_FORCE', first: 'EXPIRED', succeededBy: [{ slug: 'cd-cobalt-quota-2025' }] });
    expect(quota).toMatchObject({
      announcedOn: null,
      before: null,
      stateOn: 'IN_FORCE',
      succeeds: [{ slug: 'cd-cobalt-ban-2025' }],
      imposedBy: { slug: 'cd-arecoms' },
    });
    expect(quota.claims).toContainEqual({ scope: 'cobalt, rest of 2025', value: '18125', unit: 't' });
    expect(quota.claims).toContainEqual({ scope: 'cobalt, 2026', value: '96600', unit: 't' });
  });

  test("the article's year for the October controls stays as a competing claim that is known to be wrong", async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "cn-mofcom-2025-57") { announcedOn conflicts { property preferred { value } competing { value rank source { key } } } } }`,
    );
    expect(exportControl.announcedOn).toBe('2025-10-09');
    expect(exportControl.conflicts).toContainEqual({
      property: 'announcedOn',
      preferred: { value: '2025-10-09' },
      competing: [{ value: '2021-10-09', rank: 'DEPRECATED', source: { key: 'cryptopolitan-2026-01-rare-minerals' } }],
    });
  });

  test('is found by its global identifier, and is null under a name that nothing bears', async () => {
    const { node, exportControl } = await answer(
      '{ node(id: "ExportControl:cn-mofcom-2025-18") { id ... on ExportControl { slug state } } exportControl(slug: "no such thing") { slug } }',
    );
    expect(node).toMatchObject({ id: 'ExportControl:cn-mofcom-2025-18', slug: 'cn-mofcom-2025-18' });
    expect(exportControl).toBeNull();
  });
});

describe('the two clocks', () => {
  test('a control announced later is not listed, and one recorded later is not known at all', async () => {
    const { early, unknown, known, listed, node } = await answer(
      `{ early: exportControls(asOf: "2025-10-08") { totalCount nodes { slug } }
         unknown: exportControl(slug: "cn-mofcom-2025-57", knownAt: "2025-10-08T00:00:00Z") { slug }
         known: exportControl(slug: "cn-mofcom-2025-57", asOf: "2025-10-08") { state }
         listed: exportControls(asOf: "2025-12-01", knownAt: "2025-10-08T00:00:00Z") { totalCount nodes { slug } }
         node(id: "${idIn({ knownAt: '2025-10-08T00:00:00Z' }, 'ExportControl:cn-mofcom-2025-57')}") { id } }`,
    );
    expect(slugs(early.nodes)).not.toContain('cn-mofcom-2025-57');
    expect(unknown).toBeNull();
    expect(node).toBeNull();
    expect(known).toEqual({ state: null });
    expect(listed).toEqual(early);
  });

  test('a suspension recorded later does not exist yet', async () => {
    const { then, now } = await answer(
      `{ then: exportControl(slug: "cn-mofcom-2025-57", asOf: "2025-11-15", knownAt: "2025-11-06T00:00:00Z") { state suspendedBy { slug } stateOn(date: "2026-01-12") }
         now: exportControl(slug: "cn-mofcom-2025-57", asOf: "2025-11-15") { state suspendedBy { slug } } }`,
    );
    expect(then).toEqual({ state: 'IN_FORCE', suspendedBy: [], stateOn: 'IN_FORCE' });
    expect(now).toEqual({ state: 'SUSPENDED', suspendedBy: [{ slug: 'cn-mofcom-2025-70' }] });
  });
});

describe('lists of export controls', () => {
  test('all 31 of that day, the oldest first, and conditions on kind, agency, state, thing and aim', async () => {
    const list = (where: string) =>
      `exportControls(first: 50, asOf: "2026-01-31", where: {${where}}) { nodes { slug } }`;
    const { all, bans, congo, suspended, gallium, japan, october } = await answer(
      `{ all: exportControls(first: 50, asOf: "2026-01-31") { totalCount nodes { slug announcedOn } }
         bans: ${list('kind: {eq: BAN}, imposedBy: {country: {eq: "CHN"}}')}
         congo: ${list('imposedBy: {country: {eq: "COD"}}, state: {eq: EXPIRED}')}
         suspended: ${list('state: {in: [SUSPENDED]}')}
         gallium: ${list('restricts: {some: {slug: {eq: "gallium"}, aspect: {eq: GOODS}}}')}
         japan: ${list('against: {some: {iso3: {eq: "JPN"}}}')}
         october: ${list('announcedOn: {eq: "2025-10-09"}, not: {restricts: {some: {slug: {eq: "rare-earths"}}}}')} }`,
    );
    expect(all.totalCount).toBe(31);
    expect(slugs(all.nodes).slice(0, 4)).toEqual([
      'cn-neodymium-duty-2011',
      'id-nickel-ore-2020',
      'cd-concentrates-2021',
      'ca-ica-divestitures-2022',
    ]);
    expect(slugs(bans.nodes)).toEqual(['cn-technology-catalogue-2023', 'cn-mofcom-2024-46', 'cn-mofcom-2026-1']);
    expect(slugs(congo.nodes)).toEqual(['cd-cobalt-ban-2025']);
    expect(slugs(suspended.nodes)).toEqual(
      ['55', '56', '57', '58', '61', '62'].map((number) => `cn-mofcom-2025-${number}`),
    );
    expect(slugs(gallium.nodes)).toEqual(['cn-mofcom-2023-23', 'cn-mofcom-2024-46']);
    expect(slugs(japan.nodes)).toEqual(['cn-mofcom-2026-1']);
    expect(slugs(october.nodes)).toEqual(['cn-mofcom-2025-55', 'cn-mofcom-2025-57', 'cn-mofcom-2025-58']);
  });
});

describe('controls from other ends', () => {
  test("a mineral's controls are its own and those of its groups; a group's are those of its members too", async () => {
    const { dysprosium, group, goods } = await answer(
      `{ dysprosium: mineral(slug: "Dy", asOf: "2026-01-12") { exportControls(state: IN_FORCE) { slug } }
         group: mineral(slug: "rare-earths", asOf: "2026-01-12") { exportControls { slug } }
         goods: mineral(slug: "Dy", asOf: "2026-01-12") { exportControls(state: IN_FORCE, aspects: [GOODS]) { slug } } }`,
    );
    expect(slugs(dysprosium.exportControls)).toEqual(
      expect.arrayContaining(['cn-technology-catalogue-2023', 'cn-state-council-785', 'cn-mofcom-2025-18']),
    );
    expect(slugs(dysprosium.exportControls)).not.toContain('cn-mofcom-2025-61');
    // The ore of the rare earths is barred by others.
    expect(slugs(goods.exportControls)).toEqual([
      'na-unprocessed-minerals-2023',
      'cn-mofcom-2025-18',
      'vn-minerals-law-2025',
    ]);
    expect(slugs(group.exportControls)).toEqual(expect.arrayContaining(['cn-mofcom-2025-18', 'cn-mofcom-2025-57']));
  });

  test('a control on a group reaches its members, and what is asked about a group that overlaps with it', async () => {
    const { dysprosium, neodymium, rare, magnet, metal } = await answer(
      `{ dysprosium: mineral(slug: "Dy", asOf: "2026-01-12") { groups { slug } exportControls(state: IN_FORCE) { slug } }
         neodymium: mineral(slug: "Nd", asOf: "2026-01-12") { groups { slug } exportControls(state: IN_FORCE) { slug } }
         rare: mineral(slug: "rare-earths", asOf: "2026-01-12") { exportControls { slug } }
         magnet: mineral(slug: "magnet-rare-earths", asOf: "2026-01-12") { members { symbol } exportControls { slug } }
         metal: product(slug: "dysprosium-oxide", asOf: "2026-01-12") { exportControls { slug } } }`,
    );
    expect(slugs(dysprosium.groups)).toEqual(['heavy-rare-earths', 'magnet-rare-earths', 'rare-earths']);
    expect(slugs(neodymium.groups)).toEqual(['light-rare-earths', 'magnet-rare-earths', 'rare-earths']);
    // Announcement No. 1 of 2026 names the heavy rare earths.
    for (const reached of [dysprosium, rare, magnet, metal])
      expect(slugs(reached.exportControls)).toContain('cn-mofcom-2026-1');
    expect(slugs(neodymium.exportControls)).not.toContain('cn-mofcom-2026-1');
    expect(magnet.members.map(({ symbol }: { symbol: string }) => symbol).sort()).toEqual([
      'Ce',
      'Dy',
      'Gd',
      'Nd',
      'Pr',
      'Sm',
      'Tb',
    ]);
  });

  test("a product's controls name it, or a mineral in it", async () => {
    const { product } = await answer(
      `{ product(slug: "850511", asOf: "2026-01-12") { direct: exportControls(direct: true) { slug } all: exportControls { slug } } }`,
    );
    expect(slugs(product.direct)).toEqual(['cn-technology-catalogue-2023', 'cn-mofcom-2025-18', 'cn-mofcom-2026-1']);
    expect(slugs(product.all)).toEqual(expect.arrayContaining([...slugs(product.direct), 'cn-mofcom-2025-57']));
  });

  test('what Japan faces: one control by name, others because they are aimed at everyone, none of its own', async () => {
    const { country } = await answer(
      `{ country(code: "JPN", asOf: "2026-01-12") { named: controlsFacing(named: true) { slug } all: controlsFacing(state: IN_FORCE) { slug } controlsImposed { slug } } }`,
    );
    expect(slugs(country.named)).toEqual(['cn-mofcom-2026-1']);
    expect(slugs(country.all)).toEqual(
      expect.arrayContaining(['cn-mofcom-2025-18', 'cd-cobalt-quota-2025', 'cn-mofcom-2026-1']),
    );
    expect(slugs(country.all)).not.toContain('cn-mofcom-2024-46');
    expect(slugs(country.all)).not.toContain('cn-mofcom-2025-57');
    expect(country.controlsImposed).toEqual([]);
  });

  test("a country's and an agency's own controls", async () => {
    const { country, agency } = await answer(
      `{ country(code: "COD", asOf: "2026-01-12") { controlsImposed { slug state } }
         agency(slug: "cn-gac", asOf: "2026-01-12") { controlsImposed(state: SUSPENDED) { slug imposedBy { slug } } } }`,
    );
    expect(country.controlsImposed).toEqual([
      { slug: 'cd-concentrates-2021', state: 'IN_FORCE' },
      { slug: 'cd-cobalt-ban-2025', state: 'EXPIRED' },
      { slug: 'cd-cobalt-quota-2025', state: 'IN_FORCE' },
    ]);
    expect(slugs(agency.controlsImposed)).toEqual(['55', '56', '57', '58'].map((number) => `cn-mofcom-2025-${number}`));
    expect(agency.controlsImposed[0].imposedBy).toEqual({ slug: 'cn-mofcom' });
  });
});

describe('the controls behind a dependence', () => {
  const controls = (of: string, product: string, asOf: string, on = 'CHN') =>
    answer(
      `{ dependence(of: "${of}", on: "${on}", product: "${product}", year: 2024, asOf: "${asOf}") { controls { slug state imposedBy { name } } } }`,
    ).then(({ dependence }) => slugs(dependence.controls));

  test("Japan's magnets in January 2026: the April licences and the ban on its military, not what is suspended", async () => {
    expect(await controls('JPN', 'permanent-magnets', '2026-01-12')).toEqual(['cn-mofcom-2025-18', 'cn-mofcom-2026-1']);
    expect(await controls('DEU', 'permanent-magnets', '2026-01-12')).toEqual(['cn-mofcom-2025-18']);
    expect(await controls('JPN', 'permanent-magnets', '2026-11-11')).toContain('cn-mofcom-2025-57');
    expect(await controls('JPN', 'permanent-magnets', '2025-04-03')).toEqual([]);
  });

  test('on the supplier: magnets from Viet Nam are under none of them', async () => {
    expect(await controls('JPN', 'permanent-magnets', '2026-01-12', 'VNM')).toEqual([]);
  });

  test('the ban on the United States hits its antimony, but nobody else, and not while the item is suspended', async () => {
    const antimony = (of: string, asOf: string) => controls(of, 'unwrought-antimony', asOf);
    expect(await antimony('USA', '2025-06-01')).toEqual(['cn-mofcom-2024-33', 'cn-mofcom-2024-46']);
    expect(await antimony('JPN', '2025-06-01')).toEqual(['cn-mofcom-2024-33']);
    expect(await antimony('USA', '2026-01-12')).toEqual(['cn-mofcom-2024-33']);
  });

  test('a coalition is hit by what hits a member', async () => {
    expect(await controls('finance-ministerial-2026', 'permanent-magnets', '2026-01-12')).toContain('cn-mofcom-2026-1');
    expect(await controls('european-union', 'permanent-magnets', '2026-01-12')).toEqual(['cn-mofcom-2025-18']);
  });
});

describe('the state of what is asked about', () => {
  test('is that of the item on it: the ban on gallium is suspended while the rest of its announcement is in force', async () => {
    const { gallium, control, usa } = await answer(
      `{ gallium: mineral(slug: "gallium", asOf: "2026-11-20") { inForce: exportControls(state: IN_FORCE) { slug } suspended: exportControls(state: SUSPENDED) { slug } }
         control: exportControl(slug: "cn-mofcom-2024-46", asOf: "2026-11-20") { state }
         usa: country(code: "USA", asOf: "2026-11-20") { controlsFacing(state: IN_FORCE) { slug } } }`,
    );
    const slugs = (found: { slug: string }[]) => found.map(({ slug }) => slug);
    expect(control.state).toBe('IN_FORCE');
    expect(slugs(gallium.inForce)).not.toContain('cn-mofcom-2024-46');
    expect(slugs(gallium.suspended)).toContain('cn-mofcom-2024-46');
    // The item against its military names no mineral, and is in force.
    expect(slugs(usa.controlsFacing)).toContain('cn-mofcom-2024-46');
  });

  test('says whether a source told it or only the calendar: the suspension of No. 57/2025 ended without a word', async () => {
    const asked = `exportControl(slug: "cn-mofcom-2025-57"`;
    const { during, after } = await answer(
      `{ during: ${asked}, asOf: "2026-01-12") { state stateStatus lastConfirmedOn restrictions { state stateStatus } }
         after: ${asked}, asOf: "2026-11-24") { state stateStatus lastConfirmedOn items { stateStatus } } }`,
    );
    expect(during).toMatchObject({ state: 'SUSPENDED', stateStatus: 'REPORTED' });
    expect(during.restrictions[0]).toEqual({ state: 'SUSPENDED', stateStatus: 'REPORTED' });
    expect(after).toMatchObject({ state: 'IN_FORCE', stateStatus: 'INFERRED' });
    expect(after.lastConfirmedOn < '2026-11-11').toBe(true);
  });
});

describe('the tables of export controls', () => {
  const row = (
    table: { columns: { parse: (row: Record<string, string>) => unknown } },
    cells: Record<string, string>,
  ) => table.columns.parse({ source: 'a', locator: '', confidence: 'LOW', recordedAt: '', ...cells });
  const errors = <R>(
    table: { columns: { parse: (row: Record<string, string>) => R }; errors?: (row: R) => string[] },
    cells: Record<string, string>,
  ) => table.errors?.(row(table, cells) as R) ?? [];
  const named = {
    slug: 'a',
    name: 'A',
    number: '',
    kind: 'BAN',
    announcedOn: '2025-01-01',
    effectiveFrom: '2025-02-01',
    effectiveTo: '',
    imposedBy: 'b',
    jointly: '',
    technologies: '',
    summary: '',
  };
  const relation = { control: 'a', relation: 'SUSPENDS', target: 'b', item: '', from: '2025-01-01', to: '2025-02-01' };

  test('refuse a control that ends before it begins or that no day is known of', () => {
    expect(errors(controlTable, named)).toEqual([]);
    expect(errors(controlTable, { ...named, effectiveTo: '2025-01-31' })).toEqual([
      'effectiveFrom, effectiveTo: it ends before it begins',
    ]);
    expect(errors(controlTable, { ...named, announcedOn: '', effectiveFrom: '' })).toHaveLength(1);
  });

  test('refuse a control that suspends itself and a suspension that ends before it begins', () => {
    expect(errors(relationTable, relation)).toEqual([]);
    expect(errors(relationTable, { ...relation, target: 'a' })).toEqual(['a control cannot suspend itself']);
    expect(errors(relationTable, { ...relation, to: '2024-12-31' })).toEqual(['from, to: it ends before it begins']);
    expect(relationTable.references?.(row(relationTable, relation) as never)).toEqual([
      ['ExportControl', 'a'],
      ['ExportControl', 'b'],
    ]);
  });

  test('name only items that the control has', () => {
    const items = new Set(readTable(itemTable).rows.map(({ row: one }) => `${one.control} ${one.item}`));
    const namedItems = [
      ...readTable(restrictsTable).rows.map(({ row: one }) => [one.control, one.item] as const),
      ...readTable(againstTable).rows.map(({ row: one }) => [one.control, one.item] as const),
      ...readTable(relationTable).rows.map(({ row: one }) => [one.target, one.item] as const),
    ];
    const missing = namedItems.filter(([control, item]) => item !== null && !items.has(`${control} ${item}`));
    expect(missing).toEqual([]);
  });
});

describe('the periods of controls', () => {
  test('No. 57 is in force since the suspension by No. 70 ended, a year after its own first day', async () => {
    const { now, then } = await answer(
      `{ now: exportControl(slug: "cn-mofcom-2025-57", asOf: "2026-11-26") { effectiveFrom inForceSince periods { state from to by { number slug } item } }
         then: exportControl(slug: "cn-mofcom-2025-57", asOf: "2025-11-15") { inForceSince } }`,
    );
    expect(now).toEqual({
      effectiveFrom: '2025-11-08',
      inForceSince: '2026-11-11',
      periods: [
        { state: 'ANNOUNCED', from: '2025-10-09', to: '2025-11-07', by: null, item: null },
        {
          state: 'SUSPENDED',
          from: '2025-11-07',
          to: '2026-11-11',
          by: { number: 'No. 70/2025', slug: 'cn-mofcom-2025-70' },
          item: null,
        },
        { state: 'IN_FORCE', from: '2026-11-11', to: null, by: null, item: null },
      ],
    });
    expect(then.inForceSince).toBeNull();
  });

  test('No. 46 of 2024 stayed in force while its item 2 was suspended, and that item was not', async () => {
    const { exportControl } = await answer(
      `{ exportControl(slug: "cn-mofcom-2024-46", asOf: "2026-11-26") { inForceSince periods { state from to by { number } item }
         items { item periods { state from to by { number } item } } } }`,
    );
    expect(exportControl.inForceSince).toBe('2024-12-03');
    expect(exportControl.periods).toEqual([
      { state: 'IN_FORCE', from: '2024-12-03', to: '2025-11-09', by: null, item: null },
      { state: 'IN_FORCE', from: '2025-11-09', to: '2026-11-28', by: { number: 'No. 72/2025' }, item: '2' },
      { state: 'IN_FORCE', from: '2026-11-28', to: null, by: null, item: null },
    ]);
    const second = exportControl.items.find(({ item }: { item: string }) => item === '2');
    expect(second.periods.map(({ state }: { state: string }) => state)).toEqual(['IN_FORCE', 'SUSPENDED', 'IN_FORCE']);
  });

  test('of all controls on record, each with the state of the day in the period that holds it', async () => {
    const days = ['2023-08-01', '2025-10-09', '2025-11-07', '2025-11-09', '2026-11-10', '2026-11-11', '2027-12-31'];
    const { exportControls } = await answer(
      `{ exportControls(first: 100) { nodes { slug periods { state from to } ${days.map((day, index) => `on${index}: stateOn(date: "${day}")`).join(' ')} } } }`,
    );
    expect(exportControls.nodes.length).toBeGreaterThan(20);
    const asked = await answer(
      `{ ${days.map((day, index) => `on${index}: exportControls(first: 100, asOf: "${day}") { nodes { slug state } }`).join(' ')} }`,
    );
    for (const control of exportControls.nodes)
      days.forEach((day, index) => {
        const own = control.periods.filter(
          ({ from, to }: { from: string; to: string | null }) => from <= day && (to === null || day < to),
        );
        const state = control[`on${index}`];
        expect(own.map((period: { state: string }) => period.state)).toEqual(state === null ? [] : [state]);
        const listed = asked[`on${index}`].nodes.find(({ slug }: { slug: string }) => slug === control.slug);
        expect(listed?.state ?? null).toBe(state);
      });
  });
});
