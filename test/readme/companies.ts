import { Count, count, day, given, list, percent, the, tonnes, type Data, type InWords } from './words.ts';

const named = (things: readonly Data[], name: string): Data => the(things, (thing) => thing.name === name, name);
const makes = (facility: Data, product: string): Data =>
  the<Data>(
    facility.production,
    (one) => (one.product.slug ?? one.product.name) === product,
    `${facility.name} ${product}`,
  );

export const companies: Record<string, InWords> = {
  '20-chinese-owners': async ({ above, belowOrUnknown }, ask) => {
    const [tianqi, vital] = ['Tianqi Lithium Energy Australia', 'Vital Pure Metal Solutions'].map((name) =>
      named(above.nodes, name),
    );
    const [mp] = belowOrUnknown.nodes;
    const held = (supplier: Data, owner: string) =>
      the<Data>(supplier.parents, (one) => one.owner.name === owner, owner);
    const chinese = [held(tianqi, 'Tianqi Lithium'), held(vital, 'Vital Materials'), held(mp, 'Shenghe Resources')];
    given(chinese[1].share === 1, 'Vital Materials owns all of its German company');
    given(above.totalCount === 2 && belowOrUnknown.totalCount === 1, 'two companies are above and one is below');
    given(
      chinese.map(({ source }) => source.key === 'curator-unverified').join() === 'false,true,true',
      "of the Chinese shares Tianqi's alone was read in a document",
    );
    const made = await ask(
      '{ suppliers(where: { coalition: { eq: "finance-ministerial-2026" }, stage: { in: [REFINING, COMPONENT] }, owners: { some: { country: { eq: "CHN" }, share: { gt: 0.1 } } } }) { nodes { facilities { production { product { name } } } } } }',
    );
    const products = made.suppliers.nodes.flatMap(({ facilities }: Data) =>
      facilities.flatMap(({ production }: Data) => production.map(({ product }: Data) => product.name)),
    );
    given(!/rare.earth|magnet/i.test(products.join()), 'neither of the two makes rare earths or magnets');
    return `None of those that separate rare earths or make magnets in the countries of the finance ministers' meeting of January 2026, as far as is recorded: Shenghe's ${percent(chinese[2].share)} of ${mp.name} stays below. ${Count(above.totalCount)} refiners of other minerals have one: Tianqi holds ${percent(chinese[0].share)} of ${tianqi.name}, and Vital Materials all of ${vital.name} in Germany. Of the ${count(chinese.length)} Chinese shares Tianqi's alone was read in a document.`;
  },

  '21-planned-magnet-plants': ({ facilities: { totalCount, nodes } }) => {
    const plant = (name: string) => the<Data>(named(nodes, name).production, () => true, name);
    const [sumter, stillwater, tenX, vulcan, narva] = [
      'e-VAC Sumter',
      'Stillwater magnet plant',
      '10X',
      'Vulcan Elements large magnet plant',
      'Neo Narva',
    ].map(plant);
    given(
      [sumter, stillwater, tenX, vulcan, narva].map(({ status }) => status).join(' ') ===
        'UNDER_CONSTRUCTION UNDER_CONSTRUCTION PLANNED PLANNED PLANNED',
      'two are being built and three planned',
    );
    given(
      tenX.capacityTonnes === null && [stillwater, vulcan].every(({ plannedFor }) => plannedFor === null),
      '10X has no capacity, and the two largest no year',
    );
    const american = nodes.filter(({ country }: Data) => country.iso3 === 'USA').length;
    return `${Count(totalCount)}, ${count(american)} of them in the United States: e-VAC's in Sumter (${tonnes(sumter.capacityTonnes)} a year for ${sumter.plannedFor}) and USA Rare Earth's in Stillwater (${tonnes(stillwater.capacityTonnes)}, no year recorded) are being built, 10X of MP Materials (${tenX.plannedFor}, no capacity of its own recorded) and Vulcan's large plant (${tonnes(vulcan.capacityTonnes)}, no year) are planned; in Estonia, Neo's Narva is to grow to ${tonnes(narva.capacityTonnes)}.`;
  },

  '22-mp-materials': ({ owners: { parents }, runs: { facilities } }) => {
    const owner = (name: string) => the<Data>(parents, (one) => one.owner.name === name, name);
    const [state, shenghe] = [owner('Department of Defense'), owner('Shenghe Resources')];
    given(parents.length === 2, 'two of its owners are recorded');
    given(shenghe.source.key === 'curator-unverified', "no document was read for Shenghe's share");
    const [mine, plant, next] = ['Mountain Pass', 'Independence', '10X'].map((name) => named(facilities, name));
    return `Of its owners ${count(parents.length)} are recorded: the US Department of Defense with ${percent(state.share)} since ${day(state.from)}, and China's Shenghe Resources with about ${percent(shenghe.share)} since the listing of ${shenghe.from.slice(0, 4)}, a figure that no document was read for. It runs the mine and separation of Mountain Pass (${tonnes(makes(mine, 'Rare-earth concentrate').outputTonnes)} of rare-earth oxides and ${tonnes(makes(mine, 'Neodymium-praseodymium oxide').outputTonnes)} of NdPr oxide in ${makes(mine, 'Neodymium-praseodymium oxide').year}) and the magnet plant Independence (${tonnes(makes(plant, 'Sintered neodymium-iron-boron magnets').capacityTonnes)} a year); 10X is planned for ${next.plannedFor}.`;
  },

  '23-separation-outside-china': ({ facilities: { totalCount, nodes } }) => {
    const are = (status: string) => nodes.filter((one: Data) => one.status === status);
    const countries = new Set(nodes.map(({ country }: Data) => country.iso3));
    const running = are('OPERATING').filter(({ production }: Data) =>
      production.some(({ capacityTonnes, status }: Data) => capacityTonnes !== null && status === 'OPERATING'),
    );
    const [lynas, silmet, mesa, mine, eneabba] = [
      'Lynas Malaysia',
      'Silmet',
      'White Mesa',
      'Mountain Pass',
      'Eneabba rare-earth refinery',
    ].map((name) => named(nodes, name));
    given(
      list(running.map(({ name }: Data) => name)) === 'Lynas Malaysia, Silmet and White Mesa',
      'of those that run Lynas Malaysia, Silmet and White Mesa alone have a capacity on record',
    );
    given(makes(mesa, 'neodymium-praseodymium-oxide').status === 'OPERATING', 'White Mesa makes NdPr oxide');
    const oxides = makes(eneabba, 'separated-rare-earth-oxides');
    const planned = nodes.flatMap(({ production }: Data) =>
      production.filter(({ status }: Data) => status !== 'OPERATING'),
    );
    given(
      planned.every(({ capacityTonnes }: Data) => capacityTonnes <= oxides.capacityTonnes),
      'Eneabba is the largest to come',
    );
    const ndpr = 'neodymium-praseodymium-oxide';
    return `At ${count(totalCount)} places in ${count(countries.size)} countries, of which ${count(are('OPERATING').length)} run, ${count(are('UNDER_CONSTRUCTION').length)} are being built and ${count(are('PLANNED').length)} are planned. Those that run and have a capacity on record are Lynas in Malaysia (${tonnes(makes(lynas, ndpr).capacityTonnes)} of NdPr oxide and ${tonnes(makes(lynas, 'mixed-heavy-rare-earth-carbonate').capacityTonnes)} of mixed heavy rare-earth carbonate a year; how much of its dysprosium and terbium is not recorded), Silmet in Estonia (${tonnes(makes(silmet, 'separated-rare-earth-oxides').capacityTonnes)} of light rare earths) and White Mesa in the United States (${tonnes(makes(mesa, ndpr).capacityTonnes)} of NdPr oxide), while Mountain Pass made ${tonnes(makes(mine, ndpr).outputTonnes)} of NdPr oxide in ${makes(mine, ndpr).year}; the largest to come is Eneabba in Australia in ${oxides.plannedFor} (${tonnes(oxides.capacityTonnes)} of oxides, ${tonnes(makes(eneabba, ndpr).capacityTonnes)} of them NdPr).`;
  },
};
