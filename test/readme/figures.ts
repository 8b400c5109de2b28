import { count, figure, given, list, percent, the, tonnes, type Data, type InWords } from './words.ts';

const shareOf = (shares: readonly Data[], name: string): number =>
  the(shares, ({ country }) => country.name === name, name).share;

export const figures: Record<string, InWords> = {
  '30-australia-rare-earths': ({ country: { production } }) => {
    const { tonnes: mined, preferred, competing } = production;
    given(
      preferred.source.key === 'usgs-mcs-2026' && competing.length === 1 && competing[0].source.key === 'usgs-mcs-2025',
      'two editions of the US Geological Survey compete',
    );
    const older = tonnes(competing[0].value);
    return `${tonnes(mined)} of rare-earth oxide, says the US Geological Survey in its summaries of 2026. Its edition of 2025 said ${older}; the newer edition of the same publisher revises the older one, so ${figure(mined)} is shown and ${figure(competing[0].value)} stays beside it.`;
  },

  '31-rare-earth-mining': ({ concentration }) => {
    const { total, shares, hhi, hhiIsLowerBound, otherShare } = concentration;
    given(hhiIsLowerBound, 'the index is a lower bound');
    const [china, ...next] = shares.slice(0, 4);
    const others = next.map(
      ({ country, share }: Data, index: number) => `${index === 0 ? 'the ' : ''}${country.name} ${percent(share, 1)}`,
    );
    return `Highly: of ${tonnes(total)} reported for 2024 ${china.country.name} mined ${percent(china.share, 1)}, ${list(others)}; the Herfindahl-Hirschman index is ${figure(hhi, 3)}, a lower bound, because ${percent(otherShare, 1)} is named for no country.`;
  },

  '32-us-import-reliance': ({ gallium, graphite, rareEarths }) => {
    given(gallium.reliance.share === 1 && graphite.reliance.share === 1, 'all gallium and graphite is imported');
    const from = (mineral: Data) => mineral.importSources[0].shares as Data[];
    const named = ({ country, share }: Data) => `${country.name} (${percent(share)})`;
    const [first, second, third, fourth] = from(graphite);
    given(percent(second.share) === percent(third.share), 'two countries sell as much graphite');
    const { year, yearTo } = gallium.importSources[0];
    return `All of its gallium and graphite and ${percent(rareEarths.reliance.share)} of its rare-earth compounds and metals in 2025. In ${year} to ${yearTo} the gallium came from ${list(from(gallium).slice(0, 3).map(named))}, the graphite from ${named(first)}, ${second.country.name} and ${third.country.name} (${percent(second.share)} each) and ${named(fourth)}, the rare earths from ${list(from(rareEarths).slice(0, 2).map(named))}.`;
  },

  '33-heavy-rare-earth-prices': ({ minerals: { nodes } }) => {
    const prices = (name: string) => {
      const { prices: all } = the<Data>(nodes, (mineral) => mineral.name === name, name);
      given(
        all.map(({ year }: Data) => year).join() === '2025,2024,2023,2022,2021' && all[0].estimated,
        'there is a price of 2021 to 2025, the last one estimated',
      );
      return all.map(({ value }: Data) => figure(value)).reverse();
    };
    const [first, ...later] = prices('Dysprosium');
    const [firstTerbium, ...laterTerbium] = prices('Terbium');
    const row = (values: string[]) => `${values.slice(0, -1).join(', ')} and an estimated ${values.at(-1) ?? ''}`;
    return `A kilogram of dysprosium oxide went from ${first} dollars in 2021 to ${row(later)} in 2025; of terbium oxide from ${firstTerbium} to ${row(laterTerbium)}.`;
  },

  '34-cobalt-graphite-refining': ({ cobalt, graphite }) => {
    const share = (of: Data, name: string) => percent(shareOf(of.shares, name), 1);
    given(
      [cobalt, graphite].every(({ shares }) => shares[0].country.name === 'China'),
      'China leads in both',
    );
    return `China, in 2024: ${share(cobalt, 'China')} of the refined cobalt, before Finland (${share(cobalt, 'Finland')}) and Japan (${share(cobalt, 'Japan')}), and ${share(graphite, 'China')} of the refined graphite, before Japan (${share(graphite, 'Japan')}), by the International Energy Agency.`;
  },

  '35-stockpiles': ({ stockpiles: { nodes } }) => {
    const held = (iso3: string, mineral: string, form: RegExp = /^/) =>
      the<Data>(
        nodes,
        (one) => one.country.iso3 === iso3 && (one.mineral?.name ?? '') === mineral && form.test(one.form ?? ''),
        `${iso3} ${mineral}`,
      );
    const american = (mineral: string, form?: RegExp) => {
      const { quantity, bound, statedOn } = held('USA', mineral, form);
      given(bound === 'AT_LEAST' && statedOn === '2022-01-01', `the stock of ${mineral} is a lower bound of 2022`);
      return tonnes(quantity);
    };
    given(held('JPN', '').quantityMissing === 'WITHHELD', 'what Japan holds is secret');
    const koreanTonnes = nodes.filter(({ country, unit }: Data) => country.iso3 === 'KOR' && unit === 'TONNES');
    given(
      koreanTonnes.length === 1 &&
        koreanTonnes[0].mineral.name === 'Rare earths' &&
        koreanTonnes[0].statedOn === '2010',
      'South Korea tells the tonnes of rare earths of 2010 alone',
    );
    given(held('USA', '', /Government/).quantityMissing === 'NOT_AVAILABLE', 'the United States tell nothing since');
    return `Few tell a mass: the United States held at least ${american('Manganese', /ferromanganese/)} of ferromanganese and manganese metal, ${american('Chromium')} of chromium, ${american('Zinc')} of zinc and ${american('Tungsten', /^concentrate/)} of tungsten in concentrate at the beginning of 2022, and no mass is told since; South Korea, which had ${tonnes(koreanTonnes[0].quantity)} of rare earths in 2010, counts in days now, ${held('KOR', '', /^rare metals/).quantity} for its rare metals, ${held('KOR', '', /^base metals/).quantity} for base metals and ${held('KOR', 'Neodymium').quantity} for neodymium, and what Japan holds is secret.`;
  },

  '40-coverage-of-rare-earths': ({ coverage: { series, disagreements, disagreementCount } }) => {
    const years = (publisher: string) => {
      const { years: all } = the<Data>(
        series,
        (one) => one.kind === 'PRODUCTION' && one.publisher === publisher,
        publisher,
      );
      return `${all[0]} to ${all.at(-1)}`;
    };
    const value = (figuresOf: Data, publisher: string) =>
      figure(the<Data>(figuresOf, ({ source }) => source.publisher === publisher, publisher).value);
    const most = disagreements.slice(0, 3).map(({ year, figures: both }: Data) => {
      given(year === 2023, 'they differ most in 2023');
      const { name } = both[0].country;
      return `${name === 'United States' ? 'the ' : ''}${name} (${value(both, 'US Geological Survey')} against ${value(both, 'British Geological Survey')} t)`;
    });
    return `Mining by country from the US Geological Survey (${years('US Geological Survey')}) and the British Geological Survey (${years('British Geological Survey')}), besides reserves, quotas, prices, import reliance and shares; at ${count(disagreementCount)} places the two surveys differ by more than 10 %, in 2023 most on ${list(most)}.`;
  },

  '41-holes-in-the-data': ({ coverageTable: { years, holes, rows } }) => {
    const minerals = new Set(rows.map(({ mineral }: Data) => mineral.name)).size;
    const empty = (stage: string): Data[] =>
      rows.filter((row: Data) => row.stage === stage && row.holes.length === years.length);
    const has = (stage: string, names: string) =>
      names.split(' ').every((name) => empty(stage).some(({ mineral }) => mineral.name === name));
    const [mined, refined] = [empty('EXTRACTION'), empty('REFINING')];
    given(
      has('EXTRACTION', 'Gallium Germanium Caesium Rubidium') &&
        has('REFINING', 'Lead Tin Zinc Uranium Caesium Rubidium'),
      'these minerals have nothing at these stages',
    );
    given(
      ['Caesium', 'Rubidium'].every((name) =>
        mined.some(({ mineral }) => mineral.name === name && mineral.tradeNote?.startsWith('No code')),
      ),
      'caesium and rubidium have no code of their own',
    );
    const grouped = rows.filter(({ byGroup }: Data) => byGroup.length > 0);
    given(
      grouped.length > 10 && grouped.every(({ stage }: Data) => stage === 'EXTRACTION'),
      'rare earths one by one are published as a group at the mine',
    );
    return `At the mine ${count(mined.length)} of the ${figure(minerals)} have nothing of their own for ${years[0]} to ${years.at(-1)}, at the refinery ${count(refined.length)}: by-products such as gallium and germanium have no mine of their own, while of lead, tin, zinc and uranium the seed has neither refined output nor trade, and caesium and rubidium have no code; ${figure(holes)} of ${figure(rows.length * years.length)} cells are empty, among them most of the single rare earths' at the mine, which are published as a group.`;
  },
};
