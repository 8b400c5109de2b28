import { coalitionColumns } from '../coalition/queries.ts';
import { memberRecord, type CoalitionMemberRecord } from '../coalition/record.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement, type BatchStatement, type Columns } from '../../graph/statement.ts';

/** A statement for the country or union that each of some things belongs to; `match` binds it as `place`. */
export const placeStatement = (name: string, match: Cypher): BatchStatement<{ key: string }, CoalitionMemberRecord> =>
  batchStatement(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
RETURN key.i, place:Country, CASE WHEN place:Country THEN ${countryColumns(cypher`place`)} ELSE ${coalitionColumns(cypher`place`)} END`,
    ([isCountry, columns]) => memberRecord(isCountry as boolean, columns as Columns),
  );

/** The country among some places; null without one. */
export const countryOf = (places: readonly CoalitionMemberRecord[]) =>
  places.find((place) => place.__typename === 'Country') ?? null;

/** The coalition among some places; null without one. */
export const coalitionOf = (places: readonly CoalitionMemberRecord[]) =>
  places.find((place) => place.__typename === 'Coalition') ?? null;
