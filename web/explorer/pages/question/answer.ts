import { atLeast, inWords, InWords, percent } from '../../format/numbers.ts';
import type { RowFragment } from '../../api/generated.ts';

/** A piece of an answer: text, or a figure that opens its evidence. */
export type Piece = string | { readonly id: string; readonly text: string };

/** A member with its dependence. */
export interface Member {
  readonly iso3: string;
  readonly name: string;
  readonly row: RowFragment;
}

/** The answer in a sentence or two, and whether it rests on figures of low confidence. */
export interface Answer {
  readonly headline: readonly Piece[];
  readonly isLow: boolean;
  readonly below: readonly Piece[];
}

interface Asked {
  on: string;
  product: string;
  /** A limit, 0..1. */
  line: number;
  isLookedThrough: boolean;
  members: readonly Member[];
  /** Members without a share. */
  selected: Member | null;
}

const HALF = 0.5;

/** From this unknown part on a headline says that it counts. */
const MUCH_UNKNOWN = 0.15;

/** Who depends, in words: only what the rows say. */
export function answerOf({ on, product, line, isLookedThrough, members, selected }: Asked): Answer {
  const known = members.filter(({ row }) => row.share !== null);
  const silent = members.length - known.length;
  const over = (limit: number) => known.filter(({ row }) => (row.share ?? 0) > limit).length;
  const goods = product.toLowerCase();
  if (known.length === 0)
    return {
      headline: [
        members.length === 0
          ? `Nobody of them bought ${goods}.`
          : `How much of their ${goods} came from ${on} is not known.`,
      ],
      isLow: false,
      below: members.length === 0 ? [] : [reasonFor(members)],
    };
  const most = over(HALF);
  const group =
    known.length === 1
      ? [`${known[0]?.name ?? ''} bought `, figure(known[0]), ` of its ${goods} from ${on}`]
      : [
          `${most === known.length ? `All ${inWords(known.length)}` : `${InWords(most)} of ${inWords(known.length)}`} bought more than half of their ${goods} from ${on}`,
        ];
  const looked = isLookedThrough && selected !== null && selected.row.lookThroughShare !== null;
  const one: Piece[] =
    selected === null || selected.row.share === null || known.length === 1
      ? []
      : ['; ', selected.name, ' bought ', { id: selected.row.id, text: percent(selected.row.share, 0) }];
  const through: Piece[] = looked
    ? [
        known.length === 1 ? `, but looked through ` : ', but looked through ',
        {
          id: selected.row.id,
          text: atLeast(selected.row.lookThroughShare ?? 0, selected.row.unknownShare, 0).replace('≥', 'at least'),
        },
      ]
    : [];
  const isLow = looked && selected.row.lookThroughConfidence === 'LOW';
  return {
    headline: [
      ...group,
      ...(one.length > 0 || known.length === 1 ? [...one, ...through] : []),
      ...(through.length > 0 ? [] : ['.']),
    ],
    isLow,
    below: below({ line, isLookedThrough, known, silent, selected }),
  };
}

const figure = (member: Member | undefined): Piece =>
  member ? { id: member.row.id, text: percent(member.row.share ?? 0, 0) } : '';

/** Why there is no share, where all lack one. */
function reasonFor(members: readonly Member[]): string {
  const atMost = members.flatMap(({ row }) => row.shareAtMost ?? []);
  const [least, most] = [Math.min(...atMost), Math.max(...atMost)].map((share) => percent(share, 0));
  return atMost.length > 0
    ? `Only the largest partners are on record for that year and no totals: the shares are at most ${least === most ? least : `${least} to ${most}`}.`
    : 'No trade of that year is on record for them.';
}

interface Below {
  line: number;
  isLookedThrough: boolean;
  known: readonly Member[];
  silent: number;
  selected: Member | null;
}

function below({ line, isLookedThrough, known, silent, selected }: Below): Piece[] {
  const limit = `the ${percent(line, 0)} limit`;
  const direct = known.filter(({ row }) => (row.share ?? 0) > line).length;
  const through = known.filter(({ row }) => (row.lookThroughShare ?? 0) > line).length;
  const of = inWords(known.length);
  const pieces: Piece[] = [
    isLookedThrough
      ? `By what they buy directly ${inWords(direct)} of ${of} ${direct === 1 ? 'is' : 'are'} above ${limit}, looked through ${through === known.length ? `all ${of}` : inWords(through)}.`
      : `${InWords(direct)} of ${of} ${direct === 1 ? 'is' : 'are'} above ${limit}.`,
  ];
  const crossed = selected?.row.sensitivity?.filter(({ change }) => change === 'CROSSED') ?? [];
  if (isLookedThrough && selected?.row.lookThroughConfidence === 'LOW')
    pieces.push(
      crossed.length > 0
        ? ` Without ${crossed.map(({ source }) => source?.publisher ?? 'one source').join(' or ')} ${selected.name} is on the other side of it.`
        : ` The looked-through shares rest on figures of low confidence${steadiness(selected)}.`,
    );
  const unknown = known.filter(({ row }) => (row.unknownShare ?? 0) >= MUCH_UNKNOWN);
  if (unknown.length > 0)
    pieces.push(
      ` Of ${unknown
        .map(({ name }) => name)
        .slice(0, 3)
        .join(
          ', ',
        )}${unknown.length > 3 ? ' and others' : ''} much is of unreported origin: their shares are at least what is shown.`,
    );
  if (silent > 0)
    pieces.push(` ${InWords(silent)} ${silent === 1 ? 'member has' : 'members have'} no share; the table says why.`);
  return pieces;
}

/** Whether the share of a member stays on its side of the limit without any one source, as far as that is known. */
function steadiness({ name, row }: Member): string {
  const changes = (row.sensitivity ?? []).map(({ change }) => change);
  if (!changes.includes('UNCHANGED')) return '';
  const isSure = !changes.includes('UNDETERMINED');
  return `; leaving out any one source does not take ${name} across the limit${isSure ? '' : ', as far as it can be told'}`;
}

/** The member that the page speaks of when none is chosen: where looking through says most that direct trade does not. */
export function mostHidden(members: readonly Member[]): Member | null {
  const gap = ({ row: { share, lookThroughShare } }: Member) => (lookThroughShare ?? 0) - (share ?? 0);
  return [...members].filter(({ row }) => row.share !== null).sort((a, b) => gap(b) - gap(a))[0] ?? null;
}
