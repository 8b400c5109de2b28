import { z } from 'zod';
import { ExportControlKind, RestrictionAspect } from '../../api/generated.ts';
import { atLeast, eachHas } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule, type CsvRow } from '../../loading/csv-table.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { int } from '../../graph/graph.ts';
import {
  upsertNodes,
  nodeRow,
  upsertRelationships,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
  type RelationshipRow,
  type Step,
} from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { nodeKinds, type NodeDefinition } from '../../graph/kinds.ts';
import { periodErrors } from '../../loading/period.ts';
import { storedBetween, storedThings } from '../../loading/stored.ts';

const endsTooSoon = (from: string | null, to: string | null, names: string) =>
  periodErrors(from, to).map((error) => `${names}: ${error}`);
const ofItem = (item: string | null) => (item ? `, item ${item}` : '');

// Days carry their unit, so that they compete with what claims.csv says of the same property.
const DAYS: ReadonlySet<string> = new Set(['announcedOn', 'effectiveFrom', 'effectiveTo']);
const controlCells = claimsOfCells('ExportControl', (row: { slug: string }) => row.slug, ['slug']);

/** Instruments that restrict, suspend or prepare to restrict. */
export const controlTable = csvTable(
  'export-controls.csv',
  {
    slug: cell.slug,
    name: cell.text,
    number: cell.optional,
    kind: z.enum(ExportControlKind, 'is not a kind of control'),
    announcedOn: cell.date,
    effectiveFrom: cell.date,
    effectiveTo: cell.date,
    imposedBy: cell.slug,
    jointly: cell.list,
    technologies: cell.list,
    summary: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.ExportControl)}
WITH thing, COLLECT {
  MATCH (thing)-[rel:IMPOSED_BY]->(agency:Agency) WHERE rel.retractedAt IS NULL
  RETURN agency.slug ORDER BY rel.jointly, rel.position, agency.slug
} AS agencies
RETURN thing {.*, imposedBy: head(agencies), jointly: tail(agencies)} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'ExportControl',
    references: (row) => [row.imposedBy, ...row.jointly].map((agency) => ['Agency', agency]),
    // "No. 57/2025" is also asked for as "57/2025".
    names: (row) => [row.slug, row.name, row.number, row.number?.replace(/^No\. /, '') ?? null],
    claims: (row) => controlCells(row).map((one) => (DAYS.has(one.property) ? { ...one, unit: 'date' } : one)),
    errors: (row) => [
      ...(row.announcedOn || row.effectiveFrom ? [] : ['it needs a day: announcedOn or effectiveFrom']),
      ...endsTooSoon(row.effectiveFrom, row.effectiveTo, 'effectiveFrom, effectiveTo'),
      ...(row.jointly.includes(row.imposedBy) ? [`"${row.imposedBy}" cannot impose it jointly with itself`] : []),
    ],
  },
);

/** Parts of one instrument that have days of their own. */
export const itemTable = csvTable(
  'export-control-items.csv',
  {
    control: cell.slug,
    item: cell.text,
    effectiveFrom: cell.date,
    effectiveTo: cell.date,
    description: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`ExportControlItem`, cypher`PART_OF`, cypher`ExportControl`)}
RETURN start {.*, control: end.slug} ORDER BY end.slug, start.item`,
    key: (row) => [row.control, row.item].join(' '),
    references: (row) => [['ExportControl', row.control]],
    claims: (row) => [
      {
        subject: ['ExportControl', row.control],
        property: 'item',
        scope: row.item,
        value: row.description,
        validFrom: row.effectiveFrom,
        validTo: row.effectiveTo,
      },
    ],
    errors: (row) => endsTooSoon(row.effectiveFrom, row.effectiveTo, 'effectiveFrom, effectiveTo'),
  },
);

/** What a control restricts. */
export const restrictsTable = csvTable(
  'export-control-restricts.csv',
  {
    control: cell.slug,
    kind: z.enum(['Mineral', 'Product'], 'is not Mineral or Product'),
    key: cell.slug,
    item: cell.optional,
    aspect: z.enum(RestrictionAspect, 'is not an aspect that is restricted'),
    codes: cell.list,
    note: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`ExportControl`, cypher`RESTRICTS`, cypher`Mineral|Product`)}
RETURN rel {.*, control: start.slug, kind: labels(end)[0], key: end.slug}
ORDER BY start.slug, labels(end)[0], end.slug, rel.item, rel.aspect`,
    key: (row) => [row.control, row.kind, row.key, row.item, row.aspect].join(' '),
    references: (row) => [
      ['ExportControl', row.control],
      [row.kind, row.key],
    ],
    claims: (row) => [
      {
        subject: ['ExportControl', row.control],
        property: 'restricts',
        scope: row.key + ofItem(row.item),
        value: row.aspect,
      },
    ],
  },
);
type RestrictsRow = CsvRow<typeof restrictsTable>;

/** Whom a control is aimed at; one without a row is aimed at everyone. */
export const againstTable = csvTable(
  'export-control-against.csv',
  { control: cell.slug, country: cell.iso3, item: cell.optional, ...evidence },
  {
    stored: cypher`${storedBetween(cypher`ExportControl`, cypher`AGAINST`, cypher`Country`)}
RETURN rel {.*, control: start.slug, country: end.iso3} ORDER BY start.slug, end.iso3, rel.item`,
    key: (row) => [row.control, row.country, row.item].join(' '),
    references: (row) => [
      ['ExportControl', row.control],
      ['Country', row.country],
    ],
    claims: (row) => [
      {
        subject: ['ExportControl', row.control],
        property: 'against',
        scope: row.country + ofItem(row.item),
        value: true,
      },
    ],
  },
);

const ACTS = { SUSPENDS: 'suspend', AMENDS: 'amend', SUCCEEDS: 'succeed' } as const;

/** Which control suspends, amends or succeeds which, and when. */
export const relationTable = csvTable(
  'export-control-relations.csv',
  {
    control: cell.slug,
    relation: z.enum(Object.keys(ACTS) as (keyof typeof ACTS)[], 'is not SUSPENDS, AMENDS or SUCCEEDS'),
    target: cell.slug,
    item: cell.optional,
    from: cell.date,
    to: cell.date,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`ExportControl`, cypher`SUSPENDS|AMENDS|SUCCEEDS`, cypher`ExportControl`)}
RETURN rel {.*, control: start.slug, relation: type(rel), target: end.slug}
ORDER BY start.slug, rel.relation, end.slug, rel.item, rel.from`,
    key: (row) => [row.control, row.relation, row.target, row.item, row.from].join(' '),
    references: (row) => [
      ['ExportControl', row.control],
      ['ExportControl', row.target],
    ],
    claims: (row) => [
      {
        subject: ['ExportControl', row.control],
        property: row.relation.toLowerCase(),
        scope: row.target + ofItem(row.item),
        value: true,
        validFrom: row.from,
        validTo: row.to,
      },
    ],
    errors: (row) => [
      ...(row.control === row.target ? [`a control cannot ${ACTS[row.relation]} itself`] : []),
      ...endsTooSoon(row.from, row.to, 'from, to'),
    ],
  },
);
type RelationRow = CsvRow<typeof relationTable>;

const itemEnd: NodeDefinition = { label: cypher`ExportControlItem`, key: cypher`id` };

const loadControls = upsertThings('exportControl', nodeKinds.ExportControl);
const loadItems = upsertNodes('exportControl.item', cypher`ExportControlItem`, cypher`id`);

/** The statements that write relationships of one type, and that retract those which are gone. */
const relationship = (name: string, start: NodeDefinition, type: Cypher, end: NodeDefinition) => ({
  statement: upsertRelationships(`exportControl.${name}`, start, type, end),
  retraction: relationshipRetraction(`exportControl.${name}`, start, type, end),
});

const relationships = {
  imposedBy: relationship('imposedBy', nodeKinds.ExportControl, cypher`IMPOSED_BY`, nodeKinds.Agency),
  partOf: relationship('partOf', itemEnd, cypher`PART_OF`, nodeKinds.ExportControl),
  against: relationship('against', nodeKinds.ExportControl, cypher`AGAINST`, nodeKinds.Country),
  suspends: relationship('suspends', nodeKinds.ExportControl, cypher`SUSPENDS`, nodeKinds.ExportControl),
  amends: relationship('amends', nodeKinds.ExportControl, cypher`AMENDS`, nodeKinds.ExportControl),
  succeeds: relationship('succeeds', nodeKinds.ExportControl, cypher`SUCCEEDS`, nodeKinds.ExportControl),
};
const loadRestricts = upsertRelationshipsByKind(
  'exportControl.restricts',
  nodeKinds.ExportControl,
  cypher`RESTRICTS`,
  ['Mineral', 'Product'],
  relationshipRetraction,
);

const restricts = ({ control, key, kind, ...terms }: RestrictsRow) =>
  [kind, relationshipRow(control, key, terms, [terms.item, terms.aspect].join(' '))] as const;
const relates = ({ control, target, relation: _, ...terms }: RelationRow) =>
  relationshipRow(control, target, terms, [terms.item, terms.from].join(' '));

export const exportControlSeed: SeedModule = {
  tables: [controlTable, itemTable, restrictsTable, againstTable, relationTable],
  expectations: [
    atLeast(controlTable, 32),
    // Suspensions act on controls, and proclamations prepare them.
    eachHas(
      controlTable,
      restrictsTable,
      (row) => row.control,
      'restricts nothing',
      ({ kind }) => kind !== 'SUSPENSION' && kind !== 'PROCLAMATION',
    ),
    eachHas(
      controlTable,
      relationTable,
      (row) => row.control,
      'suspends nothing',
      ({ kind }) => kind === 'SUSPENSION',
    ),
  ],
  steps: (rows) => {
    const controls = rows.of(controlTable);
    const items = rows.of(itemTable).map((row) => ({ id: `${row.control} ${row.item}`, ...row }));
    const between = (name: string, which: keyof typeof relationships, all: RelationshipRow[]): Step => ({
      name,
      ...relationships[which],
      rows: all,
    });
    const related = (relation: RelationRow['relation']) =>
      rows
        .of(relationTable)
        .filter((row) => row.relation === relation)
        .map(relates);
    return [
      {
        name: 'export controls',
        ...loadControls,
        // `firstOn` is the day by which lists are sorted: the day of announcement is not always known.
        rows: controls.map(({ imposedBy: _, jointly: __, ...row }) =>
          nodeRow('slug', { ...row, firstOn: row.announcedOn ?? row.effectiveFrom }),
        ),
      },
      {
        name: 'items of export controls',
        statement: loadItems,
        rows: items.map(({ control: _, ...row }) => nodeRow('id', row)),
      },
      between(
        'agencies that impose them',
        'imposedBy',
        controls.flatMap(({ slug, imposedBy, jointly, source, locator, confidence, recordedAt }) =>
          [imposedBy, ...jointly].map((agency, position) =>
            relationshipRow(slug, agency, {
              jointly: agency !== imposedBy,
              position: int(position),
              source,
              locator,
              confidence,
              recordedAt,
            }),
          ),
        ),
      ),
      between(
        'controls that items are part of',
        'partOf',
        items.map(({ id, control, source, recordedAt }) => relationshipRow(id, control, { source, recordedAt })),
      ),
      ...stepsByKind('what they restrict', loadRestricts, rows.of(restrictsTable).map(restricts)),
      between(
        'countries that they are aimed at',
        'against',
        rows
          .of(againstTable)
          .map(({ control, country, ...terms }) => relationshipRow(control, country, terms, terms.item ?? '')),
      ),
      between('suspensions', 'suspends', related('SUSPENDS')),
      between('amendments', 'amends', related('AMENDS')),
      between('successions of controls', 'succeeds', related('SUCCEEDS')),
    ];
  },
};
