/** A source, as it is cited. */
export interface CitedSource {
  readonly key: string;
  readonly title: string;
  readonly publisher?: string | null | undefined;
  readonly vintage?: string | null | undefined;
  readonly licence?: string | null | undefined;
}

/** What is cited: an answer or a page, as it stood by both clocks. */
export interface Cited {
  readonly title: string;
  /** Where it is found again. */
  readonly address: string;
  /** When it was read. */
  readonly accessed: Date;
  /** The day whose state it shows, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The moment by which what it shows was known, ISO 8601. */
  readonly knownAt: string;
  /** The versions of data and software, where they are known. */
  readonly version?: string;
  readonly sources: readonly CitedSource[];
}

/** A source in a phrase: who published it, what, in which edition. */
export const sourcePhrase = ({ publisher, title, vintage }: CitedSource): string =>
  [publisher, title, vintage].filter(Boolean).join(', ');

/** What to show beside the figures of a source: what it asks for, or who published what, in which edition, under which licence. */
export const attributionOf = (
  source: CitedSource & { readonly licence: string; readonly attribution: string | null },
): string => source.attribution ?? `${sourcePhrase(source)}. Licence: ${source.licence}.`;

/** Whether the licence of a source keeps its figures from being handed on. */
export const isRestricted = ({ licence }: { readonly licence: string }): boolean => /^limited\b/i.test(licence);

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Braces, quotes and blanks are written in percent, which no address means otherwise. */
const safeAddress = (address: string): string =>
  address.replace(/[{}\\"<>^`|\s]/g, (letter) => encodeURIComponent(letter));

/** State, sources with publishers and licences: what a citation says besides title and address. */
function noteOf({ asOf, knownAt, sources }: Cited): string {
  const from = sources.map((source) => {
    const licence = source.licence ? ` (${source.licence})` : '';
    return `${sourcePhrase(source)}${licence}`;
  });
  return oneLine(
    `State of ${asOf} as known at ${knownAt}.${from.length > 0 ? ` Sources: ${from.join('; ')}.` : ' Sources: none told.'}`,
  );
}

/** A short name for reference managers, the same for the same address. */
function citationKey({ address, asOf }: Pick<Cited, 'address' | 'asOf'>): string {
  const path = (URL.canParse(address) ? new URL(address).pathname : address).replace(/[^A-Za-z0-9]+/g, '-');
  return `lodegraph-${path.replace(/^-|-$/g, '').slice(0, 60) || 'answer'}-${asOf}`;
}

/** As it is cited in a text. */
export function citationSentence(cited: Cited): string {
  const { title, asOf, address, accessed, version, sources } = cited;
  const from = sources.length > 0 ? ` From: ${sources.map(sourcePhrase).join('; ')}.` : '';
  return `Lodegraph: ${title}${/[.?!]$/.test(title) ? '' : '.'} State of ${asOf}. ${version ? `Version ${version}. ` : ''}${address}, accessed ${dayOf(accessed)}.${from}`;
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '{': '\\{',
  '}': '\\}',
};
const latex = (text: string): string =>
  oneLine(text).replace(/[\\~^{}&%$#_]/g, (letter) => LATEX[letter] ?? `\\${letter}`);

/** For LaTeX: BibTeX, which Zotero and others read too. */
export function bibTeX(cited: Cited): string {
  const fields: [string, string | undefined][] = [
    ['title', `{${latex(cited.title)}}`],
    ['author', '{Lodegraph}'],
    ['year', cited.knownAt.slice(0, 4)],
    ['version', cited.version && latex(cited.version)],
    ['url', safeAddress(cited.address)],
    ['urldate', dayOf(cited.accessed)],
    ['note', latex(noteOf(cited))],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@misc{${citationKey(cited)},\n${lines.join(',\n')}\n}\n`;
}

/** For reference managers: RIS, one tag a line. */
export function ris(cited: Cited): string {
  const tags: [string, string | undefined][] = [
    ['TY', 'DATA'],
    ['ID', citationKey(cited)],
    ['TI', oneLine(cited.title)],
    ['AU', 'Lodegraph'],
    ['PY', cited.knownAt.slice(0, 4)],
    ['ET', cited.version],
    ['UR', safeAddress(cited.address)],
    ['Y2', dayOf(cited.accessed).replaceAll('-', '/')],
    ['N1', noteOf(cited)],
    ['ER', ''],
  ];
  return tags.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${value}\r\n`])).join('');
}

const dateParts = (moment: Date) => ({
  'date-parts': [[moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()]],
});

/** For citation processors: CSL-JSON. */
export function cslJson(cited: Cited): string {
  const item = {
    id: citationKey(cited),
    type: 'dataset',
    title: oneLine(cited.title),
    author: [{ literal: 'Lodegraph' }],
    issued: dateParts(new Date(cited.knownAt)),
    accessed: dateParts(cited.accessed),
    ...(cited.version === undefined ? {} : { version: cited.version }),
    URL: cited.address,
    note: noteOf(cited),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
