import type { BesideDayQuery, TimelineKind } from '../../api/generated.ts';
import { plainId } from '../../components/id.ts';
import { day } from '../../format/numbers.ts';
import { thing } from './said.ts';
import type { Aside, Cell } from './thing.ts';

/** What happened, as it is said of a thing on its day. */
const happened: Record<TimelineKind, string> = {
  EVENT_BEGAN: 'event',
  AGREEMENT_SIGNED: 'signed',
  AGREEMENT_IN_EFFECT: 'takes effect',
  AGREEMENT_DEADLINE: 'first deadline',
  AGREEMENT_ENDED: 'ends',
  COMMITMENT_ANNOUNCED: 'money announced',
  COMMITMENT_DUE: 'money due',
  CONTROL_ANNOUNCED: 'control announced',
  CONTROL_IN_EFFECT: 'control takes effect',
  CONTROL_ENDED: 'control ends',
  CONTROL_SUSPENDED: 'control suspended',
  SUSPENSION_ENDED: 'suspension ends',
  FACILITY_OPENED: 'opens',
};

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The first and the last day of the month, or where no month is on record of the year, that a day lies in. */
export function monthOf(of: string): Days {
  const [year = '', month] = of.split('-');
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0)).getUTCDate();
  return { from: `${year}-${month ?? '01'}-01`, to: `${year}-${month ?? '12'}-${last}` };
}

/** What else happened between some days, what happened to `own` itself left out: a thing once for each day. */
export function happenings(title: string, own: string, days: Days, found: BesideDayQuery['timeline']): Aside[] {
  if (!found) return [];
  const rows = new Map<string, { cells: Cell[]; on: string; what: string[] }>();
  for (const { on, kind, node } of found.nodes) {
    if (node && plainId(node.id) === plainId(own)) continue;
    const key = `${on} ${node?.id ?? ''}`;
    const cell: Cell = node && 'name' in node ? thing({ id: node.id, name: node.name }) : 'not to be read now';
    const row = rows.get(key) ?? { cells: [cell], on, what: [] };
    row.what.push(happened[kind]);
    rows.set(key, row);
  }
  const left = (found.totalCount ?? 0) - found.nodes.length;
  return [
    {
      title,
      rows: [...rows.values()].map(({ cells, on, what }) => ({
        cells,
        note: [...(days.from === days.to ? [] : [day(on)]), what.join(', ')].join(' · '),
      })),
      none: 'Nothing else on record.',
      ...(left > 0 ? { note: `${left} more of these days are on the timeline.` } : {}),
      go: { to: '/timeline', given: { from: days.from, to: days.to }, text: 'On the timeline' },
    },
  ];
}
