import { z } from 'zod';
import {
  ImportError,
  type Format,
  type Importer,
  type Parsed,
  type Places,
  type SourceFound,
} from '../reading/importer.ts';
import { observationRow } from '../reading/observation-row.ts';
import { wholeJson } from '../reading/whole-json.ts';
import { decimal } from '../../lib/round.ts';

const amounts = z.record(z.string(), z.number().nullable());

/** What is read of the file: supply by mineral, stage and country, in thousand tonnes by year. */
const explorer = z.object({
  source: z.string(),
  supply: z.record(
    z.string(),
    z.record(z.string(), z.object({ countries: z.record(z.string(), amounts), total: amounts })),
  ),
});

const stages = {
  mining: { stage: 'EXTRACTION', form: 'mine production' },
  refining: { stage: 'REFINING', form: 'refinery production' },
} as const;

// Days on which editions came out, with the Global Critical Minerals Outlook; the file does not say.
const publishedOn: Readonly<Record<number, string>> = { 2024: '2025-05-21' };

const editionOf = (year: number, asOf: string | null): SourceFound => ({
  id: `iea-critical-minerals-explorer-${year}`,
  publisher: 'International Energy Agency',
  title: 'Critical Minerals Data Explorer',
  vintage: String(year),
  publishedOn: asOf ?? publishedOn[year] ?? null,
  url: 'https://www.iea.org/data-and-statistics/data-tools/critical-minerals-data-explorer',
  urlMissing: null,
  licence: 'CC BY 4.0',
  attribution: 'International Energy Agency, Critical Minerals Data Explorer',
  note: null,
});

/** What is weighed: the agency counts content, but graphite as such, and of the rare earths those for magnets alone. */
function seriesOf(text: string, stage: keyof typeof stages, places: Places) {
  if (/^rare earth/i.test(text)) return { mineral: 'magnet-rare-earths', basis: 'magnet rare earths' };
  const mineral = places.mineral(text);
  if (mineral === null) return null;
  if (mineral === 'graphite') return { mineral, basis: stage === 'refining' ? 'refined graphite' : null };
  return { mineral, basis: `${mineral} content` };
}

const production: Format = {
  title: 'Critical Minerals Data Explorer (JSON)',
  needs: ['source'],
  recognises: ({ text }) => /^\s*\{/.test(text) && /"source":\s*"IEA /.test(text),
  async open(file, places, { asOf }) {
    const { text, data } = parseExplorer(await file.decode('utf-8'));
    const year = baseYear(data);
    const source = editionOf(year, asOf);
    return { dataSet: source.id, sources: [source], rows: parseSupply(data, text, places, { year, source }) };
  },
};

type Explorer = z.output<typeof explorer>;

function parseExplorer(text: string): { text: string; data: Explorer } {
  const result = explorer.safeParse(wholeJson(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ImportError(
      `At ${issue?.path.join('.') ?? 'its top'} the file is not as expected: ${issue?.message ?? ''}`,
    );
  }
  if (Object.keys(result.data.supply).length === 0) throw new ImportError('The file has no supply of any mineral.');
  return { text, data: result.data };
}

/** The year of the edition, which its title names: the first of each series. What lies ahead of it are projections. */
function baseYear({ source, supply }: Explorer): number {
  const [, named] = /\((\d{4})\)/.exec(source) ?? [];
  if (named !== undefined) return Number(named);
  const years = Object.values(supply).flatMap((of) => Object.values(of).flatMap(({ total }) => Object.keys(total)));
  return Math.min(...years.map(Number));
}

interface Edition {
  year: number;
  source: SourceFound;
}

/** Production by mineral, stage and country; years after the edition's own are projections, which are no observations. */
function parseSupply(data: Explorer, text: string, places: Places, edition: Edition): Parsed[] {
  const lines = lineFinder(text);
  lines.find('supply');
  return Object.entries(data.supply).flatMap(([mineral, byStage]) => {
    lines.find(mineral);
    return Object.entries(byStage).flatMap(([name, { countries, total }]): Parsed[] => {
      const line = lines.find(name);
      const stage = name === 'mining' || name === 'refining' ? name : null;
      if (stage === null) return [{ line, refused: `stage "${name}" is neither mining nor refining` }];
      const series = seriesOf(mineral, stage, places);
      if (series === null) return [{ line, unknown: 'commodity', text: mineral }];
      const sum = Object.values(countries).reduce((all, years) => all + (years[edition.year] ?? 0), 0);
      const rounding = 1 + 1e-9;
      const world = {
        note: sum > (total[edition.year] ?? sum) * rounding ? 'The countries sum to more than this total.' : null,
      };
      const row = (line: number, name: string, years: z.output<typeof amounts>, about: Partial<About>) =>
        Object.entries(years).map(([year, amount]) =>
          parseCell({ line, year: Number(year), amount }, edition, {
            ...series,
            ...stages[stage],
            ...about,
            locator: `supply.${mineral}.${stage}, ${name}`,
          }),
        );
      return [
        ...Object.entries(countries).flatMap(([name, years]) => {
          const at = lines.find(name);
          const place = places.country(name);
          if (place !== null)
            return row(at, name, years, 'iso3' in place ? { country: place.iso3 } : { group: place.group });
          const isNote = Object.values(years).every((amount) => amount === null);
          return [isNote ? { line: at, skipped: NOTE } : { line: at, unknown: 'country' as const, text: name }];
        }),
        ...row(lines.find('total'), 'World', total, { group: 'WORLD', ...world }),
      ];
    });
  });
}

const NOTE = 'a sentence of notes that stands among the countries';

type About = Pick<Parameters<typeof observationRow>[0], 'mineral'> & Partial<Parameters<typeof observationRow>[0]>;

function parseCell(
  { line, year, amount }: { line: number; year: number; amount: number | null },
  { year: base, source }: Edition,
  about: About,
): Parsed {
  if (year > base) return { line, skipped: 'a projection, which is no observation' };
  if (amount === null) return { line, skipped: 'no figure for this year' };
  if (amount < 0) return { line, refused: `${amount} thousand tonnes is below 0` };
  // The file holds the noise of binary arithmetic: a millionth of a thousand tonnes is a kilogram.
  const number = decimal(Number(amount.toFixed(6)));
  return {
    line,
    observation: observationRow({
      ...about,
      kind: 'PRODUCTION',
      year,
      value: String(number),
      number,
      unit: 'thousand metric tons',
      source: source.id,
      confidence: 'MEDIUM',
      recordedAt: source.publishedOn,
    }),
  };
}

/** Finds the lines of a JSON text on which keys stand, each after the one before. */
function lineFinder(text: string): { find(key: string): number } {
  let [offset, line] = [0, 1];
  return {
    find(key) {
      const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
      if (found >= 0) {
        line += text.slice(offset, found).split('\n').length - 1;
        offset = found;
      }
      return line;
    },
  };
}

/** The International Energy Agency's explorer of critical minerals. */
export const iea: Importer = {
  publisher: 'iea',
  title: 'International Energy Agency, Critical Minerals Data Explorer',
  reads: 'production of mines and refineries; projections and demand are left out',
  licence: 'CC BY 4.0',
  redistributable: true,
  formats: [production],
};
