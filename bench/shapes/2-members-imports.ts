import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { shownTable } from '../shown-table.ts';

type Flow = [iso3: string, name: string, valueUsd: number, tonnes: number | null];
type Member = [isCountry: boolean, iso3: string, name: string, flows: Flow[]];

export const shape: Shape = {
  title: "a coalition's members with the ten largest suppliers of each",
  aim: 2.5,
  operation: `query MembersWithSuppliers($slug: String!, $product: String!, $year: Int!) {
    coalition(slug: $slug) {
      members(first: 50) {
        nodes {
          ... on Country {
            iso3
            name
            imports(product: $product, year: $year, first: 10) {
              nodes {
                from {
                  iso3
                  name
                }
                valueUsd
                tonnes
              }
            }
          }
        }
      }
    }
  }`,
  variables: { slug: 'finance-ministerial-2026', product: '850511', year: 2024 },
  cypher: cypher`${shownTable}
MATCH (:Coalition {slug: $slug})<-[rel:MEMBER_OF]-(member:Country|Coalition)
WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf)
WITH table, member ORDER BY member.name LIMIT 50
CALL (table, member) {
  MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.importer = member.iso3
    AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
  WITH flow ORDER BY flow.valueUsd DESC LIMIT 10
  MATCH (flow)-[:FROM]->(exporter:Country)
  WITH flow, exporter ORDER BY flow.valueUsd DESC
  RETURN collect([exporter.iso3, exporter.name, flow.valueUsd, flow.tonnes]) AS flows
}
RETURN member:Country, member.iso3, member.name, flows ORDER BY member.name`,
  parameters: {
    slug: 'finance-ministerial-2026',
    hs: '850511',
    year: 2024,
    asOf: new Date().toISOString().slice(0, 10),
  },
  answer(rows) {
    const members = (rows as Member[]).map(([isCountry, iso3, name, flows]) => {
      if (!isCountry) return {};
      const nodes = flows.map(([code, exporter, valueUsd, tonnes]) => ({
        from: { iso3: code, name: exporter },
        valueUsd: String(valueUsd),
        tonnes,
      }));
      return { iso3, name, imports: { nodes } };
    });
    return { coalition: { members: { nodes: members } } };
  },
};
