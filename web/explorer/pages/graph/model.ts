import { group as grouped } from 'd3-array';
import type { Confidence, GraphSourceFragment, NeighboursQuery, NodeKind, WaysQuery } from '../../api/generated.ts';
import { money, percent } from '../../format/numbers.ts';
import type { Arrival } from './compass.ts';
import { plainId } from '../../components/id.ts';
import type { Opened, Step } from './log.ts';
import { relationOf, stepVerbs, type Sector } from './relations.ts';

export type Around = NonNullable<NeighboursQuery['neighbours']>;
export type Ways = NonNullable<WaysQuery['paths']>;
type Link = NonNullable<Around['groups'][number]['neighbours']>['edges'][number]['links'][number];
type Named = Around['groups'][number]['neighbours'] extends (infer Page) | null
  ? Page extends { edges: (infer Edge)[] }
    ? Edge extends { node: infer Node }
      ? Node
      : never
    : never
  : never;

/** A thing on the canvas. */
export interface Thing {
  /** Type and key, without the view. */
  readonly key: string;
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** It is planned, being built or announced. */
  readonly isPlanned: boolean;
}

/** What is recorded once of an edge. */
export interface Said {
  readonly detail: string | null;
  readonly product: string | null;
  readonly share: number | null;
  readonly tonnes: number | null;
  readonly tonnesUnit: string | null;
  readonly year: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly confidence: Confidence | null;
  readonly locator: string | null;
  readonly sources: readonly GraphSourceFragment[];
  /** The step of a way in a sentence. */
  readonly sentence: string | null;
}

/** What joins two things. */
export interface Edge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly verb: string;
  readonly label: string;
  readonly said: readonly Said[];
  readonly confidence: Confidence | null;
  readonly isPlanned: boolean;
  /** Global identifier of the thing whose claims say it. */
  readonly subject: string;
  /** Ways that it is a step of, counted from 1. */
  readonly ways: readonly number[];
}

/** All that the steps have brought, hidden or not. */
export interface Brought {
  readonly things: ReadonlyMap<string, Thing>;
  readonly edges: readonly Edge[];
  /** In the order in which places are taken. */
  readonly arrivals: readonly Arrival[];
  /** Why a thing stands there: `focus`, `way 1`, `Supplier:x~OWNERS`. */
  readonly causes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An amount to three digits, with its currency. */
const amountOf = (amount: string, currency: string | null) =>
  currency === null || currency === 'USD' ? money(amount) : `${money(amount).slice(1)} ${currency}`;

const moneyStates = { ANNOUNCED: 'announced', LETTER_OF_INTENT: 'intended', COMMITTED: 'committed', DISBURSED: 'paid' };

/** A thing of an answer, as it stands on the canvas. */
export function thingOf(node: Named): Thing {
  const thing = { key: plainId(node.id), id: node.id, kind: node.nodeKind, name: node.name, isPlanned: false };
  if (node.__typename === 'Facility')
    return { ...thing, isPlanned: node.plantStatus === 'PLANNED' || node.plantStatus === 'UNDER_CONSTRUCTION' };
  if (node.__typename === 'Commitment') {
    const what = node.instrument.toLowerCase().replace(/_/g, ' ');
    const amount = node.amount === null ? '' : `${amountOf(node.amount, node.currency)} `;
    return {
      ...thing,
      name: `${amount}${what}, ${moneyStates[node.moneyState]}`,
      isPlanned: node.moneyState === 'ANNOUNCED' || node.moneyState === 'LETTER_OF_INTENT',
    };
  }
  return thing;
}

const planned = new Set(['PLANNED', 'UNDER_CONSTRUCTION', 'ANNOUNCED']);
const parts: Record<string, string> = { OWNER: 'owns', PARTNER: 'takes part in' };

const saidOf = (link: Link): Said => ({
  ...link,
  product: link.product?.name ?? null,
  sources: link.source ? [link.source] : [],
  sentence: null,
});

const levels: readonly (Confidence | null)[] = ['LOW', 'MEDIUM', 'HIGH'];
/** The best of what is said: one good source is enough for the edge. */
const best = (said: readonly Said[]) =>
  said.reduce<Confidence | null>(
    (one, { confidence }) => (levels.indexOf(confidence) > levels.indexOf(one) ? confidence : one),
    null,
  );

const SHORT = 16;
function labelOf(verb: string, said: readonly Said[], claims: number | null): string {
  if (claims !== null) return claims === 1 ? 'one claim' : `${claims} claims`;
  const [first] = said;
  if (first?.share != null) return `${verb} ${percent(first.share, 0)}`;
  return first?.product && first.product.length <= SHORT ? `${verb} ${first.product.toLowerCase()}` : verb;
}

/** A canvas that fills: things, edges and places in the order of the steps. */
class Canvas {
  readonly things = new Map<string, Thing>();
  readonly edges = new Map<string, Edge>();
  readonly arrivals: Arrival[] = [];
  readonly causes = new Map<string, Set<string>>();

  arrive(thing: Thing, cause: string, from: string | null, sector: Sector, towards?: number) {
    const causes = this.causes.get(thing.key);
    if (causes) causes.add(cause);
    else {
      this.causes.set(thing.key, new Set([cause]));
      this.arrivals.push({ key: thing.key, from, sector, ...(towards === undefined ? {} : { towards }) });
      this.things.set(thing.key, thing);
    }
  }

  join(edge: Omit<Edge, 'key' | 'ways'> & { ways?: readonly number[] }) {
    const key = `${edge.from}~${edge.verb}~${edge.to}`;
    const before = this.edges.get(key);
    const ways = [...new Set([...(before?.ways ?? []), ...(edge.ways ?? [])])];
    // What a relationship says is more than a step of a way says of the same.
    if (before && edge.ways) this.edges.set(key, { ...before, ways });
    else this.edges.set(key, { ...edge, key, ways });
  }
}

/** What the steps bring onto the canvas, from what the API answered so far. */
export function bring(
  focus: Thing | null,
  steps: readonly Step[],
  around: (step: Opened) => Around | null,
  ways: Ways | null,
): Brought {
  const canvas = new Canvas();
  if (focus) canvas.arrive(focus, 'focus', null, 'above');
  for (const step of steps) {
    if (step === 'ways') {
      if (ways) bringWays(canvas, ways, focus?.key ?? null);
      continue;
    }
    const answer = around(step);
    const group = answer?.groups.find(({ relationship }) => relationship === step.relationship);
    if (!answer || !group) continue;
    const thing = thingOf(answer.of);
    const relation = relationOf(step.relationship, thing.kind);
    for (const { node, links, claims } of (group.neighbours?.edges ?? []).slice(0, step.count)) {
      const neighbour = thingOf(node);
      canvas.arrive(neighbour, `${step.of}~${step.relationship}`, step.of, relation.sector);
      const isPlanned =
        thing.isPlanned || neighbour.isPlanned || links.every(({ detail }) => planned.has(detail ?? ''));
      const [begins, ends] = relation.begins === 'thing' ? [thing, neighbour] : [neighbour, thing];
      const byVerb = grouped(links, ({ detail }) => (relation.verb === 'runs' && parts[detail ?? '']) || relation.verb);
      for (const [verb, some] of byVerb.size === 0 ? [[relation.verb, []] as const] : byVerb) {
        const said = some.map(saidOf);
        canvas.join({
          from: begins.key,
          to: ends.key,
          verb,
          label: labelOf(verb, said, claims),
          said,
          confidence: best(said),
          isPlanned: isPlanned && (some.length > 0 || thing.isPlanned || neighbour.isPlanned),
          subject: group.direction === 'OUT' ? thing.id : neighbour.id,
        });
      }
    }
  }
  return {
    things: canvas.things,
    edges: [...canvas.edges.values()].filter(({ from, to }) => canvas.things.has(from) && canvas.things.has(to)),
    arrivals: canvas.arrivals,
    causes: canvas.causes,
  };
}

type End = Ways['from'];
const isNamed = (end: End): end is Extract<End, { nodeKind: NodeKind }> => 'nodeKind' in end;

function bringWays(canvas: Canvas, { from, to, paths }: Ways, focus: string | null) {
  paths.forEach(({ steps }, index) => {
    const way = index + 1;
    const stops = [steps[0]?.from, ...steps.map((step) => step.to)].flatMap((end) =>
      end && isNamed(end) ? [thingOf(end)] : [],
    );
    // Outwards from the focus, or else from the first half of the way: what comes before stands left, what comes after right.
    const at = stops.findIndex(({ key }) => key === focus);
    const middle = at === -1 ? Math.max(0, Math.floor(stops.length / 2) - 1) : at;
    for (let index = middle; index >= 0; index -= 1)
      arriveOnWay(canvas, stops, index, index === middle ? null : index + 1, 'left', way, focus);
    for (let index = middle + 1; index < stops.length; index += 1)
      arriveOnWay(canvas, stops, index, index === middle + 1 && at === -1 ? null : index - 1, 'right', way, focus);
    for (const step of steps) {
      if (!isNamed(step.from) || !isNamed(step.to)) continue;
      const { verb, isAgainst } = stepVerbs[step.relationship];
      // A facility supplies by what it makes: the step is read towards use, the edge as it is recorded.
      const turned = step.relationship === 'MADE_FROM' || step.relationship === 'CONTAINS' ? false : isAgainst === true;
      const [begins, ends] = turned ? [step.to, step.from] : [step.from, step.to];
      const said: Said = {
        ...step,
        detail: null,
        product: step.product?.name ?? null,
        sources: step.sources ?? [],
        from: null,
        to: null,
      };
      canvas.join({
        from: plainId(begins.id),
        to: plainId(ends.id),
        verb,
        label: labelOf(verb, [said], null),
        said: [said],
        confidence: step.confidence,
        isPlanned: false,
        subject: begins.id,
        ways: [way],
      });
    }
  });
  if (paths.length === 0)
    for (const [end, sector] of [
      [from, 'left'],
      [to, 'right'],
    ] as const)
      if (isNamed(end)) canvas.arrive(thingOf(end), 'way 1', focus, sector);
}

/** A way passes below what stands in the middle. */
const ASIDE = 27;

function arriveOnWay(
  canvas: Canvas,
  stops: readonly Thing[],
  index: number,
  after: number | null,
  sector: Sector,
  way: number,
  focus: string | null,
) {
  const stop = stops[index];
  if (stop)
    canvas.arrive(
      stop,
      `way ${way}`,
      (after === null ? focus : stops[after]?.key) ?? null,
      sector,
      sector === 'left' ? 180 - ASIDE : ASIDE,
    );
}

/** What is drawn of it. */
export interface Shown {
  readonly things: readonly Thing[];
  readonly edges: readonly Edge[];
  /** Of each kind, how many there would be. */
  readonly kinds: ReadonlyMap<NodeKind, number>;
}

/** What is drawn when some things, kinds and relationships are hidden, and one of the ways is. */
export function show(brought: Brought, hidden: ReadonlySet<string>, way: number): Shown {
  const seen = new Map<string, Thing>();
  const kinds = new Map<NodeKind, number>();
  for (const { key } of brought.arrivals) {
    const thing = brought.things.get(key);
    if (!thing) continue;
    const causes = brought.causes.get(key) ?? new Set();
    const isFocus = causes.has('focus');
    const isCalled = [...causes].some((cause) => {
      if (cause === 'focus' || cause === `way ${way}`) return true;
      if (cause.startsWith('way ') || hidden.has(cause)) return false;
      return seen.has(cause.slice(0, cause.lastIndexOf('~')));
    });
    if (!isFocus && (!isCalled || hidden.has(key))) continue;
    kinds.set(thing.kind, (kinds.get(thing.kind) ?? 0) + 1);
    if (isFocus || !hidden.has(thing.kind)) seen.set(key, thing);
  }
  return {
    things: [...seen.values()],
    edges: brought.edges.filter(
      ({ from, to, ways, said }) =>
        seen.has(from) && seen.has(to) && (ways.length === 0 || ways.includes(way) || said[0]?.sentence === null),
    ),
    kinds,
  };
}
