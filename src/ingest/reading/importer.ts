import type { Aggregate, Confidence, FacilityStatus } from '../../api/generated.ts';
import type { ObservationRow } from '../../entities/observation/load.ts';
import type { FlowRow } from '../../entities/trade-flow/load.ts';
import type { MadeProduct } from './made-product.ts';

/** The beginning of a file, by which its format is recognised. */
export interface Head {
  /** Name without folder and without `.gz`. */
  name: string;
  /** The first 64 KiB, each byte read as one character (Latin-1), a byte-order mark taken off. */
  text: string;
}

/** A file as an importer gets it: decompressed when its name ends in `.gz`. */
export interface InputFile extends Head {
  /** As the user typed it, for messages. */
  path: string;
  /** Its bytes, from the start, as often as asked. @throws ImportError for a gzip file that is cut short. */
  bytes(): AsyncIterable<Uint8Array>;
  /** The whole file as text. @throws ImportError that names the first byte which is not of the encoding. */
  decode(encoding: Encoding): Promise<string>;
  /** Whether the file, read to its end, has a last line that does not end: it may have been cut there. */
  isUnfinished(): boolean;
  /** A file of the same folder whose name fulfils a condition, such as the code list beside a table; null when there is none. */
  sibling(fits: (name: string) => boolean): Promise<InputFile | null>;
}

/** How a publisher's bytes become text; `either` is UTF-8 where all bytes are, else Windows-1252. */
export type Encoding = 'utf-8' | 'windows-1252' | 'either';

/** A file that cannot be read as what it was taken for: nothing of it is loaded. The message is for the person who typed the command. */
export class ImportError extends Error {
  readonly line: number | null;
  constructor(message: string, line: number | null = null) {
    super(message);
    this.line = line;
  }
}

/** What the names and codes of a publisher's row mean, by the curated tables. */
export interface Places {
  /** Alpha-3 code of a country as a publisher writes it; `group` for a world total, "Other countries" and the like; null when it is not known. */
  country(text: string): { iso3: string } | { group: Aggregate } | null;
  /** Slug of a mineral by name, alias, symbol or a publisher's spelling. */
  mineral(text: string): string | null;
  /** Slug of a company by name or alias. */
  supplier(text: string): string | null;
  /** Slug of a product by HS code. */
  productByHs: ReadonlyMap<string, string>;
  /** Alpha-3 codes of the countries that are known. */
  countries: ReadonlySet<string>;
  /** Alpha-3 code by numeric code without leading zeros. */
  iso3ByNumber: ReadonlyMap<string, string>;
  /** Alpha-3 code by alpha-2 code, for today's countries and for those of a former time. */
  iso3ByIso2: ReadonlyMap<string, string>;
}

/** A mine, plant or deposit as a publisher lists it. */
export interface FacilityFound {
  /** Slug made of the publisher and its own identifier, such as `minmod-umn-10167342`. */
  slug: string;
  name: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
  status: FacilityStatus;
  /** What it is, in the publisher's words, such as `mine` or a type of deposit; several joined by `|`. */
  types: string[];
  /** Slugs of the minerals it holds or makes. */
  minerals: string[];
  /** Slugs of the companies that run it, where they are known. */
  operators: string[];
  source: string;
  locator: string;
  confidence: Confidence;
}

/** A country's trade in one code and year as a whole, or with partners that are not named: of an importer its imports, of an exporter its exports. */
export interface TotalFound extends Pick<FlowRow, 'source' | 'hs' | 'year' | 'valueUsd' | 'tonnes'> {
  country: string;
  /** What the publisher calls the unnamed partner; null where it is about the whole. */
  unnamed: string | null;
  /** Whether it is of goods that come back to the country they left: a part of the whole that is from nobody else. */
  returned?: boolean;
}

/** What became of a line. One line can give several: a row with two years, or one kept figure and one name that is not known. */
export type Parsed = { line: number } & (
  | { observation: ObservationRow }
  | { flow: Omit<FlowRow, 'id' | 'product'> & { product: string }; made?: MadeProduct }
  /** What a source says of a country's trade as a whole, or of the part of it without a named partner. */
  | { total: TotalFound }
  | { facility: FacilityFound }
  /** Left out on purpose; the reason is the same sentence for all such lines, such as `a total of several countries`. */
  | { skipped: string }
  /** A name or code that no table knows: the row is left out and the name reported. */
  | { unknown: 'country' | 'commodity' | 'HS code' | 'unit' | 'text in place of a number' | 'company'; text: string }
  /** A row that cannot be, with the sentence that says why. */
  | { refused: string }
);

/** A source that the curated table `sources.csv` does not have, such as another year's edition. Columns as defined there. */
export interface SourceFound {
  id: string;
  publisher: string;
  title: string;
  vintage: string | null;
  publishedOn: string | null;
  url: string | null;
  /** Why there is no address; null exactly where there is one. */
  urlMissing: string | null;
  /** `none stated` where none was found. */
  licence: string;
  attribution: string | null;
  note: string | null;
}

/** A file opened by the format that recognised it. */
export interface Opened {
  /** What the file holds one edition of: a later file of the same data set replaces it, and what it no longer has is retracted. */
  dataSet: string;
  /** Sources that its rows name and the curated table may lack. */
  sources: SourceFound[];
  /** For trade: whether the file holds all flows of its codes and years; false where it has the largest alone, or only some reporters. */
  complete?: boolean;
  /** In the order of the file. An error on the way means that the file cannot be used: then nothing of it is loaded. */
  rows: AsyncIterable<Parsed> | Iterable<Parsed>;
}

/** One layout of a publisher's files. */
export interface Format {
  /** What it is, such as `Mineral Commodity Summaries 2026, all commodities (CSV)`. */
  title: string;
  /** Columns (of JSON: keys) without which the file is not of this format: a file that lacks one is refused with its name. */
  needs: readonly string[];
  /** Whether a file begins like this format; it need not look at `needs` again. */
  recognises(head: Head): boolean;
  /**
   * Called once to check the whole file and, for trade flows, once more to load it: both must give the same.
   * @throws ImportError when the file is not what it began as.
   */
  open(file: InputFile, places: Places, options: ImportOptions): Promise<Opened>;
}

/** What the command line can say of an import. */
export interface ImportOptions {
  /** Day on which the edition was published, where the file does not say so. */
  asOf: string | null;
  /** HS codes to take instead of those of the known products; null takes the known ones. */
  hs: readonly string[] | null;
}

/** A publisher whose files can be read: one file of this folder, and its line in `publishers/index.ts`. */
export interface Importer {
  /** Its name on the command line, such as `usgs-mcs`. */
  publisher: string;
  /** Whose files these are, such as `US Geological Survey, Mineral Commodity Summaries`. */
  title: string;
  /** What is read of them, in a few words, such as `production, reserves, prices`. */
  reads: string;
  licence: string;
  /** Whether the licence allows that the figures are passed on; those that may not be are read from the user's disk alone. */
  redistributable: boolean;
  formats: readonly Format[];
  /** Files that are no tables of their own but read beside one, such as a list of codes: in a folder they are passed over. */
  beside?: readonly Pick<Format, 'title' | 'recognises'>[];
}
