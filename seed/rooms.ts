import { agencyRoom } from '../src/agency/load.ts';
import { agreementRoom } from '../src/agreement/load.ts';
import { commitmentRoom } from '../src/commitment/load.ts';
import { eventRoom } from '../src/event/load.ts';
import { personRoom } from '../src/person/load.ts';
import { programmeRoom } from '../src/programme/load.ts';
import { coalitionRoom } from '../src/coalition/load.ts';
import { countryRoom } from '../src/country/load.ts';
import { facilityRoom } from '../src/facility/load.ts';
import { exportControlRoom } from '../src/export-control/load.ts';
import { mineralRoom } from '../src/mineral/load.ts';
import { productInputRoom } from '../src/product-input/load.ts';
import { observationRoom } from '../src/observation/load.ts';
import { productRoom } from '../src/product/load.ts';
import { sourceRoom } from '../src/source/load.ts';
import { supplierRoom } from '../src/supplier/load.ts';
import { supplyRoom } from '../src/supply/load.ts';
import type { LoadRoom } from './table.ts';

/** What the seed is made of, in the order in which it is loaded: a thing before what names it. */
export const rooms: readonly LoadRoom[] = [
  sourceRoom,
  countryRoom,
  coalitionRoom,
  mineralRoom,
  productRoom,
  productInputRoom,
  observationRoom,
  agencyRoom,
  exportControlRoom,
  supplierRoom,
  facilityRoom,
  supplyRoom,
  personRoom,
  programmeRoom,
  eventRoom,
  agreementRoom,
  commitmentRoom,
];
