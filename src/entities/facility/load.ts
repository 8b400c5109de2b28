import { z } from 'zod';
import { FacilityStatus, Stage } from '../../api/generated.ts';
import { atLeast, eachHas } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule, type CsvRow } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { int } from '../../graph/graph.ts';
import { statement } from '../../graph/statement.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { moreThanWhole } from '../../lib/share-sum.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { FIRST_YEAR, LAST_YEAR } from '../../lib/years.ts';
import { periodErrors } from '../../loading/period.ts';
import { storedBetween, storedEnd, storedThings } from '../../loading/stored.ts';

const unknown = z.literal('').transform(() => null);
const degrees = (most: number) =>
  z.union([unknown, z.coerce.number().min(-most, `is below -${most}`).max(most, `is above ${most}`)]);
const year = z.union([
  unknown,
  z.coerce
    .number()
    .int('is not a year')
    .min(FIRST_YEAR, `is before ${FIRST_YEAR}`)
    .max(LAST_YEAR, `is after ${LAST_YEAR}`),
]);
const tonnes = z.union([unknown, z.coerce.number().min(0, 'is below 0')]);
const status = z.enum(FacilityStatus, 'is not a status of a facility');
const stage = z.enum(Stage, 'is not a stage');

/** Mines and plants. */
export const facilityTable = csvTable(
  'facilities.csv',
  {
    slug: cell.slug,
    name: cell.text,
    country: cell.iso3,
    operator: cell.slug,
    latitude: degrees(90),
    longitude: degrees(180),
    place: cell.optional,
    status,
    openedOn: cell.partialDate,
    plannedFor: year,
    ...evidence,
  },
  {
    // Who operates it is said by a relationship too, but so is what the table of parts says: the claim tells which is which.
    stored: cypher`${storedThings(nodeKinds.Facility)}
RETURN thing {.*, country: ${storedEnd(cypher`LOCATED_IN`, nodeKinds.Country)}, operator: head(COLLECT {
    MATCH (claim:Claim)-[:ABOUT]->(thing)
    WHERE claim.property = 'operator' AND claim.source = thing.source AND claim.origin = 'seed' AND claim.retractedAt IS NULL
      AND claim.scope IS NULL AND (claim.locator = thing.locator OR claim.locator IS NULL AND thing.locator IS NULL)
    RETURN claim.value ORDER BY claim.value
  })} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Facility',
    references: (row) => [
      ['Country', row.country],
      ['Supplier', row.operator],
    ],
    names: (row) => [row.slug, row.name],
    claims: claimsOfCells('Facility', (row) => row.slug, ['slug']),
    errors: (row) => [
      ...((row.latitude === null) !== (row.longitude === null) ? ['a position needs both latitude and longitude'] : []),
      ...(row.openedOn !== null && row.status === 'PLANNED' ? ['what is planned has not opened yet'] : []),
    ],
  },
);

/** Who runs a facility, owns it or is a partner in it. */
export const operatorTable = csvTable(
  'facility-operators.csv',
  {
    facility: cell.slug,
    supplier: cell.slug,
    share: cell.share,
    role: z
      .enum(['operator', 'owner', 'partner'], 'is not operator, owner or partner')
      .transform((role) => role.toUpperCase() as Uppercase<typeof role>),
    from: cell.partialDate,
    to: cell.partialDate,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Facility`, cypher`OPERATED_BY`, cypher`Supplier`)} AND EXISTS {
  MATCH (claim:Claim)-[:ABOUT]->(start)
  WHERE claim.property = 'operators' AND claim.scope = end.slug AND claim.value = rel.role AND claim.source = rel.source
    AND claim.origin = 'seed' AND claim.retractedAt IS NULL
}
RETURN rel {.*, facility: start.slug, supplier: end.slug, role: toLower(rel.role)}
ORDER BY start.slug, end.slug, rel.role, rel.from`,
    key: (row) => [row.facility, row.supplier, row.role, row.from].join(' '),
    references: (row) => [
      ['Facility', row.facility],
      ['Supplier', row.supplier],
    ],
    claims: (row) => {
      const said = {
        subject: ['Facility', row.facility],
        scope: row.supplier,
        validFrom: row.from,
        validTo: row.to,
      } as const;
      return [
        { ...said, property: 'operators', value: row.role },
        ...(row.share === null
          ? []
          : [{ ...said, property: `${row.role.toLowerCase()}Share`, value: row.share, unit: 'share' }]),
      ];
    },
    errors: (row) => periodErrors(row.from, row.to),
    // Owners look through the company that operates it, so that their shares and its own are two sums.
    tableErrors: (rows) =>
      [...new Set(rows.map(({ row }) => row.facility))].flatMap((facility) =>
        [true, false].flatMap((owners) => {
          const own = rows.filter(({ row }) => row.facility === facility && (row.role === 'OWNER') === owners);
          const over = moreThanWhole(own.map(({ line, row }) => ({ ...row, line })));
          const last = over?.held.at(-1);
          if (!over || !last) return [];
          const reason = `shares of ${facility} held at the same time add up to ${over.sum.toFixed(4)}`;
          return [{ line: last.line, reason }];
        }),
      ),
  },
);

const duringYear = (one: number | null) =>
  one === null ? {} : { validFrom: `${one}-01-01`, validTo: `${one + 1}-01-01` };

/** What a facility makes, how much of it, and what is planned. */
export const productionTable = csvTable(
  'facility-production.csv',
  {
    facility: cell.slug,
    product: cell.slug,
    stage,
    capacityTonnes: tonnes,
    capacityUnit: cell.optional,
    outputTonnes: tonnes,
    year,
    status,
    plannedFor: year,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Facility`, cypher`PRODUCES`, cypher`Product`)}
RETURN rel {.*, facility: start.slug, product: end.slug}
ORDER BY start.slug, end.slug, rel.stage, rel.year, rel.status`,
    key: (row) => [row.facility, row.product, row.stage, row.year, row.status].join(' '),
    references: (row) => [
      ['Facility', row.facility],
      ['Product', row.product],
    ],
    claims: (row) => {
      const said = {
        subject: ['Facility', row.facility],
        scope: [row.product, row.stage, row.status].join(' '),
        unit: row.capacityUnit,
        ...duringYear(row.year),
      } as const;
      const { capacityTonnes, outputTonnes, plannedFor } = row;
      return [
        { ...said, property: 'produces', value: true, unit: null },
        ...(capacityTonnes === null ? [] : [{ ...said, property: 'capacityTonnes', value: capacityTonnes }]),
        ...(outputTonnes === null ? [] : [{ ...said, property: 'outputTonnes', value: outputTonnes }]),
        ...(plannedFor === null ? [] : [{ ...said, property: 'plannedFor', value: plannedFor, unit: null }]),
      ];
    },
    errors: (row) => [
      ...((row.capacityTonnes ?? row.outputTonnes) !== null && row.capacityUnit === null
        ? ['tonnes need a capacityUnit that says what is weighed']
        : []),
      ...(row.outputTonnes !== null && row.year === null ? ['outputTonnes need the year in which they were made'] : []),
    ],
  },
);
type FacilityRow = CsvRow<typeof facilityTable>;

export const loadFacilities = upsertThings('facility', nodeKinds.Facility);
export const loadPlaces = upsertRelationships(
  'facility.place',
  nodeKinds.Facility,
  cypher`LOCATED_IN`,
  nodeKinds.Country,
);
const removePlaces = relationshipRemoval('facility.place', nodeKinds.Facility, cypher`LOCATED_IN`, nodeKinds.Country);
export const loadOperators = upsertRelationships(
  'facility.operator',
  nodeKinds.Facility,
  cypher`OPERATED_BY`,
  nodeKinds.Supplier,
);
const retractOperators = relationshipRetraction(
  'facility.operator',
  nodeKinds.Facility,
  cypher`OPERATED_BY`,
  nodeKinds.Supplier,
);
const loadProduction = upsertRelationships(
  'facility.production',
  nodeKinds.Facility,
  cypher`PRODUCES`,
  nodeKinds.Product,
);
const retractProduction = relationshipRetraction(
  'facility.production',
  nodeKinds.Facility,
  cypher`PRODUCES`,
  nodeKinds.Product,
);

/** What a facility holds or makes, where no product is known: what lists of mines and deposits say. */
export const loadCommodities = upsertRelationships(
  'facility.commodity',
  nodeKinds.Facility,
  cypher`HAS_COMMODITY`,
  nodeKinds.Mineral,
);

/** A facility that is there: `origin` is the data set of the import that wrote it, null for the curated table's. */
export interface KnownFacility {
  slug: string;
  digest: string;
  origin: string | null;
  retracted: boolean;
}

export const knownFacilities = statement<{ slugs: readonly string[] }, KnownFacility>(
  'facility.known',
  cypher`UNWIND $slugs AS slug
MATCH (facility:Facility {slug: slug})
RETURN facility.slug, facility.digest, facility.origin, facility.retractedAt IS NOT NULL`,
  ([slug, digest, origin, retracted]) => ({ slug, digest, origin, retracted }) as KnownFacility,
);

/** The facilities that an import of a data set wrote and that are not retracted. */
export const facilitiesOfOrigin = statement<{ origin: string }, string>(
  'facility.ofOrigin',
  cypher`MATCH (facility:Facility {origin: $origin}) WHERE facility.retractedAt IS NULL
RETURN facility.slug`,
  ([slug]) => slug as string,
);

/** Retracts facilities that a newer file of their data set no longer lists: they stay visible to a `knownAt` before that. */
export const retractFacilities = statement<{ slugs: readonly string[]; now: string }, number>(
  'facility.imported.retract',
  cypher`UNWIND $slugs AS slug
MATCH (facility:Facility {slug: slug})
SET facility.retractedAt = $now, facility.digest = 'retracted'
RETURN count(facility)`,
  ([count]) => count as number,
);

/** Takes the relationships of an import from facilities that changed, before the new ones are written. */
export const removeImportedEnds = statement<{ slugs: readonly string[] }, number>(
  'facility.imported.remove',
  cypher`UNWIND $slugs AS slug
MATCH (:Facility {slug: slug})-[rel:LOCATED_IN|HAS_COMMODITY|OPERATED_BY]->()
WHERE rel.origin IS NOT NULL
DELETE rel
RETURN count(*)`,
  ([count]) => count as number,
);

const whole = (one: number | null) => (one === null ? null : int(one));

const operatorOf = ({
  slug,
  operator,
  source,
  locator,
  confidence,
  recordedAt,
}: FacilityRow): CsvRow<typeof operatorTable> => ({
  facility: slug,
  supplier: operator,
  share: null,
  role: 'OPERATOR',
  from: null,
  to: null,
  ...{ source, locator, confidence, recordedAt },
});

export const facilitySeed: SeedModule = {
  tables: [facilityTable, operatorTable, productionTable],
  expectations: [
    atLeast(facilityTable, 70),
    eachHas(facilityTable, productionTable, (row) => row.facility, 'produces nothing'),
  ],
  steps: (rows) => {
    const parts = rows.of(operatorTable);
    const operates = new Set(parts.map((row) => [row.facility, row.supplier, row.role].join(' ')));
    // Every facility has an operator; the table of parts says more about some of them.
    const operators = rows
      .of(facilityTable)
      .map(operatorOf)
      .filter((row) => !operates.has([row.facility, row.supplier, row.role].join(' ')));
    return [
      {
        name: 'facilities',
        ...loadFacilities,
        rows: rows
          .of(facilityTable)
          .map(({ country: _, operator: __, ...row }) =>
            nodeRow('slug', { ...row, plannedFor: whole(row.plannedFor) }),
          ),
      },
      {
        name: 'places of facilities',
        statement: loadPlaces,
        rows: rows.of(facilityTable).map((row) => relationshipRow(row.slug, row.country, { source: row.source })),
        retraction: removePlaces,
      },
      {
        name: 'operators of facilities',
        statement: loadOperators,
        rows: [...operators, ...parts].map(({ facility, supplier, ...terms }) =>
          relationshipRow(facility, supplier, terms, `${terms.role} ${terms.from ?? ''}`),
        ),
        retraction: retractOperators,
      },
      {
        name: 'production of facilities',
        statement: loadProduction,
        rows: rows
          .of(productionTable)
          .map(({ facility, product, ...terms }) =>
            relationshipRow(
              facility,
              product,
              { ...terms, year: whole(terms.year), plannedFor: whole(terms.plannedFor) },
              [terms.stage, terms.year, terms.status].join(' '),
            ),
          ),
        retraction: retractProduction,
      },
    ];
  },
};
