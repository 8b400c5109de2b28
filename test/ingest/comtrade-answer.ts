import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A record of an answer of the UN Comtrade interface, as far as tests tell records apart. */
export interface ComtradeRecord {
  /** M: imports, X: exports. */
  flow?: 'M' | 'X';
  year: number;
  /** Comtrade's codes of areas; 0 is the world. */
  reporter: number;
  partner: number;
  hs?: string;
  /** US$. */
  value: number;
  /** Kilograms. */
  weight?: number | null;
}

/** Comtrade's codes of the areas that tests name. */
export const areas = {
  world: 0,
  japan: 392,
  china: 156,
  vietnam: 704,
  states: 842,
  nes: 899,
  germany: 276,
  france: 251,
};

const recordOf = ({ flow = 'M', year, reporter, partner, hs = '280530', value, weight = null }: ComtradeRecord) => ({
  ...{ typeCode: 'C', freqCode: 'A', refYear: year, reporterCode: reporter, partnerCode: partner, flowCode: flow },
  ...{ partner2Code: 0, classificationCode: 'H6', cmdCode: hs, customsCode: 'C00', mosCode: '0', motCode: 0 },
  ...{ netWgt: weight, primaryValue: value, partnerDesc: partner === areas.nes ? 'Areas, nes' : '' },
});

/** Writes an answer of the interface to a folder and gives its path. */
export function comtradeAnswer(folder: string, name: string, records: readonly ComtradeRecord[]): string {
  const path = join(folder, name);
  const data = records.map(recordOf);
  writeFileSync(path, JSON.stringify({ elapsedTime: '0.1 secs', count: data.length, data, error: '' }));
  return path;
}
