import type { Confidence, ThingClaimFragment } from '../../api/generated.ts';
import type { LifePeriod } from '../../charts/life.ts';
import type { LifeLabel, LifeOf } from '../../charts/life-lane.tsx';
import type { Kind } from '../../components/glyph.tsx';
import type { CitedSource } from '../../../../src/lib/citation.ts';

/** A piece of a sentence: text, a figure that opens its evidence, or what its confidence is. */
export type Said = string | { readonly id: string; readonly text: string } | { readonly low: true };

/** What stands in a cell of a table. */
export type Cell =
  | string
  | null
  | {
      readonly is: 'figure';
      readonly id: string;
      readonly text: string;
      readonly confidence?: Confidence | null | undefined;
    }
  | { readonly is: 'missing'; readonly reason: string | null }
  | { readonly is: 'thing'; readonly id: string; readonly text: string; readonly note?: string | null }
  | { readonly is: 'stages'; readonly of: readonly string[] }
  | {
      readonly is: 'state';
      readonly text: string;
      readonly shape: 'solid' | 'hatched' | 'outline' | 'grey';
      readonly of: 'rule' | 'deal' | 'maker';
    }
  | { readonly is: 'source'; readonly key: string; readonly text: string; readonly title: string }
  | { readonly is: 'bar'; readonly share: number | null; readonly unknown?: number | null };

/** A column of a table. */
export interface Head {
  readonly name: string;
  readonly isNumber?: boolean;
  /** A share from 0 to 100 %, drawn; a limit is drawn over it. */
  readonly bar?: { readonly limit: number | null };
}

/** One picture or table of a thing's figures. */
export type Block =
  | {
      readonly is: 'table';
      readonly title: string | null;
      readonly note?: string;
      readonly heads: readonly Head[];
      readonly rows: readonly (readonly Cell[])[];
      readonly shown?: number;
    }
  | {
      readonly is: 'series';
      readonly title: string;
      readonly note: string;
      readonly unit: 'share' | 'amount';
      readonly points: readonly SeriesPoint[];
    }
  | { readonly is: 'parts'; readonly title: string; readonly note: string; readonly rows: readonly PartsRow[] }
  | {
      readonly is: 'life';
      readonly of: LifeOf;
      readonly periods: readonly LifePeriod[];
      readonly labels: readonly LifeLabel[];
      readonly deadline: string | null;
      readonly rows: readonly LifeRow[];
    }
  | {
      readonly is: 'map';
      readonly title: string;
      readonly plants: readonly Plant[];
      /** How many there are, where not all are given. */
      readonly count: number;
    }
  | { readonly is: 'gap'; readonly title: string; readonly text: string };

/** A mine or plant with its place. */
export interface Plant {
  readonly id: string;
  readonly name: string;
  /** Town and country. */
  readonly where: string;
  readonly state: Extract<Cell, { is: 'state' }>;
  /** Degrees east and north; null where none are on record. */
  readonly at: readonly [number, number] | null;
}

/** A figure of one year. */
export interface SeriesPoint {
  readonly year: number;
  /** As drawn; null where there is none. */
  readonly value: number | null;
  /** As said. */
  readonly text: string;
  readonly id: string | null;
  /** Estimated, a bound, or of a part only. */
  readonly isOpen: boolean;
}

/** A whole and its parts, the largest first. */
export interface PartsRow {
  readonly name: string;
  readonly parts: readonly {
    readonly name: string;
    readonly share: number;
    readonly text: string;
    readonly id: string | null;
  }[];
  /** Why there are none. */
  readonly missing: string | null;
}

/** A period of a life with who says so. */
export interface LifeRow {
  readonly state: string;
  readonly from: string | null;
  readonly to: string | null;
  /** By what, and where. */
  readonly note: readonly Cell[];
  /** Claims that give its first day. */
  readonly says: readonly Cell[];
}

/** A rule or an agreement beside the page. */
export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly periods: readonly LifePeriod[];
  readonly deadline: string | null;
}

/** Lanes under one title. */
export interface Lanes {
  readonly title: string;
  readonly of: LifeOf;
  readonly lanes: readonly Lane[];
}

/** A short list beside the page. */
export interface Aside {
  readonly title: string;
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly note: string }[];
  /** What is said where there are none. */
  readonly none: string;
  /** What is not among the rows. */
  readonly note?: string;
  readonly go?: { readonly to: string; readonly given: Readonly<Record<string, string>>; readonly text: string };
}

/** A fact of the strip under the head. */
interface Fact {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** A tab of the connections. */
export interface Tab {
  /** As it stands in the address. */
  readonly name: string;
  readonly title: string;
  readonly count: number;
}

/** A thing as its page shows it: what all kinds have, filled by the rows of the kind. */
export interface Thing {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** What stands beside the name: the state of a rule. */
  readonly state: Cell;
  /** Other names and codes, in one line. */
  readonly also: string;
  readonly lead: readonly Said[];
  readonly facts: readonly Fact[];
  readonly blocks: readonly Block[];
  readonly rails: readonly Lanes[];
  readonly asides?: readonly Aside[];
  readonly tabs: readonly Tab[];
  readonly claims: readonly ClaimRow[];
  /** How many claims there are, where not all are given. */
  readonly claimCount?: number | null;
  readonly conflicts: readonly ConflictRow[];
  readonly sources: readonly CitedSource[];
}

export type ClaimRow = ThingClaimFragment & {
  readonly subject?: { readonly id: string; readonly name?: string } | null;
};

/** Claims that contradict one another. */
export interface ConflictRow {
  readonly property: string;
  readonly scope: string | null;
  readonly preferred: ThingClaimFragment;
  readonly competing: readonly ThingClaimFragment[];
}
