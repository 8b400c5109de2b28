import { describe, expect, test } from 'vitest';
import { importers } from '../../../src/ingest/publishers/index.ts';
import { recognise } from '../../../src/ingest/import/recognise.ts';

const bgsHeader =
  'country_trans,bgs_commodity_trans,bgs_sub_commodity_trans,bgs_statistic_type_trans,erml_group,year,yearbook_table_trans,yearbook_table_id,units,quantity,quantity_in_book_style,sdmx_code,data_precision_description,concat_table_notes_text,concat_figure_notes_text';
const head = (text: string, name = 'table.csv') => ({ name, text });
const of = (text: string, publisher: string | null = null, given = true, name?: string) =>
  recognise('table.csv', head(text, name), importers, publisher, given);

describe('a format', () => {
  test('is recognised by the header, whatever the order of its columns', () => {
    const turned = bgsHeader.split(',').reverse().join(',');
    for (const header of [bgsHeader, turned])
      expect(of(`${header}\n`)).toMatchObject({ importer: { publisher: 'bgs' } });
  });

  test('is recognised with a column more', () => {
    expect(of(`${bgsHeader},remark\n`)).toMatchObject({ importer: { publisher: 'bgs' } });
  });

  test('of another publisher is refused: whose it looks like and what it lacks', () => {
    expect(() => of(`${bgsHeader}\n`, 'usgs-mcs')).toThrow(
      /is not a file of usgs-mcs: it looks like World Mineral Statistics.* \(bgs\) and lacks the columns? "/,
    );
  });

  test('of which a column is missing is refused with its name', () => {
    expect(() => of(`${bgsHeader.replace(',quantity,', ',')}\n`)).toThrow(
      /looks like World Mineral Statistics.* but lacks the column "quantity"/,
    );
  });

  test.each([
    ['PK\u0003\u0004…', 'table.xlsx', /an Excel or zip file: save the table as CSV/],
    ['%PDF-1.7', 'report.pdf', /a PDF/],
    ['<!doctype html><html>', 'download.csv', /a web page/],
    ['\u00ff\u00fea\u0000', 'table.csv', /UTF-16 text/],
    ['{"a": 1, "b": 2}', 'data.json', /JSON with a, b/],
    ['apples,pears\n1,2\n', 'fruit.csv', /a table of 2 columns: apples, pears/],
    ['# Notes\n', 'notes.md', /text/],
  ])('that is none, such as %j, is told by what it looks like', (text, name, sentence) => {
    expect(() => of(text, null, true, name)).toThrow(sentence);
    expect(of(text, null, false, name)).toMatchObject({ passedOver: expect.stringMatching(sentence) });
  });
});
