import { describe, expect, test } from 'vitest';
import { readCurated } from '../../src/ingest/curated/curated.ts';
import { unfulfilled } from '../../src/ingest/seed/load.ts';
import type { PlacedRows, CsvTable } from '../../src/loading/csv-table.ts';
import { partyTable } from '../../src/entities/agreement/load.ts';
import { memberTable } from '../../src/entities/coalition/load.ts';
import { commitmentTable } from '../../src/entities/commitment/load.ts';
import { controlTable, relationTable, restrictsTable } from '../../src/entities/export-control/load.ts';
import { facilityTable, productionTable } from '../../src/entities/facility/load.ts';
import { mineralGroupTable, mineralListTable } from '../../src/entities/mineral/load.ts';
import { mineralTradeTable } from '../../src/entities/mineral/load.ts';
import { containsTable } from '../../src/entities/product/load.ts';
import { curatedFolder } from './curated-folder.ts';

const { placed } = readCurated();

/** What the curated files would not fulfil if the rows of one table were others. */
function told<R>(table: CsvTable<R>, change: (row: R) => R | null): string[] {
  const rows: PlacedRows = {
    of: (asked) =>
      (asked as unknown) === table
        ? (placed.of(table).flatMap(({ line, row }) => {
            const changed = change(row);
            return changed === null ? [] : [{ line, row: changed }];
          }) as never)
        : placed.of(asked),
  };
  return unfulfilled(rows).map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
}
const without = <R>(table: CsvTable<R>, lost: (row: R) => boolean) => told(table, (row) => (lost(row) ? null : row));

describe('the curated files as a whole', () => {
  test('fulfil what is expected of them', () => {
    expect(unfulfilled(placed)).toEqual([]);
  });

  test('have lost nothing of what they had', () => {
    expect(without(controlTable, ({ slug }) => slug === 'cn-mofcom-2025-18')).toEqual([
      'export-controls.csv:1: has 31 rows, not the 32 or more that are expected',
    ]);
    expect(without(facilityTable, ({ country }) => country === 'CHN')).toEqual([
      expect.stringMatching(/^facilities.csv:1: has \d+ rows, not the 70 or more/),
    ]);
  });

  test('have controls that restrict something, and suspensions that suspend something', () => {
    expect(without(restrictsTable, ({ control }) => control === 'cn-mofcom-2025-57')).toEqual([
      expect.stringMatching(
        /^export-controls.csv:\d+: "cn-mofcom-2025-57" restricts nothing in export-control-restricts.csv$/,
      ),
    ]);
    expect(without(relationTable, ({ control }) => control === 'cn-mofcom-2025-72')).toEqual([
      expect.stringMatching(/"cn-mofcom-2025-72" suspends nothing/),
    ]);
  });

  test('have a product with a code for each mineral of the list of the United States, or a sentence why none can be had', () => {
    const why =
      'is on a list of critical minerals, and no product with a code contains it, nor does mineral-trade.csv say why';
    expect(without(mineralTradeTable, ({ mineral }) => mineral === 'caesium')).toEqual([
      expect.stringMatching(new RegExp(`^mineral-lists.csv:\\d+: "caesium us-critical-2025 2025-11-07" ${why}$`)),
    ]);
    expect(without(containsTable, ({ mineral }) => mineral === 'uranium')).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`"uranium us-critical-2025 2025-11-07" ${why}$`))]),
    );
  });

  test('have a mineral in the product of every HS code', () => {
    expect(without(containsTable, ({ product }) => product === 'permanent-magnets')).toEqual([
      expect.stringMatching(/^products.csv:\d+: "permanent-magnets" has HS codes but contains no mineral/),
    ]);
  });

  test('have commitments with an amount or the reason why there is none', () => {
    expect(
      told(commitmentTable, (row) =>
        row.id === 'exim-graphinex-letter-2025' ? { ...row, description: 'Letter of interest to Graphinex.' } : row,
      ),
    ).toEqual([
      expect.stringMatching(/"exim-graphinex-letter-2025" has no amount and its description does not say so/),
    ]);
  });

  test('have agreements with parties, facilities with products, groups with members, and the lists as they count', () => {
    expect(without(partyTable, ({ agreement }) => agreement === 'pax-silica-2025')).toEqual([
      expect.stringMatching(/"pax-silica-2025" has no party/),
    ]);
    expect(without(productionTable, ({ facility }) => facility === 'mountain-pass')).toEqual([
      expect.stringMatching(/"mountain-pass" produces nothing/),
    ]);
    expect(without(mineralGroupTable, ({ group }) => group === 'heavy-rare-earths')).toEqual([
      expect.stringMatching(/"heavy-rare-earths" is a group without members/),
    ]);
    expect(
      without(mineralListTable, ({ list, mineral }) => list === 'us-critical-2025' && mineral === 'copper'),
    ).toEqual(['mineral-lists.csv:1: has 59 minerals of us-critical-2025 where 60 are expected']);
    expect(without(memberTable, ({ member }) => member === 'FRA')).toContainEqual(
      'coalition-members.csv:1: has 26 members of the European Union today where 27 are expected',
    );
  });

  test('tell all that is missing at once', () => {
    expect(without(restrictsTable, () => true).length).toBeGreaterThan(15);
  });
});

describe('the curated files', () => {
  const control = (slug: string) => ({
    slug,
    name: slug,
    kind: 'LICENCE',
    announcedOn: '2025-01-01',
    imposedBy: 'ministry',
  });
  const bad = curatedFolder({
    sources: [{ id: 'notice', publisher: 'Ministry', title: 'Notice' }],
    countries: [{ iso3: 'NRD', name: 'Northland' }],
    agencies: [
      { slug: 'ministry', name: 'Ministry', country: 'NRD', kind: 'MINISTRY' },
      { slug: 'bank', name: 'Bank', country: 'NRD', kind: 'PUBLIC_FUND', source: '' },
    ],
    'export-controls': [control('one'), { ...control('two'), announcedOn: '2025-02-30' }],
    'export-control-relations': [{ control: 'one', relation: 'SUSPENDS', target: 'one' }],
    suppliers: [{ slug: 'mine', name: 'Mine', country: 'ATL', status: 'ACTIVE' }],
    'supplier-ownership': [{ supplier: 'mine', ownerKind: 'Agency', owner: 'ministry', share: '1.2' }],
    commitments: [{ id: 'loan', description: 'A loan', instrument: 'LOAN', state: 'ANNOUNCED', amount: '5' }],
    claims: [
      {
        subjectKind: 'Agency',
        subject: 'ministry',
        property: 'name',
        status: 'REPORTED',
        rank: 'NORMAL',
        source: 'rumour',
      },
    ],
  });

  test('with rows that cannot be are told all at once, each with file, line and reason', () => {
    const told = readCurated(bad).problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
    expect(told.sort()).toEqual([
      expect.stringMatching(/^agencies.csv:3: source: /),
      'claims.csv:2: Source "rumour" is not known',
      'commitments.csv:2: amount and currency go together',
      'export-control-relations.csv:2: a control cannot suspend itself',
      expect.stringMatching(/^export-controls.csv:3: announcedOn: .*day that exists/),
      'supplier-ownership.csv:2: share: is above 1',
      'suppliers.csv:2: Country "ATL" is not known',
    ]);
  });
});
