import { limitExceeded } from '../errors.ts';

/** One condition on a candidate: see api/list/predicate.ts for how it is tested. */
export interface Term {
  field: string;
  operator: string | null;
  value: unknown;
  /** For a condition over a relationship: what at least one related candidate must fulfil. */
  clauses: Clause[] | null;
  negated: boolean;
}

/** Terms that must all hold. */
export type Clause = Term[];

const OPERATORS = new Set(['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'isNull']);
const MAX_TERMS = 200;

/**
 * A `where` argument as a list of clauses, one of which must hold (disjunctive normal form), so that one fixed statement can
 * test it. `{or: [{a: {eq: 1}}, {b: {eq: 2}}]}` becomes two clauses of one term each. Null when everything fulfils it.
 * Fields of a single related thing get a dotted name: `{from: {iso3: {eq: "CHN"}}}` tests `from.iso3`.
 * @throws GraphQLError LIMIT_EXCEEDED when the condition unfolds into more than 200 terms.
 */
export function compileWhere(where: object | null | undefined): Clause[] | null {
  const clauses = where ? unfold(where, '', false) : [[]];
  return clauses.some((clause) => clause.length === 0) ? null : clauses;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unfold(where: object, prefix: string, negated: boolean): Clause[] {
  const parts = Object.entries(where).flatMap(([key, value]): Clause[][] => {
    if (value === null || value === undefined) return [];
    if (key === 'and') return (value as object[]).map((one) => unfold(one, prefix, negated));
    if (key === 'or')
      return [
        join(
          (value as object[]).map((one) => unfold(one, prefix, negated)),
          !negated,
        ),
      ];
    if (key === 'not') return [unfold(value as object, prefix, !negated)];
    return [condition(prefix + key, value as object, negated)];
  });
  return join(parts, negated);
}

/** All parts must hold, or (`either`) one of them. Checked at every step: a product of many parts must not grow before it is refused. */
function join(parts: Clause[][], either: boolean): Clause[] {
  if (either) return limited(parts.flat());
  return parts.reduce<Clause[]>((all, part) => limited(all.flatMap((a) => part.map((b) => [...a, ...b]))), [[]]);
}

function limited(clauses: Clause[]): Clause[] {
  const terms = clauses.reduce((sum, clause) => sum + Math.max(1, clause.length), 0);
  if (terms <= MAX_TERMS) return clauses;
  throw limitExceeded(
    'where',
    `Argument "where": the condition unfolds into more than ${MAX_TERMS} terms. Use "in" instead of many "or".`,
  );
}

function condition(field: string, value: object, negated: boolean): Clause[] {
  const entries = Object.entries(value).filter(([, operand]) => operand !== null && operand !== undefined);
  const first = entries[0];
  if (first && (first[0] === 'some' || first[0] === 'none')) return related(field, entries, negated);
  if (entries.every(([name]) => OPERATORS.has(name)))
    return join(
      entries.map(([name, operand]) => [[scalarTerm(field, name, operand, negated)]]),
      negated,
    );
  return unfold(value, `${field}.`, negated);
}

function related(field: string, entries: [string, unknown][], negated: boolean): Clause[] {
  const terms = entries.map(([quantifier, inner]): Clause[] => [
    [
      {
        field,
        operator: null,
        value: null,
        clauses: isObject(inner) ? unfold(inner, '', false) : [[]],
        negated: negated !== (quantifier === 'none'),
      },
    ],
  ]);
  return join(terms, negated);
}

function scalarTerm(field: string, operator: string, operand: unknown, negated: boolean): Term {
  const folded = operator === 'contains' || operator === 'startsWith' ? String(operand).toLowerCase() : operand;
  if (operator === 'ne') return { field, operator: 'eq', value: folded, clauses: null, negated: !negated };
  return { field, operator, value: folded, clauses: null, negated };
}
