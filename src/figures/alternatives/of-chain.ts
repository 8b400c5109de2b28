import type { TaskContext } from '../../api/compute.ts';
import { readSupplyChain, type ChainKey } from '../supply-chain/read.ts';
import { minimumSet, type MinimumSet, type MinimumSetInput } from './minimum-set.ts';
import { otherCountries, type OtherCountries, type OtherCountriesInput } from './others.ts';

/** The same question about the chain of a key. */
type OfChain<Input> = Omit<Input, 'reading'> & { chain: ChainKey };

/** The other countries of a chain that is read from the graph. */
export const otherCountriesOfChain = async (
  { chain, ...asked }: OfChain<OtherCountriesInput>,
  context: TaskContext,
): Promise<OtherCountries> => otherCountries({ ...asked, reading: await readSupplyChain(context, chain) });

/** The smallest set of plans in a chain that is read from the graph. */
export const minimumSetOfChain = async (
  { chain, ...asked }: OfChain<MinimumSetInput>,
  context: TaskContext,
): Promise<MinimumSet> => minimumSet({ ...asked, reading: await readSupplyChain(context, chain) });
