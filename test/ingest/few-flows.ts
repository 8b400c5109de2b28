import { join } from 'node:path';
import { fewerFlows } from '../../bench/flows/fewer-flows.ts';

const EACH = 40;
/** Rows of magnets in 2024, which the load leaves out: all of them are kept. */
const isLeftOut = (file: string, row: string) => file.startsWith('magnets') && row.startsWith('2024,');

/** A folder like that of the seed's trade, in which files of flows have one row in forty. */
export const fewFlows = (within: string): URL =>
  fewerFlows(join(within, 'few-flows'), (file, row, index) => index % EACH === 0 || isLeftOut(file, row));
