import type { SearchQuery } from '../../api/generated.ts';
import { day } from '../../format/numbers.ts';
import { kindNames, pathOfId, type Kind } from '../../components/glyph.tsx';

/** More is not sent: the API reads no more of a text. */
export const MOST = 200;

/** What is searched of a text: its beginning, and whether something was left out. */
export function searched(text: string): { text: string; isCut: boolean } {
  const trimmed = text.slice(0, MOST * 10).trim();
  return { text: trimmed.slice(0, MOST).trim(), isCut: text.trim().length > MOST };
}

/** Something that was found, with its page. */
export interface Hit {
  readonly kind: Kind;
  readonly title: string;
  readonly context: string | null;
  readonly node: { readonly id: string };
  readonly to: string;
  /** Not called so: close to it, or found by another word. */
  readonly isNear: boolean;
}

/** Hits that have a page. */
export const hitsOf = (hits: SearchQuery['search'] | undefined): Hit[] =>
  (hits ?? []).flatMap((hit) => {
    const to = hit ? pathOfId(hit.node.id) : null;
    return hit && to && hit.kind in kindNames
      ? [
          {
            kind: hit.kind as Kind,
            title: hit.title,
            context: hit.context?.replace(/\d{4}-\d\d-\d\d/g, day) ?? null,
            node: hit.node,
            to,
            isNear: hit.match === 'NEAR',
          },
        ]
      : [];
  });

/** Where something is called exactly so, what is only close to it by its letters is left out. */
export function withoutFar(hits: readonly Hit[], text: string): readonly Hit[] {
  if (hits.every(({ isNear }) => isNear)) return hits;
  const asked = text.toLowerCase();
  return hits.filter(
    ({ isNear, title, context }) => !isNear || `${title} ${context ?? ''}`.toLowerCase().includes(asked),
  );
}

/** Kinds in the order of the list: places, materials, makers, rules, deals, bodies, events; sources last. */
export const kindOrder: readonly Kind[] = [
  'COUNTRY',
  'COALITION',
  'MINERAL',
  'PRODUCT',
  'SUPPLIER',
  'FACILITY',
  'EXPORT_CONTROL',
  'AGREEMENT',
  'AGENCY',
  'PERSON',
  'PROGRAMME',
  'EVENT',
  'SOURCE',
];

const plurals: Partial<Record<Kind, string>> = {
  COUNTRY: 'Countries',
  COALITION: 'Groups',
  SUPPLIER: 'Companies',
  FACILITY: 'Plants and mines',
  AGENCY: 'Public bodies',
  PERSON: 'People',
};
export const kindPlural = (kind: Kind): string => plurals[kind] ?? `${kindNames[kind]}s`;

/** Hits by kind, in the fixed order. */
export const byKind = (
  hits: readonly Hit[],
  most = Infinity,
): { kind: Kind; hits: readonly Hit[]; isMore: boolean }[] =>
  kindOrder.flatMap((kind) => {
    const of = hits.filter((hit) => hit.kind === kind);
    return of.length === 0 ? [] : [{ kind, hits: of.slice(0, most), isMore: of.length > most }];
  });

/** The title in pieces: those that are what was typed are marked. */
export function marked(title: string, text: string): { text: string; isMark: boolean }[] {
  const words = text
    .split(/\s+/)
    .filter(({ length }) => length > 1)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0 || words.length > 12) return [{ text: title, isMark: false }];
  return title
    .split(new RegExp(`(${words.join('|')})`, 'gi'))
    .map((piece, index) => ({ text: piece, isMark: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** A question about what was found. */
export interface Sentence {
  readonly text: string;
  readonly to: string;
  readonly given: Record<string, string>;
}

/** Questions about the best of the hits. */
export function askAbout(hits: readonly Hit[]): Sentence[] {
  const [best] = byKind(hits, 1).flatMap(({ hits: of }) => of);
  if (!best) return [];
  const key = decodeURIComponent(best.to.split('/')[2] ?? '');
  const { title } = best;
  const lower = title.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  switch (best.kind) {
    case 'COUNTRY':
      return key === 'CHN'
        ? [
            { text: 'Which members of the group depend on China for permanent magnets?', to: '/', given: { on: key } },
            { text: 'Who could replace China for permanent magnets?', to: '/replace', given: { on: key } },
            { text: 'What if China stops selling permanent magnets?', to: '/what-if', given: { stop: key } },
          ]
        : [
            { text: `How much does ${title} depend on China for permanent magnets?`, to: '/', given: { of: key } },
            { text: `Who could replace China for ${title}’s permanent magnets?`, to: '/replace', given: { for: key } },
            { text: `Which export controls hit ${title}?`, to: `/country/${key}#rules`, given: {} },
          ];
    case 'COALITION':
      return [
        { text: `Which members of ${title} depend on China for permanent magnets?`, to: '/', given: { among: key } },
      ];
    case 'MINERAL':
      return [
        {
          text: `How concentrated is the mining of ${lower}?`,
          to: '/concentration',
          given: { mineral: key, stage: 'EXTRACTION' },
        },
        { text: `Which export controls restrict ${lower}?`, to: `/mineral/${key}#rules`, given: {} },
      ];
    case 'PRODUCT':
      return [
        { text: `Which members of the group depend on China for ${lower}?`, to: '/', given: { product: key } },
        { text: `Who could replace China for ${lower}?`, to: '/replace', given: { product: key } },
        {
          text: `How concentrated are the world’s exports of ${lower}?`,
          to: '/concentration',
          given: { product: key },
        },
      ];
    case 'SUPPLIER':
    case 'FACILITY':
      return [{ text: `What is ${title} joined to?`, to: '/graph', given: { focus: best.node.id } }];
    case 'EXPORT_CONTROL':
    case 'AGREEMENT':
      return [{ text: `What happened around ${lower}?`, to: '/timeline', given: { about: key } }];
    default:
      return [];
  }
}
