import type {
  AgreementLaneFragment,
  Confidence,
  ControlLaneFragment,
  MakingFragment,
  MoneyFragment,
  MoneyRowFragment,
  PlantAtFragment,
  TabsFragment,
  ThingClaimFragment,
} from '../../api/generated.ts';
import { shapeOf } from '../../charts/life.ts';
import { stateInWords } from '../../components/rail.tsx';
import { inPlainWords } from '../../evidence/node.ts';
import { day, percent, tonnes } from '../../format/numbers.ts';
import type { Block, Cell, Lane, Lanes, Said, Tab } from './thing.ts';
import { tabTitles } from './tabs.ts';

/** The claim on record for a property: the door to a fact. */
export const claimOf = (
  claims: readonly ThingClaimFragment[] | null,
  property: string,
  scope: string | null = null,
): ThingClaimFragment | null =>
  claims?.find(
    (claim) => claim.property === property && claim.rank !== 'DEPRECATED' && (scope === null || claim.scope === scope),
  ) ?? null;

/** A fact with its claim as the door; without one it stands as it is. */
export const fact = (
  claims: readonly ThingClaimFragment[] | null,
  property: string,
  text: string | null | undefined,
  scope: string | null = null,
): Cell => {
  if (!text) return { is: 'missing', reason: null };
  const claim = claimOf(claims, property, scope);
  return claim ? { is: 'figure', id: claim.id, text, confidence: claim.confidence } : text;
};

/** The same within a sentence. */
export const saidFact = (
  claims: readonly ThingClaimFragment[] | null,
  property: string,
  text: string,
  scope: string | null = null,
): Said => {
  const claim = claimOf(claims, property, scope);
  return claim ? { id: claim.id, text } : text;
};

export const figure = (id: string, text: string, confidence?: Confidence | null): Cell => ({
  is: 'figure',
  id,
  text,
  confidence,
});
export const missing = (reason: string | null | undefined): Cell => ({ is: 'missing', reason: reason ?? null });
export const thing = (of: { id: string; name: string } | null | undefined, note?: string | null): Cell =>
  of ? { is: 'thing', id: of.id, text: of.name, ...(note ? { note } : {}) } : null;
export const things = (all: readonly { id: string; name: string }[] | null | undefined): readonly Cell[] =>
  (all ?? []).map((one) => thing(one));

/** Where an export control stands. */
export const ruleState = (state: string | null | undefined): Cell =>
  state ? { is: 'state', of: 'rule', text: stateInWords(state), shape: shapeOf(state) } : null;

const plantShapes = { OPERATING: 'solid', UNDER_CONSTRUCTION: 'hatched', PLANNED: 'outline' } as const;
/** How far a plant has come. */
export const plantState = (status: string): Extract<Cell, { is: 'state' }> => ({
  is: 'state',
  of: 'maker',
  text: inPlainWords(status),
  shape: status in plantShapes ? plantShapes[status as keyof typeof plantShapes] : 'grey',
});

const firstLast = (controls: readonly ControlLaneFragment[]) =>
  [...controls].sort(
    (a, b) =>
      Number(b.state === 'IN_FORCE') - Number(a.state === 'IN_FORCE') ||
      (b.periods[0]?.from ?? '').localeCompare(a.periods[0]?.from ?? ''),
  );

/** Export controls as lanes, those in force first, the newest first. */
export const controlLanes = (title: string, controls: readonly ControlLaneFragment[] | null): Lanes => ({
  title,
  of: 'rule',
  lanes: firstLast(controls ?? []).map(({ id, name, number, imposedBy, against, periods, state }) => ({
    id,
    name,
    note: [
      number ?? imposedBy.country?.name ?? imposedBy.shortName ?? imposedBy.name,
      against?.length ? `names ${against.map((one) => one.name).join(', ')}` : 'everyone',
      stateInWords(state),
    ].join(' · '),
    periods: lifePeriods(periods),
    deadline: null,
  })),
});

/** Agreements as lanes, the newest first. */
export const agreementLanes = (title: string, agreements: readonly AgreementLaneFragment[] | null): Lanes => ({
  title,
  of: 'deal',
  lanes: (agreements ?? []).map(({ id, name, signedOn, status, deadline, periods }): Lane => ({
    id,
    name,
    note: [day(signedOn), stateInWords(status)].filter(Boolean).join(' · '),
    periods: periods.map(({ status: state, from, to }) => ({ state, from, to })),
    deadline,
  })),
});

/** Periods as they are drawn: while only an item is suspended the whole is in force. */
export const lifePeriods = (periods: readonly { state: string; from: string; to: string | null }[]) =>
  periods.map(({ state, from, to }) => ({ state, from, to }));

/** The tabs of what joins it to others, the fullest kinds as the API orders them. */
export const tabsOf = (answer: TabsFragment): Tab[] =>
  (answer.neighbours?.groups ?? [])
    .filter(({ relationship }) => relationship !== 'COUNTRY' && relationship !== 'COALITION')
    .map(({ relationship, totalCount }) => ({
      name: relationship.toLowerCase().replace(/_/g, '-'),
      title: tabTitles[relationship],
      count: totalCount,
    }));

/** Where mines and plants lie; nothing where there are none. */
export const plantsMap = (title: string, plants: readonly PlantAtFragment[] | null, count: number): Block[] =>
  !plants?.length
    ? []
    : [
        {
          is: 'map',
          title,
          count,
          plants: plants.map(({ id, name, place, country, status, latitude, longitude }) => ({
            id,
            name,
            where: [place, country.name].filter(Boolean).join(', '),
            state: plantState(status),
            at: latitude === null || longitude === null ? null : [longitude, latitude],
          })),
        },
      ];

/** What plants make, one row for each product. */
export function makingTable(
  plants: readonly { id: string; name: string; production: readonly MakingFragment[] | null }[],
  title: string | null,
  note?: string,
): Block {
  const isOne = plants.length === 1 && title === null;
  return {
    is: 'table',
    title,
    ...(note ? { note } : {}),
    heads: [
      ...(isOne ? [] : [{ name: 'Plant' }]),
      { name: 'Makes' },
      { name: 'Stage' },
      { name: 'State' },
      { name: 'capacity a year', isNumber: true },
      { name: 'output', isNumber: true },
      { name: 'year', isNumber: true },
      ...(isOne ? [{ name: 'Source' }] : []),
    ],
    rows: plants.flatMap((plant) =>
      (plant.production ?? []).map((made, index) => [
        ...(isOne ? [] : [index === 0 ? thing(plant) : 'same plant']),
        thing(made.product),
        { is: 'stages' as const, of: [made.stage] },
        plantState(made.productionStatus),
        weighed(plant.id, made.capacityTonnes, made.capacityUnit, made.capacityMissing, made.confidence),
        weighed(plant.id, made.outputTonnes, made.capacityUnit, made.outputMissing, made.confidence),
        made.year === null ? (made.plannedFor === null ? null : `for ${made.plannedFor}`) : String(made.year),
        ...(isOne
          ? [
              made.source
                ? { is: 'source' as const, key: made.source.key, text: made.source.publisher, title: made.source.title }
                : null,
            ]
          : []),
      ]),
    ),
  };
}

const weighed = (
  id: string,
  amount: number | null,
  unit: string | null,
  reason: string | null,
  confidence: Confidence | null,
): Cell =>
  amount === null
    ? missing(reason)
    : figure(id, `${tonnes(amount)}${unit ? unit.replace(/^t\b/, '') : ''}`, confidence);

const ledgerStates = [
  ['announced', 'announced'],
  ['letterOfIntent', 'in letters of intent'],
  ['committed', 'committed'],
  ['disbursed', 'paid'],
  ['overdue', 'of it overdue'],
] as const;

/** Money by state: columns that are never added, a line for each currency. */
export const ledgerTable = (id: string, lines: readonly MoneyFragment[] | null): Block[] =>
  !lines?.length
    ? []
    : [
        {
          is: 'table',
          title: 'Money by state',
          note: 'states and currencies are never added together',
          heads: [{ name: 'Currency' }, ...ledgerStates.map(([, name]) => ({ name, isNumber: true }))],
          rows: lines.map((line) => [
            line.currency,
            ...ledgerStates.map(([name]) => {
              const amount = line[name];
              return amount === null ? missing('NONE_STATED') : figure(id, currency(amount, line.currency));
            }),
          ]),
        },
      ];

/** Promises of money, one a row. */
export const moneyTable = (title: string, rows: readonly MoneyRowFragment[]): Block[] =>
  rows.length === 0
    ? []
    : [
        {
          is: 'table',
          title,
          note: 'states and currencies are never added together',
          heads: [
            { name: 'What for' },
            { name: 'As' },
            { name: 'State' },
            { name: 'amount', isNumber: true },
            { name: 'day', isNumber: true },
          ],
          rows: rows.map((row) => [
            row.description,
            inPlainWords(row.instrument),
            inPlainWords(row.state),
            amountOf(row),
            day(row.announcedOn),
          ]),
          shown: 10,
        },
      ];

const bounds = { AT_LEAST: '≥ ', AT_MOST: '≤ ', ABOUT: 'about ' } as const;
/** The amount of a promise as it is meant. */
export const amountOf = ({
  id,
  amount,
  currency: of,
  bound,
}: {
  id: string;
  amount: string | null;
  currency: string | null;
  bound: keyof typeof bounds | null;
}): Cell =>
  amount === null ? missing('NOT_STATED') : figure(id, `${bound ? bounds[bound] : ''}${currency(amount, of ?? '')}`);

const sizes = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
  [1e3, 'k'],
] as const;
/** An amount to three digits with its currency. */
function currency(amount: string, of: string): string {
  const value = Number(amount);
  const [size, unit] = sizes.find(([least]) => value >= least) ?? [1, ''];
  const shown = (value / size).toLocaleString('en', { maximumSignificantDigits: 3 });
  return of === 'USD' ? `$${shown}${unit}` : `${of} ${shown}${unit}`;
}

/** A share as published, bounds and reasons too. */
export function shareCell(
  id: string,
  {
    share,
    low,
    high,
    missing: reason,
  }: { share: number | null; low?: number | null; high?: number | null; missing?: string | null },
  confidence?: Confidence | null,
): Cell {
  if (share !== null) return figure(id, percent(share), confidence);
  if (low != null && high != null) return figure(id, `${percent(low)} to ${percent(high)}`, confidence);
  if (low != null) return figure(id, `> ${percent(low)}`, confidence);
  if (high != null) return figure(id, `< ${percent(high)}`, confidence);
  return missing(reason);
}
