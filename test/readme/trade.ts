import { billion, Count, count, figure, given, list, percent, the, tonnes, type Data, type InWords } from './words.ts';

const nameAndShare = ({ country, share }: Data, decimals = 0) => `${country.name} (${percent(share, decimals)})`;

export const trade: Record<string, InWords> = {
  '01-coalition-magnets': async ({ dependents }, ask) => {
    const all = await ask(
      '{ dependents(on: "CHN", product: "permanent-magnets", among: "finance-ministerial-2026", year: 2024) { nodes { country { name } share } } }',
    );
    const [first] = dependents.nodes;
    const others = all.dependents.nodes.filter(({ share }: Data) => share === null || share < 0.5);
    given(others.length === 1, 'one country alone stays below half');
    return `${Count(dependents.totalCount)} of the ${count(all.dependents.nodes.length)} countries at the finance ministers' meeting of January 2026 bought more than half of their permanent magnets from China in 2024, led by ${first.country.name} with ${percent(first.share)}; only ${others[0].country.name}, with ${percent(others[0].share)}, did not.`;
  },

  '02-japan-in-full': ({ country: { name, dependence } }) => {
    const more = dependence.suppliers.filter(({ share }: Data) => share > dependence.share);
    given(more.length === 2, 'two countries sell it more than China');
    return `In 2024 ${name} bought ${percent(dependence.share)} of its permanent magnets from China, less than from the ${list(more.map((one: Data) => nameAndShare(one)))}; on 12 January 2026 ${count(dependence.controls.length)} Chinese controls on them were in force against it.`;
  },

  '03-concentration-of-exports': ({ magnets, lithium }) => {
    given(lithium.hhi > magnets.hhi, 'lithium carbonate is the more concentrated of the two');
    const china = the<Data>(magnets.shares, ({ country }) => country.name === 'China', 'China');
    return `In 2024 China sold ${percent(china.share)} of the permanent magnets traded in the world (HHI ${figure(magnets.hhi, 2)}); exports of lithium carbonate were more concentrated still (HHI ${figure(lithium.hhi, 2)}).`;
  },

  '04-the-article-and-its-slips': ({ claims }) => {
    const value = (property: string) => the<Data>(claims.nodes, (claim) => claim.property === property, property).value;
    given(value('minersSoughtHigherPrices') === '2024-07', 'the call for higher prices is misdated');
    given(value('investmentTarget') === '53000000000', 'an estimate is taken for an investment');
    given(value('averageRefiningShare') === '0.7', 'the average of refining is taken for rare earths');
    return `It dates the controls of October 2025 to ${value('announcedOn').slice(0, 4)}, garbles the IEA's average refining share into a share of rare earths, takes an estimate of recoverable value for an investment, and misdates the call for higher prices.`;
  },

  '05-october-2025': ({ timeline: { nodes, totalCount } }) => {
    given(nodes.length === totalCount, 'all of the month is there');
    const on = (id: string) => {
      const { on: date } = the<Data>(nodes, ({ node }) => node.id === id, id);
      return `${Number(date.slice(8))}${{ 1: 'st', 21: 'st', 31: 'st' }[Number(date.slice(8))] ?? 'th'}`;
    };
    const controls = nodes.filter(
      ({ on: date, kind, node }: Data) =>
        date === '2025-10-09' && kind === 'CONTROL_ANNOUNCED' && node.id.startsWith('ExportControl:cn-'),
    );
    return `China announced ${count(controls.length)} controls on the ninth; the United States signed frameworks with Australia on the ${on('Agreement:us-australia-critical-minerals-2025')} and Japan on the ${on('Agreement:us-japan-critical-minerals-2025')}; the Critical Minerals Production Alliance was launched in Toronto on the ${on('Agreement:critical-minerals-production-alliance-2025')}.`;
  },

  '06-agreements-and-active-controls': ({ agreements: { nodes } }) => {
    const under = (agreement: Data) => agreement.covers.filter(({ exportControls }: Data) => exportControls.length > 0);
    const times = new Map<string, number>();
    for (const { name } of nodes.flatMap(under)) times.set(name, (times.get(name) ?? 0) + 1);
    const [first, ...others] = [...times.keys()].sort(
      (a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || a.localeCompare(b),
    );
    return `${Count(nodes.filter((one: Data) => under(one).length > 0).length)} of the ${figure(nodes.length)} on record by 24 November 2026: most of them for ${first?.toLowerCase()}, then for ${list(others.map((name) => name.toLowerCase()))}. Where a list is empty, no control is in force on what the agreement covers.`;
  },

  '07-money-of-agreements': ({ agreements: { nodes } }) => {
    const { ledger } = the<Data>(nodes, ({ slug }) => slug === 'us-australia-critical-minerals-2025', 'framework');
    const { announced, letterOfIntent, committed, disbursed, overdue } = the<Data>(
      ledger,
      ({ currency }) => currency === 'USD',
      'dollars',
    );
    given(disbursed === null, 'nothing is known to be paid out');
    return `Under the US–Australia framework ${billion(announced)} dollars were announced, letters of intent name ${billion(letterOfIntent)}, ${billion(committed)} is committed, none is known to be paid out, and ${billion(overdue)} was overdue in November 2026.`;
  },

  '70-japan-in-one-request': ({ country }) => {
    const { dependences, controlsFacing, memberships, agreements, suppliers, facilities } = country;
    const half = dependences.nodes.filter(({ share }: Data) => share > 0.5);
    const [first, second, third, fourth, fifth] = half;
    const magnets = the<Data>(dependences.nodes, ({ product }) => product.slug === 'permanent-magnets', 'magnets');
    const names = [first, second, third, fourth, fifth].map(({ product }) => product.slug).join(' ');
    given(
      names === 'natural-magnesite unwrought-tungsten unwrought-magnesium natural-graphite-other natural-barite' &&
        percent(fourth.share) === percent(fifth.share),
      'magnesite, tungsten, magnesium, graphite and barite lead, the last two with one share',
    );
    return `Of ${count(half.length)} of the ${figure(dependences.totalCount)} products with trade of 2024 Japan bought more than half from China, led by magnesite (${percent(first.share, 1)}), tungsten (${percent(second.share, 1)}), magnesium (${percent(third.share)}), and natural graphite other than powder and barite (${percent(fourth.share)} each); of permanent magnets ${percent(magnets.share)}. On 12 January 2026 ${count(controlsFacing.length)} controls in force hit it; it belonged to ${count(memberships.length)} coalitions, was party to ${count(agreements.length)} agreements, and had ${count(suppliers.length)} companies and ${count(facilities.length)} plants on record.`;
  },

  '71-coalition-by-product': ({ coalition: { members, dependences } }) => {
    const of = (slug: string) => the<Data>(dependences.nodes, ({ product }) => product.slug === slug, slug);
    const above = (slug: string) =>
      members.nodes.filter(
        ({ dependences: own }: Data) => the<Data>(own.nodes, ({ product }) => product.slug === slug, slug).share > 0.65,
      ).length;
    const [magnets, tungsten] = [of('permanent-magnets'), of('unwrought-tungsten')];
    given(
      above('unwrought-magnesium') === above('permanent-magnets'),
      'as many depend on China for magnesium as for magnets',
    );
    given(
      dependences.nodes.every(
        ({ product: { slug } }: Data) =>
          /^(permanent-magnets|unwrought-magnesium)$/.test(slug) || above(slug) < above('permanent-magnets'),
      ),
      'of nothing else as many members depend on China',
    );
    const compounds = of('rare-earth-compounds');
    given(
      [of('unwrought-titanium'), of('elemental-phosphorus')].every(({ unknownShare }) => unknownShare > 0.8),
      'most of the titanium and phosphorus is of unknown origin',
    );
    return `For magnets and magnesium: ${count(above('permanent-magnets'))} of the ${count(members.totalCount)} members bought more than 65 % of each from China in 2024; of rare-earth metals ${count(above('rare-earth-metals'))} did, of tungsten ${count(above('unwrought-tungsten'))}. Of what the coalition bought from outside itself ${percent(tungsten.share)} of the tungsten, ${percent(magnets.share)} of the magnets and ${percent(compounds.share)} of the rare-earth compounds were Chinese, ${percent(magnets.lookThroughShare)} of the magnets looking through the suppliers; of titanium and phosphorus the origin of more than four fifths is reported by nobody once one looks behind the seller.`;
  },

  '72-magnets-since-2002': ({ dependents, coalition }) => {
    const years: Data[] = coalition.dependence.byYear;
    const at = (year: number, series = years) => the<Data>(series, (one) => one.year === year, String(year));
    const of = (iso3: string, year: number) =>
      figure(
        100 * at(year, the<Data>(dependents.nodes, ({ country }) => country.iso3 === iso3, iso3).byYear).shareAtMost,
      );
    given(
      years.every(({ year, share, complete }) => (year === 2024) === (share !== null) && complete === (year === 2024)),
      '2024 alone holds every flow and has a share',
    );
    given(
      years.every(({ year, shareAtMost }) => year < 2011 === (shareAtMost === null)),
      'the coalition has a bound since 2011',
    );
    const bounded = years
      .filter(({ year }) => year >= 2011 && year < 2024)
      .sort((a, b) => a.shareAtMost - b.shareAtMost);
    const [lowest, highest] = [bounded[0], bounded.at(-1)];
    return `The years before 2024 are from a series of the largest partners alone, without totals: they have no share, only what it cannot be above, and their bounds compare with each other. Of what the coalition buys from outside itself at most ${percent(at(2011).shareAtMost)} came from China in 2011 and ${percent(at(2023).shareAtMost)} in 2023, between ${percent(lowest?.shareAtMost)} (${lowest?.year}) and ${percent(highest?.shareAtMost)} (${highest?.year}); it was ${percent(at(2024).share)} in 2024, the only year that holds every flow. Germany had at most ${of('DEU', 2002)} % in 2002 and ${of('DEU', 2023)} % in 2023, the United States ${of('USA', 2002)} and ${of('USA', 2023)} %, Japan ${of('JPN', 2002)} and ${of('JPN', 2023)} %. Before 2011 nothing bounds the coalition's share, since what Luxembourg bought from China is not on record.`;
  },

  '73-thresholds-over-all-products': async ({ breaches: { count: found, tested, breaches } }, ask) => {
    const all = await ask(
      '{ breaches(among: "finance-ministerial-2026", year: 2024, minValueUsd: 10000000, threshold: 0.65, list: "eu-strategic-2024") { breaches(first: 100) { supplier { name } } } }',
    );
    const suppliers: string[] = all.breaches.breaches.map(({ supplier }: Data) => supplier.name);
    const from = (name: string) => suppliers.filter((one) => one === name).length;
    given(suppliers.length === found, 'all are read');
    const next = ['Chile', 'United States', 'Guinea', 'Norway', 'South Africa'];
    given(
      suppliers.every((name) => from(name) < from('China') / 2 || name === 'China') &&
        suppliers.every((name) => next.includes(name) || name === 'China' || from(name) < 4) &&
        next.every((name) => from(name) >= 4),
      'China comes first by far, and then these',
    );
    const goods = (supplier: string, product: RegExp): Data[] =>
      breaches.filter((one: Data) => one.supplier.name === supplier && product.test(one.product.name));
    const magnesium = goods('China', /^Magnesium metal/).filter(({ share }) => share >= 0.98);
    given(
      goods('Guinea', /^Bauxite/).length > 0 && goods('Chile', /^Lithium carbonate/).length > 0,
      'bauxite comes from Guinea and lithium carbonate from Chile',
    );
    const tungsten = the<Data>(
      goods('China', /^Tungsten, unwrought/),
      ({ importer }) => importer.iso3 === 'JPN',
      'tungsten',
    );
    return `${figure(found)} of ${figure(tested)} imports of strategic raw materials in 2024, ${figure(from('China'))} of them from China: ${list(magnesium.map(({ importer }) => (importer.iso3 === 'NLD' ? 'the Netherlands' : importer.name)))} bought 98 % or more of their magnesium there, Japan ${percent(tungsten.share, 1)} of its tungsten. Behind others stand Chile (${count(from('Chile'))}, lithium carbonate among them), the United States (${count(from('United States'))}), Guinea (${count(from('Guinea'))}, bauxite), Norway and South Africa (${count(from('Norway'))} each). Only shares of imports are known, not of use.`;
  },

  '74-rare-earth-metals-and-compounds': async ({ metals, compounds, exportsOfMetals, exportsOfCompounds }, ask) => {
    const at = (of: Data, year: number) => the<Data>(of.byYear, (one) => one.year === year, String(year)).share;
    const from = (of: readonly Data[], name: string) => the<Data>(of, ({ country }) => country.name === name, name);
    const [china, vietnam] = [metals.suppliers[0], metals.suppliers[1]];
    given(
      china.country.name === 'China' && vietnam.country.name === 'Vietnam',
      'China and Vietnam sell most of the metals',
    );
    given(compounds.suppliers[0].country.name === 'China', 'China sells most of the compounds');
    const { byValue } = await ask(
      '{ byValue: dependence(of: "JPN", on: "CHN", product: "rare-earth-metals", year: 2024, basis: VALUE) { suppliers(first: 5) { country { name } share } } }',
    );
    const worth = (name: string) => figure(100 * from(byValue.suppliers, name).share);
    const [first, second] = exportsOfCompounds.shares;
    given(
      first.country.name === 'Myanmar' && second.country.name === 'China',
      'Myanmar sells more compounds than China',
    );
    return `Of the ${tonnes(china.tonnes / china.share)} of metals that Japan bought in 2024 China sold ${figure(100 * china.share)} % and Vietnam ${percent(vietnam.share)}, by value ${worth('China')} and ${worth('Vietnam')} %; in 2010 China had ${percent(at(metals, 2010))} by weight. Of compounds, cerium's among them, ${percent(compounds.share)} came from China, ${percent(at(compounds, 2010))} in 2010. China sells ${percent(from(exportsOfMetals.shares, 'China').share)} of the metals that cross borders, and Myanmar, whose compounds are mostly mined material, sells more compounds (${percent(first.share)}) than China (${percent(second.share)}).`;
  },
};
