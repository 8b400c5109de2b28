import { baci } from './baci.ts';
import { bgs } from './bgs.ts';
import { comtrade } from './comtrade.ts';
import { euCrm } from './eu-crm.ts';
import { facilities } from './facilities.ts';
import { iea } from './iea.ts';
import { minmod } from './minmod.ts';
import { usgsMcs } from './usgs-mcs.ts';
import type { Importer } from '../reading/importer.ts';

/** The publishers whose files can be read, in the order in which they are listed. */
export const importers: readonly Importer[] = [usgsMcs, bgs, baci, comtrade, euCrm, iea, facilities, minmod];
