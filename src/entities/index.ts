import { agencyResolvers } from './agency/resolvers.ts';
import { agreementResolvers } from './agreement/resolvers.ts';
import { claimResolvers } from './claim/resolvers.ts';
import { coalitionResolvers } from './coalition/resolvers.ts';
import { commitmentResolvers } from './commitment/resolvers.ts';
import { countryResolvers } from './country/resolvers.ts';
import { eventResolvers } from './event/resolvers.ts';
import { exportControlResolvers } from './export-control/resolvers.ts';
import { facilityResolvers } from './facility/resolvers.ts';
import { mineralResolvers } from './mineral/resolvers.ts';
import { observationResolvers } from './observation/resolvers.ts';
import { personResolvers } from './person/resolvers.ts';
import { productInputResolvers } from './product/input/resolvers.ts';
import { productResolvers } from './product/resolvers.ts';
import { programmeResolvers } from './programme/resolvers.ts';
import { sourceResolvers } from './source/resolvers.ts';
import { supplierResolvers } from './supplier/resolvers.ts';
import { supplyResolvers } from './supply/resolvers.ts';
import { tradeFlowResolvers } from './trade-flow/resolvers.ts';
import type { Resolvers } from '../api/generated.ts';
import { agencyRoom } from './agency/load.ts';
import { agreementRoom } from './agreement/load.ts';
import { commitmentRoom } from './commitment/load.ts';
import { eventRoom } from './event/load.ts';
import { personRoom } from './person/load.ts';
import { programmeRoom } from './programme/load.ts';
import { coalitionRoom } from './coalition/load.ts';
import { countryRoom } from './country/load.ts';
import { facilityRoom } from './facility/load.ts';
import { exportControlRoom } from './export-control/load.ts';
import { mineralRoom } from './mineral/load.ts';
import { productInputRoom } from './product/input/load.ts';
import { observationRoom } from './observation/load.ts';
import { productRoom } from './product/load.ts';
import { sourceRoom } from './source/load.ts';
import { supplierRoom } from './supplier/load.ts';
import { supplyRoom } from './supply/load.ts';
import type { LoadRoom } from '../loading/csv-table.ts';

/** Resolvers of what is in the graph. */
export const entityResolvers: readonly Resolvers[] = [
  agencyResolvers,
  agreementResolvers,
  claimResolvers,
  coalitionResolvers,
  commitmentResolvers,
  countryResolvers,
  eventResolvers,
  exportControlResolvers,
  facilityResolvers,
  mineralResolvers,
  observationResolvers,
  personResolvers,
  productInputResolvers,
  productResolvers,
  programmeResolvers,
  sourceResolvers,
  supplierResolvers,
  supplyResolvers,
  tradeFlowResolvers,
];

/** What the seed is made of, in the order in which it is loaded: a thing before what names it. */
export const seedModules: readonly LoadRoom[] = [
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
