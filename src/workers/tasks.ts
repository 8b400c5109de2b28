/**
 * What worker threads compute: pure functions of plain data, by name. Whatever takes more than a few milliseconds belongs here, so
 * that the thread that answers requests never waits for it.
 */
export { minimumSet } from '../alternatives/minimum-set.ts';
export { otherCountries } from '../alternatives/others.ts';
export { rankChokepoints } from '../chokepoint/rank.ts';
export { answerOfChain } from '../dependence/of-chain.ts';
export { solveDisruption } from '../disruption/solve.ts';
export { stagesOf } from '../disruption/stages.ts';
export { searchPaths } from '../path/search.ts';
