import type { TaskContext } from '../../api/compute.ts';
import { int } from '../../graph/graph.ts';
import { producersOfMineral } from '../supply-chain/queries.ts';
import { readSupplyChain, type ChainKey } from '../supply-chain/read.ts';
import type { ChainReading } from '../supply-chain/record.ts';
import { facilitiesMaking } from './queries.ts';
import { isWeighedByContent, rankChokepoints, type ChokepointInput, type RankedChokepoints } from './rank.ts';

type Asked = Omit<ChokepointInput, 'reading' | 'facilities' | 'published'> & { chain: ChainKey };

/** The chokepoints of a chain, with what they are weighed by read from the graph. */
export async function chokepointsOfChain({ chain, ...asked }: Asked, context: TaskContext): Promise<RankedChokepoints> {
  const reading = await readSupplyChain(context, chain);
  const facilities = await readFacilities(context, reading);
  const published = await readPublished(context, reading, facilities);
  return rankChokepoints({ ...asked, reading, facilities, published });
}

/** By product of a chain, who makes it today. */
async function readFacilities(
  context: TaskContext,
  { products, view }: ChainReading,
): Promise<ChokepointInput['facilities']> {
  const outputs = [...products.keys()].map(
    async (product) => [product, await context.batch(facilitiesMaking, { product, ...view })] as const,
  );
  return new Map(await Promise.all(outputs));
}

/** By mineral, the production by which facilities of a chain are weighed. */
async function readPublished(
  context: TaskContext,
  { products, year, view }: ChainReading,
  facilities: ChokepointInput['facilities'],
): Promise<ChokepointInput['published']> {
  const weighed = [...products].filter(([product]) => facilities.get(product)?.some(isWeighedByContent));
  const minerals = new Set(weighed.flatMap(([, product]) => product.minerals));
  const figures = [...minerals].map(
    async (mineral) =>
      [mineral, await context.batch(producersOfMineral, { mineral, year: int(year), ...view })] as const,
  );
  return new Map(await Promise.all(figures));
}
