import type { Confidence, DeliveryFragment } from '../../api/generated.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A company's plant: what it makes, to whom it delivers, and the claims that say so. */
export interface Maker extends Named {
  readonly status: string;
  readonly supplies: readonly Said[] | null;
  readonly production: readonly { readonly product: Named }[] | null;
  readonly customers: readonly DeliveryFragment[] | null;
}

/** A claim of a delivery: its scope names who receives what. */
interface Said {
  readonly id: string;
  readonly scope: string | null;
}

/** The company that delivers, with its claims. */
export interface Company extends Named {
  readonly claims: readonly Said[] | null;
}

/** Something that is delivered, with the claim that says so. */
interface Delivered {
  readonly name: string;
  readonly claim: string | null;
}

/** A way from a company's plants to one that buys. */
export interface WayOut {
  /** Plants, the first one first; the company itself where no plant of it is known to make what is sold. */
  readonly from: readonly (Named & { readonly status?: string })[];
  /** What goes from each to the next. */
  readonly with: readonly (readonly Delivered[])[];
  readonly to: Named;
  /** The lowest on the way. */
  readonly confidence: Confidence | null;
  readonly sources: readonly NonNullable<DeliveryFragment['source']>[];
}

interface Edge {
  readonly from: Named & { readonly status?: string };
  readonly delivery: DeliveryFragment;
  readonly claim: string | null;
}

const keyOf = (id: string) => id.slice(id.lastIndexOf(':') + 1);
const claimOf = (claims: readonly Said[] | null, { to, product }: DeliveryFragment): string | null =>
  claims?.find(({ scope }) => scope === `${keyOf(to.id)} ${keyOf(product.id)}`)?.id ?? null;

const lowestFirst: readonly Confidence[] = ['LOW', 'MEDIUM', 'HIGH'];

/**
 * The ways from a company's plants to those who buy: each delivery to somebody else, with the plants of its own that feed the one it
 * leaves from. What the company itself is said to deliver leaves from the plants that make it.
 */
export function waysOut(company: Company, deliveries: readonly DeliveryFragment[], plants: readonly Maker[]): WayOut[] {
  const ofPlants = plants.flatMap((from) =>
    (from.customers ?? []).map((delivery): Edge => ({ from, delivery, claim: claimOf(from.supplies, delivery) })),
  );
  const isSaid = ({ to, product }: DeliveryFragment) =>
    ofPlants.some(({ delivery }) => delivery.to.id === to.id && delivery.product.id === product.id);
  const ofCompany = deliveries
    .filter((delivery) => !isSaid(delivery))
    .flatMap((delivery): Edge[] => {
      const makers = plants.filter(({ production }) =>
        production?.some(({ product }) => product.id === delivery.product.id),
      );
      return (makers.length > 0 ? makers : [company]).map((from) => ({
        from,
        delivery,
        claim: claimOf(company.claims, delivery),
      }));
    });
  const edges = [...ofPlants, ...ofCompany];
  const own = new Set([company.id, ...plants.map(({ id }) => id)]);
  const feeding = (plant: Named, passed: readonly Edge[]): (readonly Edge[])[] => {
    const before = edges.filter(
      ({ from, delivery }) => delivery.to.id === plant.id && !passed.some((edge) => edge.from.id === from.id),
    );
    return before.length === 0 ? [passed] : before.flatMap((edge) => feeding(edge.from, [edge, ...passed]));
  };
  const ways = new Map<string, Edge[][]>();
  for (const last of edges.filter(({ delivery }) => !own.has(delivery.to.id)))
    for (const way of feeding(last.from, [last])) {
      const key = JSON.stringify([...way.map(({ from }) => from.id), last.delivery.to.id]);
      ways.set(key, [...(ways.get(key) ?? []), [...way]]);
    }
  return [...ways.values()].flatMap((same) => {
    const [first] = same;
    const last = first?.at(-1);
    if (!first || !last) return [];
    const passed = same.flat().map(({ delivery }) => delivery);
    return [
      {
        from: first.map(({ from }) => from),
        with: first.map((_, step) => deliveredAt(same, step)),
        to: last.delivery.to,
        confidence: lowestFirst.find((one) => passed.some(({ confidence }) => confidence === one)) ?? null,
        sources: [...new Map(passed.flatMap(({ source }) => (source ? [[source.key, source] as const] : []))).values()],
      },
    ];
  });
}

/** What goes at a step of ways by the same plants, each product once. */
function deliveredAt(ways: readonly (readonly Edge[])[], step: number): Delivered[] {
  const products = new Map<string, Delivered>();
  for (const way of ways) {
    const edge = way[step];
    if (edge)
      products.set(edge.delivery.product.id, { name: edge.delivery.product.name.toLowerCase(), claim: edge.claim });
  }
  return [...products.values()];
}
