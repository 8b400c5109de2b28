import { checkAll } from '../../api/check.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import type { Basis, Stage } from '../../api/generated.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import {
  chooseTable,
  formChoiceOf,
  formsOf,
  lastYear,
  ofForm,
  sharesOfTable,
  type FigureTable,
} from '../../entities/observation/choose.ts';
import { figuresOfMineral } from '../../entities/observation/queries.ts';
import { fold } from '../../lib/fold.ts';
import { latest } from '../../lib/latest.ts';
import type { ConcentrationArguments } from './arguments.ts';
import { concentrationKey } from './key.ts';
import type { ConcentrationOfYearRecord, ConcentrationRecord } from './record.ts';

/** How concentrated the production of a mineral at one stage is. */
export async function ofProduction(
  context: RequestContext,
  name: string,
  { stage: asked, form, year, basis }: ConcentrationArguments,
  sourcesLeftOut: Promise<string[]>,
  view: View,
): Promise<ConcentrationRecord> {
  const [named] = await context.batch(mineralByText, { text: fold(name), ...view });
  const stage = asked ?? 'EXTRACTION';
  const placeOf = await readFigures(context, named, stage, await sourcesLeftOut.catch(() => []), view);
  const figures = [...placeOf.keys()];
  const forms = formsOf(figures);
  const [mineral, , , without] = await checkAll(
    () => requireKnown(named, context, 'mineral', 'Mineral', name),
    () => checkForm(named, forms, form),
    () => checkBasis(basis),
    () => sourcesLeftOut,
  );
  const table = chooseTable(ofForm(figures, form), year);
  const tableForm = table.rows[0]?.form ?? form;
  const { year: tableYear } = table;
  const own = { mineral: mineral.slug, stage, form, year: tableYear, basis: 'MASS', without } as const;
  const shown = sharesIn(table, placeOf);
  return {
    ...{ __typename: 'Concentration', key: concentrationKey(own) },
    ...evidenceOf(shown.missing === null ? table.rows : []),
    ...{ product: null, mineral, stage, form: tableForm ?? null, forms, year: tableYear, basis: 'MASS', without },
    ...shown,
    ...chosenForm(figures, table, form),
    sources: table.source === null ? [] : [table.source],
    years: (max) => Promise.resolve(yearsOf(ofForm(figures, tableForm)).slice(0, max)),
  };
}

/** Why the table is of its form; where no form stands for the year, that as the reason why there is no table. */
function chosenForm(figures: readonly Figure[], { year, rows }: FigureTable, form: string | null | undefined) {
  if (form != null) return { formChoice: formChoiceOf(null, form) };
  const ofYear = figures.filter((figure) => figure.year === year || lastYear(figure) === year);
  const formChoice = formChoiceOf(rows[0] ?? ofYear[0], null);
  const undecided = rows.length === 0 && ofYear.some(({ mainForm }) => mainForm === null);
  return undecided ? { formChoice, missing: 'SEVERAL_FORMS' as const } : { formChoice };
}

/** What the rows of a table rest on. */
const evidenceOf = (rows: readonly Figure[]) => ({
  confidence: lowestConfidence(rows.map(({ confidence }) => confidence)),
  recordedAt: latest(rows.map(({ recordedAt }) => recordedAt)),
  locator: placeIn([...new Set(rows.flatMap(({ locator }) => locator ?? []))]),
});

/** Where some rows of a table stand: the first, and how many more. */
const placeIn = ([first, ...more]: readonly string[]): string | null =>
  first === undefined ? null : `${first}${more.length > 0 ? `, and ${more.length} more` : ''}`;

type PlaceOf = ReadonlyMap<Figure, ConcentrationRecord['leftOut'][number]['place']>;

/** The figures of a mineral's production at a stage, with the place that each is about. */
async function readFigures(
  context: RequestContext,
  mineral: MineralRecord | undefined,
  stage: Stage,
  without: readonly string[],
  view: View,
): Promise<PlaceOf> {
  if (!mineral) return new Map();
  const published = await context.batch(figuresOfMineral, { mineral: mineral.key, kind: 'PRODUCTION', ...view });
  return new Map(
    published
      .filter(({ figure }) => figure.stage === stage && !without.includes(figure.source))
      .map(({ figure, place }) => [figure, place]),
  );
}

function checkForm(
  mineral: MineralRecord | undefined,
  forms: readonly string[],
  form: string | null | undefined,
): void {
  if (!mineral || form == null || forms.length === 0 || forms.includes(form)) return;
  throw badInput(
    'form',
    `${mineral.name} is not published as '${form}' at this stage.`,
    `There is: ${forms.join('; ')}.`,
  );
}

function checkBasis(basis: Basis | null | undefined): void {
  if (basis !== 'VALUE') return;
  throw badInput('basis', 'production is published by weight.', 'Use MASS, or give a "product" for exports by value.');
}

/** The shares of a table's rows, with what they are shares of; null where it has no shares. */
function sharesIn(table: FigureTable, placeOf: PlaceOf) {
  const { parts, total, otherShare, worldTotal, leftOut } = sharesOfTable(table.rows);
  const countries = new Map([...placeOf.values()].flatMap((place) => (place ? [[place.key, place]] : [])));
  const figures = new Map(
    table.rows.flatMap((row) => (row.aggregate === null && row.country ? [[row.country, row]] : [])),
  );
  const isFound = table.missing === null && total > 0;
  return {
    shares: parts.flatMap(({ country: key, tonnes, share }) => {
      const country = countries.get(key);
      return country
        ? [{ country, share, tonnes, valueUsd: null, flowCount: null, figure: figures.get(key) ?? null }]
        : [];
    }),
    otherShare: isFound ? otherShare : null,
    total: isFound ? total : null,
    worldTotal,
    leftOut: leftOut.map((figure) => ({ figure, place: placeOf.get(figure) ?? null })),
    missing: isFound ? null : ('NOT_AVAILABLE' as const),
    nearestYear: isFound ? null : table.nearestYear,
  };
}

/** The shares of each year that has a table, newest first. */
function yearsOf(figures: readonly Figure[]): ConcentrationOfYearRecord[] {
  const newestFirst = [...new Set(figures.map(lastYear))].sort((a, b) => b - a);
  return newestFirst.flatMap((year) => {
    const { rows, source } = chooseTable(figures, year);
    const shares = sharesOfTable(rows).parts.map(({ share }) => share);
    return source === null || shares.length === 0 ? [] : [{ year, shares, sources: [source] }];
  });
}
