import { z } from 'zod';
import { ClaimRank, ClaimStatus } from '../../api/generated.ts';
import { cell, evidence, csvTable, type SeedModule, type Rows, type ClaimInput } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  upsertNodes,
  nodeRow,
  upsertRelationships,
  relationshipRow,
  type LoadStatement,
  type NodeRow,
  type RelationshipRow,
  type Step,
} from '../../loading/upsert.ts';
import { statement, type Statement } from '../../graph/statement.ts';
import { sourceTable } from '../source/load.ts';
import { digestOf } from '../../lib/digest.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';
import { periodErrors } from '../../loading/period.ts';

/** Statements that have no cell of their own in another table, and those that compete with one. */
export const claimTable = csvTable(
  'claims.csv',
  {
    subjectKind: z.enum(allKinds, 'is not a kind that claims are about'),
    subject: cell.text,
    property: cell.text,
    scope: cell.optional,
    value: cell.optional,
    low: cell.number,
    high: cell.number,
    unit: cell.optional,
    validFrom: cell.partialDate,
    validTo: cell.partialDate,
    status: z.enum(ClaimStatus, 'is not REPORTED, DERIVED or INFERRED'),
    rank: z.enum(ClaimRank, 'is not PREFERRED, NORMAL or DEPRECATED'),
    rankReason: cell.optional,
    note: cell.optional,
    ...evidence,
  },
  {
    // All claims: those that rows of other tables make are among them.
    stored: cypher`MATCH (claim:Claim) WHERE claim.origin = 'seed' AND claim.retractedAt IS NULL
WITH claim, split(claim.subject, ':')[0] AS subjectKind
RETURN claim {.*, subjectKind: subjectKind, subject: substring(claim.subject, size(subjectKind) + 1)}
ORDER BY claim.subject, claim.property, claim.scope, claim.validFrom, claim.id`,
    key: (row) => digestOf(row),
    references: (row) => [[row.subjectKind, row.subject]],
    errors: (row) => [
      ...(row.rank !== 'NORMAL' && !row.rankReason ? [`a claim that is ${row.rank} needs a rankReason`] : []),
      ...periodErrors(row.validFrom, row.validTo),
    ],
  },
);

export const loadClaims = upsertNodes('claim', cypher`Claim`, cypher`id`);
const claimEnd = { label: cypher`Claim`, key: cypher`id` };
/** One statement for each kind of thing that claims are about. */
export const loadSubjects = Object.fromEntries(
  allKinds.map((kind) => [kind, upsertRelationships(`claim.about.${kind}`, claimEnd, cypher`ABOUT`, nodeKinds[kind])]),
) as Record<NodeKind, LoadStatement<RelationshipRow>>;
export const loadStatedBy = upsertRelationships('claim.statedBy', claimEnd, cypher`STATED_BY`, {
  label: cypher`Source`,
  key: cypher`id`,
});

/** The claims that an import of a data set made and that are not retracted. */
export const claimsOfOrigin = statement<{ origin: string }, string>(
  'claim.ofOrigin',
  cypher`MATCH (claim:Claim {origin: $origin}) WHERE claim.retractedAt IS NULL
RETURN claim.id`,
  ([id]) => id as string,
);

/** Retracts some claims of an import. */
export const retractImportedClaims = statement<{ ids: readonly string[]; now: string }, number>(
  'claim.imported.retract',
  cypher`UNWIND $ids AS id
MATCH (claim:Claim {id: id})
SET claim.retractedAt = $now, claim.digest = 'retracted'
RETURN count(claim)`,
  ([count]) => count as number,
);

/** Retracts claims that the files no longer make: they stay visible to a `knownAt` before that. */
const retractClaims: Statement<{ keys: readonly string[]; now: string }, number> = statement(
  'claim.retract',
  // Reads the claims of one origin: all that the seed ever made.
  cypher`MATCH (claim:Claim {origin: 'seed'})
WHERE claim.retractedAt IS NULL AND NOT claim.id IN $keys
SET claim.retractedAt = $now, claim.digest = 'retracted'
RETURN count(claim)`,
  ([count]) => count as number,
);

/** A claim as a load writes it. */
export interface ClaimRow extends NodeRow {
  subjectKind: NodeKind;
  subjectKey: string;
  source: string;
}

interface Evidence {
  source: string;
  locator: string | null;
  confidence: string;
  recordedAt: string | null;
}

/**
 * Identifier of a claim: SHA-1 over source, subject, property, scope, valid time and value, so that the same load twice changes
 * nothing and a changed value is another claim.
 */
export const claimId = (
  source: string,
  { subject, property, scope, value, low, high, validFrom, validTo }: ClaimInput,
): string =>
  digestOf([
    source,
    subject.join(':'),
    property,
    scope ?? null,
    validFrom ?? null,
    validTo ?? null,
    value,
    low ?? null,
    high ?? null,
  ]);

const plain = { status: 'REPORTED', rank: 'NORMAL', rankReason: null, note: null };

/** What a row says as a claim of its source; `origin` is `seed` or the data set that an import read it from. */
export const claimRow = (
  stated: ClaimInput,
  row: Evidence,
  publisher: Publisher | undefined,
  judged: Record<string, unknown> = plain,
  origin = 'seed',
): ClaimRow => {
  const { subject, property, scope, value, unit, low, high, validFrom, validTo } = stated;
  const id = claimId(row.source, stated);
  const { source, locator, confidence, recordedAt } = row;
  return {
    ...nodeRow('id', {
      id,
      origin,
      subject: subject.join(':'),
      property,
      scope: scope ?? null,
      value: value === null ? null : String(value),
      unit: unit ?? null,
      low: low ?? null,
      high: high ?? null,
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
      source,
      locator,
      confidence,
      recordedAt,
      publisher: publisher?.publisher ?? null,
      publishedOn: publisher?.publishedOn ?? null,
      ...judged,
    }),
    subjectKind: subject[0],
    subjectKey: subject[1],
    source,
  };
};

interface Publisher {
  publisher: string;
  publishedOn: string | null;
}

/** Every claim that the curated files make: what each row's cells say, and the rows of claims.csv. */
export function collectClaims(tables: SeedModule['tables'], rows: Rows): ClaimRow[] {
  const publishers = new Map(rows.of(sourceTable).map((source) => [source.id, source]));
  const claims = new Map<string, ClaimRow>();
  const add = (claim: ClaimRow) => claims.set(claim.key, claim);
  for (const one of tables)
    for (const row of rows.of(one) as readonly Evidence[])
      for (const stated of one.claims?.(row) ?? []) add(claimRow(stated, row, publishers.get(row.source)));
  for (const row of rows.of(claimTable)) {
    const { subjectKind, subject, status, rank, rankReason, note, ...said } = row;
    add(
      claimRow({ ...said, subject: [subjectKind, subject] }, row, publishers.get(row.source), {
        status,
        rank,
        rankReason,
        note,
      }),
    );
  }
  const present = new Set(tables.map((one) => one.defines));
  return [...claims.values()].filter((claim) => present.has(claim.subjectKind));
}

/** The steps that write the claims, what they are about and who makes them. */
export function claimSteps(claims: readonly ClaimRow[]): Step[] {
  return [
    { name: 'claims', statement: loadClaims, rows: claims, retraction: retractClaims },
    ...allKinds.map((kind): Step => {
      const rows = claims
        .filter((claim) => claim.subjectKind === kind)
        .map((claim) => relationshipRow(claim.key, claim.subjectKey));
      return { name: `claims about ${kind}`, statement: loadSubjects[kind], rows };
    }),
    {
      name: 'sources of claims',
      statement: loadStatedBy,
      rows: claims.map((claim) => relationshipRow(claim.key, claim.source)),
    },
  ];
}
