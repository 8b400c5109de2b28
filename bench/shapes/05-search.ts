import { searchQuery } from '../../src/api/names/search-query.ts';
import { cypher } from '../../src/graph/cypher.ts';
import { slipsBetween } from '../../src/lib/edit-distance.ts';
import type { Shape } from '../shape.ts';

type Hit = [id: string, name: string, match: 'EXACT' | 'PREFIX' | 'NEAR'];

const text = 'neodymium magnets';
const places = { EXACT: 0, PREFIX: 1, NEAR: 2 };

export const shape: Shape = {
  title: 'a full-text search for "neodymium magnets" among all names',
  chokePoints: ['CP 4.1 string matching'],
  operation: 'query Search($text: String!) { search(text: $text, first: 10) { name match node { id } } }',
  variables: { text },
  cypher: cypher`CALL db.index.fulltext.queryNodes('spelling_text_nearest', $query, {limit: 400}) YIELD node, score
MATCH (node)-[:NAMES]->(named)
WITH node.kind + ':' + coalesce(named.iso3, named.slug, named.id) AS id, node.text AS name, score,
  CASE WHEN node.text = $text THEN 2 WHEN node.text STARTS WITH $text THEN 1 ELSE 0 END AS nearness
ORDER BY nearness DESC, score DESC, size(name)
WITH id, head(collect([name, nearness, score])) AS best
RETURN id, best[0], ['NEAR', 'PREFIX', 'EXACT'][best[1]] ORDER BY best[1] DESC, best[2] DESC, id LIMIT 100`,
  parameters: { text, query: searchQuery(text)?.all },
  answer(rows) {
    const slips = ([, name, match]: Hit) => (match === 'NEAR' ? slipsBetween(text, name) : 0);
    const hits = (rows as unknown as Hit[])
      .map((hit) => ({ hit, slips: slips(hit) }))
      .sort((a, b) => places[a.hit[2]] - places[b.hit[2]] || a.slips - b.slips);
    return { search: hits.slice(0, 10).map(({ hit: [id, name, match] }) => ({ name, match, node: { id } })) };
  },
  neo4jGraphql: {
    cannot:
      'a full-text query gives the spellings with their scores; what each names, the best spelling of each thing, and exact names before near ones are not in its schema',
  },
};
