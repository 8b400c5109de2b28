/**
 * What worker threads compute: pure functions of plain data, by name. Whatever takes more than a few milliseconds belongs here, so
 * that the thread that answers requests never waits for it.
 */
export { minimumSet } from '../../figures/alternatives/minimum-set.ts';
export { otherCountries } from '../../figures/alternatives/others.ts';
export { rankChokepoints } from '../../figures/chokepoint/rank.ts';
export { answerOfChain } from '../../figures/dependence/of-chain.ts';
export { solveDisruption } from '../../figures/disruption/solve.ts';
export { stagesOf } from '../../figures/disruption/stages.ts';
export { searchPaths } from '../../across/path/search.ts';
