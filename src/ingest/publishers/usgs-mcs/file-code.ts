import { fold } from '../../../lib/fold.ts';
import { ImportError, type Places } from '../../reading/importer.ts';
import { commodityOf } from './commodity.ts';

/** Chapters by the five letters that the publisher's names of files have for them, `mcs2024-raree_world.csv`. */
const chapters: Readonly<Record<string, string>> = {
  abras: 'Abrasives (manufactured)',
  alum: 'Aluminum',
  alumi: 'Aluminum',
  antim: 'Antimony',
  arsen: 'Arsenic',
  asbes: 'Asbestos',
  barit: 'Barite',
  bauxi: 'Bauxite and alumina',
  beryl: 'Beryllium',
  bismu: 'Bismuth',
  boron: 'Boron',
  bromi: 'Bromine',
  cadmi: 'Cadmium',
  cemen: 'Cement',
  cesiu: 'Cesium',
  chrom: 'Chromium',
  clays: 'Clays',
  cobal: 'Cobalt',
  coppe: 'Copper',
  diamo: 'Diamond (industrial)',
  diato: 'Diatomite',
  felds: 'Feldspar and nepheline syenite',
  feore: 'Iron ore',
  fepig: 'Iron oxide pigments',
  fescr: 'Iron and steel scrap',
  fesla: 'Iron and steel slag',
  feste: 'Iron and steel',
  fluor: 'Fluorspar',
  galli: 'Gallium',
  garne: 'Garnet (industrial)',
  gemst: 'Gemstones',
  germa: 'Germanium',
  gold: 'Gold',
  graph: 'Graphite (natural)',
  gypsu: 'Gypsum',
  hafni: 'Hafnium',
  heliu: 'Helium',
  indiu: 'Indium',
  iodin: 'Iodine',
  kyani: 'Kyanite and related minerals',
  lead: 'Lead',
  lime: 'Lime',
  lithi: 'Lithium',
  manga: 'Manganese',
  mercu: 'Mercury',
  mgcom: 'Magnesium compounds',
  mgcomp: 'Magnesium compounds',
  mgmet: 'Magnesium metal',
  mica: 'Mica (natural)',
  molyb: 'Molybdenum',
  nicke: 'Nickel',
  niobi: 'Niobium (columbium)',
  nitro: 'Nitrogen (fixed) ammonia',
  peat: 'Peat',
  perli: 'Perlite',
  phosp: 'Phosphate rock',
  plati: 'Platinum-group metals',
  potas: 'Potash',
  pumic: 'Pumice and pumicite',
  quartz: 'Quartz',
  raree: 'Rare earths',
  rheni: 'Rhenium',
  rubid: 'Rubidium',
  salt: 'Salt',
  sandc: 'Sand and gravel (construction)',
  sandi: 'Sand and gravel (industrial)',
  scand: 'Scandium',
  selen: 'Selenium',
  silve: 'Silver',
  simet: 'Silicon',
  sodaa: 'Soda ash',
  stond: 'Stone (dimension)',
  stonec: 'Stone (crushed)',
  stron: 'Strontium',
  sulfu: 'Sulfur',
  talc: 'Talc and pyrophyllite',
  tanta: 'Tantalum',
  tellu: 'Tellurium',
  thall: 'Thallium',
  thori: 'Thorium',
  timin: 'Titanium mineral concentrates',
  tin: 'Tin',
  titan: 'Titanium and titanium dioxide',
  tungs: 'Tungsten',
  vanad: 'Vanadium',
  vermi: 'Vermiculite',
  wolla: 'Wollastonite',
  yttri: 'Yttrium',
  zeoli: 'Zeolites (natural)',
  zinc: 'Zinc',
  zirco: 'Zirconium and hafnium',
};

/** A chapter and the letters that the publisher's names of files have for it. */
export interface Chapter {
  code: string;
  chapter: string;
}

/** Words of names of files that say nothing of a commodity. */
const ofNames = new Set(
  'commodities commodity copy csv data download downloaded final mcs mineral salient summaries table usgs world'.split(
    ' ',
  ),
);
/** Words of a series that say nothing of its commodity. */
const ofSeries = new Set(
  (
    'calculated contained content contents equivalent estimated gross in kilograms metric million mine of or oxide plant primary ' +
    'production recoverable refinery reo smelter the thousand ton tons total weight weights world'
  ).split(' '),
);

/**
 * The chapter that a file of one commodity is about, whatever its name: by the publisher's letters for it in the name, by the name
 * of the commodity there, else by what all rows say.
 *
 * @param texts what the file says of its commodity: the words of its series, or its column of commodities
 * @throws ImportError when neither tells one chapter: nothing of it could be read
 */
export function chapterOf(name: string, texts: readonly string[], places: Places): Chapter {
  const words = fold(name.replace(/mcs[ _-]?(?:19|20)\d\d/i, ' ').replace(/\d+/g, ' '))
    .split(' ')
    .filter((word) => word !== '' && !ofNames.has(word));
  const codes = [...new Set(words)].filter((word) => word in chapters);
  const code = only(codes) ?? codeNamed([words.join(' ')], places) ?? codeNamed(texts, places);
  if (code === undefined)
    throw new ImportError(
      `Neither its name nor its rows tell which commodity ${name} is about: name it as the publisher does, such as mcs2024-raree_world.csv.`,
    );
  return { code, chapter: chapters[code] ?? code };
}

const only = (codes: readonly string[]): string | undefined => (codes.length === 1 ? codes[0] : undefined);

/** The letters of the one chapter that some texts name; undefined where one of them has words that name none, or they name several. */
function codeNamed(texts: readonly string[], places: Places): string | undefined {
  const [byName, byMineral] = chaptersBy(places);
  const named = (text: string): readonly string[] => {
    const whole = byName.get(fold(text));
    if (whole !== undefined) return [whole];
    const parts = text.split(/[,:()—]| - /).map((part) => {
      const words = fold(part).split(' ');
      return words.filter((word) => !ofSeries.has(word)).join(' ');
    });
    return parts.filter(Boolean).flatMap((words) => {
      const code = byName.get(words);
      // Symbols are too short to be sure: the "s" of "Fuller's earth" is not sulphur.
      const mineral = words.length < 3 ? null : places.mineral(words);
      return code !== undefined ? [code] : ((mineral === null ? undefined : byMineral.get(mineral)) ?? ['', 'unknown']);
    });
  };
  return only([...new Set([...new Set(texts)].flatMap(named))]);
}

/** The letters of each chapter by its name, and by the mineral that it is about, where that has several chapters all of them. */
function chaptersBy(places: Places): [Map<string, string>, Map<string, string[]>] {
  const byName = new Map<string, string>();
  const byMineral = new Map<string, string[]>();
  for (const [code, chapter] of Object.entries(chapters)) {
    const name = fold(chapter);
    if (byName.has(name)) continue;
    byName.set(name, code);
    const commodity = commodityOf(places, chapter, chapter, []);
    if ('mineral' in commodity) byMineral.set(commodity.mineral, [...(byMineral.get(commodity.mineral) ?? []), code]);
  }
  return [byName, byMineral];
}
