/**
 * What worker threads compute, by name. Whatever takes more than a few milliseconds belongs here, and with it the reading of what it
 * is computed from, so that the thread that answers requests never waits for either.
 */
export { findPaths } from '../../across/path/find-paths.ts';
export { minimumSetOfChain, otherCountriesOfChain } from '../../figures/alternatives/of-chain.ts';
export { chokepointsOfChain } from '../../figures/chokepoint/of-chain.ts';
export { answersOfChains } from '../../figures/dependence/of-chain.ts';
export { readDisruption } from '../../figures/disruption/read.ts';
