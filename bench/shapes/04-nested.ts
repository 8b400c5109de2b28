import { readFileSync } from 'node:fs';
import { toTheGram } from '../../src/lib/to-the-gram.ts';
import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { shownTable } from './parts/shown-table.ts';

type Line = [
  currency: string,
  announced: number | null,
  letterOfIntent: number | null,
  committed: number | null,
  disbursed: number | null,
];
type Agreement = [slug: string, ledger: Line[]];
type Control = [slug: string, agency: string];
type Supplier = [iso3: string, share: number];
type Member = [
  name: string,
  role: string,
  isCountry: boolean,
  iso3: string,
  figures: [whole: number, tonnes: number, part: number],
  suppliers: Supplier[],
  source: [id: string, title: string, publisher: string],
  controls: Control[],
  agreements: Agreement[],
];

const money = (value: number | null) => (value === null ? null : String(value));

export const shape: Shape = {
  title: 'one nested question: figure, suppliers, evidence, controls in force and agreements of every member',
  chokePoints: [
    'CP 2.3 traversal with intermediate data',
    'CP 4.2 date matching',
    'CP 4.5 multiple filter conditions',
    'CP 5.1 calculation-based aggregation',
  ],
  operation: readFileSync(new URL('../../test/acceptance/02-nested.graphql', import.meta.url), 'utf8'),
  variables: {},
  cypher: cypher`${shownTable}
MATCH (product:Product {slug: $product})
MATCH (source:Source {id: table.source})
CALL (product) {
  CALL (product) {
    RETURN product AS what
    UNION MATCH (product)-[:CONTAINS]->(:Mineral)-[:IN_GROUP*0..1]-(what:Mineral) RETURN DISTINCT what
  }
  MATCH (what)<-[restricts:RESTRICTS]-(control:ExportControl)-[:IMPOSED_BY {jointly: false}]->(agency:Agency)-[:AGENCY_OF]->(:Country {iso3: $on})
  WHERE restricts.aspect IN ['GOODS', 'END_USE'] AND control.effectiveFrom <= $asOf AND (control.effectiveTo IS NULL OR control.effectiveTo > $asOf)
    AND NOT EXISTS { (control)<-[rel:SUSPENDS]-(:ExportControl) WHERE rel.item IS NULL AND rel.from <= $asOf AND (rel.to IS NULL OR rel.to > $asOf) }
  WITH DISTINCT control, agency ORDER BY control.firstOn, control.slug
  RETURN collect([control.slug, agency.name, [(control)-[:AGAINST]->(aimed:Country) | aimed.iso3]]) AS controls
}
CALL (product) {
  CALL (product) {
    RETURN product AS what
    UNION MATCH (product)-[:CONTAINS]->(:Mineral)-[:IN_GROUP*0..2]->(what:Mineral) RETURN what
  }
  MATCH (what)<-[:COVERS]-(agreement:Agreement)
  WHERE agreement.since <= $asOf AND (agreement.endedOn IS NULL OR agreement.endedOn > $asOf)
  WITH DISTINCT agreement
  CALL (agreement) {
    MATCH (agreement)-[:HAS]->(own:Commitment)
    WHERE own.amount IS NOT NULL AND own.since <= $asOf AND NOT EXISTS { (own)<-[:SUPERSEDES]-(:Commitment) }
      AND NOT EXISTS { (own)-[:PART_OF]->(whole:Commitment)<-[:HAS]-(agreement) WHERE whole.state = own.state AND whole.currency = own.currency AND whole.amount IS NOT NULL }
    WITH own.currency AS currency, own.state AS state, sum(toFloat(own.amount)) AS amount
    WITH currency, collect([state, amount]) AS states ORDER BY currency
    RETURN collect([currency, head([one IN states WHERE one[0] = 'ANNOUNCED' | one[1]]), head([one IN states WHERE one[0] = 'LETTER_OF_INTENT' | one[1]]),
      head([one IN states WHERE one[0] = 'COMMITTED' | one[1]]), head([one IN states WHERE one[0] = 'DISBURSED' | one[1]])]) AS ledger
  }
  WITH agreement, ledger, [(agreement)-[:BETWEEN {isParty: true}]->(party) | party] AS parties ORDER BY agreement.since DESC, agreement.slug
  RETURN collect([agreement.slug, ledger, parties]) AS agreements
}
MATCH (coalition:Coalition {slug: $slug})<-[rel:MEMBER_OF]-(member:Country|Coalition)
WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf)
WITH * ORDER BY member.name LIMIT 50
CALL (table, member) {
  MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.importer = member.iso3 AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
  WITH flow ORDER BY flow.valueUsd
  WITH sum(flow.valueUsd) AS whole, sum(flow.tonnes) AS tonnes, sum(CASE WHEN flow.exporter = $on THEN flow.valueUsd ELSE 0 END) AS part,
    reverse(collect([flow.exporter, flow.valueUsd]))[0..3] AS largest
  RETURN [whole, tonnes, part] AS figures, [one IN largest | [one[0], one[1] / whole]] AS suppliers
}
CALL (member, agreements) {
  MATCH path = (member)-[:MEMBER_OF*0..3]->(party)
  WHERE all(link IN relationships(path) WHERE (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR link.to > $asOf))
  WITH collect(DISTINCT party) AS own, agreements
  RETURN [one IN agreements WHERE any(party IN one[2] WHERE party IN own) | [one[0], one[1]]] AS bound
}
RETURN coalition.name, rel.role, member:Country, member.iso3, figures, suppliers, [source.id, source.title, source.publisher],
  [one IN controls WHERE one[2] = [] OR member.iso3 IN one[2] | [one[0], one[1]]], bound ORDER BY member.name`,
  parameters: {
    slug: 'finance-ministerial-2026',
    on: 'CHN',
    product: 'permanent-magnets',
    hs: '850511',
    year: 2024,
    asOf: '2026-01-12',
  },
  answer(rows) {
    const members = rows as unknown as Member[];
    const edges = members.map(
      ([, role, isCountry, iso3, [whole, tonnes, part], suppliers, source, controls, agreements]) => {
        if (!isCountry) return { role, node: { __typename: 'Coalition' } };
        const [id, title, publisher] = source;
        const share = part / whole;
        const dependence = {
          share,
          imports: { valueUsd: String(whole), tonnes: toTheGram(tonnes) },
          suppliers: suppliers.map(([code, of]) => ({ country: { iso3: code }, share: of })),
          sources: [{ id: `Source:${id}`, title, publisher }],
          claims: [{ value: String(share), unit: 'share', confidence: 'HIGH', status: 'DERIVED', source: { title } }],
          controls: controls.map(([slug, name]) => ({ slug, imposedBy: { name }, state: 'IN_FORCE' })),
          agreements: agreements.map(([slug, ledger]) => ({
            slug,
            ledger: ledger.map(([currency, announced, letterOfIntent, committed, disbursed]) => ({
              currency,
              announced: money(announced),
              letterOfIntent: money(letterOfIntent),
              committed: money(committed),
              disbursed: money(disbursed),
              overdue: null,
            })),
          })),
        };
        return { role, node: { __typename: 'Country', iso3, dependence } };
      },
    );
    const [name] = members[0] ?? [''];
    return { coalition: { name, members: { totalCount: edges.length, edges } } };
  },
  neo4jGraphql: {
    cannot:
      'what a control applies to on a day, which agreements bind a member through the coalitions that it belongs to, and the ledger without what is counted twice are no properties and no relationships of the graph',
  },
};
