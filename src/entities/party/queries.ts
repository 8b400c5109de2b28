import { agencyColumns } from '../agency/queries.ts';
import { coalitionColumns } from '../coalition/queries.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { supplierColumns } from '../supplier/queries.ts';

/** The columns of a party of whatever kind as one list, for any statement that has it under the given name. */
export const partyColumns = (name: Cypher) => cypher`[head(labels(${name})), CASE
  WHEN ${name}:Country THEN ${countryColumns(name)}
  WHEN ${name}:Coalition THEN ${coalitionColumns(name)}
  WHEN ${name}:Agency THEN ${agencyColumns(name)}
  ELSE ${supplierColumns(name)} END]`;
