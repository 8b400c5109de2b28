import { count, given, list, million, percent, the, tonnes, type Data, type InWords } from './words.ts';

export const whatIf: Record<string, InWords> = {
  '60-dysprosium-stops': ({ disruption: { stages }, elsewhere }) => {
    const oxide = the<Data>(
      stages,
      ({ mineral, stage }) => mineral?.slug === 'dysprosium' && stage === 'REFINING',
      'dysprosium oxide',
    );
    given(
      oxide.shareStopped === null && oxide.shareStoppedAtMost === 1 && oxide.sources[0].key === 'eu-crm-study-2023',
      "by the European Commission's study all oxide is China's, and others make it since",
    );
    given(
      stages.every(({ short }: Data) => short === null),
      'no shortage is known in tonnes',
    );
    const others = elsewhere.nodes.map(({ name, production }: Data) => ({
      name,
      ...the<Data>(production, ({ product }) => product.slug === 'dysprosium-oxide', 'dysprosium oxide'),
    }));
    given(
      others.every(({ capacityTonnes, outputTonnes }: Data) => capacityTonnes === null && outputTonnes === null),
      'nobody else tells how much',
    );
    const running = others.filter(({ status }: Data) => status === 'OPERATING');
    const coming = others.filter(({ status }: Data) => status !== 'OPERATING');
    given(
      list(running.map(({ name }: Data) => name)) === list(oxide.otherPlants.map(({ name }: Data) => name)),
      'those that run elsewhere are those that the stage names',
    );
    return `At most all that is separated, as the European Commission's study has it (averages of 2016 to 2020). Since then ${list(running.map(({ name }: Data) => name))} separates dysprosium too, and ${list(coming.map(({ name, plannedFor }: Data) => (plannedFor ? `${name} is to in ${plannedFor}` : `${name} is to`)))}; how much, nobody tells, nor is a stock or a substitute on record. How many tonnes are lost, and how much of it stands in alloys and magnets elsewhere, cannot be known from what is published: no figure for dysprosium has tonnes, and no trade code holds it alone.`;
  },

  '61-antimony-to-the-united-states': ({ nobodyGivesWay, sharedOutByOneHand }) => {
    const [alone, shared] = [nobodyGivesWay.rows[0], sharedOutByOneHand.rows[0]];
    const own = the<Data>(shared.replaced, ({ by }) => by.iso3 === 'USA', 'own exports');
    given(
      alone.short === alone.lostDirectly && shared.short === 0,
      'all is short in the one case and nothing in the other',
    );
    given(
      own.tonnes > shared.lostDirectly / 2 && percent(alone.shortShare) === '10 %',
      'it is a tenth, and most of it is kept at home',
    );
    const stages = nobodyGivesWay.stages as Data[];
    given(
      stages.some(({ product, missing }) => product?.slug === 'antimony-ore' && missing === null) &&
        nobodyGivesWay.rows.length === 2 &&
        nobodyGivesWay.rows[1].lostDirectly === 0,
      'ore is followed, and none of it is Chinese',
    );
    given(
      stages.every(({ product }) => product?.slug !== 'antimony-oxide'),
      'oxide is left out',
    );
    return `${tonnes(alone.lostDirectly)} of the ${tonnes(alone.baseline)} of unwrought antimony that they imported in 2024, a tenth, and nothing of the ore, which is not Chinese: short for good if no supplier changes its customers, and nothing if one planner shares out what is left, most of it by keeping at home ${tonnes(own.tonnes)} that they export. Antimony in oxide is left out, since who buys that from whom is not known in tonnes, and so is what is made and used at home.`;
  },

  '62-cobalt-quota': async ({ disruption: { stages, rows } }, ask) => {
    const of = (stage: string, slug: string) =>
      the<Data>(
        stages,
        ({ stage: one, product, mineral }) => one === stage && (product ?? mineral).slug === slug,
        `${stage} ${slug}`,
      );
    const [mine, refined, mattes, oxides] = [
      of('EXTRACTION', 'cobalt'),
      of('REFINING', 'cobalt'),
      of('REFINING', 'cobalt-mattes-metal-and-scrap'),
      of('REFINING', 'cobalt-oxides'),
    ];
    given(mine.replaced === 0, 'nothing replaces what is not mined');
    given(
      refined.shareStopped === null && refined.lostDirectly === null && refined.notFollowed.length === 1,
      'no loss of refined cobalt is known, and that of ore is not followed to it',
    );
    const chinese = the<Data>(
      rows,
      ({ country, stage }) => country?.iso3 === 'CHN' && stage.product?.slug === 'cobalt-mattes-metal-and-scrap',
      'mattes to China',
    );
    given(chinese.short > 0.95 * mattes.short, 'nearly all of the mattes are short in China');
    const { country } = await ask(
      `{ country(code: "COD") { production(mineral: "cobalt", year: ${mine.year}) { tonnes } } }`,
    );
    const hit = rows.filter(({ stage }: Data) => stage.product?.slug === 'cobalt-oxides').slice(0, 2);
    const names = await Promise.all(
      hit.map(async ({ country: { iso3 } }: Data) => (await ask(`{ country(code: "${iso3}") { name } }`)).country.name),
    );
    given(hit[0].short > oxides.short / 2 - hit[1].short, 'two countries lose most of the oxides');
    return `${tonnes(mine.lostDirectly)} of a mine production of ${tonnes(mine.baseline)}, or ${percent(mine.shortShare)}, measured against the ${tonnes(country.production.tonnes)} that the country mined in ${mine.year}; no spare capacity or stock is on record that would replace any of it. Of the mattes, crude hydroxide and metal that cross borders ${tonnes(mattes.short)} of ${tonnes(mattes.baseline)} gross (${percent(mattes.shortShare)}) are short, nearly all of them in China; of the cobalt oxides and hydroxides that are traded ${tonnes(oxides.short)} of ${tonnes(oxides.baseline)} (${percent(oxides.shortShare)}) are short, most of them in ${list(names)}. What refining loses is not known: how much DR Congo refines is not on record (at most ${percent(refined.shareStoppedAtMost)} of the world's stops with it), and the loss of its ore is not followed, since how much each refinery takes is not known in tonnes.`;
  },

  '63-projects-against-dependence': ({ alternatives: { minimumSet } }) => {
    const { candidates, before, withAll } = minimumSet;
    const counted = candidates.filter(({ notCounted }: Data) => notCounted === null);
    const [eneabba, caremag, sumter] = ['Eneabba rare-earth refinery', 'Caremag Lacq', 'e-VAC Sumter'].map((name) =>
      the<Data>(counted, ({ plant }) => plant.facility.name === name, name),
    );
    const undated = candidates
      .filter(({ notCounted }: Data) => notCounted === 'NO_DATE')
      .map(({ plant }: Data) => plant.facility.name);
    given(counted.length === 3 && withAll > 0.65, 'three plans count, and do not do');
    given(
      [...undated].sort().join() ===
        'Less Common Metals Ellesmere Port,Neo Narva,Nolans,Stillwater magnet plant,Vulcan Elements large magnet plant,White Mesa',
      'these have a capacity and no date',
    );
    return `None on record: ${count(counted.length)} plans have both a date and a capacity that counts (Eneabba's ${tonnes(eneabba.tonnes)} and Caremag's ${tonnes(caremag.tonnes)} of NdPr oxide and e-VAC's ${tonnes(sumter.tonnes)} of magnets), and with all of them the share that China stands behind goes from ${percent(before, 1)} to ${percent(withAll, 1)}. Stillwater, Vulcan's plant, the growth of Narva, White Mesa and Ellesmere Port, and Nolans have a capacity and no date.`;
  },

  '64-from-bayan-obo-to-germany': async ({ byTrade, byCompanies }, ask) => {
    const sold = byTrade.paths[0].steps[1];
    const [metals, compounds] = ['Rare-earth metals', 'Rare-earth compounds'].map(
      (name) =>
        the<Data>(
          byTrade.paths,
          ({ steps }) => steps.length === 2 && steps[1].sentence.includes(`China sold Germany ${name} `),
          name,
        ).steps[1].share,
    );
    given(
      byTrade.paths[0].steps.length === 2 &&
        sold.sentence.includes('China sold Germany Permanent magnets ') &&
        byCompanies.paths.length === 0,
      'China sells there, and no way leads there by companies',
    );
    const steps = /up to (\d+) steps/.exec(byCompanies.explanation)?.[1];
    const { country } = await ask(
      '{ country(code: "DEU") { imports(product: "permanent-magnets", year: 2024, from: ["CHN"], first: 1) { nodes { valueUsd } } } }',
    );
    return `By trade: the mine lies in China, which sold Germany ${percent(sold.share)} of the permanent magnets that it imported in 2024 (${million(country.imports.nodes[0].valueUsd)} dollars), ${percent(metals)} of the rare-earth metals and ${percent(compounds)} of the compounds. In up to ${count(Number(steps))} steps no deliveries of named companies lead there; that nobody recorded them does not mean that there are none.`;
  },
};
