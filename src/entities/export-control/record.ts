import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';
import type { Confidence, ExportControlKind, RestrictionAspect } from '../../api/generated.ts';
import type { MineralRecord } from '../mineral/record.ts';
import type { ProductRecord } from '../product/record.ts';
import type { Aim, Hit, Reach } from './reach.ts';
import type { ItemDates, periodsOf, Suspension, Timeline } from './state.ts';

/** A part of a control, as the instrument numbers it. */
export interface ControlItem extends ItemDates {
  description: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

/** An instrument that restricts, suspends or prepares to restrict. Its state is computed (state.ts), never kept. */
export interface ExportControlRecord extends Timeline {
  __typename: 'ExportControl';
  key: string;
  name: string;
  number: string | null;
  /** What it is, such as `LICENCE`. */
  kind: ExportControlKind;
  technologies: string[];
  summary: string | null;
  /** The agency that announced it. */
  imposedBy: AgencyRecord;
  items: ControlItem[];
}

export type ExportControlConnectionRecord = Connection<ExportControlRecord>;

/** An item together with the control that it is part of. */
export interface ExportControlItemRecord extends ControlItem {
  control: ExportControlRecord;
}

/** That a control restricts something. */
export interface RestrictionRecord {
  control: ExportControlRecord;
  what: MineralRecord | ProductRecord;
  item: string | null;
  aspect: RestrictionAspect;
  codes: string[];
  note: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

/** That another control suspends a control or an item of it. */
export interface ExportControlSuspensionRecord {
  by: ExportControlRecord;
  item: string | null;
  from: string | null;
  to: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

// "10" comes after "2", "1(10)" after "1(2)".
const asNumbers = new Intl.Collator('en', { numeric: true });
const byItem = (a: { item: string | null }, b: { item: string | null }) =>
  asNumbers.compare(a.item ?? '', b.item ?? '');

/** What a control, or an item of it, is in an interval. */
export type ExportControlPeriodRecord = ReturnType<typeof periodsOf>[number];

/** Sorts by the item's number as a reader would. */
export const inOrderOfItems = <One extends { item: string | null }>(all: readonly One[]): One[] =>
  [...all].sort(byItem);

/** Columns as `controlColumns` (queries.ts) returns them. */
export function exportControlRecord(columns: Columns): ExportControlRecord {
  const [
    slug,
    name,
    number,
    controlKind,
    announcedOn,
    effectiveFrom,
    effectiveTo,
    technologies,
    summary,
    imposedBy,
    items,
    suspensions,
  ] = columns as [
    string,
    string,
    string | null,
    ExportControlKind,
    string | null,
    string | null,
    string | null,
    string[] | null,
    string | null,
    Columns,
    (string | null)[][],
    (string | null)[][],
  ];
  return {
    __typename: 'ExportControl',
    key: slug,
    slug,
    name,
    number,
    kind: controlKind,
    isQuota: controlKind === 'QUOTA',
    announcedOn,
    effectiveFrom,
    effectiveTo,
    technologies: technologies ?? [],
    summary,
    imposedBy: agencyRecord(imposedBy),
    items: inOrderOfItems(items.map(controlItem)),
    suspensions: suspensions.map(suspension),
  };
}

const controlItem = ([item, effectiveFrom, effectiveTo, description, source, confidence]: readonly (
  | string
  | null
)[]) => ({
  item: item ?? '',
  effectiveFrom: effectiveFrom ?? null,
  effectiveTo: effectiveTo ?? null,
  description: description ?? null,
  source: source ?? null,
  confidence: (confidence ?? null) as Confidence | null,
});

const suspension = ([by, target, item, from, to, recordedAt, retractedAt]: readonly (string | null)[]): Suspension => ({
  by: by ?? '',
  target: target ?? '',
  item: item ?? null,
  from: from ?? null,
  to: to ?? null,
  recordedAt: recordedAt ?? null,
  retractedAt: retractedAt ?? null,
});

/** Columns as `reaching` (queries.ts) returns them. */
export function reachRecord([control, imposers, aims, hits]: Columns): Reach<ExportControlRecord> {
  return {
    control: exportControlRecord(control as Columns),
    imposers: (imposers as string[][]).flat(),
    aims: (aims as [string, string | null][]).map(([country, item]): Aim => ({ country, item })),
    hits: (hits as [string | null, RestrictionAspect, boolean][]).map(([item, aspect, direct]): Hit => ({
      item,
      aspect,
      direct,
    })),
  };
}
