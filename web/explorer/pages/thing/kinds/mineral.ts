import { MineralFiguresDocument, MineralThingDocument, type MineralFiguresQuery } from '../../../api/generated.ts';
import { agreementLanes, controlLanes, figure, missing, plantsMap, shareCell, tabsOf, things } from '../said.ts';
import { count, tonnes } from '../../../format/numbers.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { counted, listed, percent } from '../../../format/numbers.ts';
import type { Block, Cell, PartsRow, Said } from '../thing.ts';
import { kindPage } from './kind-page.ts';

type Figures = NonNullable<MineralFiguresQuery['mineral']>;
type Price = NonNullable<Figures['prices']>[number];
type StageShare = NonNullable<Figures['stageShares']>[number];

const lists: Record<string, string> = {
  'us-critical-2025': 'US critical 2025',
  'eu-critical-2024': 'EU critical 2024',
  'eu-strategic-2024': 'EU strategic 2024',
};
const listName = (list: string) => lists[list.replace(/-group-members$/, '')] ?? list.replace(/-/g, ' ');

/** Prices of the form that has most of them, oldest first. */
function pricesOf(prices: readonly Price[]): Price[] {
  const byForm = new Map<string | null, Price[]>();
  for (const price of prices) byForm.set(price.form, [...(byForm.get(price.form) ?? []), price]);
  const [most = []] = [...byForm.values()].sort((a, b) => b.length - a.length);
  return [...most].sort((a, b) => a.year - b.year);
}

const priced = ({ value, low, high, unit }: Price) => {
  const sign = /^dollars/.test(unit) ? '$' : '';
  const shown = (amount: number) =>
    `${sign}${amount >= 100 || Number.isInteger(amount) ? count(Math.round(amount)) : String(amount)}`;
  if (value !== null) return shown(value);
  return low !== null && high !== null
    ? `${shown(low)} to ${shown(high)}`
    : low !== null
      ? `> ${shown(low)}`
      : high !== null
        ? `< ${shown(high)}`
        : '';
};

const made: Record<string, string> = {
  EXTRACTION: 'Mined',
  REFINING: 'Refined',
  METAL: 'Metal',
  COMPONENT: 'Components',
  RECYCLING: 'Recycled',
};
const verbs: Record<string, string> = {
  EXTRACTION: 'mined',
  REFINING: 'refined',
  METAL: 'made into metal',
  COMPONENT: 'made into components',
};
const order = ['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'];

/** The newest table of each stage: one publisher, one period, the largest part first. */
function stagesOf(shares: readonly StageShare[]): { stage: string; years: string; of: StageShare[] }[] {
  return order.flatMap((stage) => {
    const all = shares.filter((share) => share.stage === stage);
    const last = (share: StageShare) => share.yearTo ?? share.year;
    const newest = [...all].sort((a, b) => last(b) - last(a))[0];
    if (!newest) return [];
    const of = all
      .filter(
        (share) =>
          share.source?.key === newest.source?.key &&
          last(share) === last(newest) &&
          share.year === newest.year &&
          share.form === newest.form &&
          share.product?.name === newest.product?.name,
      )
      .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
    const years = newest.yearTo ? `average of ${newest.year} to ${newest.yearTo}` : String(newest.year);
    return [{ stage, years, of }];
  });
}

function leadOf(name: string, figures: Figures): Said[] {
  const said: Said[] = [];
  const stages = stagesOf(figures.stageShares ?? []);
  const shown = stages.filter(({ of }) => of[0]?.share != null).slice(0, 2);
  const [first] = shown;
  for (const [index, { stage, of, years }] of shown.entries()) {
    const [largest] = of;
    if (largest?.share == null) continue;
    const isSame = index > 0 && largest.country.id === first?.of[0]?.country.id;
    const part = largest.share >= 0.9995 ? 'all' : percent(largest.share, 0);
    said.push(
      index === 0 ? '' : isSame ? ' and ' : '; ',
      isSame ? '' : `${largest.country.name} `,
      `${verbs[stage] ?? 'made'} `,
      { id: largest.preferred.id, text: part },
      index === 0 ? ` of the world’s ${name.toLowerCase()}` : ' of it',
      index > 0 && years === first?.years ? '' : ` (${years})`,
    );
  }
  if (said.length > 0) said.push('.');
  else if (figures.production?.year != null && figures.production.shares?.[0]?.share != null) {
    const [largest] = figures.production.shares;
    said.push(
      `${largest.country.name} mined ${percent(largest.share ?? 0, 0)} of the world’s ${name.toLowerCase()} in ${figures.production.year}.`,
    );
  }
  const prices = pricesOf(figures.prices ?? []).filter(({ value }) => value !== null);
  const [oldest, newest] = [prices[0], prices.at(-1)];
  if (newest?.value != null) {
    const unit = newest.unit.replace(/^dollars per /, '');
    said.push(
      `${said.length > 0 ? ' ' : ''}${/^dollars per/.test(newest.unit) ? `A ${unit} cost ` : `It cost (${newest.unit}) `}`,
      { id: newest.preferred.id, text: priced(newest) },
      ` in ${newest.year}${newest.estimated ? ', by the publisher’s estimate' : ''}`,
    );
    if (oldest?.value != null && oldest !== newest)
      said.push(
        `, ${newest.value < oldest.value ? 'down' : newest.value > oldest.value ? 'up' : 'as'} from `,
        { id: oldest.preferred.id, text: priced(oldest) },
        ` in ${oldest.year}`,
      );
    said.push('.');
  }
  return said;
}

function blocksOf(name: string, figures: Figures, coverage: MineralFiguresQuery['coverage']): Block[] {
  const blocks: Block[] = [];
  const prices = pricesOf(figures.prices ?? []);
  const [price] = prices;
  const gaps: Cell[][] = [];
  const gap = (what: string, reason: string | null, note = '') => gaps.push([what, missing(reason), note]);
  if (price && prices.length > 1)
    blocks.push({
      is: 'series',
      title: `Price: ${(price.form ?? name).replace(/^Price, average, [^:]*: /, '')}`,
      note: `${price.unit}, yearly average · ○ estimated or a bound · ${price.source?.publisher ?? ''}`,
      unit: 'amount',
      points: prices.map((one) => ({
        year: one.year,
        value: one.value ?? one.low ?? one.high,
        text: priced(one),
        id: one.preferred.id,
        isOpen: one.estimated || one.value === null,
      })),
    });
  else if (prices.length === 0) gap('Price', 'NOT_AVAILABLE');
  const stages = stagesOf(figures.stageShares ?? []);
  const rows: PartsRow[] = stages.map(({ stage, years, of }) => ({
    name: `${made[stage] ?? stage}, ${years}`,
    parts: of.flatMap((share) =>
      share.share === null
        ? []
        : [{ name: share.country.name, share: share.share, text: percent(share.share), id: share.preferred.id }],
    ),
    missing: of.every(({ share }) => share === null) ? (of[0]?.missing ?? 'NOT_AVAILABLE') : null,
  }));
  if (!stages.some(({ stage }) => stage === 'EXTRACTION') && figures.production?.shares?.length)
    rows.unshift({
      name: `Mined, ${figures.production.year ?? ''}, computed from tonnes`,
      parts: figures.production.shares.map(({ country, share }) => ({
        name: country.name,
        share: share ?? 0,
        text: percent(share ?? 0),
        id: null,
      })),
      missing: null,
    });
  if (rows.length > 0)
    blocks.push({
      is: 'parts',
      title: 'Who mines and who refines',
      note: `share of the world · ${listed([...new Set(stages.flatMap(({ of }) => of[0]?.source?.publisher ?? []))])}`,
      rows,
    });
  else gap('Who mines and refines it', 'NOT_AVAILABLE', 'no table of countries is on record');
  if (figures.production?.shares?.length)
    blocks.push({
      is: 'table',
      title: 'Mined, in tonnes',
      note: `${figures.production.year ?? ''} · ${listed([...new Set((figures.production.sources ?? []).map(({ publisher }) => publisher))])}`,
      heads: [{ name: 'Country' }, { name: 'tonnes', isNumber: true }, { name: 'of the world', isNumber: true }],
      rows: figures.production.shares.map(({ country, tonnes: weight, share }) => [
        { is: 'thing', id: country.id, text: country.name },
        weight === null ? missing('NOT_AVAILABLE') : tonnes(weight),
        share === null ? missing('NOT_AVAILABLE') : percent(share),
      ]),
    });
  else gap('Mine production in tonnes', figures.production?.missing ?? 'NOT_AVAILABLE');
  const reserves = (figures.reserves ?? []).filter(({ preferred }) => preferred);
  if (reserves.length > 0)
    blocks.push({
      is: 'table',
      title: 'Reserves',
      note: [reserves[0]?.basis, reserves[0]?.year].filter(Boolean).join(', '),
      heads: [{ name: 'Country' }, { name: 'tonnes', isNumber: true }],
      rows: reserves.map(({ country, tonnes: weight, published, missing: reason, preferred }) => [
        { is: 'thing', id: country.id, text: country.name },
        weight !== null && preferred
          ? figure(preferred.id, tonnes(weight), preferred.confidence)
          : preferred && published && reason !== 'WITHHELD'
            ? figure(preferred.id, published, preferred.confidence)
            : missing(reason),
      ]),
    });
  else gap('Reserves', 'NOT_AVAILABLE');
  if (figures.endUses?.length)
    blocks.push({
      is: 'table',
      title: 'What it is used for',
      note: [figures.endUses[0]?.year, figures.endUses[0]?.source?.publisher].filter(Boolean).join(', '),
      heads: [{ name: 'Use' }, { name: 'Industry' }, { name: 'share', isNumber: true }],
      rows: figures.endUses.map((use) => [
        use.application,
        use.sector,
        shareCell(use.claim.id, use, use.claim.confidence),
      ]),
      shown: 6,
    });
  else gap('End uses', 'NOT_AVAILABLE');
  const scores: Cell[][] = [];
  const { reliance, supplyRisk } = figures;
  if (reliance?.preferred)
    scores.push([
      `US import reliance, ${reliance.year ?? ''}`,
      shareCell(reliance.preferred.id, reliance, reliance.preferred.confidence),
      reliance.computed?.share != null ? `computed here ${percent(reliance.computed.share)}` : '',
    ]);
  else gap('US import reliance', reliance?.missing ?? 'NOT_AVAILABLE', reliance?.computed?.explanation ?? '');
  if (supplyRisk?.supplyRisk != null) {
    const [claim] = supplyRisk.claims;
    scores.push([
      `EU supply risk, ${supplyRisk.year ?? ''}`,
      claim ? figure(claim.id, String(supplyRisk.supplyRisk), claim.confidence) : String(supplyRisk.supplyRisk),
      supplyRisk.economicImportance === null ? '' : `economic importance ${supplyRisk.economicImportance}`,
    ]);
  } else gap('EU supply risk', supplyRisk?.missing ?? 'NOT_AVAILABLE');
  if (scores.length > 0)
    blocks.push({
      is: 'table',
      title: 'Assessed',
      heads: [{ name: 'What' }, { name: 'figure', isNumber: true }, { name: 'Beside it' }],
      rows: scores,
    });
  if (coverage?.disagreements?.length)
    blocks.push({
      is: 'table',
      title: 'Where publishers differ',
      note: `${counted(coverage.disagreementCount, 'figure')} that differ by more than 10 %; each stands as published`,
      heads: [
        { name: 'Figure' },
        { name: 'One says', isNumber: true },
        { name: 'By' },
        { name: 'Another', isNumber: true },
        { name: 'By' },
        { name: 'apart', isNumber: true },
      ],
      rows: coverage.disagreements.map(({ kind, stage, year, difference, figures: two }) => {
        const [most, least] = [two?.[0], two?.at(-1)];
        const said = (one: typeof most): Cell[] =>
          one
            ? [
                figure(one.id, `${one.value} ${one.unit}`, one.confidence),
                one.source
                  ? { is: 'source', key: one.source.key, text: one.source.publisher, title: one.source.publisher }
                  : null,
              ]
            : [null, null];
        return [
          `${[most?.country?.name, inPlainWords(kind), stage ? inPlainWords(stage) : null].filter(Boolean).join(', ')}, ${year}`,
          ...said(most),
          ...said(least),
          percent(difference, 0),
        ];
      }),
    });
  if (gaps.length > 0)
    blocks.push({
      is: 'table',
      title: 'Not on record',
      heads: [{ name: 'What' }, { name: 'Why' }, { name: '' }],
      rows: gaps,
    });
  return blocks;
}

export const mineral = kindPage(
  MineralThingDocument,
  (page, figures, { when }) => {
    const of = page.mineral;
    if (!of) return null;
    const rows = figures?.mineral;
    const inForce = (of.exportControls ?? []).filter(({ state }) => state === 'IN_FORCE').length;
    const tabs = tabsOf(page);
    const countOf = (name: string) => tabs.find((tab) => tab.name === name)?.count ?? 0;
    const sources = [...(rows?.prices ?? []), ...(rows?.stageShares ?? []), ...(rows?.endUses ?? [])].flatMap(
      ({ source }) => source ?? [],
    );
    return {
      id: of.id,
      kind: 'MINERAL',
      name: of.name,
      state:
        inForce > 0
          ? { is: 'state', of: 'rule', shape: 'solid', text: `${counted(inForce, 'control')} in force ${when}` }
          : null,
      also: [of.symbol, ...of.aliases.slice(0, 6)].filter(Boolean).join(' · '),
      lead: rows ? leadOf(of.name, rows) : [],
      facts: [
        ...(of.symbol ? [{ name: 'Symbol', cells: [of.symbol] }] : []),
        ...(of.groups?.length ? [{ name: 'Belongs to', cells: things(of.groups) }] : []),
        ...(of.members?.length ? [{ name: 'Holds', cells: things(of.members) }] : []),
        ...(of.lists?.length
          ? [{ name: 'On lists', cells: [[...new Set(of.lists.map(({ list }) => listName(list)))].join(', ')] }]
          : []),
        {
          name: 'In products',
          cells: [of.tradeNote ? `${countOf('products')}: ${of.tradeNote}` : String(countOf('products'))],
        },
        { name: 'Plants on record', cells: [String(of.facilities?.length ?? 0)] },
      ],
      blocks: [
        ...(rows ? blocksOf(of.name, rows, figures.coverage) : []),
        ...plantsMap('Where it is mined and made', of.facilities, of.facilities?.length ?? 0),
      ],
      rails: [controlLanes('Controls', of.exportControls), agreementLanes('Agreements', of.agreements)],
      tabs,
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources,
    };
  },
  MineralFiguresDocument,
);
