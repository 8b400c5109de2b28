import type { EvidenceQuery } from '../api/generated.ts';
import type { CitedSource } from '../../../src/lib/citation.ts';

export type EvidenceNode = NonNullable<EvidenceQuery['node']>;
/** The evidence of one type of figure. */
export type NodeOf<Type extends EvidenceNode['__typename']> = Extract<EvidenceNode, { __typename: Type }>;
type ClaimNode = NodeOf<'Claim'>;
export type ClaimParts = Omit<ClaimNode, '__typename' | 'otherwise'>;

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();

/** What the figure is, in a phrase. */
export function titleOf(node: EvidenceNode): string {
  switch (node.__typename) {
    case 'Dependence': {
      const importer = node.country?.name ?? node.coalition?.name ?? 'Nobody';
      return `${importer}: ${node.product.name.toLowerCase()} that come from ${node.on.name}, ${node.shareYear ?? 'no year'}, by ${node.basis === 'MASS' ? 'weight' : 'value'}`;
    }
    case 'TradeFlow':
      return `${node.flowProduct.name}, ${node.from.name} to ${node.to.name}, ${node.flowYear}`;
    case 'Observation': {
      const what = node.figureProduct?.name ?? node.mineral.name;
      const place = node.figureCountry ? `, ${node.figureCountry.name}` : '';
      return `${words(node.kind)} of ${what.toLowerCase()}${place}, ${node.figureYear}`.replace(/^./, (first) =>
        first.toUpperCase(),
      );
    }
    case 'Concentration':
      return concentrationTitle(node).replace(/^./, (first) => first.toUpperCase());
    case 'ConcentrationShare':
      return `${node.partOf.name} in ${concentrationTitle(node.concentration)}`;
    case 'Claim': {
      const subject = node.subject && 'name' in node.subject ? node.subject.name : 'A figure';
      return `${subject}: ${words(node.property)}${node.scope ? ` (${node.scope})` : ''}`;
    }
    default:
      return node.name;
  }
}

type Whole = Pick<NodeOf<'Concentration'>, 'wholeProduct' | 'wholeMineral' | 'stage' | 'form' | 'wholeYear' | 'basis'>;

/** Such as `the world’s exports of permanent magnets, 2024, by value`. */
function concentrationTitle({ wholeProduct, wholeMineral, stage, form, wholeYear, basis }: Whole): string {
  const what = wholeProduct
    ? `exports of ${wholeProduct.name.toLowerCase()}`
    : `${form ?? words(stage ?? '')} of ${(wholeMineral?.name ?? '').toLowerCase()}`;
  return `the world’s ${what}, ${wholeYear ?? 'no year'}, by ${basis === 'MASS' ? 'weight' : 'value'}`;
}

/** The sources of a figure, each once. */
export function sourcesOf(node: EvidenceNode): CitedSource[] {
  const all: (CitedSource | null | undefined)[] =
    node.__typename === 'Dependence'
      ? (node.shareSources ?? [])
      : node.__typename === 'TradeFlow'
        ? [node.flowSource]
        : node.__typename === 'Observation'
          ? [node.figureSource]
          : node.__typename === 'Concentration'
            ? (node.sources ?? [])
            : node.__typename === 'ConcentrationShare'
              ? (node.concentration.sources ?? [])
              : node.__typename === 'Claim'
                ? [node.source, ...(node.sources ?? [])]
                : 'thingClaims' in node
                  ? (node.thingClaims ?? []).map(({ source }) => source)
                  : [];
  return [...new Map(all.flatMap((source) => (source ? [[source.key, source] as const] : []))).values()];
}

/** Properties in words. */
export const inPlainWords = words;
