import { cypher, type Cypher } from '../../graph/cypher.ts';

/**
 * Whether one row fulfils a condition, which `compileWhere` made: at least one clause all of whose terms hold. `candidate` is a
 * map from each field's name to the list of its values (a single value is a list of one), so that a field with several
 * values fulfils a term when any of them does. A term over a relationship names a list of such maps.
 */
const holds = cypher`CASE term.operator
  WHEN 'eq' THEN value = term.value
  WHEN 'in' THEN value IN term.value
  WHEN 'lt' THEN value < term.value
  WHEN 'lte' THEN value <= term.value
  WHEN 'gt' THEN value > term.value
  WHEN 'gte' THEN value >= term.value
  WHEN 'contains' THEN toLower(toString(value)) CONTAINS term.value
  WHEN 'startsWith' THEN toLower(toString(value)) STARTS WITH term.value
END`;

/** Whether the field of `thing` fulfils the term: a field without a value is null alone, be its list empty or of null. */
const fulfilsTerm = (thing: Cypher) => cypher`CASE term.operator
  WHEN 'isNull' THEN none(value IN ${thing}[term.field] WHERE value IS NOT NULL) = term.value
  ELSE any(value IN ${thing}[term.field] WHERE ${holds}) END`;

const some = cypher`any(related IN candidate[term.field] WHERE any(inner IN term.clauses WHERE all(term IN inner WHERE
  term.negated <> coalesce(${fulfilsTerm(cypher`related`)}, false))))`;

/** The condition `where` itself, for a WHERE that has `candidate` in scope. */
export const fulfils = (
  where: Cypher,
) => cypher`any(clause IN ${where} WHERE all(term IN clause WHERE term.negated <> coalesce(
  CASE WHEN term.clauses IS NULL THEN ${fulfilsTerm(cypher`candidate`)} ELSE ${some} END, false)))`;

/** The same of `$where`. */
export const fulfilsWhere = fulfils(cypher`$where`);
