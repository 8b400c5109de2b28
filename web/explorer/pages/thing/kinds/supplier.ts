import { SupplierFiguresDocument, SupplierThingDocument } from '../../../api/generated.ts';
import { agreementLanes, claimOf, fact, makingTable, missing, saidFact, tabsOf, thing, things } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { counted, day, listed, percent } from '../../../format/numbers.ts';
import { plainId } from '../../../components/id.ts';
import type { Aside, Block, Cell, Said } from '../thing.ts';
import { waysOut, type WayOut } from '../ways-out.ts';
import { kindPage } from './kind-page.ts';

const keyOf = (id: string) => id.replace(/^(?:@[^:]*:)?[A-Za-z]+:/, '');

export const supplier = kindPage(
  SupplierThingDocument,
  (page, figures) => {
    const of = page.supplier;
    if (!of) return null;
    const owners = of.parents ?? [];
    const known = owners.filter(({ share }) => share !== null);
    const lead: Said[] = of.description ? [of.description.replace(/\.?$/, '.')] : [];
    for (const [index, { owner, share, confidence }] of known.slice(0, 3).entries())
      lead.push(
        index === 0 ? ' ' : ', ',
        `${owner.name} ${index === 0 ? 'holds ' : ''}`,
        saidFact(of.claims, 'ownedBy', percent(share ?? 0, 0), keyOf(owner.id)),
        ...(index === 0 ? [' of it'] : []),
        ...(confidence === 'LOW' ? [' ', { low: true } as const] : []),
      );
    if (known.length > 0) lead.push('.');
    const plants = (of.facilities ?? []).filter(({ production }) => production?.length);
    const states = new Map<string, number>();
    for (const { status } of of.facilities ?? []) states.set(status, (states.get(status) ?? 0) + 1);
    const tabs = tabsOf(page);
    const lost = figures?.chokepoints?.nodes.find((node) => node.supplier?.slug === of.slug);
    const rank = lost && figures?.chokepoints ? figures.chokepoints.nodes.indexOf(lost) + 1 : null;
    const blocks: Block[] = [
      ...(plants.length > 0 ? [makingTable(plants, null, 'what its plants make')] : []),
      ...(owners.length > 0
        ? [ownersTable(owners, of.unknownOwnersShare, (id) => claimOf(of.claims, 'ownedBy', keyOf(id))?.id ?? null)]
        : []),
      ...(owners.length === 0 && of.parentsMissing
        ? [
            {
              is: 'table' as const,
              title: 'Owners',
              heads: [{ name: 'Who holds it' }],
              rows: [[missing(of.parentsMissing)]],
            },
          ]
        : []),
      ...(lost && figures?.chokepoints
        ? [
            {
              is: 'table' as const,
              title: 'Without it',
              note: `permanent magnets of the January 2026 finance ministerial, ${figures.chokepoints.year ?? ''}`,
              heads: [{ name: 'What' }, { name: 'lost', isNumber: true }, { name: 'Rank' }],
              rows: [
                [
                  'of the group’s magnets would be lost',
                  lost.lost === null ? missing('NOT_AVAILABLE') : percent(lost.lost),
                  rank === null ? null : `${rank} of ${figures.chokepoints.nodes.length} companies`,
                ],
              ],
            },
          ]
        : []),
    ];
    return {
      id: of.id,
      kind: 'SUPPLIER',
      name: of.name,
      state: of.supplierStatus === 'ACTIVE' ? null : inPlainWords(of.supplierStatus),
      also: [
        ...new Set([of.legalName, ...of.aliases].filter((name) => name && name !== of.name)),
        of.country.name,
      ].join(' · '),
      lead,
      facts: [
        { name: 'Country', cells: [thing(of.country)] },
        ...(of.stages.length > 0 ? [{ name: 'Stages', cells: [{ is: 'stages' as const, of: of.stages }] }] : []),
        {
          name: 'Plants',
          cells: [
            of.facilities?.length
              ? `${of.facilities.length}: ${listed([...states].map(([status, many]) => `${many} ${inPlainWords(status)}`))}`
              : missing('NOT_AVAILABLE'),
          ],
        },
        ...(of.customers?.length
          ? [{ name: 'Delivers to', cells: things([...new Map(of.customers.map(({ to }) => [to.id, to])).values()]) }]
          : []),
        ...(of.commitmentsReceived?.totalCount
          ? [{ name: 'Money', cells: [counted(of.commitmentsReceived.totalCount, 'pledge')] }]
          : []),
        ...(of.claims?.some(({ property }) => property === 'salesToChina')
          ? [
              {
                name: 'Sales to China',
                cells: [fact(of.claims, 'salesToChina', claimOf(of.claims, 'salesToChina')?.value)],
              },
            ]
          : []),
      ],
      blocks,
      asides: waysAside(waysOut(of, of.customers ?? [], of.facilities ?? [])),
      rails: of.agreements?.length ? [agreementLanes('Agreements', of.agreements)] : [],
      tabs,
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: plants.flatMap(({ production, customers }) =>
        [...(production ?? []), ...(customers ?? [])].flatMap(({ source }) => source ?? []),
      ),
    };
  },
  SupplierFiguresDocument,
  { variables: () => ({ among: 'finance-ministerial-2026', product: 'permanent-magnets' }) },
);

/** The ways to those who buy, each in a line. */
function waysAside(ways: readonly WayOut[]): Aside[] {
  const [first] = ways;
  if (!first) return [];
  const [from = first.to] = first.from;
  return [
    {
      title: 'Ways to its customers',
      none: '',
      rows: ways.map((way) => ({
        cells: [
          ...way.from.flatMap((plant, step): Cell[] => [
            thing(plant, plant.status && plant.status !== 'OPERATING' ? inPlainWords(plant.status) : null),
            ...(way.with[step] ?? []).flatMap(({ name, claim }, place): Cell[] => [
              ...(place > 0 ? ['and'] : []),
              claim === null ? name : { is: 'figure', id: claim, text: name },
            ]),
            '→',
          ]),
          thing(way.to),
        ],
        note: [
          way.confidence === null || way.confidence === 'HIGH' ? '' : `${way.confidence.toLowerCase()} confidence`,
          listed([...new Set(way.sources.map(({ publisher }) => publisher))]),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
      go: { to: '/graph', given: { from: plainId(from.id), to: plainId(first.to.id) }, text: 'In the graph' },
    },
  ];
}

interface Held {
  readonly owner: { id: string; name: string };
  readonly share: number | null;
  readonly shareMissing: string | null;
  readonly kind: string | null;
  readonly from: string | null;
  readonly confidence: 'HIGH' | 'MEDIUM' | 'LOW' | null;
}

/** Who holds it, as bars of one whole; the rest is hatched. */
function ownersTable(owners: readonly Held[], unknown: number | null, claim: (owner: string) => string | null): Block {
  const known = owners.reduce((sum, { share }) => sum + (share ?? 0), 0);
  return {
    is: 'table',
    title: 'Owners',
    note:
      unknown === null
        ? 'how much is not on record is not known'
        : `${percent(known, 0)} known, ${percent(unknown, 0)} not on record`,
    heads: [
      { name: 'Who' },
      { name: 'of the company', bar: { limit: null } },
      { name: 'share', isNumber: true },
      { name: 'As' },
      { name: 'Since', isNumber: true },
    ],
    rows: [
      ...owners.map(({ owner, share, shareMissing, kind, from, confidence }): Cell[] => {
        const id = claim(owner.id);
        return [
          thing(owner),
          { is: 'bar', share },
          share === null
            ? missing(shareMissing)
            : id
              ? { is: 'figure', id, text: percent(share), confidence }
              : percent(share),
          kind,
          day(from),
        ];
      }),
      ...(unknown !== null && unknown > 0.0005
        ? [
            [
              'not on record',
              { is: 'bar' as const, share: null, unknown },
              { is: 'missing' as const, reason: percent(unknown) },
              null,
              null,
            ],
          ]
        : []),
    ],
  };
}
