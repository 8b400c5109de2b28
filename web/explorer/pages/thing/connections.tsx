import { plainId } from '../../components/id.ts';
import { useClocks, type ChangeAddress } from '../../address/use-address.ts';
import { useAsk } from '../../api/use-ask.ts';
import {
  ConnectionsDocument,
  CountryTradeDocument,
  type ConnectionsQuery,
  type NeighbourRelationship,
} from '../../api/generated.ts';
import { Failure, Problems } from '../../components/notice.tsx';
import { stateInWords } from '../../components/rail.tsx';
import { Segments } from '../../components/segments.tsx';
import { CellText } from './cells.tsx';
import type { thingFields } from './fields.ts';
import { amountOf, figure, missing, plantState, ruleState } from './said.ts';
import { inPlainWords } from '../../evidence/node.ts';
import { day, money, percent, tonnes } from '../../format/numbers.ts';
import type { Cell, Head, Tab, Thing } from './thing.ts';

type Edge = NonNullable<
  NonNullable<NonNullable<ConnectionsQuery['neighbours']>['groups'][number]['neighbours']>['edges']
>[number];
interface Table {
  readonly heads: readonly Head[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The columns of a neighbour of its kind. */
function ofKind(node: Edge['node']): [name: string, cell: Cell, isNumber?: boolean][] {
  switch (node.nodeKind) {
    case 'PRODUCT':
      return 'tradeYears' in node
        ? [
            ['Stage', { is: 'stages', of: [node.stage] }],
            [
              'Trade on record',
              node.tradeYears.length > 0
                ? `${node.tradeYears[0] ?? ''} to ${node.tradeYears.at(-1) ?? ''}`
                : missing(node.hsCodes.length === 0 ? 'no code of its own' : 'NOT_AVAILABLE'),
            ],
          ]
        : [];
    case 'SUPPLIER':
      return 'stages' in node
        ? [
            ['Where', node.country.name],
            ['Stages', { is: 'stages', of: node.stages }],
            ['State', inPlainWords(node.supplierStatus)],
          ]
        : [];
    case 'FACILITY':
      return 'facilityStatus' in node
        ? [
            ['Where', node.country.name],
            ['State', plantState(node.facilityStatus)],
          ]
        : [];
    case 'AGREEMENT':
      return 'agreementStatus' in node
        ? [
            ['State', stateInWords(node.agreementStatus)],
            ['Signed', day(node.signedOn), true],
          ]
        : [];
    case 'EXPORT_CONTROL':
      return 'inForceSince' in node
        ? [
            ['Number', node.number],
            ['State', ruleState(node.state)],
          ]
        : [];
    case 'EVENT':
      return 'startOn' in node
        ? [
            ['What it was', inPlainWords(node.eventKind)],
            ['Day', day(node.startOn), true],
          ]
        : [];
    case 'COMMITMENT':
      return 'instrument' in node
        ? [
            ['From', (node.makers ?? []).map(({ name }) => name).join(', ')],
            ['As', inPlainWords(node.instrument)],
            ['State', inPlainWords(node.commitmentState)],
            ['Amount', amountOf(node), true],
            ['Day', day(node.announcedOn), true],
          ]
        : [];
    case 'SOURCE':
      return 'publisher' in node
        ? [
            ['Publisher', [node.publisher, node.vintage].filter(Boolean).join(', ')],
            ['Licence', node.licence],
          ]
        : [];
    case 'PERSON':
      return 'office' in node ? [['Office', node.office]] : [];
    case 'AGENCY':
      return 'agencyKind' in node ? [['What it is', inPlainWords(node.agencyKind)]] : [];
    case 'PROGRAMME':
      return 'programmeKind' in node ? [['What it does', inPlainWords(node.programmeKind)]] : [];
    case 'MINERAL':
      return 'symbol' in node ? [['Symbol', node.symbol]] : [];
    case 'COALITION':
      return 'coalitionKind' in node ? [['What it is', inPlainWords(node.coalitionKind)]] : [];
    default:
      return [];
  }
}

/** What is recorded between the two, as far as it says anything. */
function ofLinks({ links, claims }: Edge): [name: string, cell: Cell, isNumber?: boolean][] {
  const [link] = links;
  const all: [string, Cell, boolean?][] = [];
  if (claims !== null) all.push(['Claims', String(claims), true]);
  if (!link) return all;
  const details = [
    ...new Set(
      links.flatMap(({ detail, product }) => [
        [detail ? inPlainWords(detail) : null, product?.name].filter(Boolean).join(': '),
      ]),
    ),
  ].filter(Boolean);
  all.push(['How', details.slice(0, 3).join('; ')]);
  all.push(['Share', link.share === null ? null : percent(link.share), true]);
  all.push([
    'Tonnes',
    link.tonnes === null ? null : `${tonnes(link.tonnes)}${link.tonnesUnit ? link.tonnesUnit.replace(/^t\b/, '') : ''}`,
    true,
  ]);
  all.push(['Since', day(link.from), true]);
  all.push([
    'Source',
    link.source ? { is: 'source', key: link.source.key, text: link.source.publisher, title: link.source.title } : null,
  ]);
  return all;
}

/** Neighbours as a table: columns in which no row has anything are left out. */
function tableOf(edges: readonly Edge[]): Table {
  const rows = edges.map((edge) => [...ofKind(edge.node), ...ofLinks(edge)]);
  const names: { name: string; isNumber: boolean }[] = [];
  for (const row of rows)
    for (const [name, cell, isNumber = false] of row)
      if (cell !== null && cell !== '' && !names.some((one) => one.name === name)) names.push({ name, isNumber });
  // What joins them stands behind what they are, in one order for all rows.
  const last = ['Claims', 'How', 'Share', 'Tonnes', 'Since', 'Source'];
  const place = (name: string) => last.indexOf(name);
  names.sort((a, b) => place(a.name) - place(b.name));
  return {
    heads: [{ name: 'Name' }, ...names],
    rows: edges.map((edge, index) => [
      { is: 'thing', id: edge.node.id, text: edge.node.name },
      ...names.map(({ name }) => rows[index]?.find(([of]) => of === name)?.[1] ?? null),
    ]),
  };
}

interface ConnectionsProps {
  thing: Thing;
  slug: string;
  open: Tab;
  sort: 'largest' | 'smallest';
  after: string | null;
  change: ChangeAddress<typeof thingFields>;
}

/** What joins a thing to others: a tab each, with its count. */
export function Connections(props: ConnectionsProps) {
  const { thing, open, change } = props;
  return (
    <>
      <div className="tabs" role="tablist" aria-label="Connections">
        {thing.tabs.map(({ name, title, count }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === open.name}
            aria-controls="tab-panel"
            onClick={() => change({ tab: name, after: null })}
          >
            {title} <small>{count.toLocaleString('en')}</small>
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${open.name}`}>
        {open.name === 'imports' || open.name === 'exports' ? <Trade {...props} /> : <Neighbours {...props} />}
      </div>
    </>
  );
}

function Neighbours({ thing, open, after, change }: ConnectionsProps) {
  const clocks = useClocks();
  const relationships = [open.name.toUpperCase().replace(/-/g, '_') as NeighbourRelationship];
  const { data, error, isPlaceholderData, refetch } = useAsk(ConnectionsDocument, {
    id: plainId(thing.id),
    relationships,
    after,
    ...clocks,
  });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const page = data?.data.neighbours?.groups[0]?.neighbours;
  return (
    <>
      <Problems of={data?.problems ?? []} />
      <Rows table={tableOf(page?.edges ?? [])} isOld={isPlaceholderData || !data} name={open.title} />
      <Pager info={page?.pageInfo ?? null} after={after} change={change} />
    </>
  );
}

function Trade({ thing, slug, open, sort, after, change }: ConnectionsProps) {
  const clocks = useClocks();
  const isImports = open.name === 'imports';
  const { data, error, isPlaceholderData, refetch } = useAsk(CountryTradeDocument, {
    slug,
    isImports,
    after,
    orderBy: { field: 'VALUE', direction: sort === 'largest' ? 'DESC' : 'ASC' },
    ...clocks,
  });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const page = isImports ? data?.data.country?.imports : data?.data.country?.exports;
  const table: Table = {
    heads: [
      { name: 'Product' },
      { name: isImports ? 'From' : 'To' },
      { name: 'Year', isNumber: true },
      { name: 'Value', isNumber: true },
      { name: 'Weight', isNumber: true },
    ],
    rows: (page?.nodes ?? []).map((flow) => [
      { is: 'thing', id: flow.product.id, text: flow.product.name },
      { is: 'thing', id: isImports ? flow.from.id : flow.to.id, text: isImports ? flow.from.name : flow.to.name },
      String(flow.year),
      figure(flow.id, money(flow.valueUsd), flow.confidence),
      flow.tonnes === null ? missing(flow.tonnesMissing) : tonnes(flow.tonnes),
    ]),
  };
  return (
    <>
      <p className="tab-tools">
        <Segments
          label="Order"
          of={[
            ['largest', 'Largest first'],
            ['smallest', 'Smallest first'],
          ]}
          value={sort}
          onChange={(next) => change({ sort: next, after: null })}
        />
      </p>
      <Problems of={data?.problems ?? []} />
      <Rows table={table} isOld={isPlaceholderData || !data} name={`${open.title} of ${thing.name}`} />
      <Pager info={page?.pageInfo ?? null} after={after} change={change} />
    </>
  );
}

const Rows = ({ table: { heads, rows }, isOld, name }: { table: Table; isOld: boolean; name: string }) => (
  <div className="table-scroll tab-rows" tabIndex={0} role="group" aria-label={name}>
    <table className={isOld ? 'plain-table thing-table old' : 'plain-table thing-table'} aria-busy={isOld}>
      <caption className="out-of-sight">{name}</caption>
      <thead>
        <tr>
          {heads.map(({ name: head, isNumber }) => (
            <th key={head} scope="col" className={isNumber ? 'num' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) => {
              const Tag = index === 0 ? 'th' : 'td';
              return (
                <Tag
                  key={index}
                  {...(index === 0 ? { scope: 'row' as const } : {})}
                  className={heads[index]?.isNumber ? 'num' : undefined}
                >
                  <CellText of={cell} />
                </Tag>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Pager = ({
  info,
  after,
  change,
}: {
  info: { hasNextPage: boolean; endCursor: string | null } | null;
  after: string | null;
  change: ConnectionsProps['change'];
}) =>
  after === null && !info?.hasNextPage ? null : (
    <p className="pager">
      {after === null ? null : (
        <button type="button" className="btn" onClick={() => change({ after: null })}>
          From the first
        </button>
      )}
      {info?.hasNextPage ? (
        <button type="button" className="btn" onClick={() => change({ after: info.endCursor })}>
          Next 25
        </button>
      ) : null}
    </p>
  );
