import { cypher } from '../../../src/graph/cypher.ts';

/** Binds, beside `table`, the first fifty members of a coalition on a day, as `member`. */
export const members = cypher`MATCH (:Coalition {slug: $slug})<-[rel:MEMBER_OF]-(member:Country|Coalition)
WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf)
WITH table, member ORDER BY member.name LIMIT 50`;
