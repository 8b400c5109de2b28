import type { ExportControlState, RestrictionAspect } from '../../api/generated.ts';
import { stateOn, type Timeline } from './state.ts';

/** A restriction by which a control reaches what was asked about. */
export interface Hit {
  /** The item of the control that restricts; null for all of it. */
  item: string | null;
  aspect: RestrictionAspect;
  /** Restricts the very thing asked about, not something in it or a group it belongs to. */
  direct: boolean;
}

/** Whom a control is aimed at: alpha-3 code, and the item that is; null for all of it. */
export interface Aim {
  country: string;
  item: string | null;
}

/** A control with how it reaches what was asked about. */
export interface Reach<Control extends Timeline = Timeline> {
  control: Control;
  /** Alpha-3 codes of the countries whose agencies impose it. */
  imposers: string[];
  /** Empty when it is aimed at everyone. */
  aims: Aim[];
  hits: Hit[];
}

/** Which controls of a list are wanted; a condition left out lets all pass. */
export interface Selection {
  /** State, on the day asked, of what of the control restricts the thing asked about; without restrictions of the control. */
  state?: ExportControlState | null;
  aspects?: readonly RestrictionAspect[] | null;
  direct?: boolean;
  /** Alpha-3 code of the country that they face: what of a control is aimed at it by name has the state that counts. */
  facing?: string;
}

/** The controls among `reaches` that were announced by `day` and are wanted, in their order. */
export function select<Control extends Timeline>(
  reaches: readonly Reach<Control>[],
  day: string,
  knownAt: string,
  { state, aspects, direct = false, facing }: Selection = {},
): Control[] {
  return reaches
    .filter(({ control, hits, aims }) => {
      const now = stateOn(control, day, knownAt);
      if (now === null) return false;
      const wanted = hits.filter((hit) => (aspects?.includes(hit.aspect) ?? true) && (hit.direct || !direct));
      if ((aspects != null || direct) && wanted.length === 0) return false;
      if (state == null) return true;
      const aimed = aims.filter(({ country }) => country === facing);
      const parts = aimed.length > 0 ? aimed : wanted;
      return parts.length === 0
        ? now === state
        : parts.some(({ item }) => stateOn(control, day, knownAt, item) === state);
    })
    .map(({ control }) => control);
}

/** Aspects in which a control restricts trade. */
export const TRADE: readonly RestrictionAspect[] = ['GOODS', 'END_USE'];

/**
 * Whether a control, on `day`, restricts what one of `importers` buys of `from`: it is in force, an agency of `from` imposes it,
 * and an item that is in force itself restricts the goods or their use and is aimed at an importer or at everyone.
 */
export function restrictsTrade(
  { control, imposers, aims, hits }: Reach,
  from: string,
  importers: readonly string[],
  day: string,
  knownAt: string,
): boolean {
  const buyers = importers.filter((one) => one !== from);
  return (
    buyers.length > 0 &&
    imposers.includes(from) &&
    stateOn(control, day, knownAt) === 'IN_FORCE' &&
    hits.some(
      ({ item, aspect }) =>
        TRADE.includes(aspect) &&
        stateOn(control, day, knownAt, item) === 'IN_FORCE' &&
        (aims.length === 0 || aims.some((aim) => buyers.includes(aim.country) && sameItem(aim.item, item))),
    )
  );
}

const sameItem = (a: string | null, b: string | null) => a === null || b === null || a === b;

/** Whether a control of others is aimed at a country: by name, or (unless `named`) as one that restricts something for everyone. */
export function faces({ imposers, aims, hits }: Reach, country: string, explicitOnly: boolean): boolean {
  if (aims.length > 0) return aims.some((aim) => aim.country === country);
  return !explicitOnly && hits.length > 0 && !imposers.includes(country);
}
