import { agencyRoom } from '../../entities/agency/load.ts';
import { agreementRoom } from '../../entities/agreement/load.ts';
import { commitmentRoom } from '../../entities/commitment/load.ts';
import { eventRoom } from '../../entities/event/load.ts';
import { personRoom } from '../../entities/person/load.ts';
import { programmeRoom } from '../../entities/programme/load.ts';
import { coalitionRoom } from '../../entities/coalition/load.ts';
import { countryRoom } from '../../entities/country/load.ts';
import { facilityRoom } from '../../entities/facility/load.ts';
import { exportControlRoom } from '../../entities/export-control/load.ts';
import { mineralRoom } from '../../entities/mineral/load.ts';
import { productInputRoom } from '../../entities/product/input/load.ts';
import { observationRoom } from '../../entities/observation/load.ts';
import { productRoom } from '../../entities/product/load.ts';
import { sourceRoom } from '../../entities/source/load.ts';
import { supplierRoom } from '../../entities/supplier/load.ts';
import { supplyRoom } from '../../entities/supply/load.ts';
import type { LoadRoom } from '../../loading/csv-table.ts';

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
