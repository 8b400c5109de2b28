import { count, figure, given, list, percent, the, type Data, type InWords } from './words.ts';

const withThe = (name: string) => (/^(United|Philippines)/.test(name) ? `the ${name}` : name);

/** By its key, whatever is said of it. */
const source = (of: Data, key: RegExp): Data => the(of.sensitivity, (one) => key.test(one.source.key), String(key));

export const chain: Record<string, InWords> = {
  '50-behind-japans-magnets': ({ dependence }) => {
    const indirect = dependence.route.routes
      .filter(({ steps }: Data) => steps.length === 2)
      .map(({ steps, share }: Data) => `${withThe(steps[1].country.name)} (${percent(share)})`);
    return `China bought directly stands for ${percent(dependence.share)} of them in 2024, and for ${percent(dependence.lookThroughShare)} when one looks through the suppliers: ${list(indirect)} make theirs of Chinese metal, if metal comes to them as to the world; of the other ${percent(dependence.unknownShare)} nobody reports the origin.`;
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

  '53-chokepoints-for-magnets': ({ chokepoints: { nodes } }) => {
    const loses = (name: string) => percent(the<Data>(nodes, (one) => one.name === name, name).lost);
    const [china, ...next] = nodes;
    given(
      next
        .map(({ name }: Data) => name)
        .slice(0, 6)
        .join() === 'Myanmar,United States,MP Materials,Philippines,Mountain Pass,Vietnam',
      'they come in this order',
    );
    return `Without ${china.name}: ${percent(china.lost)} of their magnets of 2024 have passed through it, ${percent(china.direct)} are bought there. Next come Myanmar (${loses('Myanmar')}) and the United States (${loses('United States')}), whose ore Chinese refineries take in, MP Materials with its mine at Mountain Pass (${loses('MP Materials')}), and the factories of the Philippines (${loses('Philippines')}) and Vietnam (${loses('Vietnam')}).`;
  },

  '54-answers-without-one-source': ({ dependents: { nodes } }) => {
    const flip = (key: RegExp) => nodes.filter((one: Data) => source(one, key).flips);
    const metal = flip(/^us-doe/);
    const alone = nodes.filter(({ sensitivity }: Data) => source({ sensitivity }, /^us-doe/).share > 0.65);
    given(
      nodes.every((one: Data) => metal.includes(one) !== alone.includes(one)),
      'all others are above 65 % by what they buy alone',
    );
    given(flip(/^iea-/).length === 0, 'nothing flips without the figures of the International Energy Agency');
    given(
      nodes.every((one: Data) => source(one, /baci/).lookThroughShare === null),
      'nothing can be said without trade',
    );
    const shares = metal.map(({ sensitivity }: Data) => percent(source({ sensitivity }, /^us-doe/).lookThroughShare));
    return `That ${list(metal.map(({ country }: Data) => country.name))} each depend on China for more than 65 % of their magnets of 2024, looking through, hangs on the figure of the US Department of Energy for rare-earth metal; without it ${list(shares)} are known. The other ${count(alone.length)} are above 65 % by what they buy alone. Without the figures of the International Energy Agency nothing flips, and without trade nothing can be said.`;
  },
};
