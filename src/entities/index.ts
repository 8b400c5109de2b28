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
import { agencySeed } from './agency/load.ts';
import { agreementSeed } from './agreement/load.ts';
import { commitmentSeed } from './commitment/load.ts';
import { eventSeed } from './event/load.ts';
import { personSeed } from './person/load.ts';
import { programmeSeed } from './programme/load.ts';
import { coalitionSeed } from './coalition/load.ts';
import { countrySeed } from './country/load.ts';
import { facilitySeed } from './facility/load.ts';
import { exportControlSeed } from './export-control/load.ts';
import { mineralSeed } from './mineral/load.ts';
import { productInputSeed } from './product/input/load.ts';
import { observationSeed } from './observation/load.ts';
import { productSeed } from './product/load.ts';
import { sourceSeed } from './source/load.ts';
import { supplierSeed } from './supplier/load.ts';
import { supplySeed } from './supply/load.ts';
import type { SeedModule } from '../loading/csv-table.ts';

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
export const seedModules: readonly SeedModule[] = [
  sourceSeed,
  countrySeed,
  coalitionSeed,
  mineralSeed,
  productSeed,
  productInputSeed,
  observationSeed,
  agencySeed,
  exportControlSeed,
  supplierSeed,
  facilitySeed,
  supplySeed,
  personSeed,
  programmeSeed,
  eventSeed,
  agreementSeed,
  commitmentSeed,
];
