import type { ObservationRow } from '../../../entities/observation/load.ts';
import { decimal } from '../../../lib/round.ts';
import { groupBy } from '../../../lib/group-by.ts';
import type { Parsed } from '../../reading/importer.ts';
import { observationRow } from '../../reading/observation-row.ts';

/** Forms that are kinds of one good, in the same content, and the form that they make together. */
interface Kinds {
  mineral: string;
  kind: ObservationRow['kind'];
  parts: readonly [string, string];
  whole: string;
}

const wholes: readonly Kinds[] = [
  {
    mineral: 'silicon',
    kind: 'PRODUCTION',
    parts: ['ferrosilicon production', 'silicon metal production'],
    whole: 'ferrosilicon and silicon metal production',
  },
  {
    mineral: 'titanium',
    kind: 'PRODUCTION',
    parts: ['ilmenite mine production', 'rutile mine production'],
    whole: 'ilmenite and rutile mine production',
  },
  {
    mineral: 'titanium',
    kind: 'RESERVES',
    parts: ['reserves, ilmenite', 'reserves, rutile'],
    whole: 'reserves, ilmenite and rutile',
  },
  {
    mineral: 'aluminium',
    kind: 'PRODUCTION',
    parts: ['production: Secondary (from new scrap)', 'production: Secondary (from old scrap)'],
    whole: 'production: Secondary (from new and old scrap)',
  },
  {
    mineral: 'tin',
    kind: 'PRODUCTION',
    parts: ['production, secondary: New scrap', 'production, secondary: Old scrap'],
    whole: 'production, secondary: New and old scrap',
  },
];

type Found = Extract<Parsed, { observation: object }>;

/** The lines of a file and, after them, what the kinds of a good that the publisher lists are together, where it gives no sum of its own. */
export function* withWholes(lines: Iterable<Parsed>): Generator<Parsed> {
  const found: Found[] = [];
  for (const line of lines) {
    if ('observation' in line && wholes.some((kinds) => isOf(kinds, line.observation))) found.push(line);
    yield line;
  }
  for (const kinds of wholes) {
    const own = found.filter(({ observation }) => isOf(kinds, observation));
    // One kind alone in a file is no more than itself.
    if (new Set(own.map(({ observation }) => observation.form).filter((form) => form !== kinds.whole)).size < 2)
      continue;
    for (const rows of groupBy(own, ({ observation }) => subject(observation)).values()) {
      const [first] = rows;
      if (first && rows.every(({ observation }) => observation.form !== kinds.whole))
        yield {
          line: first.line,
          observation: together(
            kinds,
            first.observation,
            rows.map(({ observation }) => observation),
          ),
        };
    }
  }
}

const isOf = ({ mineral, kind, parts, whole }: Kinds, row: ObservationRow) =>
  row.mineral === mineral && row.kind === kind && (row.form === whole || parts.some((part) => part === row.form));

/** Whether a kind without a figure is counted in the other one. */
const isIncluded = ({ number, note }: ObservationRow) =>
  number === null && /\bincluded (?:with|in)\b/i.test(note ?? '');

function inWords(row: ObservationRow | undefined): string {
  if (!row) return 'not listed';
  return isIncluded(row) ? (row.note ?? '') : row.value;
}

const subject = ({ source, country, group, stage, year, unit, basis }: ObservationRow) =>
  JSON.stringify([source, country, group, stage, year, unit, basis]);

/** Several kinds of one place and year as one figure: a lower bound where one is not known. */
function together({ parts, whole }: Kinds, first: ObservationRow, rows: readonly ObservationRow[]): ObservationRow {
  const ofPart = (part: string) => rows.find(({ form }) => form === part);
  const least = decimal(rows.reduce((sum, { number, low }) => sum + (number ?? low ?? 0), 0));
  const unknown = rows.filter((row) => row.number === null && !isIncluded(row));
  const told = parts.map((part) => `${part} ${inWords(ofPart(part))}`).join(', ');
  const value =
    unknown.length === 0
      ? { value: String(least), number: least }
      : least > 0
        ? { value: `>${least}`, low: least }
        : { value: unknown[0]?.value ?? 'NA', missing: unknown[0]?.missing ?? ('NOT_AVAILABLE' as const) };
  const { kind, mineral, country, group, stage, year, unit, basis, source, confidence } = first;
  return observationRow({
    ...{ kind, mineral, country, group, stage, year, unit, basis, source, confidence, form: whole, ...value },
    estimated: rows.some(({ estimated }) => estimated === true),
    locator: rows.map(({ locator }) => locator).join(' and '),
    note: `All kinds together: ${told}.`,
  });
}
