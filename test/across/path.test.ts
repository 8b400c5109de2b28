import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const asked = (args: string, fields: string) => answer(`{ paths(${args}) { ${fields} } }`);
const sentences = async (args: string): Promise<string[][]> => {
  const { paths } = await asked(args, 'paths { steps { sentence } }');
  return paths.paths.map(({ steps }: { steps: { sentence: string }[] }) => steps.map(({ sentence }) => sentence));
};

describe('supply paths', () => {
  test('lead from a mine to the car maker, each step with what it is and who says so', async () => {
    const { paths } = await asked(
      'from: "Mountain Pass", to: "General Motors", first: 1',
      `from { id } to { id } direction complete explanation
       paths { length confidence steps { from { id } to { id } relationship reversed product { slug } share tonnes sources { key } locator confidence sentence } }`,
    );
    const step = { relationship: 'SUPPLIES', reversed: false, share: null, tonnes: null, confidence: 'LOW' };
    expect(paths).toEqual({
      from: { id: 'Facility:mountain-pass' },
      to: { id: 'Supplier:general-motors' },
      direction: 'DOWNSTREAM',
      complete: true,
      explanation: null,
      paths: [
        {
          length: 2,
          confidence: 'LOW',
          steps: [
            {
              ...step,
              from: { id: 'Facility:mountain-pass' },
              to: { id: 'Facility:independence' },
              product: { slug: 'neodymium-praseodymium-oxide' },
              sources: [{ key: 'curator-unverified' }],
              locator: 'oxide is made into metal in Fort Worth',
              sentence:
                'Mountain Pass supplies Independence with Neodymium-praseodymium oxide (feed for its next step).',
            },
            {
              ...step,
              from: { id: 'Facility:independence' },
              to: { id: 'Supplier:general-motors' },
              product: { slug: 'sintered-ndfeb-magnets' },
              sources: [{ key: 'curator-unverified' }],
              locator: 'agreement of 2021-2022',
              sentence:
                'Independence supplies General Motors with Sintered neodymium-iron-boron magnets (named as a customer).',
            },
          ],
        },
      ],
    });
  });

  test('join two countries by what one sold the other, the largest share of what was imported first', async () => {
    const { paths } = await asked(
      'from: "CHN", to: "Japan", via: ["permanent-magnets"], first: 1',
      'paths { length steps { relationship product { slug } share tonnes tonnesUnit valueUsd year sources { key } } }',
    );
    expect(paths.paths).toHaveLength(1);
    const [{ length, steps }] = paths.paths;
    expect(length).toBe(1);
    expect(steps[0]).toMatchObject({
      relationship: 'SOLD_TO',
      product: { slug: 'permanent-magnets' },
      year: 2024,
      sources: [{ key: 'cepii-baci-hs17-v202601' }],
    });
    // Japan imported magnets for 568.8 million dollars in 2024, 27.6 % of them from China.
    expect(steps[0].share).toBeCloseTo(0.2758, 4);
    expect(Number(steps[0].valueUsd) / 1e6).toBeCloseTo(0.2758 * 568.8, 0);
  });

  test('pass a country that is named by its trade in one product', async () => {
    const [first] = await sentences('from: "CHN", to: "JPN", via: ["Vietnam"], first: 1');
    expect(first).toEqual([
      'In 2024 China sold Vietnam Permanent magnets for US$ 341.3 million, 89.3 % of what Vietnam imported of it.',
      'In 2024 Vietnam sold Japan Permanent magnets for US$ 158.7 million, 27.9 % of what Japan imported of it.',
    ]);
    const { paths } = await asked(
      'from: "CHL", to: "KOR", via: ["CHN"], first: 100',
      'paths { steps { product { slug } } }',
    );
    const pairs = paths.paths.map(({ steps }: { steps: { product: { slug: string } | null }[] }) =>
      steps.map(({ product }) => product?.slug),
    );
    expect(pairs).toContainEqual(['lithium-carbonate', 'lithium-carbonate']);
    // From one product to another goods go only where the second is made of the first.
    const made = [
      ['lithium-carbonate', 'lithium-hydroxide'],
      ['rare-earth-compounds', 'rare-earth-metals'],
      ['rare-earth-compounds', 'permanent-magnets'],
    ];
    for (const pair of pairs.filter(([one, other]: string[]) => one !== other)) expect(made).toContainEqual(pair);
    // Nobody makes magnets of graphite.
    const none = 'from: "CHN", to: "JPN", via: ["VNM", "permanent-magnets", "artificial-graphite"]';
    expect(await sentences(none)).toEqual([]);
  });

  test('leave a plant by the trade of its country only in what it makes or what is made of it', async () => {
    const found = await sentences('from: "Bayan Obo", to: "Germany", via: ["China"], first: 20');
    expect(found[0]).toEqual([
      'Bayan Obo lies in China.',
      'In 2024 China sold Germany Permanent magnets for US$ 513.9 million, 82.4 % of what Germany imported of it.',
    ]);
    for (const path of found) expect(path.join(' ')).not.toMatch(/magnesium|graphite|tungsten/i);
  });

  test('go from a mineral through the products that hold it to whoever takes them', async () => {
    expect((await sentences('from: "dysprosium", to: "Bosch", first: 1'))[0]).toEqual([
      'There is Dysprosium in Sintered neodymium-iron-boron magnets.',
      'Neo Narva makes Sintered neodymium-iron-boron magnets (2,000 t, 2025).',
      'Neo Narva supplies Bosch with Sintered neodymium-iron-boron magnets (named as a customer).',
    ]);
  });

  test('are turned round, and say so, where nothing leads from the one to the other', async () => {
    const { paths } = await asked(
      'from: "Supplier:bosch", to: "Mineral:dysprosium", first: 1',
      'direction explanation paths { length steps { from { id } reversed } }',
    );
    expect(paths.direction).toBe('UPSTREAM');
    expect(paths.explanation).toBe('Nothing leads from Bosch to Dysprosium; these lead from Dysprosium to Bosch.');
    expect(paths.paths[0].steps[0]).toEqual({ from: { id: 'Mineral:dysprosium' }, reversed: true });
  });

  test('show who stands behind a supplier: the Chinese state behind one that delivers to Apple', async () => {
    expect((await sentences('from: "China", to: "Apple", first: 1'))[0]).toEqual([
      'China owns 14 % of Shenghe Resources.',
      'Shenghe Resources owns 8 % of MP Materials.',
      'MP Materials supplies Apple with Sintered neodymium-iron-boron magnets (named as a customer).',
    ]);
  });

  test('do not pass from one maker of a product to another, nor from one subsidiary to another', async () => {
    const { paths } = await asked(
      'from: "Mountain Pass", to: "Japan", first: 100, maxLength: 6',
      'paths { steps { relationship reversed } }',
    );
    const control = /OWNED_BY|OPERATED_BY/;
    const pairs = (paths.paths as { steps: { relationship: string; reversed: boolean }[] }[]).flatMap(({ steps }) =>
      steps.slice(1).map((after, index) => [steps[index], after] as const),
    );
    for (const [before, after] of pairs) {
      const kind = before?.relationship ?? '';
      const alike = control.test(kind)
        ? control.test(after.relationship)
        : kind === 'PRODUCES' && after.relationship === kind;
      if (alike) expect(after.reversed).toBe(before?.reversed);
    }
    expect(paths.paths.length).toBeGreaterThan(0);
  });

  test('are those of the day asked: MP Materials no longer sells concentrate to Shenghe', async () => {
    const args = 'from: "Mountain Pass", to: "Shenghe Resources", via: ["rare-earth-concentrate"], maxLength: 2';
    expect(await sentences(`${args}, asOf: "2025-01-01"`)).toEqual([
      [
        'MP Materials runs Mountain Pass.',
        'MP Materials supplies Shenghe Resources with Rare-earth concentrate (agreed purchase).',
      ],
    ]);
    expect(await sentences(`${args}, asOf: "2025-06-01"`)).toEqual([]);
  });

  test('are those that were recorded: nothing of the plants was known in 2000', async () => {
    const { paths } = await asked(
      'from: "Mountain Pass", to: "General Motors", knownAt: "2000-01-01"',
      'paths { length } direction explanation',
    );
    expect(paths).toEqual({
      paths: [],
      direction: null,
      explanation: expect.stringMatching(/^No supply path of up to 6 steps/),
    });
  });

  test('leave out what is excluded, as an end of a step or as what it carries', async () => {
    const round = await sentences('from: "Mountain Pass", to: "General Motors", excluding: ["independence"], first: 3');
    expect(round.flat().join(' ')).not.toMatch(/Independence/);
    expect(round.length).toBeGreaterThan(0);
    const without =
      'from: "Mountain Pass", to: "General Motors", excluding: ["neodymium-praseodymium-oxide"], first: 20';
    expect((await sentences(without)).flat().join(' ')).not.toMatch(/praseodymium oxide/);
  });

  test('explain that there are none, and that there would be one without "via"', async () => {
    const { paths } = await asked(
      'from: "Mountain Pass", to: "General Motors", via: ["Kamoto"]',
      'paths { length } explanation',
    );
    expect(paths).toEqual({
      paths: [],
      explanation:
        'No supply path of up to 6 steps is recorded between Mountain Pass and General Motors past Kamoto. Without "via" there is one of 2 steps.',
    });
  });
});

describe('a question for paths that cannot be answered', () => {
  const cases: [string, string, RegExp][] = [
    ['from: "Mountain Pas", to: "Apple"', 'from', /nothing is known as 'Mountain Pas'/],
    ['from: "Country:XXX", to: "Apple"', 'from', /nothing is known/],
    ['from: "Apple", to: "Supplier:apple"', 'to', /the same as "from": Apple/],
    ['from: "China", to: "Apple", maxLength: 9', 'maxLength', /from 1 to 8, not 9/],
    ['from: "China", to: "Apple", maxLength: 0', 'maxLength', /from 1 to 8, not 0/],
    ['from: "China", to: "Apple", first: 0', 'first', /from 1 to 100/],
    ['from: "China", to: "Apple", via: ["dysprosium"]', 'via', /Dysprosium can only be an end/],
    ['from: "China", to: "Apple", via: ["us-dod"]', 'via', /can only be an end/],
    ['from: "China", to: "Apple", via: ["CHN"]', 'via', /already an end/],
    ['from: "China", to: "Apple", via: ["JPN"], excluding: ["Japan"]', 'via', /Japan is excluded too/],
    ['from: "China", to: "Apple", excluding: ["Apple"]', 'excluding', /Apple is an end of the path/],
    [
      'from: "China", to: "Apple", via: ["JPN", "VNM", "KOR"], maxLength: 3',
      'via',
      /3 things between the ends need at least 4 steps/,
    ],
    ['from: "China", to: "Apple", via: ["JPN", "VNM", "KOR", "DEU", "FRA"]', 'via', /4 things at most, not 5/],
  ];
  test.each(cases)('%s names %s', async (args, argument, message) => {
    const { extensions, message: said } = await refusal(`{ paths(${args}) { complete } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(said).toMatch(message);
  });
});
