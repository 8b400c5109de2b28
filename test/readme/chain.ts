import { count, figure, given, percent, the, type Data, type InWords } from './words.ts';

/** By its key, whatever is said of it. */
const source = (of: Data, key: RegExp): Data => the(of.sensitivity, (one) => key.test(one.source.key), String(key));

export const chain: Record<string, InWords> = {
  '50-behind-japans-magnets': ({ dependence }) => {
    const by = (country: string): Data[] =>
      the<Data>(
        dependence.route.routes,
        ({ steps }) => steps.length === 2 && steps[1].country.name === country,
        `way by ${country}`,
      ).steps;
    const [philippines, vietnam] = [by('Philippines'), by('Vietnam')];
    given(
      [philippines, vietnam].every(
        ([metal]) =>
          metal?.country.name === 'China' && metal.product.name === 'Rare-earth metals' && metal.basis === 'TRADE',
      ),
      'both buy metal from China, as trade records it',
    );
    const others = dependence.route.routes
      .filter(({ steps }: Data) => steps.length > 2 && steps.at(-1).country.name === 'Vietnam')
      .map(({ steps }: Data) => steps.at(-2).country.name);
    given([...others].sort().join() === 'Japan,Thailand', 'metal of Thailand and Japan reaches Vietnam');
    return `China bought directly stands for ${percent(dependence.share)} of them in 2024, and for ${percent(dependence.lookThroughShare)} when one looks through the suppliers: of the rare-earth metal that the Philippines bought, where ${percent(philippines[1]?.share)} of the magnets come from, ${percent(philippines[0]?.share)} was Chinese, of Vietnam's, where ${percent(vietnam[1]?.share)} come from, ${percent(vietnam[0]?.share)}, and metal that Vietnam bought in Thailand and Japan goes back to China in part; of ${percent(dependence.unknownShare, 1)} nobody reports the origin.`;
  },

  '51-coalition-looked-through': ({ dependents: { totalCount, nodes } }) => {
    given(
      nodes.every(({ lookThroughShare }: Data) => lookThroughShare > 0.9),
      'all are above nine tenths',
    );
    const [first, last] = [nodes[0], nodes.at(-1)];
    const direct = nodes.map(({ share }: Data) => share).sort((a: number, b: number) => b - a);
    return `All ${count(totalCount)} for more than nine tenths in 2024, from ${first.country.name} with ${percent(first.lookThroughShare, 1)} to ${last.country.name} with ${percent(last.lookThroughShare, 1)}; by what they buy directly they lie between ${percent(direct[0], 1)} and ${percent(direct.at(-1), 1)}.`;
  },

  '52-where-concentration-rises': ({ concentrationProfile: { steepest, stages } }) => {
    const [mine, refinery, metal, magnets] = ['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT'].map((stage) =>
      the<Data>(stages, (one) => one.stage === stage, stage),
    );
    given(steepest === 'REFINING' && refinery.largest.name === 'China', 'it rises most at refining, to China');
    return `At refining: the index goes from ${figure(mine.hhi, 2)} in mining to ${figure(refinery.hhi, 2)} in ${refinery.year}, when China refined ${percent(refinery.top)}; it stays there for metal (at least ${figure(metal.hhi, 2)}, ${metal.year}) and magnets (at least ${figure(magnets.hhi, 2)}).`;
  },

  '53-chokepoints-for-magnets': ({ chokepoints: { nodes, unweighed } }) => {
    const loses = (name: string) => percent(the<Data>(nodes, (one) => one.name === name, name).lost);
    const [china, ...next] = nodes;
    given(
      next
        .map(({ name }: Data) => name)
        .slice(0, 6)
        .join() === 'Myanmar,United States,MP Materials,Mountain Pass,Philippines,Malaysia',
      'they come in this order',
    );
    return `Without ${china.name}: ${percent(china.lost)} of their magnets of 2024 have passed through it, ${percent(china.direct)} are bought there. Next come Myanmar (${loses('Myanmar')}) and the United States (${loses('United States')}), whose ore Chinese refineries take in if it reaches them as it reaches the world, MP Materials (${loses('MP Materials')}) with its mine at Mountain Pass, the factories of the Philippines (${loses('Philippines')}), Malaysia (${loses('Malaysia')}) and the factories of Vietnam (${loses('Vietnam')}). ${figure(unweighed)} plants are not ranked, since their output is not known or cannot be compared.`;
  },

  '54-answers-without-one-source': ({ dependents: { nodes } }) => {
    const changes = (key: RegExp) => new Set(nodes.map((one: Data) => source(one, key).change));
    given(
      nodes.every(({ lookThroughShare }: Data) => lookThroughShare > 0.65),
      'all are above 65 %',
    );
    given(
      nodes.every(({ sensitivity }: Data) =>
        sensitivity.every((one: Data) =>
          /baci-hs17/.test(one.source.key)
            ? one.change === 'UNDETERMINED' && one.lookThroughShare === null
            : one.change === 'UNCHANGED' && one.lookThroughShare > 0.65,
        ),
      ),
      'without the trade in magnets nothing can be said, and without any other source all stay above 65 %',
    );
    given(
      [/baci-hs92/, /^iea-/, /^us-doe/].every((key) => [...changes(key)].join() === 'UNCHANGED'),
      'these sources are among those left out',
    );
    const without = nodes.map((one: Data) => source(one, /baci-hs92/).lookThroughShare);
    return `None: all ${count(nodes.length)} members depend on China for more than 65 % of their magnets of 2024, looking through, with any one source of figures left out, be it the trade in rare-earth metals and compounds (${percent(Math.min(...without))} or more then), the International Energy Agency or the US Department of Energy; only without the trade in magnets itself nothing can be said.`;
  },
};
