import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer } from '../../support.ts';

const countries = ['CHN', 'Japan', 'DEU', 'Germany', 'USA', 'VNM', 'KOR', 'ATA'];
const some = fc.option(
  fc.oneof(
    fc.record({ in: fc.array(fc.constantFrom(...countries), { maxLength: 4 }) }),
    fc.record({ eq: fc.constantFrom(...countries) }),
    fc.record({ eq: fc.constantFrom(...countries), in: fc.array(fc.constantFrom(...countries), { maxLength: 4 }) }),
  ),
  { nil: undefined },
);
const value = fc.option(fc.integer({ min: -1, max: 60_000_000 }), { nil: undefined });
const condition = fc
  .record({ from: some, to: some, gte: value, lte: value, gt: value })
  .map(({ from, to, ...valueUsd }) => ({
    ...(from && { from: { iso3: from } }),
    ...(to && { to: { iso3: to } }),
    valueUsd,
  }));
const table = fc.constantFrom(
  { product: { hsCode: { eq: '850511' } }, year: { eq: 2024 } },
  { product: { slug: { eq: 'permanent-magnets' } } },
  { year: { eq: 2023 } },
);
const order = fc.record({ field: fc.constantFrom('VALUE', 'ID'), direction: fc.constantFrom('ASC', 'DESC') });

const query = `query Flows($where: TradeFlowWhere, $order: TradeFlowOrder, $after: String) {
  tradeFlows(where: $where, orderBy: $order, first: 5, after: $after) {
    totalCount totals { valueUsd flows flowsWithTonnes firstYear lastYear } nodes { id valueUsd } pageInfo { endCursor hasNextPage }
  }
  alone: tradeFlows(where: $where, orderBy: $order) { totalCount }
}`;

test('a condition on countries and values finds the same by an index as when each flow is tested', async () => {
  await fc.assert(
    fc.asyncProperty(table, condition, order, async (of, where, by) => {
      // Inside `and` nothing is looked for by an index.
      const tested = { ...of, and: [where] };
      const asked = { where: { ...of, ...where }, order: by };
      const first = await answer(query, asked);
      expect(first).toEqual(await answer(query, { where: tested, order: by }));
      const after = first.tradeFlows.pageInfo.endCursor as string | null;
      if (after !== null)
        expect(await answer(query, { ...asked, after })).toEqual(
          await answer(query, { where: tested, order: by, after }),
        );
    }),
    { numRuns: 12 },
  );
}, 120_000);
