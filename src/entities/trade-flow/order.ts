import { readPage, type PageArguments } from '../../api/connection.ts';
import type { Direction, FlowOrder } from './flows-of-table.ts';
import type { TradeFlowRecord, TradeSumRecord } from './record.ts';

export interface Order {
  field: FlowOrder;
  direction: Direction;
}

/** How a list of flows is sorted and cut. */
export interface OrderArguments extends PageArguments {
  orderBy?: Order | null;
}

export function readOrder(args: OrderArguments, byDefault: Order) {
  const { field, direction } = args.orderBy ?? byDefault;
  const order = `tradeFlow ${field} ${direction}`;
  const page = readPage(args, order);
  const opposite: Direction = direction === 'ASC' ? 'DESC' : 'ASC';
  return { field, direction: page.backward ? opposite : direction, order, page };
}

export const edgeOf = (field: FlowOrder) => (flow: TradeFlowRecord) => ({
  node: flow,
  position: [field === 'VALUE' ? flow.valueUsd : flow.key, flow.key] as const,
  edge: {},
});

export const largestFirst = (sums: readonly TradeSumRecord[]) =>
  [...sums].sort(
    (a, b) =>
      (b.valueUsd ?? -1) - (a.valueUsd ?? -1) || (a.product?.slug ?? '').localeCompare(b.product?.slug ?? '', 'en'),
  );
