import { cypher, type Cypher } from '../../graph/cypher.ts';

/**
 * Whether one row fulfils a condition, which `compileWhere` made: at least one clause all of whose terms hold. `candidate` is a
 * map from each field's name to the list of its values (a single value is a list of one), so that a field with several
 * values fulfils a term when any of them does. A term over a relationship (`some`, `none`) names a list of such maps in `related`:
 * a map from field to what it is related to; lists without such terms leave it out, as Neo4j takes time to plan it.
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

/** Whether one of the things related by the term's field fulfils the term's own condition. */
const someFulfil = cypher`any(thing IN related[term.field] WHERE any(inner IN term.clauses WHERE all(term IN inner WHERE
  term.negated <> coalesce(${fulfilsTerm(cypher`thing`)}, false))))`;

const eachTerm = (where: Cypher, term: Cypher) =>
  cypher`any(clause IN ${where} WHERE all(term IN clause WHERE term.negated <> coalesce(${term}, false)))`;

/** The condition `where` itself, for a WHERE that has `candidate` in scope, and no terms over relationships. */
export const fulfils = (where: Cypher) => eachTerm(where, fulfilsTerm(cypher`candidate`));

/** The same with terms over relationships, where `related` is in scope as well. */
export const fulfilsWithRelated = (where: Cypher) =>
  eachTerm(where, cypher`CASE WHEN term.clauses IS NULL THEN ${fulfilsTerm(cypher`candidate`)} ELSE ${someFulfil} END`);
