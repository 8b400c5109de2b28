import { billion, Count, count, figure, given, list, percent, the, type Data, type InWords } from './words.ts';

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

  '05-october-2025': ({ timeline }) => {
    const on = (id: string) => {
      const { on: date } = the<Data>(timeline, ({ node }) => node.id === id, id);
      return `${Number(date.slice(8))}${{ 1: 'st', 21: 'st', 31: 'st' }[Number(date.slice(8))] ?? 'th'}`;
    };
    const controls = timeline.filter(
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
    const [first, second, third, fourth] = half;
    const magnets = the<Data>(dependences.nodes, ({ product }) => product.slug === 'permanent-magnets', 'magnets');
    const names = [first, second, third, fourth].map(({ product }) => product.slug).join(' ');
    given(
      names === 'unwrought-tungsten unwrought-magnesium natural-graphite-other natural-barite' &&
        percent(third.share) === percent(fourth.share),
      'tungsten, magnesium, graphite and barite lead, the last two with one share',
    );
    return `Of ${count(half.length)} of the ${figure(dependences.totalCount)} products with trade of 2024 Japan bought more than half from China, led by tungsten (${percent(first.share, 1)}), magnesium (${percent(second.share)}), natural graphite other than powder and barite (${percent(third.share)} each); of permanent magnets ${percent(magnets.share)}. On 12 January 2026 ${count(controlsFacing.length)} controls in force hit it; it belonged to ${count(memberships.length)} coalitions, was party to ${count(agreements.length)} agreements, and had ${count(suppliers.length)} companies and ${count(facilities.length)} plants on record.`;
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
      of('rare-earth-metals').share === null && of('rare-earth-compounds').share === null,
      'rare-earth compounds and metals have no share',
    );
    given(
      [of('unwrought-titanium'), of('elemental-phosphorus')].every(({ unknownShare }) => unknownShare > 0.8),
      'most of the titanium and phosphorus is of unknown origin',
    );
    return `For magnets and magnesium: ${count(above('permanent-magnets'))} of the ${count(members.totalCount)} members bought more than 65 % of each from China in 2024; of tungsten ${count(above('unwrought-tungsten'))} did. Of what the coalition bought from outside itself ${percent(tungsten.share)} of the tungsten and ${percent(magnets.share)} of the magnets were Chinese, ${percent(magnets.lookThroughShare)} of the magnets looking through the suppliers. Trade in rare-earth compounds and metals is not loaded, so they have no share; and of titanium and phosphorus the origin of more than four fifths is reported by nobody once one looks behind the seller.`;
  },

  '72-magnets-since-2002': ({ dependents, coalition }) => {
    const years: Data[] = coalition.dependence.byYear.filter(({ share }: Data) => share !== null);
    const at = (year: number, series = years) => the<Data>(series, (one) => one.year === year, String(year));
    const of = (iso3: string, year: number) =>
      figure(100 * at(year, the<Data>(dependents.nodes, ({ country }) => country.iso3 === iso3, iso3).byYear).share);
    const since = years.filter(({ year }) => year >= 2009).sort((a, b) => a.share - b.share);
    const [lowest, highest] = [since[0], since.at(-1)];
    const complete = years.filter(({ complete: isComplete }) => isComplete);
    given(complete.length === 1, 'one year alone holds every flow');
    return `Of what it buys from outside itself ${percent(at(2002).share)} came from China in 2002 and ${percent(at(2009).share)} in 2009; since then it was between ${percent(lowest.share)} (${lowest.year}) and ${percent(highest.share)} (${highest.year}). From 2002 to 2023 Germany went from ${of('DEU', 2002)} to ${of('DEU', 2023)} % and the United States from ${of('USA', 2002)} to ${of('USA', 2023)} %, Japan from ${of('JPN', 2002)} down to ${of('JPN', 2023)} %. Those years are from a series of the largest partners alone and compare with each other; ${complete[0].year}, with ${percent(complete[0].share)}, is the only one that holds every flow.`;
  },
};
