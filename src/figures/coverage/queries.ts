import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { figureColumns, seen } from '../../entities/observation/queries.ts';
import { figureRecord } from '../../entities/observation/record.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** All figures about a mineral, of every kind. `mineral` is a slug. */
export const allFiguresOfMineral = batchStatement<View & { mineral: string }, Figure>(
  'coverage.figures',
  cypher`UNWIND $keys AS key
MATCH (item:Observation) WHERE item.mineral = key.mineral AND item.kind IS NOT NULL AND item.year IS NOT NULL AND ${seen}
RETURN key.i, ${figureColumns}`,
  ([figure]) => figureRecord(figure as Columns),
);
