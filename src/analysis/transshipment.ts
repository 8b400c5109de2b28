import { checkWithin } from './check.ts';
import type { Flow } from './disruption-model.ts';

/** That a part of what a country sells of a product is goods of others, which it only passes on. */
export interface Transshipment {
  product: string;
  through: string;
  /** Whose goods: of several in proportion to what each delivers. */
  of: readonly string[];
  /** Part (0..1) of all it sells abroad. */
  share: number;
}

/**
 * The same flows with what is passed on given to those whose goods it is: they deliver it to the user directly, and so much less to the
 * country that passes it on. Nobody passes on more than comes to it; nothing is created or lost.
 *
 * @throws RangeError when a share is outside 0..1
 *
 * @example
 * // CHN sells VNM 50 t, VNM sells USA 100 t, of which 0.3 is Chinese: CHN -> USA 30, CHN -> VNM 20, VNM -> USA 70
 * withoutTransshipment(flows, [{ product: 'magnet', through: 'VNM', of: ['CHN'], share: 0.3 }]);
 */
export function withoutTransshipment(flows: readonly Flow[], passedOn: readonly Transshipment[]): Flow[] {
  return passedOn.reduce<Flow[]>((now, one) => reattribute(now, one), [...flows]);
}

function reattribute(flows: readonly Flow[], { product, through, of, share }: Transshipment): Flow[] {
  checkWithin('share of a transshipment', share, 0, 1);
  const sum = (some: readonly Flow[]) => some.reduce((total, { tonnes }) => total + tonnes, 0);
  const origins = new Set(of);
  const sold = flows.filter(
    (flow) => flow.product === product && flow.from === through && flow.to !== through && !origins.has(flow.to),
  );
  const come = flows.filter(
    (flow) => flow.product === product && flow.to === through && flow.from !== through && origins.has(flow.from),
  );
  const [out, received] = [sum(sold), sum(come)];
  const passed = Math.min(share * out, received);
  if (passed <= 0) return [...flows];
  const direct = come.flatMap(({ from, tonnes }) =>
    sold.map((flow): Flow => ({ ...flow, from, tonnes: flow.tonnes * (passed / out) * (tonnes / received) })),
  );
  return [
    ...flows.map((flow): Flow => {
      if (sold.includes(flow)) return { ...flow, tonnes: flow.tonnes * (1 - passed / out) };
      return come.includes(flow) ? { ...flow, tonnes: flow.tonnes * (1 - passed / received) } : flow;
    }),
    ...direct,
  ];
}
