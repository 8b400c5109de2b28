import { describe, expect, test } from 'vitest';
import { answer, ask, refusal } from './support.ts';

interface Told {
  id: string;
  share: number | null;
  product: { slug: string; name: string };
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  nodes: Told[];
}

const figures =
  'id product { slug name } year basis method share missing nearestYear confidence complete hhi imports { valueUsd tonnes flows flowsWithTonnes } suppliers(first: 3) { country { iso3 } share valueUsd tonnes } sources { key } claims { value method }';

const dependences = async (of: string, args: string, fields = figures): Promise<Page> => {
  const { country } = await answer(
    `{ country(code: "${of}") { dependences(on: "CHN", ${args}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { ${fields} } } } }`,
  );
  return country.dependences as Page;
};

/** The same dependences, each asked for by itself. */
async function alone(root: string, products: readonly string[], args: string, fields = figures): Promise<unknown[]> {
  const aliases = products.map((slug, i) => `p${i}: dependence(on: "CHN", product: "${slug}", ${args}) { ${fields} }`);
  const [parent] = Object.values(await answer(`{ ${root} { ${aliases.join(' ')} } }`));
  return Object.values(parent as object);
}

const slugs = ({ nodes }: Pick<Page, 'nodes'>) => nodes.map(({ product }) => product.slug);

describe('dependences over products', () => {
  test.each(['VALUE', 'MASS'])('each is word for word the dependence of that product by %s', async (basis) => {
    const args = `year: 2024, basis: ${basis}`;
    const page = await dependences('JPN', `${args}, first: 100`);
    expect(page.totalCount).toBe(54);
    expect(page.nodes).toEqual(await alone('country(code: "JPN")', slugs(page), args));
  });

  test('of a coalition too: only what comes from outside it counts', async () => {
    const args = 'year: 2024';
    const { coalition } = await answer(
      `{ coalition(slug: "european-union") { dependences(on: "CHN", ${args}, first: 100) { totalCount nodes { ${figures} } } } }`,
    );
    const page = coalition.dependences as Page;
    expect(page.nodes).toEqual(await alone('coalition(slug: "european-union")', slugs(page), args));
    const magnets = page.nodes.find(({ product }) => product.slug === 'permanent-magnets');
    expect(magnets?.share).toBeCloseTo(0.8862, 4);
  });

  test('are sorted by share with those without one last, or by the product’s name, and read in pages either way', async () => {
    const by = async (orderBy: string) => {
      const all = await dependences('KIR', `year: 2024, first: 100${orderBy}`, 'id share product { slug name }');
      const forwards: string[] = [];
      const backwards: string[] = [];
      let after = '';
      let before = '';
      do {
        const page = await dependences('KIR', `year: 2024, first: 7${orderBy}${after}`, 'id product { slug }');
        forwards.push(...slugs(page));
        after = page.pageInfo.hasNextPage ? `, after: "${page.pageInfo.endCursor}"` : '';
      } while (after);
      do {
        const page = await dependences('KIR', `year: 2024, last: 7${orderBy}${before}`, 'id product { slug }');
        backwards.unshift(...slugs(page));
        before = page.pageInfo.hasPreviousPage ? `, before: "${page.pageInfo.startCursor}"` : '';
      } while (before);
      expect(forwards).toEqual(slugs(all));
      expect(backwards).toEqual(slugs(all));
      return all.nodes;
    };
    const shares = (await by('')).map(({ share }) => share);
    const known = shares.filter((share) => share !== null);
    expect(known.length).toBeGreaterThan(0);
    expect(known.length).toBeLessThan(shares.length);
    expect(shares).toEqual([...known.sort((a, b) => b - a), ...shares.filter((share) => share === null)]);
    const rising = (await by(', orderBy: {field: SHARE, direction: ASC}')).map(({ share }) => share);
    expect(rising).toEqual([...known.sort((a, b) => a - b), ...shares.filter((share) => share === null)]);
    const names = (await by(', orderBy: {field: PRODUCT}')).map(({ product }) => product.name);
    expect(names).toEqual([...names].sort());
  });

  test('what was not bought, or is not traded under a code of its own, is null with a reason, never 0', async () => {
    const page = await dependences(
      'KIR',
      'year: 2024, products: ["permanent-magnets", "unwrought-tungsten", "gallium-metal", "rare-earth-metals"], orderBy: {field: PRODUCT}',
      'product { slug } share missing year imports { valueUsd tonnes flows } suppliers { share }',
    );
    expect(page.totalCount).toBe(4);
    for (const one of page.nodes.filter(({ share }) => share === null))
      expect(one).toMatchObject({
        missing: 'NOT_AVAILABLE',
        imports: { valueUsd: null, tonnes: null, flows: 0 },
        suppliers: [],
      });
    expect(page.nodes.filter(({ share }) => share === null).length).toBeGreaterThanOrEqual(3);
  });

  test('a year without any trade says so, and which year is nearest', async () => {
    const { country } = await answer(
      '{ country(code: "JPN") { all: dependences(on: "CHN", year: 1999) { totalCount missing nearestYear } some: dependences(on: "CHN", year: 1999, products: ["850511", "260200"]) { totalCount missing nearestYear nodes { share missing nearestYear } } } }',
    );
    expect(country.all).toEqual({ totalCount: 0, missing: 'NOT_AVAILABLE', nearestYear: 2002 });
    expect(country.some).toEqual({
      totalCount: 2,
      missing: 'NOT_AVAILABLE',
      nearestYear: 2002,
      nodes: [
        { share: null, missing: 'NOT_AVAILABLE', nearestYear: 2002 },
        { share: null, missing: 'NOT_AVAILABLE', nearestYear: 2023 },
      ],
    });
  });

  test('looking through, they are sorted and filtered by the share that comes from behind the suppliers', async () => {
    const page = (await dependences(
      'JPN',
      'year: 2024, method: LOOK_THROUGH, minShare: 0.9, first: 100',
      'id product { slug } share lookThroughShare unknownShare',
    )) as unknown as Omit<Page, 'nodes'> & { nodes: (Told & { lookThroughShare: number })[] };
    const behind = page.nodes.map(({ lookThroughShare }) => lookThroughShare);
    expect(slugs(page)).toContain('permanent-magnets');
    expect(behind).toEqual([...behind].sort((a, b) => b - a));
    expect(Math.min(...behind)).toBeGreaterThanOrEqual(0.9);
    const { country } = await answer(
      '{ country(code: "JPN") { dependence(on: "CHN", product: "850511", year: 2024, method: LOOK_THROUGH) { id product { slug } share lookThroughShare unknownShare } } }',
    );
    expect(page.nodes).toContainEqual(country.dependence);
  });

  test('a country does not depend on itself', async () => {
    const page = await dependences('CHN', 'year: 2024, first: 3', 'id product { slug } share missing');
    expect(page.totalCount).toBe(54);
    expect(page.nodes).toMatchObject(Array(3).fill({ share: null, missing: 'NOT_APPLICABLE' }));
  });

  test('without a source it is the answer as if that had never been published', async () => {
    const page = await dependences(
      'JPN',
      'without: ["cepii-baci-hs17-v202601"], year: 2005',
      'id product { slug } share confidence complete',
    );
    expect(page.nodes).toMatchObject([
      { product: { slug: 'permanent-magnets' }, confidence: 'MEDIUM', complete: false },
    ]);
    expect(
      (await dependences('JPN', 'without: ["cepii-baci-hs17-v202601"], year: 2024', 'id product { slug } share'))
        .totalCount,
    ).toBe(24);
  });

  test('a product that is named twice is one', async () => {
    const page = await dependences(
      'JPN',
      'year: 2024, products: ["850511", "permanent-magnets"]',
      'id product { slug }',
    );
    expect(slugs(page)).toEqual(['permanent-magnets']);
  });

  test.each([
    ['on: "Atlantis"', 'on', 'BAD_USER_INPUT'],
    ['on: "CHN", products: ["unobtainium"]', 'products', 'BAD_USER_INPUT'],
    ['on: "CHN", products: []', 'products', 'BAD_USER_INPUT'],
    ['on: "CHN", after: "garbage"', 'after', 'BAD_USER_INPUT'],
    ['on: "CHN", without: ["nobody"]', 'without', 'BAD_USER_INPUT'],
    [`on: "CHN", products: [${'"850511" '.repeat(101)}]`, undefined, 'LIMIT_EXCEEDED'],
  ])('%s is refused, and the rest is answered', async (args, argument, code) => {
    const { data, errors } = await ask(`{ country(code: "JPN") { name dependences(${args}) { totalCount } } }`);
    expect(data).toEqual({ country: { name: 'Japan', dependences: null } });
    expect(errors).toHaveLength(1);
    expect(errors).toMatchObject([
      { path: ['country', 'dependences'], extensions: { code, ...(argument ? { argument } : {}) } },
    ]);
  });

  test('a cursor of another order is refused', async () => {
    const { pageInfo } = await dependences('JPN', 'year: 2024, first: 1', 'id product { slug }');
    const error = await refusal(
      `{ country(code: "JPN") { dependences(on: "CHN", year: 2024, orderBy: {field: PRODUCT}, after: "${pageInfo.endCursor}") { totalCount } } }`,
    );
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });
});

describe('a dependence by year', () => {
  const each =
    'id year share missing confidence complete hhi imports { valueUsd tonnes flows flowsWithTonnes } suppliers(first: 2) { country { iso3 } share } sources { key }';

  test.each([
    ['country(code: "DEU")', 'VALUE'],
    ['country(code: "DEU")', 'MASS'],
    ['country(code: "KIR")', 'VALUE'],
    ['country(code: "CHN")', 'VALUE'],
    ['coalition(slug: "european-union")', 'VALUE'],
    ['coalition(slug: "european-union")', 'MASS'],
  ])('of %s by %s is in each year what is given for that year alone', async (root, basis) => {
    const dependence = (year: number) =>
      `dependence(on: "CHN", product: "permanent-magnets", basis: ${basis}, year: ${year})`;
    const [parent] = Object.values(await answer(`{ ${root} { ${dependence(2024)} { byYear { ${each} } } } }`));
    const series = (parent as { dependence: { byYear: { year: number }[] } }).dependence.byYear;
    expect(series.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, i) => 2002 + i));
    const years = [2002, 2013, 2023, 2024];
    const [single] = Object.values(
      await answer(`{ ${root} { ${years.map((year) => `y${year}: ${dependence(year)} { ${each} }`).join(' ')} } }`),
    );
    expect(series.filter(({ year }) => years.includes(year))).toEqual(Object.values(single as object));
  });

  test('tells which years do not compare: the largest partners alone are of medium confidence and not complete', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "USA", on: "CHN", product: "850511") { byYear(from: 2022) { year confidence complete } } }',
    );
    expect(dependence.byYear).toEqual([
      { year: 2022, confidence: 'MEDIUM', complete: false },
      { year: 2023, confidence: 'MEDIUM', complete: false },
      { year: 2024, confidence: 'HIGH', complete: true },
    ]);
  });

  test('is cut to the years asked, and years in the wrong order are refused', async () => {
    const of = (args: string) => `{ dependence(of: "JPN", on: "CHN", product: "850511") { byYear(${args}) { year } } }`;
    const years = async (args: string) =>
      (await answer(of(args))).dependence.byYear.map(({ year }: { year: number }) => year);
    expect(await years('from: 2010, to: 2012')).toEqual([2010, 2011, 2012]);
    expect(await years('to: 2003')).toEqual([2002, 2003]);
    expect(await years('from: 2030')).toEqual([]);
    expect((await refusal(of('from: 2012, to: 2010'))).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'to',
    });
  });

  test('looks through in the years it is asked for, as one year alone does', async () => {
    const shares = 'year lookThroughShare unknownShare lookThroughMissing';
    const of = (rest: string) => `dependence(of: "JPN", on: "CHN", product: "850511"${rest}`;
    const { series, one } = await answer(
      `{ series: ${of(')')} { byYear(from: 2023) { ${shares} } } one: ${of(', year: 2023)')} { ${shares} } }`,
    );
    expect(series.byYear[0]).toEqual(one);
    expect(series.byYear[1].lookThroughShare).toBeCloseTo(0.9319, 4);
  });

  test('can be asked for each of those that depend', async () => {
    const { dependents } = await answer(
      '{ dependents(on: "CHN", product: "850511", among: "g7", year: 2024) { nodes { share byYear { year share } } } }',
    );
    expect(dependents.nodes).toHaveLength(7);
    for (const { share, byYear } of dependents.nodes) {
      expect(byYear).toHaveLength(23);
      expect(byYear.at(-1)).toEqual({ year: 2024, share });
    }
  });
});

describe('below a product or a mineral stands what the root field gives', () => {
  const dependence = 'totalCount missing nearestYear edges { cursor } nodes { id country { iso3 } share missing }';
  const concentration =
    'product { slug } mineral { slug } stage form forms year basis hhi normalizedHhi otherShare missing nearestYear shares(first: 5) { country { iso3 } share } byYear { year hhi } sources { key }';
  const flows =
    'totalCount totals { valueUsd tonnes flows flowsWithTonnes firstYear lastYear complete } sumsByProduct { product { slug } valueUsd } edges { cursor } nodes { id valueUsd }';
  test.each([
    ['product(slug: "850511")', 'dependents', 'on: "CHN"', 'product: "850511"', dependence],
    [
      'product(slug: "850511")',
      'dependents',
      'on: "China", among: "g7", year: 2010, basis: MASS, first: 3, orderBy: {field: COUNTRY, direction: ASC}',
      'product: "850511"',
      dependence,
    ],
    [
      'product(slug: "850511")',
      'dependents',
      'on: "CHN", among: "finance-ministerial-2026", expand: true, method: LOOK_THROUGH, minShare: 0.9, last: 4',
      'product: "850511"',
      dependence,
    ],
    ['product(slug: "gallium-metal")', 'dependents', 'on: "CHN", year: 2024', 'product: "gallium-metal"', dependence],
    ['product(slug: "lithium-carbonate")', 'concentration', '', 'product: "lithium-carbonate"', concentration],
    ['product(slug: "850511")', 'concentration', 'year: 2010', 'product: "850511"', concentration],
    ['product(slug: "850511")', 'concentration', 'basis: MASS', 'product: "850511"', concentration],
    ['mineral(slug: "cobalt")', 'concentration', '', 'mineral: "cobalt"', concentration],
    ['mineral(slug: "cobalt")', 'concentration', 'stage: REFINING, year: 2023', 'mineral: "cobalt"', concentration],
    ['mineral(slug: "rare-earths")', 'concentration', 'year: 1900', 'mineral: "rare-earths"', concentration],
    [
      'product(slug: "850511")',
      'tradeFlows',
      'where: {year: {eq: 2024}}, first: 5',
      'where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}}, first: 5',
      flows,
    ],
    ['product(slug: "850511")', 'tradeFlows', '', 'where: {product: {slug: {eq: "permanent-magnets"}}}', flows],
    [
      'product(slug: "850511")',
      'tradeFlows',
      'where: {to: {iso3: {eq: "JPN"}}, or: [{year: {eq: 2024}}, {from: {name: {contains: "china"}}}]}, orderBy: {field: VALUE, direction: DESC}, last: 3',
      'where: {product: {slug: {eq: "permanent-magnets"}}, to: {iso3: {eq: "JPN"}}, or: [{year: {eq: 2024}}, {from: {name: {contains: "china"}}}]}, orderBy: {field: VALUE, direction: DESC}, last: 3',
      flows,
    ],
  ])('%s { %s(%s) }', async (root, field, args, named, fields) => {
    const inner = args ? `${field}(${args})` : field;
    const outer = `${field}(${field === 'tradeFlows' ? named : [named, args].filter(Boolean).join(', ')})`;
    const [parent] = Object.values(await answer(`{ ${root} { ${inner} { ${fields} } } }`));
    expect(parent).toEqual(await answer(`{ ${outer} { ${fields} } }`));
  });

  test('a condition on another product leaves nothing of this one', async () => {
    const { product } = await answer(
      '{ product(slug: "850511") { tradeFlows(where: {product: {slug: {eq: "manganese-ore"}}}) { totalCount totals { valueUsd missing flows } sumsByProduct { flows } } } }',
    );
    expect(product.tradeFlows).toEqual({
      totalCount: 0,
      totals: { valueUsd: null, missing: 'NOT_AVAILABLE', flows: 0 },
      sumsByProduct: [],
    });
  });

  test('an argument that cannot be used is named in the same words', async () => {
    const below = await refusal('{ product(slug: "850511") { dependents(on: "ATL") { totalCount } } }');
    const root = await refusal('{ dependents(on: "ATL", product: "850511") { totalCount } }');
    expect(below.message).toBe(root.message);
    const form = await refusal('{ mineral(slug: "cobalt") { concentration(form: "gravy") { hhi } } }');
    expect(form.message).toBe((await refusal('{ concentration(mineral: "cobalt", form: "gravy") { hhi } }')).message);
  });
});

describe('the flows of a country', () => {
  interface Flow {
    valueUsd: string;
    tonnes: number | null;
    product: { slug: string };
    from: { iso3: string };
  }
  const sums =
    'totals { valueUsd tonnes flows flowsWithTonnes } sumsByProduct { product { slug } valueUsd tonnes flows flowsWithTonnes }';

  async function allImports(args: string): Promise<Flow[]> {
    const found: Flow[] = [];
    let after = '';
    do {
      const { country } = await answer(
        `{ country(code: "JPN") { imports(${args}, first: 100${after}) { pageInfo { hasNextPage endCursor } nodes { valueUsd tonnes product { slug } from { iso3 } } } } }`,
      );
      found.push(...country.imports.nodes);
      const { hasNextPage, endCursor } = country.imports.pageInfo;
      after = hasNextPage ? `, after: "${endCursor}"` : '';
    } while (after);
    return found;
  }

  const sum = (flows: readonly Flow[]) => {
    const weighed = flows.filter(({ tonnes }) => tonnes !== null);
    return {
      valueUsd: String(flows.reduce((total, { valueUsd }) => total + Number(valueUsd), 0)),
      tonnes: weighed.length
        ? expect.closeTo(
            weighed.reduce((total, { tonnes }) => total + (tonnes ?? 0), 0),
            2,
          )
        : null,
      flows: flows.length,
      flowsWithTonnes: weighed.length,
    };
  };

  test.each([
    'year: 2024',
    'year: 2024, from: ["CHN"]',
    'from: ["CHN", "Germany"], products: ["850511", "magnesium", "minor-metals"]',
    'year: 2024, from: ["european-union"]',
    'product: "850511"',
  ])('%s: sums are those of the whole list, however small the page', async (args) => {
    const flows = await allImports(args);
    const { country } = await answer(
      `{ country(code: "JPN") { imports(${args}, first: 1) { totalCount ${sums} nodes { valueUsd } } } }`,
    );
    const { imports } = country;
    expect(imports.totalCount).toBe(flows.length);
    expect(imports.nodes).toHaveLength(1);
    expect(imports.totals).toEqual(sum(flows));
    const products = [...new Set(flows.map(({ product }) => product.slug))];
    const byProduct = products.map((slug) => ({
      product: { slug },
      ...sum(flows.filter(({ product }) => product.slug === slug)),
    }));
    expect(imports.sumsByProduct).toHaveLength(byProduct.length);
    expect(imports.sumsByProduct).toEqual(expect.arrayContaining(byProduct));
    const values = imports.sumsByProduct.map(({ valueUsd }: Flow) => Number(valueUsd));
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  test('only those of the partners asked are listed; a coalition stands for its members', async () => {
    const all = await allImports('year: 2024');
    const members: string[] = (
      await answer(
        '{ coalition(slug: "european-union") { members(first: 100) { nodes { ... on Country { iso3 } } } } }',
      )
    ).coalition.members.nodes.map(({ iso3 }: { iso3: string }) => iso3);
    expect(await allImports('year: 2024, from: ["EU", "CHN"]')).toEqual(
      all.filter(({ from }) => from.iso3 === 'CHN' || members.includes(from.iso3)),
    );
  });

  test('exports to a partner are the partner’s imports from it', async () => {
    const { chn, jpn } = await answer(
      '{ chn: country(code: "CHN") { exports(to: "JPN", year: 2024, first: 100) { totalCount nodes { id } } } jpn: country(code: "JPN") { imports(from: "CHN", year: 2024, first: 100) { totalCount nodes { id } } } }',
    );
    expect(chn.exports.totalCount).toBeGreaterThan(20);
    expect(chn.exports).toEqual(jpn.imports);
  });

  test('a product that is named and not bought is listed without a value, and the sums say when years are not whole', async () => {
    const { country } = await answer(
      `{ country(code: "JPN") { named: imports(products: ["gallium-metal"], year: 2024) { totals { valueUsd missing complete } sumsByProduct { product { slug } valueUsd missing tonnes flows complete confidence } }
         years: imports(product: "850511") { totals { firstYear lastYear complete confidence } } one: imports(product: "850511", year: 2024) { totals { firstYear lastYear complete confidence } } } }`,
    );
    expect(country.named).toEqual({
      totals: { valueUsd: null, missing: 'NOT_AVAILABLE', complete: null },
      sumsByProduct: [
        {
          product: { slug: 'gallium-metal' },
          valueUsd: null,
          missing: 'NOT_AVAILABLE',
          tonnes: null,
          flows: 0,
          complete: null,
          confidence: null,
        },
      ],
    });
    expect(country.years.totals).toEqual({ firstYear: 2002, lastYear: 2024, complete: false, confidence: 'MEDIUM' });
    expect(country.one.totals).toEqual({ firstYear: 2024, lastYear: 2024, complete: true, confidence: 'HIGH' });
  });

  test('the sums of a condition are those of the same flows', async () => {
    const { tradeFlows, country } = await answer(
      `{ tradeFlows(where: {to: {name: {eq: "Japan"}}, year: {eq: 2024}}, first: 1) { totalCount ${sums} } country(code: "JPN") { imports(year: 2024, first: 1) { totalCount ${sums} } } }`,
    );
    expect(tradeFlows).toEqual(country.imports);
  });

  test.each([
    ['imports(from: ["Atlantis"])', 'from'],
    ['exports(to: ["Atlantis"])', 'to'],
    ['imports(from: [])', 'from'],
    ['imports(products: ["850511", "unobtainium"])', 'products'],
    ['imports(product: "850511", products: ["850511"])', 'products'],
  ])('%s is refused and the argument is named', async (field, argument) => {
    expect((await refusal(`{ country(code: "JPN") { ${field} { totalCount } } }`)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
    });
  });
});

test('products can be asked for by their years of trade', async () => {
  const { traded, magnets, without, all } = (await answer(
    '{ traded: products(where: {tradeYears: {isNull: false}}) { totalCount } magnets: products(where: {tradeYears: {lt: 2010}}) { nodes { slug } } without: products(where: {tradeYears: {isNull: true}}, first: 100) { totalCount nodes { tradeYears } } all: products { totalCount } }',
  )) as {
    [name in 'traded' | 'magnets' | 'without' | 'all']: { totalCount: number; nodes: { tradeYears: number[] }[] };
  };
  expect(traded.totalCount).toBe(54);
  expect(magnets.nodes).toEqual([{ slug: 'permanent-magnets' }]);
  expect(without.nodes.every(({ tradeYears }) => tradeYears.length === 0)).toBe(true);
  expect(all.totalCount - without.totalCount).toBe(54);
});
