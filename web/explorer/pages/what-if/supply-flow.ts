import type { FlowColumn, FlowLink, FlowNode } from '../../charts/flow.tsx';
import { tonnes } from '../../format/numbers.ts';
import type { Delivery } from './rows.ts';

const [GIVERS, GETTERS] = [6, 8];
const OTHERS = 'others';

/** The largest ends by name, all others together. */
function ends(deliveries: readonly Delivery[], side: 'giver' | 'getter', most: number) {
  const sums = new Map<string, { name: string; tonnes: number }>();
  for (const delivery of deliveries) {
    const { key, name } = delivery[side];
    sums.set(key, { name, tonnes: (sums.get(key)?.tonnes ?? 0) + delivery.tonnes });
  }
  const sorted = [...sums].filter(([key]) => key !== OTHERS).sort((a, b) => b[1].tonnes - a[1].tonnes);
  const named = new Set(sorted.slice(0, most).map(([key]) => key));
  const rest = [...sums].filter(([key]) => !named.has(key)).reduce((sum, [, one]) => sum + one.tonnes, 0);
  const nodes = sorted.slice(0, most).map(([key, one]) => ({ key, name: one.name, value: one.tonnes }));
  return { named, nodes: rest > 0 ? [...nodes, { key: OTHERS, name: OTHERS, value: rest }] : nodes };
}

/** The deliveries as a flow from those who could give to those who would get, one giver highlighted. */
export function supplyFlow(
  deliveries: readonly Delivery[],
  giver: string | null,
): { columns: FlowColumn[]; links: FlowLink[]; highlighted: { key: string; name: string } | null; total: number } {
  const [givers, getters] = [ends(deliveries, 'giver', GIVERS), ends(deliveries, 'getter', GETTERS)];
  const chosen = givers.nodes.find(({ key }) => key === giver) ?? givers.nodes[0];
  const node =
    (side: string) =>
    ({ key, name, value }: { key: string; name: string; value: number }): FlowNode => ({
      key: `${side}:${key}`,
      name,
      value,
      shown: tonnes(value),
      tone: key === OTHERS ? 'others' : side === 'give' && key === chosen?.key ? 'focus' : 'plain',
    });
  const links = new Map<string, FlowLink>();
  for (const delivery of deliveries) {
    const from = givers.named.has(delivery.giver.key) ? delivery.giver.key : OTHERS;
    const to = getters.named.has(delivery.getter.key) ? delivery.getter.key : OTHERS;
    const before = links.get(`${from} ${to}`)?.value ?? 0;
    links.set(`${from} ${to}`, {
      from: `give:${from}`,
      to: `get:${to}`,
      value: before + delivery.tonnes,
      isHighlighted: from === chosen?.key,
    });
  }
  return {
    columns: [
      { title: 'Could give', note: 'tonnes', nodes: givers.nodes.map(node('give')) },
      { title: 'Would get', note: 'tonnes', nodes: getters.nodes.map(node('get')) },
    ],
    links: [...links.values()],
    highlighted: chosen ? { key: chosen.key, name: chosen.name } : null,
    total: deliveries.reduce((sum, { tonnes: one }) => sum + one, 0),
  };
}
